"""Where a collection was made: how far its clock was from UTC then, without which its day 0 has no date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decks.anki.reading.database import Database

_FARTHEST = 14 * 60


def offset(database: Database) -> int | None:
    """Minutes east of UTC; None where the collection does not say, as one of Anki's first scheduler."""
    later = "SELECT val FROM config WHERE KEY = 'creationOffset'"
    said = next(database.rows(later if database.later else "SELECT conf FROM col LIMIT 1"), (b"",))[0]
    try:
        west = json.loads(said) if isinstance(said, (bytes, str)) else None
    except (ValueError, RecursionError):
        return None
    if isinstance(west, dict):
        west = west.get("creationOffset")
    return -west if type(west) is int and abs(west) <= _FARTHEST else None
