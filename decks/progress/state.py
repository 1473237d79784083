"""Where a card stands: what its events come to, and what a grade makes of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from decks.scheduling.fsrs import Memory

if TYPE_CHECKING:
    from decks.scheduling.fsrs import Scheduler


@dataclass(frozen=True, slots=True)
class CardState:
    """All that is known of a card's schedule. Days are study days, as ordinals of dates."""

    card: str
    stability: float = 0.0
    """Days after which the chance of recall is 90 %; 0: never graded."""
    difficulty: float = 0.0
    """1 to 10; 0: never graded."""
    due: int = 0
    """The study day it comes again; 0: new."""
    interval: int = 0
    """The days that the last grade gave; 0: it comes again the same day."""
    last_day: int = 0
    """The study day of its last grade."""
    first_day: int = 0
    """The study day of its first grade."""
    repetitions: int = 0
    lapses: int = 0
    """How often it was forgotten after it had been in review."""
    suspended: bool = False
    buried: int = 0
    """Hidden up to and with this study day."""
    flag: int = 0
    marked: bool = False
    content: str = ""
    """The id of the content last studied."""
    changed: str = ""
    """The answer as it was learned, to be shown once beside the new one; empty when there is nothing to tell."""
    rank: int = 0
    last: str = ""
    """Rank and uid of its newest event, of whatever kind, also of one that was taken back."""

    @property
    def is_new(self) -> bool:
        """Whether it was never graded, or was reset."""
        return self.repetitions == 0

    @property
    def memory(self) -> Memory | None:
        """The memory of it, None while there is none."""
        return Memory(self.stability, self.difficulty) if self.stability else None


NAMES = tuple(field.name for field in fields(CardState))


def after(state: CardState, rating: int, day: int, scheduler: Scheduler) -> CardState:
    """What a grade (1 to 4: Again, Hard, Good, Easy) on a study day makes of a card.

    The one function for what the buttons promise and for what the grade does. A day before the last grade, as after
    a clock was put back, counts as the same day. Again is due the same day, and a lapse if the card was in review.
    """
    options = scheduler.intervals(
        state.memory,
        max(0, day - state.last_day) if state.repetitions else 0,
        card=state.card,
        repetitions=state.repetitions,
        previous=state.interval,
    )
    memory, interval = options[rating - 1]
    return replace(
        state,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=day + interval,
        interval=interval,
        last_day=day,
        first_day=state.first_day or day,
        repetitions=state.repetitions + 1,
        lapses=state.lapses + (rating == 1 and state.interval >= 1),
        changed="",
    )
