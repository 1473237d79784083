"""How each deck stands: how many cards are due, new, known, put away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from decks.library import Shelved

MATURE = 21
"""Days of interval from which a card counts as known for long, as Anki has it."""

_COUNTS = """
    SELECT c.sheet,
           count(s.card) FILTER (WHERE s.repetitions > 0),
           count(s.card) FILTER (WHERE s.interval >= :mature),
           count(s.card) FILTER (WHERE s.repetitions > 0 AND s.due <= :today AND NOT s.suspended AND s.buried < :today),
           count(s.card) FILTER (WHERE s.suspended),
           count(s.card) FILTER (WHERE s.repetitions = 0 AND s.suspended)
    FROM main.state AS s CROSS JOIN library.card AS c INDEXED BY card_id ON c.id = s.card
    GROUP BY c.sheet
"""
"""From the states, of which there are at most as many as cards: a deck nobody has begun costs nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The cards of one deck, counted."""

    sheet: Shelved
    due: int
    """Up to today, not put away."""
    new: int
    """Never answered, not put away."""
    begun: int
    """Answered at least once."""
    mature: int
    """Of these, those with an interval of `MATURE` days or more."""
    suspended: int

    @property
    def total(self) -> int:
        """All cards of the deck."""
        return self.sheet.cards


def standings(connection: sqlite3.Connection, sheets: Sequence[Shelved], today: int) -> list[Standing]:
    """The decks of these sheets, in their order."""
    rows = {row[0]: row[1:] for row in connection.execute(_COUNTS, {"mature": MATURE, "today": today})}
    found = []
    for sheet in sheets:
        begun, mature, due, suspended, never = rows.get(sheet.number, (0, 0, 0, 0, 0))
        found.append(Standing(sheet, due, sheet.cards - begun - never, begun, mature, suspended))
    return found


def coming(connection: sqlite3.Connection, sheets: Sequence[Shelved], today: int) -> tuple[int, int]:
    """How many cards of these sheets are due tomorrow, and the next study day with any; 0 where there is none."""
    due = (
        "SELECT s.due, count(*) FROM main.state AS s WHERE s.repetitions > 0 AND NOT s.suspended AND s.due > ? "
        "AND EXISTS (SELECT 1 FROM library.card AS c INDEXED BY card_id WHERE c.id = s.card "
        f"AND c.sheet IN ({', '.join('?' * len(sheets))})) GROUP BY s.due ORDER BY s.due LIMIT 1"
    )
    numbers = [sheet.number for sheet in sheets]
    day, cards = connection.execute(due, (today, *numbers)).fetchone() or (0, 0)
    return (cards if day == today + 1 else 0), day
