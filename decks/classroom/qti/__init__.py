"""QTI 1.2 in a zip file, as Canvas exports and imports it and other platforms read it.

It has no place for tags, sections, `sentence`, and the language; nor for the order in which choices to match were
listed, and white space around what a person types or matches. An id longer than what Canvas keeps is replaced by a
sum of it, which stays the same. Ordering is no question of Canvas's QTI 1.2 and is left out.
"""

from __future__ import annotations

from decks.classroom.qti.reading import read
from decks.classroom.qti.writing import write

__all__ = ["read", "write"]
