"""What plans and simulations take for granted: what is known of a card, and how a student answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Known(Protocol):
    """A card and how well it is held in memory; the states of cards in `decks.progress` are such."""

    @property
    def card(self) -> str:
        """The card's id."""

    @property
    def stability(self) -> float:
        """Days; 0 for a card that was never graded."""

    @property
    def difficulty(self) -> float:
        """From 1 to 10; 0 for a card that was never graded."""

    @property
    def last_day(self) -> int:
        """The study day of the last grade."""

    @property
    def first_day(self) -> int:
        """The study day of the first grade."""

    @property
    def due(self) -> int:
        """The study day on which it is to be asked again."""

    @property
    def interval(self) -> int:
        """The days given at the last grade."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a student answers. The chances are those of the simulator that the authors of FSRS give (fsrs-rs)."""

    first: tuple[float, float, float, float] = (0.24, 0.094, 0.495, 0.171)
    """How often a card that is met is graded Again, Hard, Good, Easy."""
    recalled: tuple[float, float, float] = (0.224, 0.631, 0.145)
    """How often a card that was recalled is graded Hard, Good, Easy. How often it is recalled says its memory."""
    seconds: float = 10.0
    """How long an answer takes. A card graded Again is asked a second time that day."""
    meeting: float = 20.0
    """How long it takes to meet a new card, in seconds."""


def parted(cards: Sequence[Known]) -> tuple[list[Known], list[Known]]:
    """The cards that are in memory, and those that wait to be met, in their order."""
    return [card for card in cards if card.stability > 0], [card for card in cards if card.stability <= 0]
