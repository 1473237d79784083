"""What lies ready for a session: the compiled sheets that its paths stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Say = Callable[[str, int, int], None]
"""Hears the path of a sheet, how much of it is done, and how much there is to do."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A compiled sheet."""

    number: int
    """In the table `sheet`; never given to another sheet."""
    key: str
    """Of its path, its bytes and the rules that asked it: another key, other cards."""
    id: str
    """The first part of its cards' ids."""
    path: str
    """As the person wrote it."""
    title: str
    language: str
    cards: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sheets of a session in the order of its paths."""

    sheets: tuple[Shelved, ...]
    errors: tuple[str, ...] = ()
    """`path:line:column: what is wrong; what would be right`, of what could not be read."""
    note: str = ""
    """Why the cards are not kept for the next time, where they are not."""

    @property
    def cards(self) -> int:
        """How many cards lie on it."""
        return sum(sheet.cards for sheet in self.sheets)
