"""Moodle XML: the one format that holds every kind of question, with feedback, tags, points and ids.

It has no place for the order in which choices were listed where that order means nothing (`matching`, `ordering`),
for `sentence`, for the quiz's description and language, and for white space around what a person types or matches.
An id longer than Moodle's hundred characters is shortened and summed; an entry without a section stands in the
category of the quiz's title. Moodle itself gives each gap of a text at least a point, whatever the question has.
"""

from __future__ import annotations

from decks.classroom.moodle.reading import read
from decks.classroom.moodle.writing import write

__all__ = ["read", "write"]
