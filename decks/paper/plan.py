"""A plan: what a teacher wants on a worksheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from decks.paper.look import USUAL as USUAL_LOOK
from decks.paper.look import Look
from decks.paper.parts import USUAL, Wanted, read_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

Search = Literal["easy", "usual", "hard"]

BLANKS = ("Name", "Class", "Date")
SHORT = 2
"""Lines for a short answer, where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Named:
    """Who gets a version, or what it is called."""

    name: str = ""
    pupil: bool = False


ALONE = (Named(),)
"""One version without a name."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is wanted. The same plan for the same banks gives the same worksheet."""

    parts: tuple[Wanted, ...] = read_parts(USUAL)
    """Each kind once; they stand on paper in this order."""
    versions: tuple[Named, ...] = ALONE
    """Their names differ. The same questions for all; the name and the seed decide their order."""
    seed: int = 0
    title: str = ""
    """Empty: that of the sheet, if there is but one."""
    instructions: str = ""
    points: Mapping[str, int] = field(default_factory=dict)
    """For each answer, by kind; one where it is not said."""
    lines: int = SHORT
    """To write a short answer on; a longer one has three times as many."""
    look: Look = USUAL_LOOK
    blanks: tuple[str, ...] = BLANKS
    answer_sheet: bool = False
    search: Search = "usual"
    """Directions of a word search: right and down; diagonals too; backwards too."""

    def worth(self, kind: str) -> int:
        """Points of one answer."""
        return self.points.get(kind, 1)
