"""The time as a session needs it: an instant, and how far the wall clock is from UTC there and then."""

from __future__ import annotations

import time
from dataclasses import dataclass

from decks.progress.days import offset_of, study_day


@dataclass(frozen=True, slots=True)
class Now:
    """A moment in a person's day."""

    at: int
    """UTC milliseconds."""
    offset: int
    """Minutes that the wall clock is ahead of UTC."""

    def day(self, rollover: int) -> int:
        """The study day, that begins at the hour `rollover` of the wall clock."""
        return study_day(self.at, self.offset, rollover)


def wall_clock() -> Now:
    """This machine's own time, in its own zone; a zone that changes under way is followed."""
    at = time.time_ns() // 1_000_000
    return Now(at, offset_of(at))
