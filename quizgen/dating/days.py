"""Count days: Julian day numbers of the Julian and the Gregorian calendar, each carried on without end both ways.

The formulas are those of E. G. Richards, "Calendars", in the Explanatory Supplement to the Astronomical
Almanac (3rd edition, 2013), section 15.11; Python's division rounds down, so they hold for negative numbers too.
Years are astronomical: 0 is 1 BC, -43 is 44 BC.
"""

from __future__ import annotations

from typing import Literal

Calendar = Literal["gregorian", "julian"]

OTHER: dict[Calendar, Calendar] = {"gregorian": "julian", "julian": "gregorian"}

_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int, calendar: Calendar) -> bool:
    """Whether the year has a 29 February."""
    if calendar == "julian":
        return year % 4 == 0
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int, calendar: Calendar) -> int:
    """How many days a month (1 to 12) of that year has."""
    return 29 if month == 2 and is_leap(year, calendar) else _LENGTHS[month]


def day_number(year: int, month: int, day: int, calendar: Calendar) -> int:
    """The Julian day number of the day's noon. The day must be one that the calendar has."""
    shift = (14 - month) // 12  # a year from March on has its leap day at its end
    years, months = year + 4800 - shift, month + 12 * shift - 3
    days = day + (153 * months + 2) // 5 + 365 * years + years // 4
    return days - 32083 if calendar == "julian" else days - years // 100 + years // 400 - 32045


def day_of(number: int, calendar: Calendar) -> tuple[int, int, int]:
    """The year, month and day of a Julian day number."""
    days = number + 1401
    if calendar == "gregorian":
        days += (4 * number + 274277) // 146097 * 3 // 4 - 38
    quarters = 4 * days + 3
    fifths = 5 * (quarters % 1461 // 4) + 2
    month = (fifths // 153 + 2) % 12 + 1
    return quarters // 1461 - 4716 + (14 - month) // 12, month, fifths % 153 // 5 + 1
