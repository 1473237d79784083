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
