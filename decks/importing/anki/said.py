"""The fields of our own notes, and the text that was written into them."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from decks.anki.ids import FIELD_NAMES

if TYPE_CHECKING:
    from decks.anki.reading.collection import Note

_LINE_END = re.compile(r"<br\s*/?>|</?(?:div|p)\b[^<>]*>", re.IGNORECASE)
_ELEMENT = re.compile(r"<[^<>]*>")


def fields(note: Note) -> dict[str, str]:
    """The fields of a note of ours by their names, as HTML."""
    return dict(zip(FIELD_NAMES, note.fields, strict=False))


def plain(text: str) -> str:
    """The text that a field of ours shows, line by line, as it was before it was escaped."""
    if "<" not in text and "&" not in text:
        return text
    bare = _ELEMENT.sub("", _LINE_END.sub("\n", text))
    return html.unescape(bare).replace("\u00a0", " ")
