"""How a piece of the author's own text is shown in a message: short, on one line, harmless in a terminal."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 40
"""Characters of the author's text that a message shows."""

INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What must never stand in a sentence: control characters that are not white space, marks that turn the
direction of the text around them, invisible joiners and byte-order marks, halves of surrogate pairs."""


def shown(text: str) -> str:
    """The text on one line, cut after `LONGEST` characters, nothing in it that a terminal would act upon."""
    line = INVISIBLE.sub("\ufffd", " ".join(text[: 4 * LONGEST].split()))
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or an empty string."""
    close = difflib.get_close_matches(word[:LONGEST].lower(), list(known), n=1, cutoff=0.6)
    return close[0] if close else ""
