"""Gimkit's spreadsheet import: CSV with a row for its title, a row of headings, then a question a row.

Title and headings are those of Gimkit's own template: the right answer first, then one to three wrong ones. Gimkit
shuffles them. Choices with one right answer are held, and true or false; feedback, tags and points have no place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from decks.classroom.games import MOST, check_choices, check_formulas, write_rows
from decks.classroom.holding import HALF, NotHeldError, check_characters

if TYPE_CHECKING:
    from decks.quiz import Entry, Quiz, Written

TITLE = ("Gimkit Spreadsheet Import Template", "", "", "", "")
HEADER = (
    "Question", "Correct Answer", "Incorrect Answer 1", "Incorrect Answer 2 (Optional)",
    "Incorrect Answer 3 (Optional)",
)  # fmt: skip


def write(quiz: Quiz, out: BinaryIO) -> Written:
    """Write the rows as they come."""
    return write_rows(quiz, out, (TITLE, HEADER), _check, _row)


def _row(number: int, entry: Entry) -> tuple[str, ...]:
    wrong = [choice for number, choice in enumerate(entry.choices) if number not in entry.key]
    return (entry.text, entry.answer, *wrong, *[""] * (MOST - 1 - len(wrong)))


def _check(entry: Entry) -> None:
    check_choices(entry, "Gimkit")
    if len(entry.key) > 1:
        raise NotHeldError("Gimkit has one right answer to each question; ask for one of them")
    check_characters(entry, HALF, "Gimkit")
    check_formulas(entry, "Gimkit")
