"""What the words of a date say by themselves, before its ends have lent each other what they leave out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from quizgen.dating.days import Calendar
    from quizgen.dating.moment import Precision, Relation


@dataclass(slots=True)
class Piece:
    """A moment as far as its own words say it; filled in as they are read."""

    unit: Precision | Literal[""] = ""
    """Empty of a bare number: the 18 of 18–25 October."""
    number: int = 0
    """Of a century, a millennium, a decade, or a bare number."""
    width: int = 0
    """How many digits a decade or a bare number has."""
    ordinal: bool = False
    """Whether a bare number is one like 16th."""
    plural: bool = False
    """As in "centuries"."""
    called: bool = False
    """Whether the 1900s were called a decade, which they need not be."""
    year: int = 0
    digits: int = 0
    """How many the year has; 0 where none is given."""
    two_years: bool = False
    """Whether it was said with two, of which `year` is the first: 1732/33 in both styles, or a winter's 1916–17."""
    era: str = ""
    """bc, ad"""
    month: int = 0
    day: int = 0
    weekday: int = -1
    """From 0, a Monday."""
    season: str = ""
    part: str = ""
    night: bool = False
    """Whether a part of the day was said."""
    approximate: bool = False
    uncertain: bool = False
    style: Calendar | Literal[""] = ""
    other: Piece | None = None
    """The same day in the other calendar."""
    slashed: bool = False
    """Whether the other day stands behind a slash, where it may be another day of the same calendar."""


@dataclass(slots=True)
class Phrase:
    """A date as far as its words say it."""

    relation: Relation
    start: Piece | None
    end: Piece | None
    marked: bool = True
    """Whether from or between says which words belong to which end."""
    hyphen: bool = False
    """Whether a plain hyphen joins the ends, as in 2003-04, which may be a month."""
    lead: str = ""
    """in, on, during, throughout"""
