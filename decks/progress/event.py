"""Events: what happened to a card, as the log keeps it for ever."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from datetime import date
from math import isfinite
from typing import Any

KINDS = (
    *("grade", "cram", "test", "undo", "bury", "suspend", "flag", "mark"),
    *("reset", "change", "relink", "decline", "exam", "import"),
)
ANSWERED = ("grade", "cram", "test")
"""The kinds that record an answer; only a grade touches the schedule."""
LASTING = ("undo", "exam", "change", "import", "decline")
"""The kinds that the undo key passes over: nobody pressed a key for them on a card, and a relink that was declined can
be asked for again."""

ELSEWHERE = "anki"
"""The session of what was not done here: the undo key passes it over, too."""

LATEST_DAY = date.max.toordinal()
LATEST = 253_402_300_799_999
"""The last millisecond of the year 9999, in UTC."""
_UID = re.compile(r"[0-9a-f]{16}")
HIGHEST_RANK = 2**53
"""Ranks stay far below what SQLite and JSON can count to, so that there is always a next one."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log. It is never changed and never deleted: what is taken back is taken back by another."""

    kind: str
    """One of KINDS."""
    card: str
    """The card's id, `sheet/fact/ask`; for an exam the sheet's."""
    at: int
    """When, in UTC milliseconds."""
    offset: int
    """Minutes east of UTC, where it happened."""
    day: int
    """The study day: the ordinal of the local date, where the day begins at the rollover hour."""
    session: str = ""
    rating: int = 0
    """1 to 4: Again, Hard, Good, Easy; 0 where nothing was graded."""
    mode: str = ""
    """cards (answered in the head), typed, choice, or nothing."""
    typed: str = ""
    """What was typed, word for word."""
    verdict: str = ""
    """right, typo, wrong, or nothing."""
    duration: int = 0
    """Milliseconds from the question to the grade."""
    content: str = ""
    """The id of the content that was studied."""
    scheduler: str = ""
    """The id of the scheduler that a grade went by."""
    target: str = ""
    """Of an undo: the uid of the event that it takes back."""
    value: str = ""
    """By kind. suspend, bury, mark: 1 or 0; flag: 0 to 7; relink, decline: the old card's id; change: the
    old answer; exam: a date as YYYY-MM-DD, or nothing; import: JSON with the names of MEMORY."""
    uid: str = ""
    """16 hex digits, the same in every copy of the log; given by the store."""
    rank: int = 0
    """Its place among the events of its card, which are folded by (rank, uid); given by the store."""


NAMES = tuple(field.name for field in fields(Event))

MEMORY: dict[str, tuple[float, float]] = {
    "stability": (0.001, 36_500.0),
    "difficulty": (1.0, 10.0),
    "due": (1, LATEST_DAY),
    "interval": (0, 36_500),
    "last_day": (1, LATEST_DAY),
    "repetitions": (1, 1_000_000),
    "lapses": (0, 1_000_000),
}
"""What an import says of a card, and between which numbers; all but the first two are whole."""


def fault(event: Event) -> str | None:
    """What is wrong with an event and what would be right, as one sentence; None for a sound one."""
    numbers = (
        ("at", event.at, 0, LATEST),
        ("offset", event.offset, -1440, 1440),
        ("day", event.day, 1, LATEST_DAY),
        ("rating", event.rating, 0, 4),
        ("duration", event.duration, 0, LATEST),
        ("rank", event.rank, 0, HIGHEST_RANK),
    )
    for name, number, least, most in numbers:
        if not least <= number <= most:
            return f"{name} is {number}; it lies between {least} and {most}"
    if event.kind not in KINDS:
        return f"no event is called {event.kind[:20]!r}; there are {', '.join(KINDS)}"
    if not event.card:
        return "the event names no card; card is an id"
    if not _UID.fullmatch(event.uid):
        return f"the uid is {event.uid[:20]!r}; it is 16 digits and letters up to f"
    return _FAULTS[event.kind](event) if event.kind in _FAULTS else None


def _grade(event: Event) -> str | None:
    return None if event.rating and event.scheduler else "a grade needs a rating, 1 to 4, and a scheduler"


def _undo(event: Event) -> str | None:
    return None if event.target else "an undo names no target; it is the uid of what it takes back"


def _switch(event: Event) -> str | None:
    return None if event.value in ("0", "1") else f"{event.kind} is {event.value[:20]!r}; it is 1 or 0"


def _flag(event: Event) -> str | None:
    return None if event.value in tuple("01234567") else f"flag is {event.value[:20]!r}; it is 0 to 7"


def _relink(event: Event) -> str | None:
    if event.value and event.value != event.card:
        return None
    return f"a {event.kind} names no old card; its value is the id of another card"


def _exam(event: Event) -> str | None:
    if not event.value or exam_date(event.value) is not None:
        return None
    return f"the exam is on {event.value[:20]!r}; a date is written as 2027-01-31"


def _import(event: Event) -> str | None:
    if imported(event.value) is not None:
        return None
    parts = ", ".join(f"{name} {least:g} to {most:g}" for name, (least, most) in MEMORY.items())
    return f"the imported memory cannot be read; it is JSON with {parts}"


_FAULTS = {
    "grade": _grade,
    "undo": _undo,
    "bury": _switch,
    "suspend": _switch,
    "mark": _switch,
    "flag": _flag,
    "relink": _relink,
    "decline": _relink,
    "exam": _exam,
    "import": _import,
}


def exam_date(value: str) -> date | None:
    """The date that an exam's value says; None for none, and for what is no date."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    # Python also reads 20270131 and 2027-W04-7.
    return day if day.isoformat() == value else None


def imported(value: str) -> dict[str, Any] | None:
    """The memory that an import's value says, with exactly the names of MEMORY; None where it says none."""
    try:
        given = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(given, dict) or given.keys() != MEMORY.keys():
        return None
    for name, (least, most) in MEMORY.items():
        number = given[name]
        # bool is an int to Python, and NaN is a number to its JSON.
        right = type(number) is int or (type(number) is float and isinstance(least, float))
        if not right or not isfinite(number) or not least <= number <= most:
            return None
    return given
