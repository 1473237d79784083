"""Dates in the Extended Date/Time Format, level 1 (https://www.loc.gov/standards/datetime/).

    date   = moment | moment "/" (moment | ".." | "") | (".." | "") "/" moment
    moment = (year ("-" month ("-" day)?)? | year "-" season | "-"? digit{3} "X" | "-"? digit{2} "XX") doubt?
    year   = "-"? digit{4} | "Y" "-"? digit{5,}            0000 is 1 BC
    season = "21" | "22" | "23" | "24"                     spring, summer, autumn, winter
    month  = digit{2} | "XX"
    day    = digit{2} | "XX"
    doubt  = "?" | "~" | "%"                               uncertain, approximate, both

EDTF knows one calendar only; here its numbers are those of the calendar that the author named. It counts decades
and centuries as 184X and 18XX, which people count in another way before AD 1: -044X is some time from 450 to 441 BC,
and the 440s BC are written as an interval.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.dating.days import day_number, day_of
from quizgen.dating.moment import Date, DateError, Moment, must_exist

if TYPE_CHECKING:
    from quizgen.dating.days import Calendar
    from quizgen.dating.moment import Precision, YearMonthDay

_SEASONS = ("spring", "summer", "autumn", "winter")
_MOMENT = re.compile(
    r"(?P<year>-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)|Y-?[1-9][0-9]{4,6})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<doubt>[?~%]?)"
)


def read_edtf(text: str, calendar: Calendar) -> Date:
    """The date that an EDTF string of level 0 or 1 means. Raises DateError for any other."""
    first, slash, second = text.partition("/")
    if not slash:
        return _single(text, calendar)
    start = None if first in ("", "..") else _single(first, calendar).start
    end = None if second in ("", "..") else _single(second, calendar).end
    if start and end:
        if end.last < start.first:
            raise DateError(f'"{text}" ends before it begins; put the earlier date first')
        return Date("span", start, end)
    if start is None and end is None:
        raise _no_edtf(text)
    return Date("since" if start else "until", start, end)


def _no_edtf(text: str) -> DateError:
    return DateError(
        f'"{text}" is no date in EDTF; write it like 1917-10-18, 1917-10, 1917, 191X or 1861/1865'
    )


def _single(text: str, calendar: Calendar) -> Date:
    found = _MOMENT.fullmatch(text)
    if found is None or found["year"] == "-0000":
        raise _no_edtf(text)
    year, month, day = found["year"].removeprefix("Y"), found["month"] or "XX", found["day"] or "XX"
    if (month == "XX" and day != "XX") or ("X" in year and found["month"]):
        raise _no_edtf(text)
    doubt = found["doubt"]
    whole = Moment(
        "year", 0, calendar=calendar, approximate=doubt in ("~", "%"), uncertain=doubt in ("?", "%")
    )
    if "X" in year:
        return _unspecified(year, whole)
    whole = replace(whole, year=int(year))
    if month != "XX":
        whole = _in_year(text, whole, int(month), None if day == "XX" else int(day))
    return Date("at", whole, whole)


def _unspecified(year: str, whole: Moment) -> Date:
    """184X and 18XX; some year of them, where people do not count decades so."""
    before = year.startswith("-")
    digits = int(year.strip("-X"))
    if year.endswith("XX"):
        first = -99 - 100 * digits if before else 100 * digits + 1
        whole = replace(whole, precision="century", year=first)
    elif digits and not before:
        whole = replace(whole, precision="decade", year=10 * digits)
    else:
        first = -10 * digits - 9 if before else 0
        return Date("between", replace(whole, year=first), replace(whole, year=first + 9))
    return Date("at", whole, whole)


def _in_year(text: str, whole: Moment, month: int, day: int | None) -> Moment:
    """A season, a month or a day of a year."""
    if day is not None:
        must_exist(whole.year, month, day, whole.calendar)
        return replace(whole, precision="day", month=month, day=day)
    if 21 <= month <= 24:
        return replace(whole, precision="season", season=_SEASONS[month - 21])
    if not 1 <= month <= 12:
        raise DateError(f'"{text}" has no month {month}; months are 01 to 12, and seasons 21 to 24')
    return replace(whole, precision="month", month=month)


# --- writing -----------------------------------------------------------------------------------------------------


def write_edtf(date: Date) -> str:
    """The date as EDTF of level 1, in its own calendar.

    What EDTF cannot say is lost, but nothing false is said: a part (the early 1840s) becomes its years, `between` the
    interval.
    """
    if date.relation == "at" and date.start:
        return _whole(date.start) or f"{_end(date.start, 0)}/{_end(date.start, 1)}"
    start = _end(date.start, 0) if date.start and date.relation != "after" else ".."
    end = _end(date.end, 1) if date.end and date.relation != "before" else ".."
    if date.relation == "before" and date.end:
        end = _beside(date.end, -1)
    elif date.relation == "after" and date.start:
        start = _beside(date.start, 1)
    return f"{start}/{end}"


def _whole(moment: Moment) -> str:
    """A moment that needs no interval; empty for one that does."""
    doubt, year = _doubt(moment), moment.year
    if moment.precision == "season":
        return f"{_year(year)}-{21 + _SEASONS.index(moment.season)}{doubt}"
    if moment.part:
        return ""
    if moment.precision == "century":
        return f"-{-year // 100:02}XX{doubt}" if year < 0 else f"{year // 100:02}XX{doubt}"
    if moment.precision == "decade" and year > 0:
        return f"{year // 10:03}X{doubt}"
    if moment.precision in ("decade", "millennium"):
        return ""
    return _numbers((year, moment.month, moment.day), moment.precision) + doubt


def _end(moment: Moment, which: int) -> str:
    """The beginning (0) or the end (1) of a moment, as an end of an interval."""
    if moment.precision == "season":
        return _whole(moment)
    return _numbers(moment.reach[which], _unit(moment)) + _doubt(moment)


def _beside(moment: Moment, by: int) -> str:
    """What comes right before (-1) or behind (1) a moment, in the unit in which it is exact."""
    year, month, day = moment.reach[0 if by < 0 else 1]
    unit = _unit(moment)
    if unit == "day":
        year, month, day = day_of(day_number(year, month, day, moment.calendar) + by, moment.calendar)
    elif unit == "month":
        year, month = year + (month + by - 1) // 12, (month + by - 1) % 12 + 1
    else:
        year += by
    return _numbers((year, month, day), unit) + _doubt(moment)


def _unit(moment: Moment) -> Precision:
    """In what the bounds of a moment are exact."""
    if moment.precision in ("month", "year"):
        finer: dict[Precision, Precision] = {"month": "day", "year": "month"}
        return finer[moment.precision] if moment.part else moment.precision
    return {"day": "day", "season": "month"}.get(moment.precision, "year")  # type: ignore[return-value]


def _doubt(moment: Moment) -> str:
    approximate = moment.approximate or (
        moment.part in ("early", "mid", "late") and moment.precision != "season"
    )
    if moment.uncertain:
        return "%" if approximate else "?"
    return "~" if approximate else ""


def _numbers(day: YearMonthDay, unit: Precision) -> str:
    numbers = (_year(day[0]), f"{day[1]:02}", f"{day[2]:02}")
    return "-".join(numbers[: {"day": 3, "month": 2}.get(unit, 1)])


def _year(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"
