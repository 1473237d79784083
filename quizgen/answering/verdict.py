"""The judgement of a typed answer, as a screen shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["right", "typo", "wrong"]
Stretch = tuple[int, int]
"""From which character of a text to which, the second not included."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands in one text where something else, or nothing, stands in the other."""

    expected: Stretch
    """In the verdict's `answer`; empty (both numbers the same) where the typed text adds something."""
    typed: Stretch
    """In the typed text; empty where something is missing there."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a fair teacher says of a typed answer."""

    kind: Kind
    """`typo` says the right answer, misspelt."""
    answer: str
    """Which of the right answers it was held against: the expected one, or one of its alternatives."""
    differences: tuple[Difference, ...] = ()
    """From left to right; letter by letter where words are close, else word by word. None where it is right."""
    reason: str = ""
    """Why it is wrong, for the student, where it is near; else empty."""

    @property
    def good(self) -> bool:
        """Whether it counts as known: right, or right but for a typo."""
        return self.kind != "wrong"
