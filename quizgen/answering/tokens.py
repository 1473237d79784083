"""A word, a number or a sign of an answer, with the keys under which its other spellings meet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign of an answer."""

    kind: Literal["word", "number", "sign"]
    raw: str
    start: int
    """Where it begins in the plain text."""
    stop: int
    key: str
    """Its letters without case and accents, in one spelling."""
    also: str = ""
    """Another key: with ue for ü."""
    accented: str = ""
    fixed: bool = False
    """Whether its accents count."""
    values: tuple[Fraction, ...] = ()
    """Of a number, the likelier first."""
    roman: int | None = None
    ordinal: bool = False

    @property
    def strict(self) -> str:
        """Its key, but with the accents that count."""
        return self.accented if self.fixed else self.key


def same_number(one: tuple[Fraction, ...], raw: str, other: tuple[Fraction, ...], other_raw: str) -> bool:
    """Whether a number is another, by the likelier value of each; 3,141 may be 3.141 too, but 10,000 is never 10."""
    if one[0] == other[0]:
        return True
    return one[0] in other and re.sub(r"\D", "", raw) == re.sub(r"\D", "", other_raw)
