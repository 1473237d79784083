"""Write dates in English, so that `read_date` reads the same date again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.dating.moment import LAST_BARE, Date, Moment, convert
from quizgen.dating.vocabulary import MONTHS, ending

if TYPE_CHECKING:
    from quizgen.dating.days import Calendar

_STYLES = {"julian": " O.S.", "gregorian": " N.S."}
_ARTICLE = ("decade", "century", "millennium")


def write_date(date: Date, calendar: Calendar | None = None) -> str:
    """The date in English; its days in `calendar`, else each in its own.

    The text names the calendar only where the two ends are of different ones, so it reads back equal if read in the
    calendar that it was written in.
    """
    start, end = (convert(end, calendar) if end and calendar else end for end in (date.start, date.end))
    if start and end and date.relation != "at":
        first, second = _both(start, end)
        return f"between {first} and {second}" if date.relation == "between" else f"from {first} to {second}"
    moment = start or end
    assert moment is not None
    text = write_moment(moment)
    return text if date.relation == "at" else f"{date.relation} {text}"


def _both(start: Moment, end: Moment) -> tuple[str, str]:
    """Two moments; the first without what the second says again."""
    crossing = start.year <= 0 < end.year
    first, second = write_moment(start), write_moment(end, crossing)
    if start.calendar != end.calendar:
        return first + _STYLES[start.calendar], second + _STYLES[end.calendar]
    plain = replace(start, year=end.year, month=end.month, day=end.day)
    if plain != end or start.part or start.approximate or start.uncertain:
        return first, second
    return _shortened(start, end) or first, second


def _shortened(start: Moment, end: Moment) -> str:
    """The 18 of 18 to 25 October, the 753 of 753 to 510 BC; empty where all must be said."""
    if start.precision in ("day", "month") and start.year == end.year:
        if start.precision == "month":
            return MONTHS[start.month - 1]
        return f"{start.day}" if start.month == end.month else f"{start.day} {MONTHS[start.month - 1]}"
    if start.precision == "year" and end.year <= 0 and len(str(1 - start.year)) == len(str(1 - end.year)):
        return f"{1 - start.year}" if 1 - start.year < 10000 else ""
    if start.precision in ("century", "millennium") and (start.year <= 0) == (end.year <= 0):
        return f"the {ordinal(_count(start))}"
    return ""


def write_moment(moment: Moment, crossing: bool = False) -> str:
    """One moment; `crossing` says AD, since a year BC stands before it."""
    the = "the " if moment.precision in _ARTICLE or moment.turning else ""
    core = _core(moment, crossing)
    if moment.part == "mid":
        text = f"{the}mid-{core}"
    elif moment.part in ("early", "late"):
        text = f"{the}{moment.part} {core}"
    else:
        text = f"the {moment.part} of {the}{core}" if moment.part else the + core
    if moment.approximate:
        text = f"c. {text}" if moment.precision == "year" and not moment.part else f"around {text}"
    return f"probably {text}" if moment.uncertain else text


def _core(moment: Moment, crossing: bool) -> str:
    match moment.precision:
        case "day":
            return write_day(moment, crossing)
        case "month":
            return f"{MONTHS[moment.month - 1]} {write_year(moment.year, crossing)}"
        case "season":
            return _season(moment, crossing)
        case "year":
            return write_year(moment.year, crossing)
        case "decade":
            return _decade(moment.year, crossing)
    era = (
        " BC"
        if moment.year <= 0
        else " AD"
        if crossing or _count(moment) > LAST_BARE[moment.precision]
        else ""
    )
    return f"{ordinal(_count(moment))} {moment.precision}{era}"


def write_day(moment: Moment, crossing: bool = False) -> str:
    """A day: 18 October 1917."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {write_year(moment.year, crossing)}"


def write_year(year: int, crossing: bool = False) -> str:
    """An astronomical year as people say it: 44 BC, AD 79, 1917."""
    if year <= 0:
        return f"{1 - year:,} BC" if year <= -9999 else f"{1 - year} BC"
    return f"AD {year}" if crossing or not 100 <= year <= 2999 else str(year)


def _season(moment: Moment, crossing: bool) -> str:
    if not moment.turning:
        return f"{moment.season} {write_year(moment.year, crossing)}"
    if moment.year <= 0:
        return f"{moment.season} of {1 - moment.year}–{-moment.year} BC"
    following = str(moment.year + 1)
    short = following if following.endswith("00") or moment.year < 100 else following[-2:]
    return f"{moment.season} of {write_year(moment.year, crossing)}–{short}"


def _decade(year: int, crossing: bool) -> str:
    number = -8 - year if year < 0 else year
    era = " BC" if year < 0 else " AD" if crossing or not 100 <= year <= 2999 else ""
    return f"{number}s{era}" + (" (decade)" if number % 100 == 0 else "")


def _count(moment: Moment) -> int:
    """The number of a century or a millennium."""
    years = 100 if moment.precision == "century" else 1000
    return (1 - moment.year) // years if moment.year <= 0 else moment.year // years + 1


def ordinal(number: int) -> str:
    """1st, 2nd, 11th, …"""
    return f"{number}{ending(number)}"


def both_calendars(date: Date) -> str:
    """A day of the Julian calendar with the same day in the Gregorian; empty for any other date."""
    day = date.start
    if date.relation != "at" or day is None or day.precision != "day" or day.calendar != "julian":
        return ""
    other = convert(day, "gregorian")
    same_year = other.year == day.year
    there = f"{other.day} {MONTHS[other.month - 1]}" if same_year else write_day(other)
    return f"{write_moment(day)} ({there} in the Gregorian calendar)"


def says_day(text: str, day: Moment) -> bool:
    """Whether a text names the day of that month, in either order."""
    month = MONTHS[day.month - 1]
    return re.search(rf"\b(?:{day.day} {month}|{month} {day.day})\b", text) is not None
