"""What a date is: a moment of a calendar as exact as it was said, or two and what holds between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizgen.dating.days import Calendar, day_number, days_in_month

Precision = Literal["day", "month", "season", "year", "decade", "century", "millennium"]
Relation = Literal["at", "span", "between", "before", "after", "since", "until"]

PRECISIONS: tuple[Precision, ...] = ("day", "month", "season", "year", "decade", "century", "millennium")
"""From the finest to the coarsest."""

YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
"""How many years each of the longer units has."""

_SEASONS = {"spring": (0, 3, 0, 6), "summer": (0, 6, 0, 9), "autumn": (0, 9, 0, 12), "winter": (-1, 12, 1, 3)}
"""Years and months from which and to which a season of the northern half may reach, by any reckoning; a winter
said with one year is the one before or after it."""


class DateError(ValueError):
    """A date that its calendar does not have; `what is wrong; what would be right`."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One unit of a calendar: a day, a month, …, a millennium, or an early or late part of one."""

    precision: Precision
    year: int
    """Astronomical: 0 is 1 BC. Of a longer unit its earliest: 1840 of the 1840s, 1801 of the 19th century, 1001 of
    the 2nd millennium, -448 of the 440s BC, -499 of the 5th century BC."""
    month: int = 0
    day: int = 0
    season: str = ""
    """spring, summer, autumn, winter"""
    part: str = ""
    """A key of PARTS: early, mid, late, first half, …"""
    calendar: Calendar = "gregorian"
    approximate: bool = False
    """c., about, around"""
    uncertain: bool = False
    """"?", perhaps, probably"""
    turning: bool = False
    """A winter said with both its years: that of 1916–17, whose `year` is 1916."""

    @property
    def first(self) -> int:
        """The Julian day number of its first day; approximation aside."""
        return self._bounds()[0]

    @property
    def last(self) -> int:
        """The Julian day number of its last day; approximation aside."""
        return self._bounds()[1]

    def _bounds(self) -> tuple[int, int]:
        year, calendar = self.year, self.calendar
        if self.precision == "day":
            number = day_number(year, self.month, self.day, calendar)
            return number, number
        if self.precision == "month":
            return _months(year, self.month, year, self.month, calendar)
        if self.precision == "season":
            before, start, after, end = _SEASONS[self.season]
            return _months(year + (0 if self.turning else before), start, year + after, end, calendar)
        return _months(year, 1, year + YEARS[self.precision] - 1, 12, calendar)


def _months(year: int, month: int, last_year: int, last_month: int, calendar: Calendar) -> tuple[int, int]:
    """The first day of one month and the last of another."""
    end = days_in_month(last_year, last_month, calendar)
    return day_number(year, month, 1, calendar), day_number(last_year, last_month, end, calendar)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as said: one moment, or two with what holds between them."""

    relation: Relation
    """`between` is some time within, `span` the whole of it; `since` and `until` hold their moment, `after` and
    `before` do not."""
    start: Moment | None
    """None for `before` and `until`."""
    end: Moment | None
    """For `at` the same as `start`; None for `after` and `since`."""

    @property
    def precision(self) -> Precision:
        """The coarser of the two ends."""
        ends = [end.precision for end in (self.start, self.end) if end]
        return max(ends, key=PRECISIONS.index)

    @property
    def first(self) -> int | None:
        """The Julian day number of the first day it may mean; None where it has no beginning."""
        if self.start is None:
            return None
        return self.start.last + 1 if self.relation == "after" else self.start.first

    @property
    def last(self) -> int | None:
        """The Julian day number of the last day it may mean; None where it has no end."""
        if self.end is None:
            return None
        return self.end.first - 1 if self.relation == "before" else self.end.last
