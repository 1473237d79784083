"""Plots as text: bars, columns and a year's heat map as lines, every value also in figures.

Our own rather than a library: plotext 6 takes 180 ms to load, textual-plotext knows only plotext 5, and neither
draws what still reads well where nothing is drawn. Of each line of `bars` the bar comes last, so that who has it read
aloud hears the figure first. Widths are in cells of a terminal.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DRAWN = frozenset("▏▎▍▌▋▊▉█▁▂▃▄▅▆▇░▒▓")
"""What is drawn and not written."""

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_RISING = (" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█")
_SHADES = "░▒▓█"
_NONE = "·"
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
SHORTEST, LONGEST = 8, 60
"""A bar that would be shorter than the first goes on a line of its own; none is longer than the second."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a bar chart."""

    label: str
    value: float
    """How long the bar is, beside the others."""
    said: str
    """The value in words and figures."""


def cells(text: str) -> int:
    """How wide a text is: letters of East Asia are two cells, accents that stand on another letter none."""
    if text.isascii():
        return len(text)
    return sum(_width(letter) for letter in text)


def bar(share: float, width: int) -> str:
    """A bar of this share (0 to 1) of the width, to an eighth of a cell. What is more than nothing can be seen."""
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    if share > 0 and width > 0:
        eighths = max(eighths, 1)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8]


def bars(rows: Sequence[Row], width: int, *, most: float | None = None, drawn: bool = True) -> list[str]:
    """A line a row: label, what is said of it, a bar; the longest is `most`, or the largest value.

    Where they do not fit side by side, each row is as many lines as it needs, and none is cut. Without `drawn` there
    are no bars.
    """
    if not rows:
        return []
    label = max(cells(row.label) for row in rows)
    said = max(cells(row.said) for row in rows)
    if not drawn:
        if label + 2 + said <= width:
            return [f"{_left(row.label, label)}  {row.said}".rstrip() for row in rows]
        return [line for row in rows for line in (row.label, f"  {row.said}")]
    longest = most if most is not None else max(row.value for row in rows)
    shares = [row.value / longest if longest else 0.0 for row in rows]
    if (left := width - label - said - 4) >= SHORTEST:
        return [
            f"{_left(row.label, label)}  {_right(row.said, said)}  {_bar(share, left)}".rstrip()
            for row, share in zip(rows, shares, strict=True)
        ]
    left = width - said - 4
    lines: list[str] = []
    for row, share in zip(rows, shares, strict=True):
        if left >= SHORTEST:
            lines += [row.label, f"  {_right(row.said, said)}  {_bar(share, left)}".rstrip()]
        else:
            lines += [row.label, f"  {row.said}", f"  {_bar(share, max(width - 2, 1))}".rstrip()]
    return lines


def columns(values: Sequence[int], labels: Sequence[str], width: int, height: int) -> list[str]:
    """Columns side by side, so many lines high, and below them their labels, each where there is room for it.

    At the left stand the largest value and 0. Where there is not room for all, the last ones are shown.
    """
    if not values:
        return []
    most = max(values)
    axis = len(f"{most:,}")
    wide = min(max((width - axis - 1) // len(values), 1), 3)
    shown = max((width - axis - 1) // wide, 1)
    values, labels = values[-shown:], labels[-shown:]
    lines = []
    for line in range(height, 0, -1):
        scale = f"{most:,}" if line == height else ("0" if line == 1 else "")
        drawn = "".join(_step(value, most, line, height).ljust(wide) for value in values)
        lines.append(f"{scale:>{axis}} {drawn}".rstrip())
    return [*lines, f"{'':>{axis}} {_under(labels, wide)}".rstrip()]


def heatmap(values: Sequence[int], last: date, width: int) -> list[str]:
    """A map of days up to `last`: a column a week, a line a weekday, darker where the value is larger.

    Values are parted into quarters of the days that have any; the last line says what each shade stands for. Where
    the weeks are too many for the width, they go into several maps, the newest first.
    """
    if not values:
        return []
    first = last - timedelta(days=len(values) - 1)
    bounds = _quarters(values)
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    room = max(width - 3, 1)
    parts = [range(max(end - room, 0), end) for end in range(weeks, 0, -room)]
    lines: list[str] = []
    for part in parts:
        starts = [monday + timedelta(weeks=week) for week in part]
        lines.append(f"   {_months(starts)}".rstrip())
        for weekday, name in enumerate(_WEEKDAYS):
            days = ((start - first).days + weekday for start in starts)
            lines.append(f"{name} {''.join(_shade(values, day, bounds) for day in days)}".rstrip())
    return [*lines, _legend(bounds)]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows in columns, of which the first leans left and the others right; the first row is the heading."""
    widths = [max(cells(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            [
                _left(row[0], widths[0]),
                *(_right(cell, wide) for cell, wide in zip(row[1:], widths[1:], strict=True)),
            ]
        ).rstrip()
        for row in rows
    ]


def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _left(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _right(text: str, width: int) -> str:
    return " " * (width - cells(text)) + text


def _bar(share: float, room: int) -> str:
    return bar(share, min(room, LONGEST))


def _step(value: int, most: int, line: int, height: int) -> str:
    """The part of a column on one line, counted from below."""
    eighths = round(value / most * height * 8) if most else 0
    if value > 0:
        eighths = max(eighths, 1)
    return _RISING[min(max(eighths - 8 * (line - 1), 0), 8)]


def _under(labels: Sequence[str], wide: int) -> str:
    line = ""
    for place, label in enumerate(labels):
        if label and (not line or len(line) < place * wide):
            line = f"{line.ljust(place * wide)}{label}"
    return line


def _quarters(values: Sequence[int]) -> list[int]:
    """The largest value of each quarter of the days that have any, each once."""
    found = sorted(value for value in values if value > 0)
    return sorted({found[(len(found) * part + 3) // 4 - 1] for part in (1, 2, 3, 4)}) if found else []


def _shade(values: Sequence[int], day: int, bounds: Sequence[int]) -> str:
    if not 0 <= day < len(values):
        return " "
    if values[day] <= 0:
        return _NONE
    return _SHADES[-len(bounds) :][sum(bound < values[day] for bound in bounds)]


def _legend(bounds: Sequence[int]) -> str:
    parts, least = [f"{_NONE} none"], 1
    for shade, bound in zip(_SHADES[-len(bounds) :], bounds, strict=False):
        parts.append(f"{shade} {least:,}" if least == bound else f"{shade} {least:,} to {bound:,}")
        least = bound + 1
    return "  ".join(parts)


def _months(starts: Sequence[date]) -> str:
    """The name of each month above the first week that begins in it, where there is room."""
    months = [list(weeks) for _, weeks in groupby(starts, key=lambda start: (start.year, start.month))]
    line, place = "", 0
    for weeks in months:
        if len(weeks) > 3 or (weeks is months[-1] and len(weeks) == 3):
            line = f"{line.ljust(place)}{weeks[0]:%b}"
        place += len(weeks)
    return line
