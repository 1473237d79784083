"""The fields of our own notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.anki.ids import FIELD_NAMES
from decks.importing.anki.cleaning import LONGEST, without_data

if TYPE_CHECKING:
    from decks.anki.reading.collection import Note


def fields(note: Note) -> dict[str, str]:
    """The fields of a note of ours by their names, as HTML."""
    return dict(zip(FIELD_NAMES, map(without_data, note.fields), strict=False))


def too_long(note: Note) -> str:
    """The field of a note of ours that is longer than any we write; empty where there is none."""
    if max(map(len, note.fields)) <= LONGEST:
        return ""
    return next((name for name, html in fields(note).items() if len(html) > LONGEST), "")
