"""From what the words of a date say to the date they mean, which must exist.

None comes out where something is missing or could be two things; a DateError where all is said, and there is no
such day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.dating.days import OTHER, day_number, days_in_month
from quizgen.dating.lending import lend
from quizgen.dating.moment import LAST_BARE, Date, DateError, Moment, must_exist
from quizgen.dating.styles import in_both_styles
from quizgen.dating.vocabulary import WEEKDAYS
from quizgen.dating.writing import write_day

if TYPE_CHECKING:
    from quizgen.dating.days import Calendar
    from quizgen.dating.piece import Phrase, Piece

EARLIEST, LATEST = 100, 2999
"""A bare number beyond these is hardly a year."""
_LAST_YEAR = {"ad": 9999, "bc": 99999}


def complete(phrase: Phrase, calendar: Calendar, year: int | None) -> Date | None:
    """The date that a phrase means; `calendar` where it names none, `year` (astronomical) where it has none."""
    if phrase.relation in ("span", "between"):
        return _span(phrase, calendar, year)
    piece = phrase.start or phrase.end
    moment = moment_of(piece, calendar, year) if piece and not piece.plural else None
    if moment is None or not _fits(phrase.lead, moment):
        return None
    return Date(phrase.relation, moment if phrase.start else None, moment if phrase.end else None)


def _fits(lead: str, moment: Moment) -> bool:
    return not lead or (lead == "on") == (moment.precision == "day")


def _span(phrase: Phrase, calendar: Calendar, year: int | None) -> Date | None:
    borrowed = lend(phrase)
    if borrowed is None or phrase.start is None or phrase.end is None:
        return None
    start, end = moment_of(phrase.start, calendar, year), moment_of(phrase.end, calendar, year)
    if start is None or end is None or start == end or not _fits(phrase.lead, start):
        return None
    if start.calendar != end.calendar and not (phrase.start.style or phrase.start.other):
        return None
    if end.last < start.first:
        if borrowed:  # November to February 1917 may begin in 1916
            return None
        raise DateError("this ends before it begins; put the earlier date first")
    return Date(phrase.relation, start, end)


def moment_of(piece: Piece, calendar: Calendar, year: int | None) -> Moment | None:
    """The moment that a completed piece means."""
    if (piece.part and piece.unit == "day") or (piece.night and piece.unit != "day"):
        return None
    if piece.unit in ("century", "millennium"):
        first: int | None = _first_of_century(piece)
    elif piece.unit == "decade":
        first = _first_of_decade(piece)
    else:
        first = year_of(piece) if piece.digits else year
    if first is None or not piece.unit:
        return None
    calendar = piece.style or calendar
    if piece.unit == "day":
        day = _day(piece, first, calendar)
        if day is None:
            return None
        first, calendar = day
    elif piece.other or (piece.two_years and piece.unit != "season"):
        return None
    return Moment(
        piece.unit, first, piece.month, piece.day, piece.season, piece.part,
        calendar, piece.approximate, piece.uncertain, piece.two_years and piece.unit == "season",
    )  # fmt: skip


def year_of(piece: Piece) -> int | None:
    """The year of a piece, astronomical; None where the number is hardly one. Raises DateError for a year 0."""
    if not piece.era:
        return piece.year if piece.digits > 2 and EARLIEST <= piece.year <= LATEST else None
    if piece.year == 0:
        raise DateError("there is no year 0; 1 BC comes right before AD 1")
    if piece.year > _LAST_YEAR[piece.era]:
        return None
    return 1 - piece.year if piece.era == "bc" else piece.year


def _first_of_century(piece: Piece) -> int | None:
    years = 100 if piece.unit == "century" else 1000
    if piece.number == 0 or (not piece.era and piece.number > LAST_BARE[piece.unit]):
        return None
    return 1 - years * piece.number if piece.era == "bc" else years * (piece.number - 1) + 1


def _first_of_decade(piece: Piece) -> int | None:
    """None for the 40s, and for the 1900s, which may be a century."""
    if (piece.width < 3 and not piece.era) or (piece.number % 100 == 0 and not piece.called):
        return None
    if not piece.era and piece.number > LATEST:
        return None
    return -piece.number - 8 if piece.era == "bc" else piece.number


def _day(piece: Piece, year: int, calendar: Calendar) -> tuple[int, Calendar] | None:
    """The year and the calendar of a day, which must exist and be the day of the week it is said to be."""
    if not piece.month:
        return None
    if piece.other or piece.two_years:
        styled = in_both_styles(piece, year)
        if styled is None:
            return None
        year, calendar = styled
    must_exist(year, piece.month, piece.day, calendar)
    if piece.weekday >= 0:
        _must_be_weekday(piece, year, calendar)
    return year, calendar


def _must_be_weekday(piece: Piece, year: int, calendar: Calendar) -> None:
    day = Moment("day", year, piece.month, piece.day, calendar=calendar)
    weekday = day.first % 7
    if weekday == piece.weekday:
        return
    message = f"{write_day(day)} was a {WEEKDAYS[weekday]}, not a {WEEKDAYS[piece.weekday]}"
    other = OTHER[calendar]
    fits = piece.day <= days_in_month(year, piece.month, other)
    if fits and day_number(year, piece.month, piece.day, other) % 7 == piece.weekday:
        raise DateError(f"{message}; in the {other.title()} calendar it was, so name that if it is meant")
    raise DateError(f"{message}; correct the day or the date")
