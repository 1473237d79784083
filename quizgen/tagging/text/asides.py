"""Notes and captions on the way through a text: which lines are theirs, and where the text goes on.

A note or a caption ends with its sentence, unless its last line is full; with a blank line; and with its page. The
marks of notes that were met in the text tell its notes from numbered paragraphs.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from quizgen.tagging.text import apparatus
from quizgen.tagging.text.characters import ENDED, plain
from quizgen.tagging.text.widths import is_full

if TYPE_CHECKING:
    from collections import Counter

_GLUED_TO_WORD = re.compile(r"(?<=[a-z]{3})\d{1,3}(?=[\s,;:.!?)’”]|$)")
_MOST_MARKS = 2_000
"""Marks of notes that are remembered of a text."""
_GUTENBERG = re.compile(
    r"(?P<title>The Project Gutenberg e?book of )|\*\*\* ?(?:(?P<start>START)|END) OF (?:THE|THIS) PROJECT GUTENBERG",
    re.IGNORECASE,
)
_PREAMBLE = 60
"""Lines of it at most, above a book."""


class Asides:
    """What is known of the notes of a text, and the note or caption that is open."""

    def __init__(self, left: Counter[str]) -> None:
        self.left = left
        self.marks: set[str] = set()
        """The marks of notes that the text had, and whose notes did not come yet."""
        self.number = 0
        """The last number among them."""
        self.licence = 0
        """Lines that may still belong to a licence."""
        self.last = ""
        """The last line of the note or caption that is open."""

    def plain(self, text: str) -> str:
        """A line as it is read; the marks of notes in it are put down, unless it is a note itself."""
        marks: set[str] = set()
        text = plain(text, marks)
        text = _GLUED_TO_WORD.sub(lambda match: self._unglued(match[0], marks), text)
        if marks and not self.last and len(self.marks) < _MOST_MARKS:
            self.marks |= marks
            self.number = self._highest(marks)
        return text

    def _unglued(self, number: str, marks: set[str]) -> str:
        """A number at the end of a word: nothing where it is the next note's, else itself."""
        last = self._highest(marks)
        if not last < int(number) <= last + 2:
            return number
        marks.add(number)
        return ""

    def _highest(self, marks: set[str]) -> int:
        return max((int(mark) for mark in marks if mark.isdigit()), default=self.number)

    def is_licence(self, text: str) -> bool:
        """Whether a line is one of what Project Gutenberg writes above and below its books."""
        if found := _GUTENBERG.match(text):
            self.licence = 0 if found["start"] else _PREAMBLE if found["title"] else sys.maxsize
            return True
        self.licence -= self.licence > 0
        return self.licence > 0

    def takes(self, text: str, width: int, before: str, *, waiting: bool) -> bool:
        """Whether a line is one of a note or a caption.

        `before` is the line of the text right above it, or empty; `waiting` whether a sentence of the text is open.
        """
        before = "" if self.last else before
        apart = not before or ENDED.search(before) is not None
        if mark := apparatus.note(text, self.marks, apart=apart):
            self.marks.discard(mark)
            self.left["notes"] += 1
        elif apparatus.caption(text, before):
            self.left["captions"] += 1
        elif not self.last or self._is_over(text, width, waiting=waiting):
            self.last = ""
            return False
        self.last = text
        return True

    def _is_over(self, text: str, width: int, *, waiting: bool) -> bool:
        """Whether a line is none of the note or caption that stands above it."""
        goes_on = text[0].islower()
        if not width:  # where each line is a paragraph
            return True
        if ENDED.search(self.last):
            # Both are set smaller than the text: a full line of theirs is longer than one of the text.
            return (waiting and goes_on) or len(self.last) + 1 + len(text.partition(" ")[0]) <= width
        return (waiting or not goes_on) and not is_full(self.last, text, width)
