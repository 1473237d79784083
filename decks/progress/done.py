"""What was done on a study day: what daily limits go by. Apart from the other figures, which no start waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.progress.errors import told

if TYPE_CHECKING:
    from collections.abc import Collection

    from decks.progress.store import Store


@dataclass(frozen=True, slots=True)
class Done:
    """What was done on a study day."""

    new: int = 0
    """Cards graded for the first time."""
    reviews: int = 0
    """Grades of cards that had an interval of a day or more."""
    learning: int = 0
    """Grades of cards that had come again the same day."""


def done(store: Store, day: int, sheets: Collection[str] = ()) -> Done:
    """What was done on a study day, of all cards or those of some sheets: what daily limits are counted by."""
    kinds = "total(before < 0), total(before > 0), total(before = 0)"
    query = f"SELECT {kinds} FROM review WHERE kind = 'grade' AND day = ?{of_sheets(sheets)}"
    with told(store.path):
        new, reviews, learning = store.connection.execute(query, (day, *sheets)).fetchone()
    return Done(int(new), int(reviews), int(learning))


def of_sheets(sheets: Collection[str]) -> str:
    """The condition that a card is of one of the sheets: their ids are the first part of its own."""
    if not sheets:
        return ""
    return f" AND substr(card, 1, instr(card, '/') - 1) IN ({', '.join('?' * len(sheets))})"
