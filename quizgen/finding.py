"""What is wrong with a sheet, and what would be right: findings, and the one family of errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from quizgen.fact import Place

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence that points: what is wrong here, and what would be right."""

    place: Place
    severity: Severity
    """An error costs the fact (or the sheet) it stands in; a warning costs nothing but asks for a look."""
    code: str
    """A short, stable name of the reason: `unknown-tag`, `vague-pronoun`, …"""
    message: str
    """`what is wrong; what would be right`, without the place."""
    fact: str = ""
    """The id of the fact it is about, where there is one."""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class QuizgenError(Exception):
    """Something in the input is wrong. The command line prints it and returns 1; a traceback is our bug."""
