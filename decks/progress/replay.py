"""Replay: what the events of the log come to, card by card.

    state of a card = its events in the order of (rank, uid), those left out that an undo of the same card names
    grade           : what `state.after` makes of it, by the scheduler that the event names
    reset           : new again; flag and mark stay
    change          : memory stays, the old answer is kept to be shown, and it is due that day
    import          : memory, due day and counts are what it says
    relink          : goes on from where the old card stood at that rank; the old one is left as if new
    decline         : nothing; the relink that was declined is not offered again by itself
    cram, test, exam: nothing but what was last studied

Every order in which copies of a log are merged gives the same states, since they are folded by what the events say
and never by when they arrived. `Fold.take` is the one step, for an event just appended and for a whole log.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from decks.progress import log
from decks.progress.event import ANSWERED, Event, imported
from decks.progress.state import NAMES as STATE_NAMES
from decks.progress.state import CardState, after

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from decks.scheduling.fsrs import Scheduler

FOLD = "1"
"""Goes up with every change of what events come to; a file that was folded by another is replayed when opened."""

STATE_COLUMNS = ", ".join(STATE_NAMES)
_FEW = 500
"""Cards that are asked for by name; for more the whole log is read."""


@dataclass(frozen=True, slots=True)
class Review:
    """An answer that stands, with what the replay knows of it."""

    seq: int
    """Of the event, in this copy of the log."""
    kind: str
    card: str
    day: int
    hour: int
    """Of the local clock, 0 to 23."""
    rating: int
    duration: int
    """Milliseconds."""
    before: int
    """The interval the card had, in days; 0: it was being learned, -1: it was new."""


class Fold:
    """Takes events in the order of (rank, uid), and holds what they come to."""

    def __init__(self, schedulers: Callable[[str], Scheduler], states: Iterable[CardState] = ()) -> None:
        self._schedulers = schedulers
        self.states = {state.card: state for state in states}
        self.reviews: list[Review] = []

    def take(self, seq: int, event: Event, *, stands: bool = True, other: str = "") -> None:
        """One step. `other` is the second card that the event touches: the old one of a relink."""
        if stands:
            if event.kind in ANSWERED:
                self.reviews.append(_review(seq, event, self._state(event.card)))
            self._apply(event)
        for card in (event.card, other) if other else (event.card,):
            self.states[card] = replace(self._state(card), rank=event.rank, last=event.uid)

    def _apply(self, event: Event) -> None:
        if event.kind == "relink":
            self.states[event.card] = replace(self._state(event.value), card=event.card)
            self.states[event.value] = CardState(event.value)
            return
        state = self._state(event.card)
        if event.kind == "grade":
            state = after(state, event.rating, event.day, self._schedulers(event.scheduler))
        elif event.kind in _STEPS:
            state = _STEPS[event.kind](state, event)
        self.states[event.card] = replace(state, content=event.content) if event.content else state

    def _state(self, card: str) -> CardState:
        return self.states.get(card) or CardState(card)


def _review(seq: int, event: Event, state: CardState) -> Review:
    return Review(
        seq=seq,
        kind=event.kind,
        card=event.card,
        day=event.day,
        hour=(event.at // 60_000 + event.offset) // 60 % 24,
        rating=event.rating,
        duration=event.duration,
        before=-1 if state.is_new else state.interval,
    )


def _reset(state: CardState, event: Event) -> CardState:
    return CardState(state.card, flag=state.flag, marked=state.marked)


def _change(state: CardState, event: Event) -> CardState:
    # After two changes it is the first answer that the learner knows.
    old = state.changed or event.value
    return state if state.is_new else replace(state, changed=old, due=event.day)


def _import(state: CardState, event: Event) -> CardState:
    memory = imported(event.value)
    return replace(state, **memory, first_day=state.first_day or memory["last_day"]) if memory else state


_STEPS: dict[str, Callable[[CardState, Event], CardState]] = {
    "bury": lambda state, event: replace(state, buried=event.day if event.value == "1" else 0),
    "suspend": lambda state, event: replace(state, suspended=event.value == "1"),
    "flag": lambda state, event: replace(state, flag=int(event.value)),
    "mark": lambda state, event: replace(state, marked=event.value == "1"),
    "reset": _reset,
    "change": _change,
    "import": _import,
}


def replayed(
    connection: sqlite3.Connection, schedulers: Callable[[str], Scheduler], cards: set[str] | None = None
) -> Fold:
    """What the log comes to for these cards, which must be all that relinks tie together; None: for all cards."""
    undone = log.undone(connection)
    relinks = {uid: (card, old) for uid, card, old in log.relinks(connection)}
    fold = Fold(schedulers)
    for seq, event in _lines(connection, cards):
        touched = relinks.get(event.target if event.kind == "undo" else event.uid)
        other = touched[1] if touched and touched[0] == event.card else ""
        fold.take(seq, event, stands=event.uid not in undone, other=other)
    return fold


def refold(
    connection: sqlite3.Connection, schedulers: Callable[[str], Scheduler], cards: Iterable[str]
) -> None:
    """Replay these cards and those that relinks tie to them, and write what they come to."""
    tied = _tied(connection, set(cards))
    fold = replayed(connection, schedulers, tied)
    rows = [(card,) for card in tied]
    connection.executemany("DELETE FROM state WHERE card = ?", rows)
    connection.executemany("DELETE FROM review WHERE card = ?", rows)
    write(connection, fold)


def rebuild(
    connection: sqlite3.Connection, schedulers: Callable[[str], Scheduler], *, mend: bool = True
) -> int:
    """Replay the whole log, and say how many rows of `state` and `review` were not what it comes to."""
    fold = replayed(connection, schedulers)
    differing = sum(
        len({tuple(row) for row in connection.execute(f"SELECT {names} FROM {table}")} ^ rows)
        for table, names, rows in (
            ("state", STATE_COLUMNS, set(map(_values, fold.states.values()))),
            ("review", "*", set(map(_values, fold.reviews))),
        )
    )
    if differing and mend:
        connection.execute("DELETE FROM state")
        connection.execute("DELETE FROM review")
        write(connection, fold)
    return differing


def write(connection: sqlite3.Connection, fold: Fold) -> None:
    """Put states and reviews into their tables."""
    connection.executemany(_PUT_STATE, map(_values, fold.states.values()))
    connection.executemany(_PUT_REVIEW, map(_values, fold.reviews))


_PUT_STATE = f"INSERT OR REPLACE INTO state ({STATE_COLUMNS}) VALUES ({', '.join('?' * len(STATE_NAMES))})"
_PUT_REVIEW = f"INSERT INTO review VALUES ({', '.join('?' * len(fields(Review)))})"


def _tied(connection: sqlite3.Connection, cards: set[str]) -> set[str]:
    near: dict[str, list[str]] = {}
    for _, card, old in log.relinks(connection):
        near.setdefault(card, []).append(old)
        near.setdefault(old, []).append(card)
    tied, ends = set(cards), list(cards)
    while ends:
        fresh = [card for card in near.get(ends.pop(), ()) if card not in tied]
        tied.update(fresh)
        ends += fresh
    return tied


def _lines(connection: sqlite3.Connection, cards: set[str] | None) -> Iterator[tuple[int, Event]]:
    order = "ORDER BY rank, uid"
    if cards is None:
        yield from log.select(connection, f"1 {order}")
    elif len(cards) <= _FEW:
        some = tuple(cards)
        yield from log.select(connection, f"card IN ({log.marks(some)}) {order}", some)
    else:
        yield from (
            (seq, event) for seq, event in log.select(connection, f"1 {order}") if event.card in cards
        )


def _values(row: CardState | Review) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in row.__slots__)
