"""Fit the weights of FSRS-6 to reviews: first stabilities by search, then all weights down the slope of the log loss.

The manner is that of the optimisers of FSRS (py-fsrs, fsrs-rs): a grid for the first stabilities, Adam with a rate that
sinks like a cosine for the rest, every weight held within its bounds, and a pull towards where it began, as strong as
that weight is alike among students, so that few reviews move little.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from decks.scheduling import vectors
from decks.scheduling.fsrs import AGAIN, BOUNDS, EASY
from decks.scheduling.likelihood import log_loss, reviews_of
from decks.scheduling.slope import gradient

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.scheduling.vectors import Numbers, Weights

SPREAD = np.array(
    (
        *(6.43, 9.66, 17.58, 27.85, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33),
        *(0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
    )
)
"""The standard deviation of each weight among students, as measured by the authors of FSRS (fsrs-rs)."""
STEPS = 100
RATE = 0.1
"""The first step, in spreads."""
BATCH = 4000
"""Reviews that a step looks at, of logs that hold more."""
DIGITS = 4
"""Of the weights that come out; more would say nothing."""


def descend(start: Weights, histories: Sequence[Sequence[tuple[int, int]]], seed: int = 0) -> Weights:
    """The weights that explain the histories best, found from `start`. The same histories give the same weights.

    A history is the reviews of a card: (rating, study days since the review before).
    """
    least, most = np.array(BOUNDS).T
    begin = np.array(first_stabilities(start, histories))
    # A first stability is known from the grid, and a step of days would leap over most of them.
    step = np.concatenate([np.minimum(SPREAD[:4], begin[:4]), SPREAD[4:]]) * RATE
    whole = reviews_of(histories)
    total = max(whole.judged, 1)
    parts = max(round(total / BATCH), 1)
    chance = np.random.Generator(np.random.PCG64(seed))
    weights, mean, square = begin.copy(), np.zeros(len(begin)), np.zeros(len(begin))
    batches = [whole]
    for n in range(STEPS):
        if parts > 1 and n % parts == 0:
            order = chance.permutation(len(histories))
            batches = [reviews_of([histories[card] for card in order[part::parts]]) for part in range(parts)]
        batch = batches[n % parts]
        _, slope = gradient(tuple(weights.tolist()), batch)
        slope = slope / max(batch.judged, 1) + 2 * (weights - begin) / SPREAD**2 / total
        scaled = slope * SPREAD
        mean, square = 0.9 * mean + 0.1 * scaled, 0.99 * square + 0.01 * scaled**2
        ahead = mean / (1 - 0.9 ** (n + 1)) / (np.sqrt(square / (1 - 0.99 ** (n + 1))) + 1e-8)
        weights = np.clip(weights - step * (1 + math.cos(math.pi * n / STEPS)) / 2 * ahead, least, most)
    # A card found easier is not held less well.
    weights[:4] = np.maximum.accumulate(weights[:4])
    return tuple(np.clip(np.round(weights, DIGITS), least, most).tolist())


def first_stabilities(start: Weights, histories: Sequence[Sequence[tuple[int, int]]]) -> Weights:
    """`start` with the stabilities after a first review that explain the second best, for each first rating.

    Only cards whose second review was on a later day tell anything. A rating that no card began with moves like
    the others did.
    """
    grid = np.geomspace(BOUNDS[0][0], BOUNDS[0][1], 400)
    found: dict[int, float] = {}
    for rating in range(AGAIN, EASY + 1):
        second = [history[1] for history in histories if len(history) > 1 and history[0][0] == rating]
        later = [(grade != AGAIN, float(days)) for grade, days in second if days >= 1]
        if later:
            found[rating] = _best(start, start[rating - 1], grid, later)
    moved = (
        np.mean([math.log(value / start[rating - 1]) for rating, value in found.items()]) if found else 0.0
    )
    fitted = [found.get(rating, start[rating - 1] * math.exp(moved)) for rating in range(AGAIN, EASY + 1)]
    ordered = np.maximum.accumulate(np.clip(fitted, *BOUNDS[0]))
    return (*ordered.tolist(), *start[4:])


def _best(start: Weights, before: float, grid: Numbers, later: Sequence[tuple[bool, float]]) -> float:
    recalled = np.array([passed for passed, _ in later])
    days = np.array([elapsed for _, elapsed in later])

    def loss(stability: float) -> float:
        chance = vectors.recall(start, np.full(len(days), stability), days)
        pull = (math.log(stability / before)) ** 2 / 2
        return log_loss(chance, recalled) * len(days) + pull

    return float(min(grid.tolist(), key=loss))
