"""Days said in both calendars, which must be one day: 5 (18) October 1917, 11/22 February 1732/33."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.dating.days import OTHER, day_number, day_of, days_in_month
from quizgen.dating.moment import DateError, Moment
from quizgen.dating.writing import write_day

if TYPE_CHECKING:
    from quizgen.dating.days import Calendar
    from quizgen.dating.piece import Piece

LAST_OF_TWO_YEARS = 1752
"""When England gave up beginning the year in March, and with it the habit of writing 1732/33."""


def in_both_styles(piece: Piece, year: int) -> tuple[int, Calendar] | None:
    """The year and the calendar of a day with another one beside it, or with the years of both styles.

    None where that cannot be said for sure. Raises DateError where the days are two.
    """
    if piece.two_years:
        year += 1
        if (piece.month, piece.day) > (3, 24) or year > LAST_OF_TWO_YEARS or piece.style == "gregorian":
            return None
        piece.style = "julian"
    if piece.other is None:
        return year, "julian"
    return _same_day(piece, piece.other, year)


def _same_day(piece: Piece, other: Piece, year: int) -> tuple[int, Calendar] | None:
    if not other.unit:
        other.unit, other.day, other.month = "day", other.number, piece.month
    if (
        other.unit != "day"
        or other.two_years
        or not 1 <= other.month <= 12
        or (other.style and other.style == piece.style)
    ):
        return None
    other_year = _year_of(other, piece) if other.digits else year
    styles = _styles(piece, other)
    for style in styles:
        if _agree(piece, year, other, other_year, style):
            return year, style
        if other.digits and (began := _begun_in_march(piece, year, other, other_year, style)) is not None:
            return began, style
    near = (_agree(piece, year, other, other_year + by, style) for style in styles for by in (-1, 1))
    if piece.slashed or (not other.digits and any(near)):
        return None
    raise DateError(_disagreement(piece, year, other, other_year, styles[0]))


def _begun_in_march(piece: Piece, year: int, other: Piece, other_year: int, style: Calendar) -> int | None:
    """The year of the first day where the days agree once the Julian year is not thought to begin on 25 March:
    Franklin was born on 17 January 1706 (6 January 1705 O.S.)."""
    old, old_year = (piece, year) if style == "julian" else (other, other_year)
    if (old.month, old.day) > (3, 24) or old_year >= LAST_OF_TWO_YEARS:
        return None
    later = (year + 1, other_year) if old is piece else (year, other_year + 1)
    return later[0] if _agree(piece, later[0], other, later[1], style) else None


def _year_of(other: Piece, piece: Piece) -> int:
    bc = (other.era or piece.era) == "bc"
    return 1 - other.year if bc else other.year


def _styles(piece: Piece, other: Piece) -> tuple[Calendar, ...]:
    """The calendars that the first of the days may be of."""
    if piece.style:
        return (piece.style,)
    return (OTHER[other.style],) if other.style else ("julian", "gregorian")


def _agree(piece: Piece, year: int, other: Piece, other_year: int, style: Calendar) -> bool:
    if piece.day > days_in_month(year, piece.month, style):
        return False
    number = day_number(year, piece.month, piece.day, style)
    return day_of(number, OTHER[style]) == (other_year, other.month, other.day)


def _disagreement(piece: Piece, year: int, other: Piece, other_year: int, style: Calendar) -> str:
    if piece.day > days_in_month(year, piece.month, style):
        return "this day is in neither calendar; correct it"
    day = Moment("day", year, piece.month, piece.day, calendar=style)
    right = Moment("day", *day_of(day.first, OTHER[style]))
    wrong = Moment("day", other_year, other.month, other.day)
    return (
        f"{write_day(day)} in the {style.title()} calendar is {write_day(right)} in the {OTHER[style].title()}, "
        f"not {write_day(wrong)}; correct one of them"
    )
