"""A class list: the names of pupils out of a table, as a school's software or a spreadsheet saves it.

    table     = [header] row*          fields with ; or , or a tab between, quoted where they hold one
    header    = a row with a heading we know: "Name", "Full name", or "First name" and "Last name", in some languages
    no header = one column of names, or the first two columns of words: first name, last name

Text is decoded and rows are read as the tables of questions are: a quotation mark that never closes costs one row.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from decks.importing.decoding import check_size, decoded
from decks.importing.rows import rows as table_rows
from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 1000
"""Pupils of a list."""
MOST_NOTES = 3
"""Notes on single rows, of each kind."""

_WHOLE = frozenset(
    "name|full name|fullname|student|student name|pupil|pupil name|learner|child|names|schüler|schülername|élève|"
    "alumno|nom complet|nombre completo|имя и фамилия|фио|ученик".split("|")
)
_FIRST = frozenset(
    "first name|firstname|first|given name|given names|forename|preferred name|vorname|prénom|prenom|nombre|nome|"
    "имя".split("|")
)
_LAST = frozenset(
    "last name|lastname|last|surname|family name|nachname|familienname|nom|nom de famille|apellido|apellidos|"
    "cognome|фамилия".split("|")
)
_LINE_END = re.compile("\r\n|\r|\n")
_ROW = re.compile(r"row (\d+)(.*)")
_NO_NAME = "rows without a name"
_TWIN = "names that stand above"
_BROKEN = "rows that cannot be read"


class _Note(NamedTuple):
    """Something odd about one row."""

    line: int
    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class ClassList:
    """Who is in a class."""

    names: tuple[str, ...]
    """Each once; a second pupil of a name has a number behind it."""
    notes: tuple[str, ...]
    """What was understood, and which rows were odd, as sentences."""


def read_class(data: bytes, path: str) -> ClassList:
    """The pupils of a list; `path` is for messages. Raises QuizgenError where it holds no name."""
    text, how_read = _text(data, path)
    rows, broken = _rows(text)
    top = next((at for at, (_, row) in enumerate(rows) if row), None)
    if top is None:
        raise QuizgenError(_first(broken, path) or f"{path}: holds no names; write one pupil in each line")
    columns, said = _columns_of(rows[top][1]) or ((), "")
    body = rows[top + 1 :] if columns else rows
    if not columns:
        columns = _guessed(rows)
        said = f"column {' and '.join(str(column + 1) for column in columns)}, since no heading names one"
    names, odd = _names(body, columns)
    if not names:
        empty = f"{path}: holds no names below its headings; write one pupil in each line"
        raise QuizgenError(_first(broken, path) or empty)
    if len(names) > MOST:
        raise QuizgenError(f"{path}: holds {len(names)} names; a class has at most {MOST}")
    found = f"{path}: {len(names)} {'name' if len(names) == 1 else 'names'} from {said}"
    looks = [f"{path}: {note}{_such_as(names)}" for note in how_read]
    return ClassList(tuple(names), (found, *looks, *_told([*broken, *odd], path)))


def _text(data: bytes, path: str) -> tuple[str, tuple[str, ...]]:
    """The text of a list, and how it was read. Raises QuizgenError for what is no list."""
    check_size(data, path)
    wanted = f"{path}: is no table of names"
    binary = f"{wanted}; save the list as CSV or as plain text, one pupil in each line"
    try:
        text, notes = decoded(data, path)
    except QuizgenError as error:
        raise QuizgenError(binary) from error
    text = text.removeprefix("\ufeff")
    if _is_binary(text):
        raise QuizgenError(binary)
    if text.split("\n", 1)[0].rstrip() == "---":
        raise QuizgenError(f"{wanted}; it begins as a fact sheet does: give the list of the class here")
    return text, notes


def _is_binary(text: str) -> bool:
    """Whether it has a NUL, begins as a PDF, or has many signs that no text has."""
    odd = sum(
        count
        for char, count in Counter(text).items()
        if char == "\ufffd" or (unicodedata.category(char) in {"Cc", "Cn", "Co"} and not char.isspace())
    )
    return "\0" in text or text.startswith("%PDF-") or odd * 20 > len(text)


def _such_as(names: Sequence[str]) -> str:
    """A name that shows whether the letters are right."""
    name = next((name for name in names if not name.isascii()), None)
    return "" if name is None else f'; look at the names, such as "{shown(name)}"'


def _rows(text: str) -> tuple[list[tuple[int, tuple[str, ...]]], list[_Note]]:
    """The rows with the numbers of their lines, () for an empty one, and notes on those that cannot be read."""
    read, left_out = table_rows(text, _delimiter(text.splitlines()))
    numbers = [row.number for row in read]
    ends = (sum(len(_LINE_END.findall(cell)) for cell in row.cells) for row in read)
    inside = list(accumulate(ends, initial=0))

    def line_of(number: int) -> int:
        return number + inside[bisect_left(numbers, number)]

    broken: dict[int, str] = {}
    for left in left_out:
        match = _ROW.fullmatch(left.name)
        number, more = (int(match[1]), match[2]) if match else (1, "")
        broken[number] = f"this row{more} is left out: {left.reason}"
    full: dict[int, tuple[str, ...]] = {}
    for row in read:
        cells = tuple(_clean(cell) for cell in row.cells)
        full[row.number] = cells if any(cells) else ()
    # What is neither read nor broken is an empty row.
    whole = (number for number in range(1, max(full, default=0) + 1) if number not in broken)
    found = [(line_of(number), full.get(number, ())) for number in whole]
    return found, [_Note(line_of(number), _BROKEN, said) for number, said in broken.items()]


def _told(notes: Sequence[_Note], path: str) -> list[str]:
    """The first few notes of each kind, by line, and how many more there are."""
    told: list[str] = []
    counts: Counter[str] = Counter()
    for note in sorted(notes):
        counts[note.kind] += 1
        if counts[note.kind] <= MOST_NOTES:
            told.append(f"{path}:{note.line}: {note.said}")
    more = ((kind, count - MOST_NOTES) for kind, count in counts.items() if count > MOST_NOTES)
    return told + [f"{path}: and {count} more {kind}" for kind, count in more]


def _first(notes: Sequence[_Note], path: str) -> str:
    return next(iter(_told(notes, path)), "")


def _clean(field: str) -> str:
    """One line, nothing in it that cannot be seen."""
    visible = "".join(
        " " if char.isspace() else char
        for char in field
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _delimiter(lines: Sequence[str]) -> str:
    """What stands in most lines; a comma where nothing does."""
    counts = {mark: sum(mark in line for line in lines[:50]) for mark in "\t;,"}
    return max(counts, key=lambda mark: counts[mark]) if any(counts.values()) else ","


def _columns_of(header: Sequence[str]) -> tuple[tuple[int, ...], str] | None:
    """The columns of the names by their headings; None where it has none that we know."""
    titles = [title.casefold() for title in header]

    def first_of(known: frozenset[str]) -> int | None:
        return next((number for number, title in enumerate(titles) if title in known), None)

    first, last, whole = first_of(_FIRST), first_of(_LAST), first_of(_WHOLE)
    if last is None and first is not None and whole is not None and titles[first] != "preferred name":
        # "Name;Vorname": beside a first name, a bare "name" is the last one.
        last = whole if titles[whole] == "name" else None
    if first is not None and last is not None:
        columns: tuple[int, ...] = (first, last)
    else:
        one = next((column for column in (whole, first, last) if column is not None), None)
        if one is None:
            return None
        columns = (one,)
    named = " and ".join(f'"{shown(header[column])}"' for column in columns)
    return columns, f"column {named}" if len(columns) == 1 else f"columns {named}"


def _guessed(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, ...]:
    """The first two columns of words: no numbers, no addresses."""
    width = max(len(row) for _, row in rows)
    words = [
        column
        for column in range(width)
        if (fields := [row[column] for _, row in rows if len(row) > column and row[column]])
        and 2 * sum(_is_name(field) for field in fields) > len(fields)
    ]
    return tuple(words[:2]) or (0,)


def _is_name(field: str) -> bool:
    return (
        "@" not in field
        and not any(char.isdigit() for char in field)
        and any(char.isalpha() for char in field)
    )


def _names(
    rows: Sequence[tuple[int, Sequence[str]]], columns: Sequence[int]
) -> tuple[list[str], list[_Note]]:
    names: list[str] = []
    notes: list[_Note] = []
    at: dict[str, int] = {}
    for number, row in rows:
        said = " ".join(filter(None, (row[column] for column in columns if column < len(row))))
        if not said:
            notes.append(_Note(number, _NO_NAME, "this row has no name; it is left out"))
            continue
        name, twin = said, 1
        # Past the most, which is an error, they are only counted.
        while len(names) < MOST and name.casefold() in at:
            twin += 1
            name = f"{said} ({twin})"
        if twin > 1:
            first = at[said.casefold()]
            twin_said = f'stands on line {first} too; this one is "{shown(name)}"'
            notes.append(_Note(number, _TWIN, twin_said))
        at[name.casefold()] = number
        names.append(name)
    return names, notes
