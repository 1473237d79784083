"""What Anki promises of a card, as an event of the log: for where the answers that are known do not come to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from decks.anki.scheduling import NEW, REVIEW
from decks.progress.days import DAY, EPOCH_DAY, offset_of, study_day
from decks.progress.event import ELSEWHERE, MEMORY, Event, fault

if TYPE_CHECKING:
    from datetime import tzinfo

    from decks.anki.reading.collection import Card, Package
    from decks.progress.state import CardState

_SECONDS = 1_000_000_000
"""Beyond this the due day of a card in learning is an instant."""
STALE = 60_000
"""Milliseconds by which a memory may be older than the last answer: else FSRS was switched off since."""
SINGLE = 1.2e-7
"""Anki computes memory in single precision: of a number, this part is uncertain."""


@dataclass(frozen=True, slots=True)
class Days:
    """Instants, and Anki's numbers of days, as study days."""

    rollover: int
    """The hour at which a study day begins."""
    zone: tzinfo | None
    """None: this machine's."""
    first: int
    """Anki's day 0."""

    @classmethod
    def of(cls, package: Package, rollover: int, zone: tzinfo | None) -> Days:
        """Anki's days begin with the date on which the collection was made, where it was made."""
        made = package.created * 1000
        offset = offset_of(made, zone) if package.offset is None else package.offset
        return cls(rollover, zone, study_day(made, offset, 0))

    def place(self, at: int) -> tuple[int, int]:
        """The offset and the study day of an instant in UTC milliseconds."""
        offset = offset_of(at, self.zone)
        return offset, study_day(at, offset, self.rollover)

    def due(self, card: Card) -> int:
        """The study day on which Anki shows a card that is not new."""
        if card.type != REVIEW and card.due > _SECONDS:
            return self.place(card.due * 1000)[1]
        return self.first + card.due


def promised(card: Card, state: CardState, guid: str, days: Days, last: int, *, whole: bool) -> Event | None:
    """The event that puts Anki's memory of a card into the log; None where FSRS there knows nothing of it, or what no
    memory can be, or no more than `state`, which is what the log comes to.

    `last` is the instant of its last grade, in UTC milliseconds. `whole` is whether the log has all answers since
    the card was new: it then counts them, and else takes Anki's number.
    """
    stale = card.last and last - card.last * 1000 > STALE
    if card.type == NEW or not card.stability or stale:
        return None
    due = days.due(card)
    stability, difficulty = (
        min(max(number, least), most)
        for number, (least, most) in (
            (card.stability, MEMORY["stability"]),
            (card.difficulty, MEMORY["difficulty"]),
        )
    )
    if _says(state, card, stability, difficulty, due):
        return None
    at = card.last * 1000 or last or _noon(due - max(card.interval, 0))
    offset, day = days.place(at)
    memory = {
        "stability": stability,
        "difficulty": difficulty,
        "due": due,
        "interval": min(max(card.interval, 0), 36_500) if card.type == REVIEW else 0,
        "last_day": day,
        "repetitions": state.repetitions if whole and state.repetitions else max(card.repetitions, 1),
        "lapses": card.lapses,
    }
    value = json.dumps(memory, separators=(",", ":"))
    rank = max(at, state.rank + 1)
    uid = sha256(f"{guid} {rank} {value}".encode()).hexdigest()[:16]
    event = Event("import", state.card, at, offset, day, session=ELSEWHERE, value=value, uid=uid, rank=rank)
    return None if fault(event) else event


def _noon(day: int) -> int:
    return max((day - EPOCH_DAY) * DAY + DAY // 2, 0)


def _says(state: CardState, card: Card, stability: float, difficulty: float, due: int) -> bool:
    """Whether a state is what Anki says, which writes down four and three digits behind the point."""
    near = state.due == due or (card.type != REVIEW and not state.interval and abs(state.due - due) <= 1)
    same = abs(state.stability - stability) <= 0.6e-4 + SINGLE * stability
    return near and same and abs(state.difficulty - difficulty) <= 0.6e-3
