"""Dates as people write them in English: read, compared, converted, written. The work is done in `dating`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.dating import edtf
from quizgen.dating.complete import complete
from quizgen.dating.days import Calendar
from quizgen.dating.edtf import write_edtf
from quizgen.dating.grammar import parse
from quizgen.dating.moment import Date, DateError, Moment, Precision, Relation, convert
from quizgen.dating.order import compare, same, value
from quizgen.dating.tokens import tokenise
from quizgen.dating.writing import both_calendars, says_day, write_date

if TYPE_CHECKING:
    from quizgen.fact import Fact, Sheet, Span

__all__ = [
    "Calendar",
    "Date",
    "DateError",
    "Moment",
    "Precision",
    "Relation",
    "both_calendars",
    "calendar_of",
    "compare",
    "convert",
    "date_in",
    "date_of",
    "read_date",
    "read_edtf",
    "read_span",
    "same",
    "says_day",
    "value",
    "write_date",
    "write_edtf",
]


def read_date(text: str, *, calendar: Calendar = "gregorian", year: int | None = None) -> Date | None:
    """The date that an English text is, by the grammar in `dating.grammar`; None where it is none, or may be two.

    A date that does not name its calendar is one of `calendar`. `year` (astronomical: 0 is 1 BC) completes a day or
    month without one. Raises DateError for a date that its calendar does not have, that ends before it begins, or
    whose day of the week or second calendar does not agree with it.
    """
    tokens = tokenise(text)
    phrase = parse(tokens) if tokens else None
    return complete(phrase, calendar, year) if phrase else None


def date_in(text: str, *, calendar: Calendar = "gregorian", year: int | None = None) -> Date | None:
    """What `read_date` gives; None too for a date that does not exist."""
    try:
        return read_date(text, calendar=calendar, year=year)
    except DateError:
        return None


def read_edtf(text: str, *, calendar: Calendar = "gregorian") -> Date:
    """The date that an EDTF string of level 0 or 1 is, its numbers being those of `calendar`. Raises DateError."""
    return edtf.read_edtf(text, calendar)


def calendar_of(span: Span | None, sheet: Sheet) -> Calendar:
    """The calendar of a span's date, or for None that of a date outside the spans: its own, else its sheet's."""
    return "julian" if ((span and span.calendar) or sheet.calendar) == "julian" else "gregorian"


def read_span(fact: Fact, span: Span, sheet: Sheet) -> Date | None:
    """The date of a span: its `date=` if there is one, else its words; in its calendar, else in its sheet's.

    None where it is no date. Raises DateError where it is one that does not exist.
    """
    calendar = calendar_of(span, sheet)
    return read_edtf(span.date, calendar=calendar) if span.date else read_date(fact[span], calendar=calendar)


def date_of(fact: Fact, span: Span, sheet: Sheet) -> Date | None:
    """What `read_span` gives; None too for a date that does not exist."""
    try:
        return read_span(fact, span, sheet)
    except DateError:
        return None
