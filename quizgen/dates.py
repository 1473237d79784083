"""Dates as people write them in English: read, compared, converted, written. The work is done in `dating`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.dating.days import Calendar, day_of, days_in_month
from quizgen.dating.moment import Date, DateError, Moment, Precision, Relation

if TYPE_CHECKING:
    from quizgen.fact import Fact, Sheet, Span

__all__ = [
    "Calendar", "Date", "DateError", "Moment", "Precision", "Relation", "both_calendars", "compare", "convert",
    "date_of", "read_date", "read_edtf", "same", "write_date",
]  # fmt: skip

_MONTHS = "January February March April May June July August September October November December".split()
_M = "|".join(_MONTHS)
_ERA = r"(?: (?P<era>BCE?|CE|AD))?"
_FORMS = [
    re.compile(rf"(?P<day>\d\d?) (?P<month>{_M}) (?P<year>\d{{1,4}}){_ERA}"),
    re.compile(rf"(?P<month>{_M}) (?P<day>\d\d?), (?P<year>\d{{1,4}}){_ERA}"),
    re.compile(rf"(?P<month>{_M}) (?P<year>\d{{3,4}}){_ERA}"),
    re.compile(r"(?P<year>\d{3,4})(?: (?P<era>BCE?|CE|AD))?"),
    re.compile(r"(?P<year>\d{1,2}) (?P<era>BCE?|CE|AD)"),
    re.compile(r"(?P<era>AD) (?P<year>\d{1,4})"),
    re.compile(r"(?:the )?(?P<decade>\d{2,3}0)s"),
    re.compile(r"(?:the )?(?P<century>\d\d?)(?:st|nd|rd|th) century" + _ERA),
]


def read_date(text: str, *, calendar: Calendar = "gregorian", year: int | None = None) -> Date | None:
    """A date in English; None where it is none, or could be read in two ways.

    Raises DateError for one that its calendar does not have. `year` completes a bare day and month.
    """
    approximate = text.startswith(("c. ", "about "))
    text = text.partition(" ")[2] if approximate else text
    for form in _FORMS:
        if match := form.fullmatch(text):
            moment = _moment(match.groupdict(), calendar)
            moment = replace(moment, approximate=approximate)
            return Date("at", moment, moment)
    return None


def _moment(found: dict[str, str | None], calendar: Calendar) -> Moment:
    before = (found.get("era") or "").startswith("B")
    if century := found.get("century"):
        year = -100 * int(century) + 1 if before else 100 * int(century) - 99
        return Moment("century", year, calendar=calendar)
    if decade := found.get("decade"):
        return Moment("decade", int(decade), calendar=calendar)
    year = 1 - int(found["year"] or 0) if before else int(found["year"] or 0)
    month = _MONTHS.index(found.get("month") or "January") + 1
    if not found.get("month"):
        return Moment("year", year, calendar=calendar)
    if not found.get("day"):
        return Moment("month", year, month, calendar=calendar)
    day = int(found["day"] or 0)
    if not 1 <= day <= days_in_month(year, month, calendar):
        raise DateError(f"{_MONTHS[month - 1]} {year} has no day {day}; see which day is meant")
    return Moment("day", year, month, day, calendar=calendar)


def read_edtf(text: str, *, calendar: Calendar = "gregorian") -> Date:
    """A date in EDTF, level 1. Raises DateError where it is none."""
    if match := re.fullmatch(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text):
        year, month, day = (int(part or 0) for part in match.groups())
        moment = Moment("day" if day else "month" if month else "year", year, month, day, calendar=calendar)
        return Date("at", moment, moment)
    raise DateError(f'"{text}" is no date in EDTF; write it like 1917-10-18, 1917-10 or 1917')


def convert(moment: Moment, calendar: Calendar) -> Moment:
    """The same day in a calendar; anything coarser than a day is returned as it is."""
    if moment.precision != "day" or moment.calendar == calendar:
        return moment
    year, month, day = day_of(moment.first, calendar)
    return replace(moment, year=year, month=month, day=day, calendar=calendar)


def compare(one: Date, other: Date) -> int | None:
    """-1 if one is before the other, 1 if after, 0 if both are the same time; None where they overlap."""
    if one.last is not None and other.first is not None and one.last < other.first:
        return -1
    if one.first is not None and other.last is not None and one.first > other.last:
        return 1
    return 0 if same(one, other) else None


def same(one: Date, other: Date) -> bool:
    """Whether two dates say the same time as exactly, in whatever calendar."""
    return (one.relation, one.precision, one.first, one.last) == (
        other.relation,
        other.precision,
        other.first,
        other.last,
    )


def write_date(date: Date, calendar: Calendar | None = None) -> str:
    """The date in English, in a calendar if one is given; it reads back equal."""
    moment = date.start or date.end
    assert moment is not None
    moment = convert(moment, calendar) if calendar else moment
    era = "" if moment.year > 0 else " BC"
    year = moment.year if moment.year > 0 else 1 - moment.year
    if moment.precision in ("decade", "century"):
        return f"the {year}s" if moment.precision == "decade" else f"century from {year}{era}"
    words = (str(moment.day or ""), _MONTHS[moment.month - 1] if moment.month else "", f"{year}{era}")
    return " ".join(word for word in words if word)


def both_calendars(date: Date) -> str:
    """A Julian day with the Gregorian one beside it; empty where there is nothing to add."""
    if date.relation != "at" or date.start is None or date.start.calendar != "julian":
        return ""
    if date.start.precision != "day":
        return ""
    return f"{write_date(date)} ({write_date(date, 'gregorian')} in the Gregorian calendar)"


def date_of(fact: Fact, span: Span, sheet: Sheet) -> Date | None:
    """The date of a span: its `date=` if there is one, else its words; in its calendar, else the sheet's."""
    calendar: Calendar = "julian" if (span.calendar or sheet.calendar) == "julian" else "gregorian"
    try:
        return (
            read_edtf(span.date, calendar=calendar) if span.date else read_date(fact[span], calendar=calendar)
        )
    except DateError:
        return None
