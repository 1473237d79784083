"""What platforms call a question: a name for lists, an id that fits, and who left what out under which name."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from decks.quiz import LeftOut

if TYPE_CHECKING:
    from decks.quiz import Entry


def label(entry: Entry, longest: int = 80) -> str:
    """Return a question's first words on one line, for lists of questions; nobody answers it."""
    words = " ".join(entry.text[: 4 * longest].split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def fitting(text: str, longest: int) -> str:
    """Return a text, or where it is too long its beginning with a sum of the whole: equal only for equal texts."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - 13]}~{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def left_out(entry: Entry, reason: str) -> LeftOut:
    """Return the note that an entry is not in a file."""
    return LeftOut(entry.id or label(entry, 40), reason)
