"""Times that come round: days of the week, months and seasons by themselves, and hours of the clock."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from quizgen.dating.vocabulary import MONTHS, WEEKDAYS
from quizgen.distractors.scale import OnScale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_CYCLES: tuple[tuple[str, ...], ...] = (
    tuple(WEEKDAYS),
    tuple(MONTHS),
    ("spring", "summer", "autumn", "winter"),
    ("spring", "summer", "fall", "winter"),
    ("dawn", "noon", "dusk", "midnight"),
    ("sunrise", "noon", "sunset", "midnight"),
)
"""Times that come round: each goes with the others of its row, in the row's order."""

_CLOCK = re.compile(
    r"(?i)(?P<before>(?:at |about )?)(?P<hour>\d{1,2})(?P<minute>[:.]\d\d)?"
    r"(?P<half>\s?[ap]\.?m\.?|\so'clock|\so’clock)?"
)


def read_round(text: str) -> OnScale | None:
    """A time that comes round with others of its row: "Monday", "in March"; None for any other text."""
    bare = re.sub(r"(?i)^(?:(?:on|in|at|the|every|each) )+", "", text)
    for row in _CYCLES:
        names = [name.lower() for name in row]
        plural = bare.lower().endswith("s") and bare.lower()[:-1] in names
        name = bare[:-1] if plural else bare
        if name.lower() in names:
            index = names.index(name.lower())
            before = text[: len(text) - len(bare)]
            return OnScale(
                text=text,
                shape=f"{before.lower()}|{row[0]}|{row[2]}|{plural}",
                value=float(index),
                reach=(0.0, len(row) - 1.0),
                apart=0.0,
                shift=partial(_next, row, index, before, "s" if plural else "", name[0].isupper()),
            )
    return None


def _next(
    row: Sequence[str], index: int, before: str, after: str, large: bool, random: Random, up: bool, _: float
) -> str:
    others = row[index + 1 :] if up else row[:index]
    if not others:
        return ""
    name = random.choice(others)
    return before + (name[0].upper() + name[1:] if large else name) + after


def read_clock(text: str) -> OnScale | None:
    """An hour of the clock: "10:30", "3 p.m."; None for any other text."""
    match = _CLOCK.fullmatch(text)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour, half = int(match["hour"]), (match["half"] or "").strip().lower().replace(".", "")
    minute = int((match["minute"] or ":0")[1:])
    most = 12 if half else 23
    if (
        hour > most
        or minute > 59
        or (half and hour == 0)
        or (match["minute"] or ":").startswith(".") > bool(half)
    ):
        return None
    return OnScale(
        text=text,
        shape=f"{match['before'].lower()}|{bool(match['minute'])}|{half}",
        value=_since_midnight(hour, minute, half),
        reach=(0.0, 24.0),
        apart=0.2,
        shift=partial(_other_hour, match, hour, half),
    )


def _since_midnight(hour: int, minute: int, half: str) -> float:
    within = hour % 12 if half in ("am", "pm") else hour
    return within + minute / 60 + (12 if half == "pm" else 0)


def _other_hour(match: re.Match[str], hour: int, half: str, random: Random, up: bool, _: float) -> str:
    # Twelve o'clock in either half of the day is read in two ways, so it is a key at most.
    hours = list(range(1, 12)) if half in ("am", "pm") else list(range(1, 13)) if half else list(range(24))
    now = hour % 12 if half in ("am", "pm") else hour
    others = [other for other in hours if (now < other <= now + 5 if up else now - 5 <= other < now)]
    if not others:
        return ""
    width = len(match["hour"]) if match["hour"].startswith("0") else 1
    return f"{match['before']}{random.choice(others):0{width}}{match['minute'] or ''}{match['half'] or ''}"
