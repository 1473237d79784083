"""Study days: which day an instant belongs to, for a student who is up after midnight and travels."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = date(1970, 1, 1).toordinal()
DAY = 86_400_000
"""Milliseconds."""
EARLIEST, LATEST = -62_135_510_400_000, 253_402_214_400_000
"""The instants `datetime` can hold, less a day at either end for the zone's sake."""
SAFE = (DAY, 32_503_593_600_000)
"""The instants whose local time every system knows; Windows refuses those before 1970 and after 3000."""


def study_day(at: int, offset: int, rollover: int = 4) -> int:
    """The study day of an instant: the ordinal of the date (1 is 1 January of the year 1) in local time.

    `at` is in milliseconds of UTC since 1970, `offset` in minutes east of UTC at that instant. A day begins
    `rollover` hours after midnight by the wall clock, so that a session at one in the morning belongs to the
    evening before, also in the nights when the clock changes. Defined for every `at`, however far away.
    """
    return EPOCH_DAY + (at + (offset - 60 * rollover) * 60_000) // DAY


def offset_of(at: int, zone: tzinfo | None = None) -> int:
    """How many minutes east of UTC local time is at an instant (milliseconds of UTC since 1970).

    `zone` None is the zone of the machine, as it was or will be at that instant: summer time is counted. An
    instant that the calendar or the system does not know has the offset of the nearest that it does.
    """
    instant = _instant(at)
    try:
        local = instant.astimezone(zone)
    except (OSError, OverflowError, ValueError):
        local = _instant(min(max(at, SAFE[0]), SAFE[1])).astimezone(zone)
    offset = local.utcoffset()
    return 0 if offset is None else round(offset.total_seconds() / 60)


def _instant(at: int) -> datetime:
    return EPOCH + timedelta(milliseconds=min(max(at, EARLIEST), LATEST))
