"""How far a card has been learned, as rows of a collection: its place in Anki's schedule, and its log of reviews."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from decks.anki.scheduling import BURIED, LEARNING, NEW, RELEARNING, REVIEW, SUSPENDED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.anki.note import Review, Schedule

    State = tuple[int | str, ...]

DAY_0 = date(2014, 9, 19).toordinal()
"""The day on which the collection of every package was made, 11:00 UTC (genanki's `crt`). Due days count from it."""

TIMING: dict[str, Any] = {"schedVer": 2, "sched2021": True, "creationOffset": 0, "rollover": 4}
"""What a collection says of its days so that Anki counts them by dates, whatever the zone and the hour in which it
is imported: made where it was UTC, days begin at 4:00. Without it Anki would take the cards for those of its first
scheduler, whose days are 86,400 seconds from `crt`, and send those in learning back to the start."""

_EASE = 2500
"""What Anki's older scheduler begins with; FSRS does not look at it."""


def state(schedule: Schedule, position: int) -> State:
    """`type, queue, due, ivl, factor, reps, lapses, left, flags, data` of a card that a person met.

    Once answered it is in line for its day, or in learning where that is the day of its last answer. `position` is
    its place in line while it is new.
    """
    if not schedule.repetitions:
        # A person put it away or gave it a flag, and has yet to learn it.
        queue = SUSPENDED if schedule.suspended else BURIED if schedule.buried else 0
        return (NEW, queue, position, 0, 0, 0, 0, 0, schedule.flag & 7, "")
    kind = REVIEW if schedule.interval > 0 else RELEARNING if schedule.lapses else LEARNING
    waits = kind == REVIEW
    queue = SUSPENDED if schedule.suspended else BURIED if schedule.buried else 2 if waits else 1
    return (
        kind,
        queue,
        schedule.due - DAY_0 if waits else schedule.last,
        schedule.interval,
        _EASE,
        schedule.repetitions,
        schedule.lapses,
        0 if waits else 1,  # steps of learning that are left
        schedule.flag & 7,
        _memory(schedule, position),
    )


def _memory(schedule: Schedule, position: int) -> str:
    """Anki's JSON beside a card, each number as precise as Anki keeps it."""
    memory = {
        "pos": position,
        "s": round(schedule.stability, 4),
        "d": round(schedule.difficulty, 3),
        "dr": round(schedule.retention, 2),
        "decay": round(schedule.decay, 3),
        "lrt": schedule.last,
    }
    return json.dumps(memory, separators=(",", ":"))


def log(reviews: tuple[Review, ...], card: int) -> Iterator[tuple[int, ...]]:
    """The rows of `revlog` for a card's reviews."""
    for review in reviews:
        factor = round(((review.difficulty - 1) / 9 + 0.1) * 1000) if review.difficulty else 0
        yield (
            review.at,
            card,
            review.rating,
            review.interval,
            review.before,
            factor,
            review.duration,
            review.kind,
        )
