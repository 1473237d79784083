"""The store: what is appended is kept, told apart from what others do at the same time, and never changed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from progress_cases import PLAIN, dump, graded, happened, opened

from decks.progress.content import Content
from decks.progress.opening import APPLICATION, SCHEMA
from decks.progress.state import CardState
from decks.progress.store import ConflictError, Store
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
LENIN = Content("Who returned?", "Vladimir Lenin", "Vladimir Lenin returned.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


def test_what_was_appended_is_read_back_equal(store: Store) -> None:
    event = happened(
        "grade",
        value="3",
        offset=-330,
        session="s1",
        mode="typed",
        typed="Ля\0 [/red] 'quote\" \u202e",
        verdict="typo",
        duration=4200,
    )
    state = store.append(event, content=LENIN, scheduler=PLAIN)
    (kept,) = store.history("s/f/who")
    assert (kept.typed, kept.offset, kept.verdict, kept.duration) == (event.typed, -330, "typo", 4200)
    assert (kept.uid, kept.rank) == (state.last, state.rank) == (state.last, event.at)
    assert store.content(kept.content) == LENIN
    assert store.content("") is None
    assert store.state("s/f/who") == state
    assert type(state.suspended) is type(store.state("s/f/who").suspended) is bool
    assert list(store.events(("grade",))) == [kept]
    assert list(store.events(("cram", "undo"))) == []


def test_half_a_character_from_a_terminal_is_kept_as_a_question_mark(store: Store) -> None:
    graded(store, typed="L\udce9nin")
    assert store.history("s/f/who")[0].typed == "L?nin"


def test_progress_outlasts_the_store(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        state = graded(store)
    with opened(tmp_path) as store:
        assert store.state("s/f/who") == state
        assert dump(store)


def test_a_card_nobody_studied_is_new(store: Store) -> None:
    assert store.state("s/f/who") == CardState("s/f/who")
    assert store.state("s/f/who").memory is None


def test_many_states_come_in_the_order_they_were_asked_for(store: Store) -> None:
    for number in range(0, 1200, 400):
        graded(store, card=f"s/{number}/who")
    wanted = [f"s/{number}/who" for number in reversed(range(1200))]
    states = store.states(wanted)
    assert list(states) == wanted
    assert [card for card, state in states.items() if not state.is_new] == [
        "s/800/who",
        "s/400/who",
        "s/0/who",
    ]
    assert [state.card for state in store.studied("s")] == ["s/0/who", "s/400/who", "s/800/who"]
    assert store.studied("s0") == store.studied("t") == []


def test_a_stale_window_is_told_and_writes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as other:
        first = graded(one, seen="")
        with pytest.raises(ConflictError, match="another window") as told:
            graded(other, 1, seen="")
        assert told.value.state == first
        second = graded(other, 1, seen=first.last)
        assert one.state("s/f/who") == second
        with pytest.raises(ConflictError):
            graded(one, seen=first.last)
        graded(one, seen=None)
        assert len(one.history("s/f/who")) == 3


def test_a_card_relinked_in_another_window_is_stale(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as other:
        seen = graded(one, card="s/old/who").last
        other.append(happened("relink", "s/new/who", 2, "s/old/who"))
        with pytest.raises(ConflictError):
            graded(one, card="s/old/who", seen=seen)
        assert one.state("s/new/who").repetitions == 1


def test_undo_goes_back_event_by_event_and_across_restarts(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        graded(store, session="one")
        graded(store, card="s/g/who", session="two")
        store.append(happened("flag", value="3", session="two"))
        store.append(happened("exam", "s", value="2027-01-31", session="two"))
    with opened(tmp_path) as store:
        undone = []
        while event := store.undoable():
            store.undo(event, event.at, 0, 1, "three")
            undone.append((event.kind, event.card))
        assert undone == [("flag", "s/f/who"), ("grade", "s/g/who"), ("grade", "s/f/who")]
        assert [state.repetitions for state in store.states(["s/f/who", "s/g/who"]).values()] == [0, 0]
        assert store.exams() == {"s": date(2027, 1, 31)}


def test_undo_of_a_session_leaves_other_sessions_alone(store: Store) -> None:
    graded(store, session="mine")
    graded(store, card="s/g/who", session="yours")
    mine = store.undoable("mine")
    assert mine is not None and mine.card == "s/f/who"
    store.undo(mine, mine.at, 0, 1, "mine")
    assert store.undoable("mine") is None
    assert store.undoable("") is None
    assert store.undone() == store.undone("s/f/who") == {mine.uid}
    assert store.undone("s/g/who") == set()


def test_what_is_not_there_cannot_be_undone(store: Store) -> None:
    graded(store)
    with pytest.raises(ValueError, match="no event"):
        store.append(happened("undo", value="0" * 16))
    with pytest.raises(ValueError, match="no event"):
        store.append(happened("undo", "s/g/who", value=store.history("s/f/who")[0].uid))
    assert len(list(store.events())) == 1


@pytest.mark.parametrize(
    ("kind", "value", "others", "wrong"),
    [
        ("grade", "5", {}, "rating is 5"),
        ("grade", "0", {}, "needs a rating"),
        ("grade", "3", {"scheduler": ""}, "needs a rating"),
        ("grade", "3", {"scheduler": "f" * 16}, "does not know the scheduler"),
        ("grade", "3", {"day": 0}, "day is 0"),
        ("grade", "3", {"at": -1}, "at is -1"),
        ("grade", "3", {"offset": 9000}, "offset is 9000"),
        ("grade", "3", {"uid": "../../etc/passwd"}, "uid is '../../etc/passwd'"),
        ("guess", "", {}, "no event is called 'guess'"),
        ("flag", "8", {}, "flag is '8'"),
        ("mark", "yes", {}, "mark is 'yes'"),
        ("exam", "tomorrow", {}, "exam is on 'tomorrow'"),
        ("exam", "2027-W01-1", {}, "exam is on"),
        ("relink", "s/f/who", {}, "another card"),
        ("undo", "", {}, "names no target"),
        ("import", "{}", {}, "imported memory"),
        ("import", '{"stability": NaN}', {}, "imported memory"),
        ("import", "[" * 100_000, {}, "imported memory"),
        ("flag", "1", {"card": ""}, "names no card"),
    ],
)
def test_an_event_that_can_never_be_right_is_refused(
    store: Store, kind: str, value: str, others: dict[str, object], wrong: str
) -> None:
    event = happened(kind, **({"value": value} | others))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=wrong):
        store.append(event)
    assert list(store.events()) == []


def test_a_scheduler_of_a_save_that_failed_is_not_taken_for_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        with pytest.raises(ConflictError):
            graded(store, seen="f" * 16)
        with pytest.raises(ValueError, match="does not know the scheduler"):
            store.append(happened("grade", value="3"))
        graded(store)
        store.append(happened("grade", value="3"))
        assert store.schedulers() == {PLAIN.id: PLAIN}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET rating = 4",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
        'REPLACE INTO event SELECT seq + 1, uid, kind, card, at, "offset", day, session, 4, mode, typed,'
        " verdict, duration, content, scheduler, target, value, rank FROM event",
    ],
)
def test_the_log_only_grows(store: Store, change: str) -> None:
    graded(store)
    before = list(store.events())
    with pytest.raises(sqlite3.IntegrityError, match="the log only grows"):
        store.connection.execute(change)
    outside = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.IntegrityError, match="the log only grows"):
        outside.execute(change)
    outside.close()
    assert list(store.events()) == before


def test_the_last_exam_of_a_sheet_counts(store: Store) -> None:
    store.append(happened("exam", "s", value="2027-01-31"))
    store.append(happened("exam", "t", value="2027-02-28"))
    store.append(happened("exam", "s", value="2027-06-30"))
    store.append(happened("exam", "t", value=""))
    assert store.exams() == {"s": date(2027, 6, 30)}


def test_every_commit_is_synced_and_waits_for_other_windows(store: Store) -> None:
    asked = ("journal_mode", "synchronous", "busy_timeout", "application_id", "user_version")
    told = [store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    assert told == ["wal", 2, 5000, APPLICATION, SCHEMA]


def test_a_library_is_read_and_never_waited_for(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "the library, 100% mine?.db"
    library = sqlite3.connect(path, isolation_level=None)
    library.execute("PRAGMA journal_mode = WAL")
    library.execute("CREATE TABLE card (id TEXT)")
    library.execute("INSERT INTO card VALUES ('s/f/who')")
    store.attach(path)
    library.execute("BEGIN IMMEDIATE")
    library.execute("INSERT INTO card VALUES ('s/g/who')")
    graded(store)
    joined = "SELECT card.id, due FROM library.card LEFT JOIN state ON state.card = card.id"
    assert store.connection.execute(joined).fetchall() == [("s/f/who", store.state("s/f/who").due)]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.connection.execute("DELETE FROM library.card")
    library.close()


def test_a_store_folded_by_other_rules_is_replayed_when_opened(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        state = graded(store)
        store.connection.execute("UPDATE setting SET value = '0'")
        store.connection.execute("UPDATE state SET due = 0")
    with opened(tmp_path) as store:
        assert store.state("s/f/who") == state
        assert store.differing() == 0


def test_where_nothing_was_studied_it_says_so(tmp_path: Path) -> None:
    path = tmp_path / "deeper" / "progress.db"
    with pytest.raises(QuizgenError, match="there is no progress yet"):
        Store.open(path, create=False)
    assert not path.parent.exists()
    Store.open(path).close()
    Store.open(path, create=False).close()


def test_to_study_does_not_wait_for_what_only_exchange_needs() -> None:
    heavy = "{'pydantic', 'difflib', 'fsrs', 'yaml', 'shutil', 'tempfile', 'quizgen.reader'}"
    source = f"import sys\nimport decks.progress.store\nprint(*sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
