-- The progress of one learner. `event` is the truth; `state` and `review` are what it comes to, and can be made again.

CREATE TABLE IF NOT EXISTS event (
    seq INTEGER PRIMARY KEY,            -- in which order this copy of the log got to know them
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    card TEXT NOT NULL,
    at INTEGER NOT NULL,                -- UTC milliseconds
    "offset" INTEGER NOT NULL,          -- minutes east of UTC
    day INTEGER NOT NULL,               -- study day
    session TEXT NOT NULL,
    rating INTEGER NOT NULL,
    mode TEXT NOT NULL,
    typed TEXT NOT NULL,
    verdict TEXT NOT NULL,
    duration INTEGER NOT NULL,          -- milliseconds
    content TEXT NOT NULL,
    scheduler TEXT NOT NULL,
    target TEXT NOT NULL,
    value TEXT NOT NULL,
    rank INTEGER NOT NULL
);

CREATE INDEX IF NOT EXISTS event_card ON event (card, rank, uid);
CREATE INDEX IF NOT EXISTS event_undo ON event (target) WHERE kind = 'undo';
CREATE INDEX IF NOT EXISTS event_relink ON event (value) WHERE kind = 'relink';
CREATE INDEX IF NOT EXISTS event_exam ON event (card) WHERE kind = 'exam';
CREATE INDEX IF NOT EXISTS event_session ON event (session) WHERE session <> '';

-- The log only grows. The third is for INSERT OR REPLACE, which deletes without asking the second.
CREATE TRIGGER IF NOT EXISTS event_never_changes BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the log only grows: no event is ever changed'); END;
CREATE TRIGGER IF NOT EXISTS event_never_goes BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the log only grows: no event is ever deleted'); END;
CREATE TRIGGER IF NOT EXISTS event_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE uid = new.uid OR seq = new.seq)
BEGIN SELECT RAISE(ABORT, 'the log only grows: no event is ever replaced'); END;

CREATE TABLE IF NOT EXISTS scheduler (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS content (
    id TEXT PRIMARY KEY,
    prompt TEXT NOT NULL,
    answer TEXT NOT NULL,
    sentence TEXT NOT NULL,
    answer_id TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS state (
    card TEXT PRIMARY KEY,
    stability REAL NOT NULL,            -- days
    difficulty REAL NOT NULL,
    due INTEGER NOT NULL,               -- study day; 0: new
    interval INTEGER NOT NULL,          -- days
    last_day INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    repetitions INTEGER NOT NULL,
    lapses INTEGER NOT NULL,
    suspended INTEGER NOT NULL,
    buried INTEGER NOT NULL,            -- study day
    flag INTEGER NOT NULL,
    marked INTEGER NOT NULL,
    content TEXT NOT NULL,
    changed TEXT NOT NULL,
    rank INTEGER NOT NULL,
    last TEXT NOT NULL
) WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS state_due ON state (due);

CREATE TABLE IF NOT EXISTS review (     -- the answers that stand: those that nobody took back
    seq INTEGER PRIMARY KEY,            -- of the event
    kind TEXT NOT NULL,                 -- grade, cram, test
    card TEXT NOT NULL,
    day INTEGER NOT NULL,               -- study day
    hour INTEGER NOT NULL,              -- of the local clock, 0 to 23
    rating INTEGER NOT NULL,
    duration INTEGER NOT NULL,          -- milliseconds
    before INTEGER NOT NULL             -- the interval it had, in days: 0 learning, -1 new
);

CREATE INDEX IF NOT EXISTS review_card ON review (card);
CREATE INDEX IF NOT EXISTS review_day ON review (day);

CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
