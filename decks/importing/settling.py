"""What Anki says of cards beyond their answers: their memory, where the answers do not come to it, and switches."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from decks.anki.scheduling import SUSPENDED
from decks.importing.answers import kind_of
from decks.importing.memory import promised
from decks.progress.event import ELSEWHERE, Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decks.importing.answers import Taken
    from decks.importing.memory import Days
    from decks.importing.reviews import Known
    from decks.progress.state import CardState
    from decks.progress.store import Store
    from decks.study.clock import Now

KINDS = ("suspend", "flag", "mark")


def settled(store: Store, known: Known, every: Sequence[Taken], now: Now, days: Days) -> Iterator[Event]:
    """The events that are missing in a store that has the answers, behind all others of their cards."""
    states = store.states(taken.now for taken in every)
    # Of a relinked card what was said of the old one counts.
    said = {(event.kind, known.now(event.card)) for event in store.events(KINDS)}
    for taken in every:
        state = states[taken.now]
        rank = state.rank
        if taken.agrees and (memory := _memory(taken, state, days)):
            rank = memory.rank
            yield memory
        for kind, value in _switches(taken):
            if value != "0" and (kind, taken.now) not in said:
                said.add((kind, taken.now))
                rank = max(now.at, rank + 1)
                yield _switch(kind, value, taken, now, days, rank)


def _memory(taken: Taken, state: CardState, days: Days) -> Event | None:
    last = max((review.id for review in taken.reviews if kind_of(review) == "grade"), default=0)
    return promised(taken.card, state, taken.ours.guid, days, last, whole=taken.whole)


def _switches(taken: Taken) -> tuple[tuple[str, str], ...]:
    values = (int(taken.card.queue == SUSPENDED), taken.card.flag, int(taken.ours.marked))
    return tuple(zip(KINDS, map(str, values), strict=True))


def _switch(kind: str, value: str, taken: Taken, now: Now, days: Days, rank: int) -> Event:
    offset, day = days.place(now.at)
    uid = sha256(f"{taken.ours.guid} {kind} {value} {rank}".encode()).hexdigest()[:16]
    return Event(kind, taken.now, now.at, offset, day, session=ELSEWHERE, value=value, uid=uid, rank=rank)
