"""A class list: the names of pupils out of a table, as a school's software or a spreadsheet saves it.

    table     = [header] row*          fields with ; or , or a tab between, quoted where they hold one
    header    = a row with a heading we know: "Name", "Full name", or "First name" and "Last name", in some languages
    no header = one column of names, or the first two columns of words: first name, last name

Read as UTF-8 (with or without its mark), UTF-16 with its mark, or else Windows-1252, which old Excel writes.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 1000
"""Pupils of a list."""

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


@dataclass(frozen=True, slots=True)
class ClassList:
    """Who is in a class."""

    names: tuple[str, ...]
    """Each once; a second pupil of a name has a number behind it."""
    notes: tuple[str, ...]
    """What was understood, and which rows were odd, as sentences."""


def read_class(data: bytes, path: str) -> ClassList:
    """The pupils of a list; `path` is for messages. Raises QuizgenError where it holds no name."""
    rows = _rows(_decoded(data))
    if not any(any(row) for _, row in rows):
        raise QuizgenError(f"{path}: holds no names; write one pupil in each line")
    header = next((row for _, row in rows if any(row)), ())
    columns, said = _columns_of(header) or ((), "")
    body = rows
    if columns:
        body = rows[next(at for at, (_, row) in enumerate(rows) if any(row)) + 1 :]
    else:
        columns = _guessed(rows)
        said = f"column {' and '.join(str(column + 1) for column in columns)}, since no heading names one"
    names, notes = _names(body, columns, path)
    if not names:
        raise QuizgenError(f"{path}: holds no names below its headings; write one pupil in each line")
    if len(names) > MOST:
        raise QuizgenError(f"{path}: holds {len(names)} names; a class has at most {MOST}")
    return ClassList(tuple(names), (f"{path}: {len(names)} names from {said}", *notes))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rows(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """The rows with the numbers of their lines."""
    lines = text.replace("\0", "").splitlines()
    reader = csv.reader(lines, delimiter=_delimiter(lines))
    try:
        return [(reader.line_num, tuple(_clean(field) for field in row)) for row in reader]
    except csv.Error as error:
        raise QuizgenError(f"this list is no table: {error}; save it as CSV") from error


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
    rows: Sequence[tuple[int, Sequence[str]]], columns: Sequence[int], path: str
) -> tuple[list[str], list[str]]:
    names: list[str] = []
    notes: list[str] = []
    at: dict[str, int] = {}
    for number, row in rows:
        said = " ".join(filter(None, (row[column] for column in columns if column < len(row))))
        if not said:
            notes.append(f"{path}:{number}: this row has no name; it is left out")
            continue
        name, twin = said, 1
        while name.casefold() in at:
            twin += 1
            name = f"{said} ({twin})"
        if twin > 1:
            first = at[said.casefold()]
            notes.append(f'{path}:{number}: stands on line {first} too; this one is "{shown(name)}"')
        at[name.casefold()] = number
        names.append(name)
    return names, notes
