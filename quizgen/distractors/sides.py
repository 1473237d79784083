"""Wrong answers below and above a key that lies on a scale: those of the deck, and neighbours made to fit.

before the key   "born in [1815] and died in 1852": no birth after the death
more than [600]  nothing less, which would be true as well
not until [1850] nothing earlier, which would be true as well
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.distractors.fitness import is_spelt_out, is_wrong
from quizgen.distractors.numbers import read_quantity
from quizgen.distractors.scale import Limits, OnScale
from quizgen.distractors.times import read_time, same_day, years_in
from quizgen.distractors.truths import is_negative

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from quizgen.distractors.fitness import Task

TRIES = 12
"""So often a neighbour of a date or number is sought on either side."""

_AT_LEAST = re.compile(r"(?i)\b(?:more than|at least|over|no fewer than|no less than|as many as|above)$")
_AT_MOST = re.compile(r"(?i)\b(?:fewer than|less than|at most|under|up to|no more than|below|within)$")


def sides(task: Task, scale: OnScale, wanted: int, random: Random) -> tuple[list[OnScale], list[OnScale]]:
    """Up to so many wrong answers below the key and above it, each side with those of the deck first."""
    limits = _limits(task, scale)
    below, above = (_side(task, scale, limits, wanted, random, up) for up in (False, True))
    return below, above


def _side(task: Task, scale: OnScale, limits: Limits, wanted: int, random: Random, up: bool) -> list[OnScale]:
    side: list[OnScale] = []
    for other, facts in _of_deck(task, scale, up):
        if (
            len(side) < wanted
            and _may_stand(task, scale, other, limits, side)
            and is_wrong(task, other.text, facts)
        ):
            side.append(other)
    far = task.pool.spread(scale.shape)
    for _ in range(TRIES if len(side) < wanted else 0):
        made = _read(task, scale.shift(random, up, far))
        if (
            made is None
            or not _is_apart(scale, made, side, far)
            or not _may_stand(task, scale, made, limits, side)
        ):
            continue
        if is_wrong(task, made.text, []):
            side.append(made)
        if len(side) == wanted:
            break
    return side


def _of_deck(task: Task, scale: OnScale, up: bool) -> Iterator[tuple[OnScale, list[int]]]:
    """The deck's answers on one side, those of the nearest value first, each with the facts where it is tagged."""
    found = [
        (answer.scale, task.pool.tagged_in(answer))
        for answer in task.pool.near(scale.shape, task.key.fact)
        if answer.scale is not None and (answer.scale.value > scale.value) is up
    ]
    yield from sorted(found, key=lambda pair: abs(pair[0].value - scale.value))


def _read(task: Task, text: str) -> OnScale | None:
    """A neighbour, read back as the key was."""
    if not text:
        return None
    if task.key.tag == "when":
        return read_time(text, latest=task.pool.latest) or read_quantity(text)
    return read_quantity(text)


def _limits(task: Task, scale: OnScale) -> Limits:
    """Between what the question itself leaves room: born before the death it tells of, more than its "more than"."""
    fact, span = task.question.fact, task.question.span
    before = fact.text[: span.start].rstrip()
    if span.tag != "when":
        if _AT_LEAST.search(before) or re.match(r"(?i)(?:more than|at least|over)\b", scale.text):
            return Limits(low=scale.value)
        if _AT_MOST.search(before) or re.match(
            r"(?i)(?:less than|fewer than|at most|under|up to)\b", scale.text
        ):
            return Limits(high=scale.value)
        return Limits()
    low, high = scale.value if is_negative(fact.text) else float("-inf"), float("inf")
    own = years_in(scale.text)
    for other in fact.spans:
        extent = years_in(fact[other]) if other.tag == "when" and other != span and own else None
        if extent is not None and extent[1] < scale.value:
            low = max(low, extent[1])
        elif extent is not None and extent[0] > scale.value:
            high = min(high, extent[0])
    return Limits(low, high)


def _may_stand(task: Task, key: OnScale, other: OnScale, limits: Limits, found: Sequence[OnScale]) -> bool:
    return (
        key.is_near(other, limits)
        and not any(other.value == one.value or other.text == one.text for one in found)
        and not is_spelt_out(task, other.text)
        and not same_day(key, other)
    )


def _is_apart(key: OnScale, other: OnScale, found: Sequence[OnScale], far: float) -> bool:
    """Whether a neighbour is not crowded against the rest, which would show that it was made up."""
    width = min(key.reach[1] - key.reach[0], far) / 50
    return all(abs(other.value - one.value) > width for one in (key, *found)) or width > abs(key.value)
