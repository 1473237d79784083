"""Fuzz: intervals vary a little, so that cards that were met together do not come back together for ever.

The rules are Anki's (rslib/src/scheduler/states/fuzz.rs, and review.rs beside it for the ends): an interval of at least
2.5 days may be a day longer or shorter, and 15 % of its days from 2.5 to 7, 10 % of those up to 20, 5 % of those
beyond; each whole day between the two ends is as likely as any other.
"""

from __future__ import annotations

import hashlib
import math

RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
"""From and to, in days, and which part of the days between them is added to the fuzz."""


def share_of(seed: str) -> float:
    """A number from 0 up to but not 1 that stands for `seed`, the same on every machine and in every version."""
    digest = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()
    return (int.from_bytes(digest[:8], "big") >> 11) / 2**53


def days(exact: float, share: float | None, previous: int, least: int, most: int) -> int:
    """Whole days, from `least` to `most`, near an `exact` interval.

    `share`, 0 up to 1, says where between the ends of the fuzz the day lies; None is no fuzz. Where the interval is
    longer than the `previous` one, what comes out is longer too. `most` wins over all else.
    """
    grown = previous + 1 if nearest(min(exact, most)) > previous else 1
    least = min(max(least, grown, 1), most)
    exact = min(max(exact, least), most)
    if share is None:
        return nearest(exact)
    first, last = bounds(exact, least, most)
    return math.floor(first + share * (last - first + 1))


def bounds(exact: float, least: int, most: int) -> tuple[int, int]:
    """The first and the last day that fuzz may give to an interval that lies between `least` and `most`."""
    delta = spread(exact)
    first = min(max(nearest(exact - delta), least), most)
    last = min(max(nearest(exact + delta), least), most)
    if first == last and 2 < last < most:
        last += 1
    return first, last


def spread(exact: float) -> float:
    """How many days an interval may be longer or shorter."""
    if exact < RANGES[0][0]:
        return 0.0
    return 1.0 + sum(part * max(min(exact, end) - start, 0.0) for start, end, part in RANGES)


def nearest(value: float) -> int:
    """Round, halves up: Python's own rounding takes 2.5 to 2 and 3.5 to 4."""
    return math.floor(value + 0.5)
