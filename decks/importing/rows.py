"""The rows of a text table: what separates its cells is guessed, and a quote that never closes costs one row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from decks.quiz import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_BROKEN = 50
"""Rows that cannot be read, after which it is no table: each costs a new look at all that follows."""

_DELIMITERS = "\t,;|"
_LOOKED_AT = 20_000
"""Characters from which the delimiter is guessed."""


class Row(NamedTuple):
    """A row of a table."""

    number: int
    """From 1, as a spreadsheet counts."""
    cells: Sequence[str]


def delimiter_of(text: str) -> str:
    """The sign that cuts most rows of the beginning into the same number of cells, more than one; else a comma."""
    sample = text[:_LOOKED_AT]
    scores = {sign: _evenness(sample, sign) for sign in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda sign: scores[sign])
    return best if scores[best] > 0 else ","


def _evenness(sample: str, delimiter: str) -> float:
    """The share of rows that have the usual number of cells; a little more for more cells."""
    widths: Counter[int] = Counter()
    try:
        for cells in csv.reader(sample.splitlines(keepends=True), delimiter=delimiter):
            if any(cell.strip() for cell in cells):
                widths[len(cells)] += 1
    except csv.Error:
        return 0
    split = {width: count for width, count in widths.items() if width > 1}
    if not split:
        return 0
    width, count = max(split.items(), key=lambda pair: pair[1])
    return count / widths.total() + min(width, 10) / 100


def rows(text: str, delimiter: str) -> tuple[list[Row], list[LeftOut]]:
    """The rows of a table that have anything in them, and those that cannot be read."""
    found: list[Row] = []
    left_out: list[LeftOut] = []
    for row in _read(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter, left_out):
        if len(found) >= MOST_ROWS:
            left_out.append(
                LeftOut(
                    f"row {row.number} and all below", f"a table has {MOST_ROWS:,} rows at most; split it"
                )
            )
            break
        if len(row.cells) > MOST_COLUMNS:
            reason = f"has {len(row.cells):,} cells, and {MOST_COLUMNS} are read; look at its quotation marks"
            left_out.append(LeftOut(f"row {row.number}", reason))
        elif any(cell.strip() for cell in row.cells):
            found.append(row)
    return found, left_out


def _read(source: io.StringIO, delimiter: str, left_out: list[LeftOut]) -> Iterator[Row]:
    """Row by row. Where a quotation mark is never closed, its row is left out and the line below begins a new one."""
    number, start = 0, 0
    while True:
        source.seek(start)
        ends = _Ends(source)
        table = csv.reader(ends, delimiter=delimiter, strict=True)
        try:
            for cells in table:
                number += 1
                yield Row(number, cells)
                start = ends.end
            return
        except csv.Error as error:
            number += 1
            left_out.append(LeftOut(f"row {number}", f"{_reason(str(error))}; look at its quotation marks"))
            if len(left_out) >= MOST_BROKEN:
                left_out.append(
                    LeftOut(f"row {number + 1} and all below", "too many rows are broken; is it a table?")
                )
                return
            source.seek(start)
            source.readline()
            start = source.tell()


def _reason(error: str) -> str:
    """What the reader of tables says, in a person's words."""
    if "unexpected end" in error:
        return "a quotation mark is never closed"
    if "field larger" in error:
        return f"has a cell of more than {csv.field_size_limit():,} characters"
    return f"cannot be read ({error})"


class _Ends:
    """Lines of a text, and where the last one that was given ended."""

    def __init__(self, source: io.StringIO) -> None:
        self.source = source
        self.end = source.tell()

    def __iter__(self) -> _Ends:
        return self

    def __next__(self) -> str:
        line = self.source.readline()
        if not line:
            raise StopIteration
        self.end = self.source.tell()
        return line
