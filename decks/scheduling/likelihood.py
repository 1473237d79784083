"""How well weights of FSRS-6 explain reviews.

What is judged are the reviews on a later day than the one before: on the same day little is forgotten, and FSRS does
not foretell it. All cards take a step at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from decks.scheduling import vectors
from decks.scheduling.fsrs import AGAIN, GOOD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decks.scheduling.vectors import Chosen, Numbers, Weights, Whole

LONGEST = 256
"""Reviews of a card that are looked at; nobody learns a card that often, but a log may say so."""
SMALLEST = 1e-7
"""Chances closer to 0 or 1 than this are taken for this, or one surprise would outweigh all else."""


@dataclass(frozen=True, slots=True)
class Reviews:
    """The reviews of many cards, one row for the first of each, one for the second, and so on.

    The cards with the most reviews stand first, so that those that have an nth are the first `count[n]`.
    """

    rating: Whole
    elapsed: Numbers
    count: tuple[int, ...]

    @property
    def judged(self) -> int:
        """How many reviews the loss counts: those on a later day than the one before."""
        return sum(int((self.elapsed[n, :many] >= 1).sum()) for n, many in enumerate(self.count) if n)


def reviews_of(histories: Sequence[Sequence[tuple[int, int]]]) -> Reviews:
    """Lay out histories of (rating, days since the last review), one for each card."""
    by_length = sorted((history[:LONGEST] for history in histories if history), key=len, reverse=True)
    rows = len(by_length[0]) if by_length else 0
    rating = np.full((rows, len(by_length)), GOOD, dtype=np.int64)
    elapsed = np.zeros((rows, len(by_length)))
    for card, history in enumerate(by_length):
        rating[: len(history), card] = [one for one, _ in history]
        elapsed[: len(history), card] = [max(days, 0) for _, days in history]
    count = tuple(sum(len(history) > n for history in by_length) for n in range(rows))
    return Reviews(rating, elapsed, count)


def foretold(w: Weights, reviews: Reviews) -> tuple[Numbers, Chosen]:
    """The chance of recall before each counted review, and whether it was recalled; row after row."""
    chances, recalled = [np.empty(0)], [np.empty(0, dtype=np.bool_)]
    for step in forward(w, reviews):
        chances.append(step.chance[step.later])
        recalled.append(step.rating[step.later] != AGAIN)
    return np.concatenate(chances), np.concatenate(recalled)


def log_loss(chance: Numbers, recalled: Chosen) -> float:
    """The mean surprise at each answer, in nats; 0 where all was foretold for certain."""
    happened = np.clip(np.where(recalled, chance, 1.0 - chance), SMALLEST, 1.0 - SMALLEST)
    return float(-np.log(happened).mean()) if len(chance) else 0.0


def rmse(w: Weights, reviews: Reviews) -> float:
    """How far the foretold share of recalled cards is from the true one, root mean square over bins of like reviews.

    What is called RMSE(bins) where FSRS is judged (srs-benchmark): reviews are alike whose days since the last
    review, number of reviews before and lapses before are about the same, in steps that grow like the numbers.
    """
    chance, recalled = foretold(w, reviews)
    if not len(chance):
        return 0.0
    kinds = np.concatenate(
        [kind[step.later] for step, kind in zip(forward(w, reviews), _kinds(reviews), strict=True)]
    )
    _, place = np.unique(kinds, axis=0, return_inverse=True)
    many = np.bincount(place.ravel())
    off = np.bincount(place.ravel(), weights=chance - recalled) / many
    return float(np.sqrt((many * off**2).sum() / many.sum()))


def _kinds(reviews: Reviews) -> Iterator[Numbers]:
    """For each review but the first, one row a card, the bins it lies in: of days, of reviews, of lapses before."""
    cards = reviews.rating.shape[1]
    seen, lapses = np.ones(cards), (reviews.rating[0] == AGAIN).astype(np.float64)
    for n, many in enumerate(reviews.count[1:], 1):
        rating, elapsed = reviews.rating[n, :many], reviews.elapsed[n, :many]
        steps = (_bin(elapsed, 3.62), _bin(seen[:many], 1.89), _bin(lapses[:many], 1.73))
        yield np.stack(steps, axis=1)
        seen[:many] += elapsed >= 1
        lapses[:many] += (elapsed >= 1) & (rating == AGAIN)


def _bin(numbers: Numbers, base: float) -> Numbers:
    found: Numbers = np.where(numbers < 1, -1.0, np.floor(np.log(np.maximum(numbers, 1.0)) / np.log(base)))
    return found


@dataclass(frozen=True, slots=True)
class Step:
    """One review of each card that has one, and the memory before it."""

    stability: Numbers
    difficulty: Numbers
    chance: Numbers
    rating: Whole
    elapsed: Numbers
    """Days since the review before."""

    @property
    def later(self) -> Chosen:
        """Which of them are on a later day, and judged."""
        found: Chosen = self.elapsed >= 1
        return found


def forward(w: Weights, reviews: Reviews) -> list[Step]:
    """All reviews but the first of each card, in their order."""
    if not reviews.count:
        return []
    steps: list[Step] = []
    stability, difficulty = vectors.first(w, reviews.rating[0])
    for n, many in enumerate(reviews.count[1:], 1):
        stability, difficulty = stability[:many], difficulty[:many]
        rating, elapsed = reviews.rating[n, :many], reviews.elapsed[n, :many]
        chance = vectors.recall(w, stability, elapsed)
        steps.append(Step(stability, difficulty, chance, rating, elapsed))
        stability, difficulty = vectors.review(w, stability, difficulty, rating, elapsed)
    return steps
