"""Read what stands behind a unit of a date: its year, its calendar, doubts, the day in the other calendar.

The grammar stands in `grammar`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.dating.piece import Piece
from quizgen.dating.units import second_year, unit, year

if TYPE_CHECKING:
    from quizgen.dating.tokens import Cursor

_BEHIND = ("number", "grouped", "era", ",", "os", "old", "new", "lead")
_CLOSING = {"(": ")", "[": "]"}


def behind(cursor: Cursor, piece: Piece) -> bool:
    """Read whatever stands behind a unit, in any order; False where brackets hold what is none of it."""
    while True:
        kind = cursor.kind
        if kind in ("(", "["):
            if not _brackets(cursor, piece):
                return False
        elif kind == "?":
            cursor.at += 1
            piece.uncertain = True
        elif kind not in _BEHIND or not _year_or_style(cursor, piece):
            return True


def _year_or_style(cursor: Cursor, piece: Piece) -> bool:
    start = cursor.at
    comma = cursor.take(",")
    if style(cursor, piece):
        return True
    wanting = not piece.digits and (piece.unit in ("day", "month") or (comma and piece.unit == ""))
    if wanting and year(cursor, piece):
        if piece.unit == "":  # the 25, 1917 of October 18–25, 1917
            piece.unit, piece.day = "day", piece.number
        if cursor.sees("/", "number"):
            second_year(cursor, piece)
        return True
    cursor.at = start
    return False


def style(cursor: Cursor, piece: Piece) -> bool:
    """Read the name of a calendar, unless one was read already."""
    start = cursor.at
    if not piece.style:
        if cursor.sees("lead", "the"):
            cursor.at += 2
        if cursor.take("os"):
            piece.style = "julian" if cursor.word == "julian" else "gregorian"
            cursor.take("calendar")
            return True
        if cursor.sees("old", "style") or cursor.sees("new", "style"):
            piece.style = "julian" if cursor.kind == "old" else "gregorian"
            cursor.at += 2
            return True
    cursor.at = start
    return False


def _brackets(cursor: Cursor, piece: Piece) -> bool:
    closing = _CLOSING[cursor.kind]
    cursor.at += 1
    if cursor.take("?"):
        piece.uncertain = True
    elif cursor.take("called"):
        piece.called = True
    elif not _other_calendar(cursor, piece):
        return False
    return cursor.take(closing)


def _other_calendar(cursor: Cursor, piece: Piece) -> bool:
    """Read the name of the calendar, or the day in the other one."""
    other = Piece()
    named = style(cursor, other)
    if named and cursor.kind in (")", "]"):
        if piece.style:
            return False
        piece.style = other.style
        return True
    cursor.take("the")
    if piece.other or not unit(cursor, other) or not behind(cursor, other) or other.other:
        return False
    piece.other = other
    return True
