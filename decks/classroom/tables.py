"""CSV and TSV: a question a row, for spreadsheets and for our own reader, which gives back every entry as it was.

The first row names the columns (`HEADER`); there are as many of `choice 1`, … and `part 1`, … as the longest entry
needs, so entries are held until the last is known. `correct` has the numbers of the right choices from 1: one to
choose, all in order, or one for each part. `also`, `tags`, `section` and the answers to gaps are several in a cell.
Every cell is quoted, and none can run as a formula: see `decks.classroom.cells`. UTF-8 with a mark, by which
spreadsheets know it. A title and a description have no place; the name of the file serves.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from decks.classroom.cells import guarded, joined
from decks.classroom.holding import HALF, check_characters, held
from decks.quiz import Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.quiz import Entry, LeftOut, Quiz

BEFORE = ("id", "kind", "question", "answer", "correct")
BEHIND = ("also", "sentence", "correction", "feedback", "tags", "section", "points", "source")
HEADER = (*BEFORE, "choice 1", "part 1", *BEHIND)


def write_csv(quiz: Quiz, out: BinaryIO) -> Written:
    """Write a table with commas between cells."""
    return _write(quiz, out, ",")


def write_tsv(quiz: Quiz, out: BinaryIO) -> Written:
    """Write a table with tabs between cells."""
    return _write(quiz, out, "\t")


def _write(quiz: Quiz, out: BinaryIO, delimiter: str) -> Written:
    left_out: list[LeftOut] = []
    entries = [entry for entry, _ in held(quiz.entries, _check, left_out)]
    choices = max((len(entry.choices) for entry in entries), default=0)
    parts = max((len(entry.parts) for entry in entries), default=0)
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    table = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(header(choices, parts))
    table.writerows(row(entry, choices, parts) for entry in entries)
    text.detach()
    return Written(len(entries), tuple(left_out))


def header(choices: int, parts: int) -> tuple[str, ...]:
    """The names of the columns of a table with so many choices and parts."""
    numbered = (
        f"{name} {number + 1}"
        for name, most in (("choice", choices), ("part", parts))
        for number in range(most)
    )
    return (*BEFORE, *numbered, *BEHIND)


def row(entry: Entry, choices: int, parts: int) -> list[str]:
    """The cells of an entry."""
    return [guarded(cell) for cell in _cells(entry, choices, parts)]


def _cells(entry: Entry, choices: int, parts: int) -> Iterator[str]:
    gaps = entry.kind == "gaps"
    yield from (entry.id, entry.kind, entry.text)
    yield joined(entry.answers) if gaps else entry.answer
    yield ",".join(str(number + 1) for number in entry.key)
    yield from entry.choices
    yield from [""] * (choices - len(entry.choices))
    yield from entry.parts
    yield from [""] * (parts - len(entry.parts))
    yield "" if gaps else joined(entry.answers[1:])
    yield from (entry.sentence, entry.correction, entry.feedback, joined(entry.tags), joined(entry.section))
    yield from (str(entry.points), entry.source)


def _check(entry: Entry) -> None:
    check_characters(entry, HALF, "UTF-8")
