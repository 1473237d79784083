"""What a date is: a moment of a calendar as exact as it was said, or two and what holds between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizgen.dating.days import Calendar, day_number, day_of, days_in_month
from quizgen.dating.vocabulary import MONTHS

Precision = Literal["day", "month", "season", "year", "decade", "century", "millennium"]
Relation = Literal["at", "span", "between", "before", "after", "since", "until"]

PRECISIONS: tuple[Precision, ...] = ("day", "month", "season", "year", "decade", "century", "millennium")
"""From the finest to the coarsest."""

YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
"""How many years each of the longer units has."""

LAST_BARE = {"century": 30, "millennium": 3}
"""The last of those that need no AD to be believed."""

PARTS = {
    "early": (0, 4, 10),
    "mid": (3, 7, 10),
    "late": (6, 10, 10),
    "first half": (0, 1, 2),
    "second half": (1, 2, 2),
    "first quarter": (0, 1, 4),
    "second quarter": (1, 2, 4),
    "third quarter": (2, 3, 4),
    "last quarter": (3, 4, 4),
}
"""From where to where a part of a unit reaches: the early 1840s are 1840 to 1843, its tenths 0 to 4. Where early
ends nobody says, so the soft parts reach over each other."""

_SEASONS = {"spring": (0, 3, 0, 6), "summer": (0, 6, 0, 9), "autumn": (0, 9, 0, 12), "winter": (-1, 12, 1, 3)}
"""Years and months from which and to which a season of the northern half may reach, by any reckoning; a winter
said with one year is the one before it or behind it."""

YearMonthDay = tuple[int, int, int]


class DateError(ValueError):
    """A date that its calendar does not have; `what is wrong; what would be right`."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One unit of a calendar: a day, a month, …, a millennium, or a part of one."""

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
    """As c., about, around say."""
    uncertain: bool = False
    """As perhaps, probably and a question mark say."""
    turning: bool = False
    """A winter said with both its years: that of 1916–17, whose `year` is 1916."""

    @property
    def first(self) -> int:
        """The Julian day number of its first day, as if it were exact."""
        return day_number(*self.reach[0], self.calendar)

    @property
    def last(self) -> int:
        """The Julian day number of its last day, as if it were exact."""
        return day_number(*self.reach[1], self.calendar)

    @property
    def reach(self) -> tuple[YearMonthDay, YearMonthDay]:
        """Its first and its last day in its own calendar, as if it were exact."""
        if self.precision == "day":
            return (self.year, self.month, self.day), (self.year, self.month, self.day)
        if self.precision == "season":
            before, start, after, end = _SEASONS[self.season]
            return self._months(self.year + (0 if self.turning else before), start, self.year + after, end)
        if self.precision == "month":
            first, last = self._of_part(days_in_month(self.year, self.month, self.calendar))
            return (self.year, self.month, first + 1), (self.year, self.month, last)
        if self.precision == "year":
            first, last = self._of_part(12)
            return self._months(self.year, first + 1, self.year, last)
        first, last = self._of_part(YEARS[self.precision])
        return self._months(self.year + first, 1, self.year + last - 1, 12)

    def _of_part(self, count: int) -> tuple[int, int]:
        """From which of so many to which its part reaches, the second not included."""
        start, end, of = PARTS.get(self.part, (0, 1, 1))
        return count * start // of, -(-count * end // of)

    def _months(
        self, year: int, month: int, to_year: int, to_month: int
    ) -> tuple[YearMonthDay, YearMonthDay]:
        return (year, month, 1), (to_year, to_month, days_in_month(to_year, to_month, self.calendar))


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


def convert(moment: Moment, calendar: Calendar) -> Moment:
    """The same day in a calendar; anything coarser than a day is returned as it is."""
    if moment.precision != "day" or moment.calendar == calendar:
        return moment
    year, month, day = day_of(moment.first, calendar)
    return Moment(
        "day", year, month, day, calendar=calendar, approximate=moment.approximate, uncertain=moment.uncertain
    )


def must_exist(year: int, month: int, day: int, calendar: Calendar) -> None:
    """Raise a DateError where the calendar has no such day."""
    if not 1 <= month <= 12:
        raise DateError(f"there is no month {month}; months go from 1 to 12")
    last = days_in_month(year, month, calendar)
    if not 1 <= day <= last:
        of = f" of that year in the {calendar.title()} calendar" if month == 2 else ""
        name = MONTHS[month - 1]
        raise DateError(f"there is no {day} {name}{of}; the last day of {name} is {last}")
