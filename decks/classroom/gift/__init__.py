"""GIFT, Moodle's format for typing questions: what it can hold of a quiz is written so that Moodle reads it equal.

It has no place for points, the order in which choices to match were listed, `sentence`, the quiz's description and
language, and white space around what a person types or matches. A `short` question with one gap in its text and one
answer is what GIFT calls a missing word, so it comes back as `gaps`. An entry without a section stands in the
category of the quiz's title. Ordering and texts of several gaps have no place at all and are left out, as is what
Moodle's importer would take apart: a typed answer with `->` in it, or with one of its own place holders (`&&058;`).
"""

from __future__ import annotations

from decks.classroom.gift.reading import read
from decks.classroom.gift.writing import write

__all__ = ["read", "write"]
