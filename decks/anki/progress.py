"""The study log as Anki's schedules: how far each card has been learned, and every answer that it got.

What Anki's FSRS makes of an answer depends on its kind (rslib/src/revlog/mod.rs, scheduler/fsrs/params.rs):

    grade of a new card           0 learning, where Anki's FSRS begins to count
    grade after Again, same day   2 learning again, or 0 where the card had never been in review
    any other grade               1 review
    answer in cramming or a test  3 out of turn, without a difficulty: shown, and passed over by FSRS, as here
    reset                         4 by hand, without a difficulty: FSRS counts from the next answer, as here

Answers that were taken back are not told. A relinked card has those of the card that it goes on from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from struct import Struct
from typing import TYPE_CHECKING, Any

from decks.anki.note import Review, Schedule
from decks.anki.scheduling import BY_HAND, LEARNED, OUT_OF_TURN, RELEARNED, REVIEWED
from decks.progress.errors import told
from decks.progress.event import imported
from decks.progress.log import STANDS
from decks.scheduling.fsrs import AGAIN, Memory, Scheduler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from decks.progress.store import Store

ONLY_NEW = (
    "Anki takes progress only for cards that are new to its collection, and keeps its own for those that are there;"
    ' tick "Import any learning progress" where it asks, and switch FSRS on in its deck options'
)
"""What a person is to know who takes a package with progress."""

LONGEST = 2**31 - 1
"""Milliseconds that Anki can write down of an answer."""

_ROW = Struct("<qiiIBBd")
"""A review in 30 bytes, in the order in which `put` takes it: a million answers as objects would fill the memory."""
_INTERVAL = Struct("<i")
_INTERVAL_AT = 8

_EVENTS = (
    'SELECT event.kind, event.card, event.at, event.rating, event.duration, event.scheduler, event.value, "before"'
    " FROM event LEFT JOIN review ON review.seq = event.seq"
    f" WHERE event.kind IN ('grade', 'cram', 'test', 'reset', 'relink', 'import') AND {STANDS}"
    " ORDER BY event.rank, event.uid"
)
_STATES = (
    "SELECT card, stability, difficulty, due, interval, repetitions, lapses, suspended, buried, flag, marked"
    " FROM state"
)


def schedules(store: Store, today: int) -> Callable[[str], Schedule | None]:
    """What Anki is to know of each card, by the question's id: a function that needs no query a card.

    `today` is the study day, an ordinal of a date, by which a card is buried or not. None is a card of which the log
    knows nothing that still holds; one that was never graded, or reset, but has a flag, a mark or answers out of
    turn, or was put away, has a schedule without repetitions: it is new to Anki, too. The log is read once, with all
    that was answered by now. Raises QuizgenError where it cannot be read.
    """
    with told(store.path):
        histories = _Histories(store.schedulers())
        for row in store.connection.execute(_EVENTS):
            histories.take(*row)
        states = {card: row for card, *row in store.connection.execute(_STATES)}

    def schedule(card: str) -> Schedule | None:
        state, history = states.get(card), histories.cards.get(card)
        return None if state is None else _schedule(state, history or _NOTHING, today)

    return schedule


_USUAL = Scheduler()


@dataclass(slots=True)
class _History:
    """What was answered of a card by now."""

    rows: bytearray = field(default_factory=bytearray)
    open: int = -1
    """Where in `rows` the last grade stands, while its interval is not known; else -1."""
    difficulty: float = 0.0
    """0: new."""
    failed: bool = False
    """Whether it is learned again, since it was forgotten in review."""
    last: int = 0
    """The instant of its last grade, in UTC milliseconds."""
    scheduler: Scheduler = _USUAL
    """The one its last grade went by."""

    def put(self, *row: float) -> None:
        self.rows += _ROW.pack(*row)

    def close(self, interval: int) -> None:
        """The last grade gave so many days."""
        if self.open >= 0:
            _INTERVAL.pack_into(self.rows, self.open + _INTERVAL_AT, interval)
            self.open = -1

    def reviews(self, interval: int) -> Iterator[Review]:
        for at, days, before, duration, rating, kind, difficulty in _ROW.iter_unpack(self.rows):
            yield Review(at, rating, days if days >= 0 else interval, before, duration, kind, difficulty)


_NOTHING = _History()


class _Histories:
    """Takes the events of the log in the order in which they are folded."""

    def __init__(self, schedulers: dict[str, Scheduler]) -> None:
        self.cards: dict[str, _History] = {}
        self._schedulers = schedulers

        @cache
        def difficulty(scheduler: str, before: float, rating: int) -> float:
            # That of FSRS depends on neither stability nor time, and Anki writes two digits of a review's: so few
            # steps serve all cards.
            memory = Memory(1.0, before) if before else None
            return round(schedulers[scheduler].remember(memory, rating, 1).difficulty, 3)

        self._difficulty = difficulty

    def take(
        self,
        kind: str,
        card: str,
        at: int,
        rating: int,
        duration: int,
        scheduler: str,
        value: str,
        before: Any,
    ) -> None:
        """One event that stands; `before` is the interval that the card had, in days, -1 where it was new."""
        if kind == "relink":
            self.cards[card] = self.cards.pop(value, _History())
            return
        if (history := self.cards.get(card)) is None:
            history = self.cards[card] = _History()
        match kind:
            case "grade":
                self._grade(history, at, rating, min(duration, LONGEST), scheduler, before)
            case "reset":
                # What the last grade gave was never used, and would have to be computed anew.
                history.close(0)
                history.put(at, 0, 0, 0, 0, BY_HAND, 0.0)
                history.difficulty, history.failed = 0.0, False
            case "import":
                self._import(history, at, value)
            case _:
                days = max(before, 0)
                history.close(days)
                history.put(at, days, days, min(duration, LONGEST), rating, OUT_OF_TURN, 0.0)

    def _grade(
        self, history: _History, at: int, rating: int, duration: int, scheduler: str, before: int
    ) -> None:
        # What the grade before gave is what the card has now.
        history.close(max(before, 0))
        kind = REVIEWED if before > 0 else RELEARNED if history.failed and before == 0 else LEARNED
        history.failed = rating == AGAIN if before > 0 else history.failed and before == 0
        history.difficulty = self._difficulty(scheduler, history.difficulty if before >= 0 else 0.0, rating)
        history.open = len(history.rows)
        history.put(at, -1, max(before, 0), duration, rating, kind, history.difficulty)
        history.last, history.scheduler = at, self._schedulers[scheduler]

    def _import(self, history: _History, at: int, value: str) -> None:
        if memory := imported(value):
            history.close(int(memory["interval"]))
            history.difficulty, history.last = float(memory["difficulty"]), at


def _schedule(state: list[Any], history: _History, today: int) -> Schedule | None:
    stability, difficulty, due, interval, repetitions, lapses, suspended, buried, flag, marked = state
    found = Schedule(
        stability=stability,
        difficulty=difficulty,
        due=due,
        interval=interval,
        last=history.last // 1000 if repetitions else 0,
        repetitions=repetitions,
        lapses=lapses,
        retention=history.scheduler.retention,
        decay=-history.scheduler.decay,
        suspended=bool(suspended),
        buried=buried >= today,
        flag=flag,
        marked=bool(marked),
        reviews=tuple(history.reviews(interval)),
    )
    says = repetitions or found.reviews or found.suspended or found.buried or flag or marked
    return found if says else None
