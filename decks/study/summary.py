"""How a session went, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decks.card import Card
    from decks.study.options import Purpose


@dataclass(frozen=True, slots=True)
class Result:
    """The first answer given to a card in a session."""

    card: Card
    right: bool
    given: str = ""
    """What was typed or chosen, where something was."""
    verdict: str = ""
    """`right`, `typo` or `wrong`, where it was judged."""
    written: bool = False
    """Whether it was written: then the judge may be mistaken, and the student has the last word."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A session up to now."""

    purpose: Purpose
    results: tuple[Result, ...]
    """In the order in which the cards were first answered."""
    grades: tuple[int, int, int, int]
    """How often each grade was given: Again, Hard, Good, Easy."""
    milliseconds: int
    """From question to grade, all cards together."""
    left: int
    """Cards still to come."""
    leeches: tuple[Card, ...]
    """Cards that became leeches."""
    new: int
    """Cards of these decks never answered, and not put away."""
    tomorrow: int
    """Cards due on the next study day."""
    next_day: int
    """The next study day on which something is due; 0 where there is none."""

    @property
    def asked(self) -> int:
        """Cards answered at least once."""
        return len(self.results)

    @property
    def right(self) -> int:
        """Of these, those that were right the first time."""
        return sum(result.right for result in self.results)

    @property
    def missed(self) -> tuple[Result, ...]:
        """Those that were not."""
        return tuple(result for result in self.results if not result.right)

    @property
    def disputable(self) -> tuple[Result, ...]:
        """Of the missed, those that may have been right all the same: in a test nobody could say so before its end."""
        return tuple(result for result in self.missed if result.written and self.purpose == "test")

    @property
    def score(self) -> int:
        """Per cent right the first time; 0 where nothing was asked."""
        return round(100 * self.right / self.asked) if self.asked else 0
