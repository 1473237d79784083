"""Workbooks (.xlsx): the rows of the first sheet, formulas as the text they are. Nothing in one is ever run.

What unpacks to more than a table could need is refused before it is unpacked.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from decks.importing.decoding import check_size
from decks.importing.rows import MOST_COLUMNS, MOST_ROWS, Row
from decks.importing.table import read_rows
from decks.quiz import LeftOut
from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.importing.table import Said
    from decks.quiz import Taken

UNPACKED = 300_000_000
"""Bytes that all parts of a workbook may come to."""
MOST_CELLS = 5_000_000
MOST_PARTS = 5_000


def read(data: bytes, name: str, said: Said = ()) -> Taken:
    """Read a workbook. Raises QuizgenError where it is none, or no column is known to be question or answer."""
    check_size(data, name)
    _check_package(data, name)
    left_out: list[LeftOut] = []
    notes: list[str] = []
    try:
        # openpyxl warns of what it does not keep, which nobody misses who reads.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows = list(_rows(data, left_out, notes))
    except Exception as error:  # it raises whatever its parsers do: KeyError, ParseError, BadZipFile, …
        reason = shown(str(error)) or type(error).__name__
        raise QuizgenError(
            f"{name}: this workbook cannot be read ({reason}); save it as .xlsx or .csv anew"
        ) from error
    return read_rows(rows, name, said, tuple(left_out), tuple(notes))


def _check_package(data: bytes, name: str) -> None:
    """Raise QuizgenError for what is no zip, or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            declares = len(parts) <= MOST_PARTS and any(_declares(package, part) for part in parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise QuizgenError(f"{name}: this is no workbook; save it as .xlsx or .csv") from error
    if declares:
        raise QuizgenError(
            f"{name}: this workbook declares entities, which no spreadsheet writes; save it as .csv"
        )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise QuizgenError(
            f"{name}: this workbook unpacks to more than {UNPACKED // 1_000_000} MB; save it as .csv"
        )


def _declares(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part of XML has a document type, by which a few lines can stand for gigabytes."""
    with package.open(part) as content:
        return b"<!DOCTYPE" in content.read(2_000)


def _rows(data: bytes, left_out: list[LeftOut], notes: list[str]) -> Iterator[Row]:
    # Deferred: openpyxl takes 200 ms to load, and a CSV needs none of it.
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    sheets = book.worksheets
    if len(sheets) > 1:
        notes.append(f'only the first of {len(sheets)} sheets is read, "{shown(sheets[0].title)}"')
    sheets[0].reset_dimensions()  # what a file says of its own size may be anything
    cells = 0
    for number, values in enumerate(sheets[0].iter_rows(values_only=True), 1):
        cells += len(values)
        if number > MOST_ROWS or cells > MOST_CELLS:
            reason = f"a table has {MOST_ROWS:,} rows and {MOST_CELLS:,} cells at most; split it"
            left_out.append(LeftOut(f"row {number} and all below", reason))
            break
        texts = [_text(value) for value in values]
        if any(text.strip() for text in texts[MOST_COLUMNS:]):
            reason = f"has something beyond column {MOST_COLUMNS}; take it out"
            left_out.append(LeftOut(f"row {number}", reason))
        elif any(text.strip() for text in texts):
            yield Row(number, texts[:MOST_COLUMNS])
    book.close()


def _text(value: object) -> str:
    """What a cell shows, as nearly as it says: 3 for 3.0, and the day of a time at midnight."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(getattr(value, "text", value))  # an array formula has its text
