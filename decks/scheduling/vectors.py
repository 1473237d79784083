"""FSRS-6 for many cards at once, on numpy arrays: the arithmetic of the library `fsrs`, which takes one card at a time.

What is computed for one card is computed by the library (`fsrs.py`); simulations need it a million times a second. The
formulas are those of the FSRS-6 algorithm; w is the tuple of 21 weights, S stability in days, D difficulty, R the
chance of recall. Importing numpy takes 60 ms: who imports this does so where it is needed.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from decks.scheduling.fsrs import AGAIN, EASY, GOOD, HARD, LONGEST

Numbers: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]
Chosen: TypeAlias = NDArray[np.bool_]
Weights: TypeAlias = tuple[float, ...]

LEAST_STABILITY, MOST_STABILITY = 0.001, float(LONGEST)
"""Days."""


def recall(w: Weights, stability: Numbers, elapsed: Numbers) -> Numbers:
    """R after so many days."""
    decay = -w[20]
    curve: Numbers = (1.0 + (0.9 ** (1.0 / decay) - 1.0) * np.maximum(elapsed, 0.0) / stability) ** decay
    return curve


def first(w: Weights, rating: Whole) -> tuple[Numbers, Numbers]:
    """S and D after the first review."""
    stability = np.maximum(np.asarray(w[:4], dtype=np.float64)[rating - 1], LEAST_STABILITY)
    return stability, np.clip(w[4] - np.exp(w[5] * (rating - 1)) + 1.0, 1.0, 10.0)


def review(
    w: Weights, stability: Numbers, difficulty: Numbers, rating: Whole, elapsed: Numbers
) -> tuple[Numbers, Numbers]:
    """S and D after a review, so many days after the last one; 0 is the same day."""
    later = np.where(
        rating == AGAIN,
        forgotten(w, stability, difficulty, chance := recall(w, stability, elapsed)),
        recalled(w, stability, difficulty, chance, rating),
    )
    new = np.where(elapsed < 1, same_day(w, stability, rating), later)
    return np.clip(new, LEAST_STABILITY, MOST_STABILITY), harder(w, difficulty, rating)


def recalled(
    w: Weights, stability: Numbers, difficulty: Numbers, chance: Numbers, rating: Whole | int
) -> Numbers:
    """S after a card was recalled on a later day."""
    bonus = np.where(rating == HARD, w[15], np.where(rating == EASY, w[16], 1.0))
    grown: Numbers = stability * (
        1.0
        + math.exp(w[8]) * (11.0 - difficulty) * stability ** -w[9] * np.expm1(w[10] * (1.0 - chance)) * bonus
    )
    return grown


def forgotten(w: Weights, stability: Numbers, difficulty: Numbers, chance: Numbers) -> Numbers:
    """S after a card was forgotten on a later day; never more than it was."""
    fallen = (
        w[11] * difficulty ** -w[12] * ((stability + 1.0) ** w[13] - 1.0) * np.exp(w[14] * (1.0 - chance))
    )
    return np.minimum(fallen, stability / math.exp(w[17] * w[18]))


def same_day(w: Weights, stability: Numbers, rating: Whole | int) -> Numbers:
    """S after a card was asked again on the day of its last review."""
    change = np.exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
    changed: Numbers = stability * np.where(rating == AGAIN, change, np.maximum(change, 1.0))
    return changed


def harder(w: Weights, difficulty: Numbers, rating: Whole | int) -> Numbers:
    """D after any review but the first."""
    easiest = w[4] - math.exp(w[5] * (EASY - 1)) + 1.0
    moved = difficulty - w[6] * (rating - GOOD) * (10.0 - difficulty) / 9.0
    return np.clip(w[7] * easiest + (1.0 - w[7]) * moved, 1.0, 10.0)
