"""The nouns a fact sheet is made of: places, spans, facts, names, sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_NAMES: Mapping[str, Name] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file the author wrote."""

    path: str
    line: int = 1
    """From 1."""
    column: int = 1
    """From 1, in characters, the byte-order mark not counted."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Span:
    """A tagged piece of a fact's text: `[Lev Kamenev]{.who}`."""

    start: int
    """Offset into `Fact.text`."""
    end: int
    tag: str
    """A key of `quizgen.tags.TAGS`: who, what, when, …"""
    place: Place
    """Of the opening bracket."""
    name: str = ""
    """`#name`: tells spans of one tag apart in the ids of their questions."""
    also: tuple[str, ...] = ()
    """Other right answers."""
    kind: str = ""
    """A noun for what it is ("newspaper"): asks "Which newspaper …?"."""
    date: str = ""
    """EDTF, when the author gave one; wins over the text."""
    calendar: str = ""
    stands_for: str = ""
    """`is="Lenin"`: who a pronoun stands for."""
    plural: bool | None = None
    """Whether the text takes a plural verb, where the author says so."""
    wrong: tuple[str, ...] = ()
    """`not="London|Berlin"`: the author's own wrong answers, each once, none of them right."""

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is shown with a fact: `![alt](path)`."""

    alt: str
    """Plain text: what is to be seen, for who cannot see it."""
    path: str
    """Joined to the sheet's folder; a file that was there when the sheet was read, of a known type."""
    place: Place
    """Of its exclamation mark."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound that is played with a fact: `![alt](path)`."""

    alt: str
    """Plain text: what is to be heard."""
    path: str
    """Joined to the sheet's folder; a file that was there when the sheet was read, of a known type."""
    place: Place
    """Of its exclamation mark: a sound behind the span that is asked belongs to the answer."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence that is true, with the pieces of it that can be asked for."""

    id: str
    """Unique in its sheet."""
    text: str
    """Plain text: markup taken off, white space folded to single spaces."""
    spans: tuple[Span, ...]
    """In reading order, an outer span before those inside it."""
    place: Place
    stamped: bool = True
    """Whether the id stands in the sheet; otherwise it was made from the words."""
    section: tuple[str, ...] = ()
    """The headings above it, outermost first."""
    explanation: str = ""
    tags: tuple[str, ...] = ()
    """The fact's own classes, after the sheet's tags."""
    difficulty: str = ""
    source: str = ""
    pictures: tuple[Picture, ...] = ()
    """In the order of the sheet."""
    sounds: tuple[Sound, ...] = ()
    """In the order of the sheet."""

    @property
    def files(self) -> tuple[str, ...]:
        """Paths of its pictures and sounds."""
        return (*(one.path for one in self.pictures), *(one.path for one in self.sounds))

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Name:
    """What the front matter says of a name in the sheet."""

    kind: str = ""
    plural: bool | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A fact sheet, read."""

    id: str
    """From the front matter, else from the file's name; the first part of every question's id."""
    title: str
    path: str
    facts: tuple[Fact, ...] = ()
    language: str = "en"
    calendar: str = "gregorian"
    source: str = ""
    tags: tuple[str, ...] = ()
    names: Mapping[str, Name] = field(default_factory=lambda: NO_NAMES)
    formulas: frozenset[str] = frozenset()
    """Whatever in its texts is TeX, dollars included; empty unless its front matter says `math: true`."""
