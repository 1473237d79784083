"""Which of two dates is the earlier, and whether they are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from quizgen.dating.moment import Date, Moment

_SLACK = {"day": 7, "month": 45, "season": 90, "decade": 3660, "century": 18300, "millennium": 183000}
"""How many days a moment that is only about right may be off, by its precision."""


def compare(one: Date, other: Date) -> int | None:
    """-1 if one is before the other, 1 if behind it, 0 if they are the same; None where they overlap.

    What is approximate or uncertain reaches further: c. 1500 by 50 years, c. 1510 by ten, c. 1513 by five.
    """
    if same(one, other):
        return 0
    (first, last), (other_first, other_last) = _bounds(one), _bounds(other)
    if last is not None and other_first is not None and last < other_first:
        return -1
    if first is not None and other_last is not None and first > other_last:
        return 1
    return None


def same(one: Date, other: Date) -> bool:
    """Whether two dates say the same time, as exactly and as surely; a day may be said in either calendar."""
    return value(one) == value(other)


def value(date: Date) -> Hashable:
    """What dates that are the same have in common, and no others."""
    return date.relation, _value(date.start), _value(date.end)


def _value(moment: Moment | None) -> tuple[Hashable, ...]:
    if moment is None:
        return ()
    return (
        moment.precision, moment.first, moment.last, moment.part, moment.approximate, moment.uncertain,
    )  # fmt: skip


def _bounds(date: Date) -> tuple[int | None, int | None]:
    first, last = date.first, date.last
    return (
        None if first is None or date.start is None else first - _slack(date.start),
        None if last is None or date.end is None else last + _slack(date.end),
    )


def _slack(moment: Moment) -> int:
    """In days."""
    if not (moment.approximate or moment.uncertain):
        return 0
    if moment.precision != "year":
        return _SLACK[moment.precision]
    number = moment.year if moment.year > 0 else 1 - moment.year
    years = next(
        years for round_to, years in ((1000, 500), (100, 50), (10, 10), (1, 5)) if number % round_to == 0
    )
    return 366 * years
