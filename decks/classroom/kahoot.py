"""Kahoot's spreadsheet import: a workbook with the rows and columns of Kahoot's own template.

Seven rows of words, a row of headings, then a question a row: its number, the question (120 characters at most), up
to four answers (75 each), a time limit out of `TIMES`, and the numbers of the right answers. Characters count as in
Kahoot's own editor, by units of UTF-16. Choices are held, and true or false; feedback, tags and points have no place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from decks.classroom import xlsx
from decks.classroom.games import SECONDS, check_choices, four, right
from decks.classroom.holding import NotHeldError, check_characters, held
from decks.quiz import Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.quiz import Entry, LeftOut, Quiz

QUESTION = 120
ANSWER = 75
TIMES = (5, 10, 20, 30, 60, 90, 120, 240)
"""Seconds that Kahoot knows; `games.SECONDS` is one of them."""

MARK = "Written by quizgen."
"""Says whose workbook it is."""

ABOVE: tuple[tuple[str, ...], ...] = (
    (),
    ("", "Quiz template"),
    (
        "",
        "Add questions, at least two answer alternatives, time limit and choose correct answers (at least one).",
    ),
    ("", "Remember: questions have a limit of 120 characters and answers can have 75 characters max."),
    ("", "Questions and answers must be plain text; they are shown as they are written."),
    ("", f"{MARK} Import it in Kahoot with Add question, then Import spreadsheet."),
    (),
)
"""Rows 1 to 7, which Kahoot passes over."""
HEADER = (
    "",
    f"Question - max {QUESTION} characters",
    *(f"Answer {number} - max {ANSWER} characters" for number in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_WIDTHS = (6, 60, 30, 30, 30, 30, 16, 16)


def write(quiz: Quiz, out: BinaryIO) -> Written:
    """Write the rows as they come."""
    left_out: list[LeftOut] = []
    count = 0

    def rows() -> Iterator[tuple[str | int, ...]]:
        nonlocal count
        yield from (*ABOVE, HEADER)
        for count, (entry, _) in enumerate(held(quiz.entries, _check, left_out), 1):
            numbers = entry.key[0] + 1 if len(entry.key) == 1 else right(entry)
            yield (count, entry.text, *four(entry), SECONDS, numbers)

    xlsx.write(out, rows(), _WIDTHS)
    return Written(count, tuple(left_out))


def _check(entry: Entry) -> None:
    check_choices(entry, "Kahoot")
    _check_length(entry.text, QUESTION, "question")
    for choice in entry.choices:
        _check_length(choice, ANSWER, "answer")
    check_characters(entry, xlsx.NO_PLACE, "a workbook")


def _check_length(text: str, most: int, name: str) -> None:
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if length > most:
        an = "an" if name == "answer" else "a"
        raise NotHeldError(
            f"Kahoot has {most} characters for {an} {name}, and here are {length}; say it in fewer words"
        )
