"""How a student answers, by the log: what plans and simulations of the days to come go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.scheduling.student import Habits

if TYPE_CHECKING:
    from decks.progress.store import Store

LEAST = 100
"""Answers of a kind before they count; until then a student is taken to be like most."""

_COUNTS = """
    SELECT before < 0, rating, count(*), total(duration) FROM review
    WHERE kind = 'grade' AND before <> 0 AND rating > 0 GROUP BY 1, 2
"""
"""Of first answers and of reviews on a later day, by grade; what came again the same day tells little."""


def habits(store: Store) -> Habits:
    """The student's own habits, as far as the log has enough to tell; for the rest those of most students."""
    found: dict[int, dict[int, tuple[int, float]]] = {0: {}, 1: {}}
    for new, rating, many, milliseconds in store.connection.execute(_COUNTS):
        found[new][rating] = (many, milliseconds)
    usual = Habits()
    met, again = (_times(found[new]) for new in (1, 0))
    first, recalled, seconds, meeting = usual.first, usual.recalled, usual.seconds, usual.meeting
    if sum(met) >= LEAST:
        first = (met[0] / sum(met), met[1] / sum(met), met[2] / sum(met), met[3] / sum(met))
        meeting = _seconds(found[1], meeting)
    if sum(again[1:]) >= LEAST:
        known = sum(again[1:])
        recalled = (again[1] / known, again[2] / known, again[3] / known)
        seconds = _seconds(found[0], seconds)
    return Habits(first, recalled, seconds, meeting)


def _times(counts: dict[int, tuple[int, float]]) -> list[int]:
    """How often each grade was given."""
    return [counts.get(rating, (0, 0.0))[0] for rating in (1, 2, 3, 4)]


def _seconds(counts: dict[int, tuple[int, float]], usual: float) -> float:
    """The mean time of an answer; the usual one where no times were taken."""
    many = sum(number for number, _ in counts.values())
    return sum(milliseconds for _, milliseconds in counts.values()) / many / 1000 or usual
