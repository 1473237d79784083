"""What a person may ask of a study session."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from decks.scheduling.fsrs import Scheduler
from quizgen.selection import EVERYTHING, Selection

if TYPE_CHECKING:
    from datetime import date

Mode = Literal["cards", "choice", "typed", "mixed"]
"""How a card is answered: in the head, by choosing, in writing, or each in its turn."""

MODES: tuple[Mode, ...] = ("cards", "choice", "typed", "mixed")

Purpose = Literal["learn", "ahead", "cram", "test"]
"""What the answers are for: the schedule; the schedule, before cards are due; practice alone; a score."""

PURPOSES: tuple[Purpose, ...] = ("learn", "ahead", "cram", "test")


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of one session; what is not said is as most people want it."""

    mode: Mode = "cards"
    purpose: Purpose = "learn"
    new: int = 20
    """New cards a study day, over all sessions of that day."""
    reviews: int = 200
    """Due cards a study day, over all sessions of that day."""
    limit: int | None = None
    """Cards in this session at most."""
    ahead: int = 7
    """Study days from today whose cards come up, where the purpose is `ahead`."""
    exam: date | None = None
    """The day of the exam: the cards then are those that gain most for it."""
    exam_since: int | None = None
    """The study day on which the exam was entered, from which its new cards are spread."""
    selection: Selection = EVERYTHING
    flags: tuple[int, ...] = ()
    """Only cards with one of these flags, from 1 to 7."""
    marked: bool = False
    """Only cards that are marked."""
    seed: int | None = None
    """Cards in another order than the sheet's: the same number, the same order."""
    siblings: Literal["apart", "bury"] = "apart"
    """Cards of one fact: with others between them, or one a study day."""
    leech: int = 8
    """Lapses that make a card a leech; 0 for never."""
    leeches: Literal["suspend", "tell"] = "suspend"
    """What is done with a leech."""
    rollover: int = 4
    """The hour at which a study day begins."""
    scheduler: Scheduler = field(default_factory=Scheduler)

    @property
    def chooses(self) -> bool:
        """Whether a card may be answered by choosing."""
        return self.mode in ("choice", "mixed") or (self.purpose == "test" and self.mode == "cards")

    @property
    def writes(self) -> bool:
        """Whether a card may be answered in writing."""
        return self.mode in ("typed", "mixed") or self.purpose == "test"
