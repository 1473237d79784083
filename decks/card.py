"""A card, and the deck it lies in: what every format writes and every session shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.question import Form


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to know. All text is plain text: each writer escapes for itself."""

    id: str
    """The question's id, `sheet/fact/ask`: unique in a deck, and never made of wording."""
    form: Form
    prompt: str
    """The question; for a cloze the sentence with its blank."""
    answer: str
    sentence: str
    """The whole fact, shown with the answer."""
    blank: tuple[int, int]
    """Where the answer stands in the sentence (offsets)."""
    also: tuple[str, ...] = ()
    """Other right answers."""
    explanation: str = ""
    source: str = ""
    """Where the fact comes from, in the author's words."""
    origin: str = ""
    """`path:line` of the fact in its sheet."""
    deck: tuple[str, ...] = ()
    """The sheet's title and the sections the fact stands in, outermost first."""
    tags: tuple[str, ...] = ()
    difficulty: str = ""
    """In the author's words."""
    language: str = "en"
    """Of the sheet: a code as `en` or `de-AT`."""
    wrong: tuple[str, ...] = ()
    """The author's own wrong answers."""

    @property
    def fact(self) -> str:
        """The fact's id in its sheet: cards of one fact are siblings."""
        return self.id.split("/")[1] if self.id.count("/") > 1 else ""

    @property
    def ask(self) -> str:
        """The tag that asks: who, what, when, … without the name or number behind it."""
        return self.id.rpartition("/")[2].partition("-")[0]

    @property
    def path(self) -> str:
        """Of its sheet, as the person wrote it."""
        return self.origin.rpartition(":")[0]

    @property
    def line(self) -> int:
        """Of its fact in its sheet, from 1; 0 where it comes from no file."""
        return int(self.origin.rpartition(":")[2] or 0)

    @property
    def section(self) -> tuple[str, ...]:
        """The headings above its fact, outermost first."""
        return self.deck[1:]


@dataclass(frozen=True, slots=True)
class Deck:
    """Cards in sheet order."""

    title: str
    cards: Iterable[Card]
    """May be a stream: a writer goes through it once."""
    description: str = ""
    language: str = "en"
    modified: int = 0
    """When what it was dealt from last changed, in Unix seconds; 0 where nobody knows."""
