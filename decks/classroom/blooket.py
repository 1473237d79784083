"""Blooket's spreadsheet import: CSV with a row for its title, a row of headings, then a question a row.

Title and headings are those of Blooket's own template. The title row must have all eight cells, since Blooket
guesses from it what separates them; lines end in CRLF, and there is no mark at the start. Choices are held, and
true or false; feedback, tags and points have no place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from decks.classroom.games import SECONDS, check_choices, check_formulas, four, right, write_rows
from decks.classroom.holding import HALF, check_characters

if TYPE_CHECKING:
    from decks.quiz import Entry, Quiz, Written

TITLE = ("Blooket\nImport Template", "", "", "", "", "", "", "")
HEADER = (
    "Question #", "Question Text", "Answer 1", "Answer 2", "Answer 3\n(Optional)", "Answer 4\n(Optional)",
    "Time Limit (sec)\n(Max: 300 seconds)", "Correct Answer(s)\n(Only include Answer #)",
)  # fmt: skip


def write(quiz: Quiz, out: BinaryIO) -> Written:
    """Write the rows as they come."""
    return write_rows(quiz, out, (TITLE, HEADER), _check, _row)


def _row(number: int, entry: Entry) -> tuple[object, ...]:
    return (number, entry.text, *four(entry), SECONDS, right(entry))


def _check(entry: Entry) -> None:
    check_choices(entry, "Blooket")
    check_characters(entry, HALF, "Blooket")
    check_formulas(entry, "Blooket")
