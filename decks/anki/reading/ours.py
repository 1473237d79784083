"""Which notes of a collection are quizgen's: those whose guid is made of the id that they name."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from decks.anki import name

if TYPE_CHECKING:
    from decks.anki.reading.collection import Note

_ID = 7
"""The place of the field Id in every note type of ours, which is frozen."""


def is_ours(note: Note) -> bool:
    """Whether quizgen wrote the note, however its texts were edited since; a copy made in Anki is the user's own."""
    return bool(item(note))


def item(note: Note) -> str:
    """The id of the question that a note of ours asks; empty for anybody else's."""
    if len(note.fields) <= _ID:
        return ""
    id_ = unescape(note.fields[_ID])
    return id_ if name.guid(id_) == note.guid else ""
