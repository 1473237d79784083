"""Which way each weight of FSRS-6 would explain reviews better: the gradient of the log loss.

It is exact. The memories are computed forward through all reviews of a card; what each weight contributed is
gathered on the way back, the last review first (reverse-mode differentiation, by hand: a library for it is half a
gigabyte). Where FSRS clamps a value, nothing passes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from decks.scheduling.fsrs import AGAIN, EASY, GOOD, HARD
from decks.scheduling.likelihood import SMALLEST, forward
from decks.scheduling.vectors import LEAST_STABILITY, MOST_STABILITY

if TYPE_CHECKING:
    from decks.scheduling.likelihood import Reviews, Step
    from decks.scheduling.vectors import Numbers, Weights, Whole


def gradient(w: Weights, reviews: Reviews) -> tuple[float, Numbers]:
    """The summed log loss of the counted reviews, and its derivative by each weight."""
    total, slope = 0.0, np.zeros(len(w))
    cards = reviews.rating.shape[1]
    by_stability, by_difficulty = np.zeros(cards), np.zeros(cards)
    for step in reversed(list(forward(w, reviews))):
        here = slice(0, len(step.chance))
        happened = np.where(step.rating == AGAIN, 1.0 - step.chance, step.chance)
        sure = step.later & (happened > SMALLEST)
        total -= float(np.log(np.maximum(happened[step.later], SMALLEST)).sum())
        sign = np.where(step.rating == AGAIN, 1.0, -1.0)
        by_chance = np.where(sure, sign / np.maximum(happened, SMALLEST), 0.0)
        by_stability[here], by_difficulty[here] = _back(
            w, step, by_chance, by_stability[here], by_difficulty[here], slope
        )
        by_stability[here] *= step.stability < MOST_STABILITY
    _back_to_first(w, reviews.rating[0], by_stability, by_difficulty, slope)
    return total, slope


def _back(
    w: Weights, step: Step, by_chance: Numbers, by_new: Numbers, by_harder: Numbers, slope: Numbers
) -> tuple[Numbers, Numbers]:
    """From the derivatives by the memory after a review, those by the memory before it; adds to `slope`."""
    stability, difficulty, chance, rating = step.stability, step.difficulty, step.chance, step.rating
    passed = step.later & (rating != AGAIN)
    failed = step.later & (rating == AGAIN)
    by_stability, by_difficulty = np.zeros_like(stability), np.zeros_like(stability)
    by_chance = by_chance.copy()
    for back, where in ((_back_recalled, passed), (_back_forgotten, failed)):
        by_s, by_d, by_r = back(
            w, stability[where], difficulty[where], chance[where], rating[where], by_new[where], slope
        )
        by_stability[where] = by_s
        by_difficulty[where] = by_d
        by_chance[where] += by_r
    same = ~step.later
    by_stability[same] = _back_same_day(w, stability[same], rating[same], by_new[same], slope)
    by_stability += _back_curve(w, stability, step.elapsed, chance, by_chance, slope)
    return by_stability, by_difficulty + _back_harder(w, difficulty, rating, by_harder, slope)


def _back_curve(
    w: Weights, stability: Numbers, elapsed: Numbers, chance: Numbers, by_chance: Numbers, slope: Numbers
) -> Numbers:
    edge = 0.9 ** (-1.0 / w[20])
    days = elapsed / stability
    base = 1.0 + (edge - 1.0) * days
    by_factor = -w[20] * days * edge * math.log(0.9) / w[20] ** 2 / base
    slope[20] += float((by_chance * chance * (by_factor - np.log(base))).sum())
    found: Numbers = by_chance * chance * w[20] * (base - 1.0) / (stability * base)
    return found


def _back_recalled(
    w: Weights,
    stability: Numbers,
    difficulty: Numbers,
    chance: Numbers,
    rating: Whole,
    by_new: Numbers,
    slope: Numbers,
) -> tuple[Numbers, Numbers, Numbers]:
    plain = math.exp(w[8]) * stability ** -w[9]
    bonus = np.where(rating == HARD, w[15], np.where(rating == EASY, w[16], 1.0))
    surprise = np.expm1(w[10] * (1.0 - chance))
    growth = plain * (11.0 - difficulty) * surprise
    by_growth = by_new * stability
    slope[8] += float((by_growth * growth * bonus).sum())
    slope[9] -= float((by_growth * growth * bonus * np.log(stability)).sum())
    by_surprise = by_growth * plain * (11.0 - difficulty) * bonus * (surprise + 1.0)
    slope[10] += float((by_surprise * (1.0 - chance)).sum())
    slope[15] += float((by_growth * growth)[rating == HARD].sum())
    slope[16] += float((by_growth * growth)[rating == EASY].sum())
    return (
        by_new * (1.0 + growth * bonus * (1.0 - w[9])),
        -by_growth * plain * surprise * bonus,
        -by_surprise * w[10],
    )


def _back_forgotten(
    w: Weights,
    stability: Numbers,
    difficulty: Numbers,
    chance: Numbers,
    rating: Whole,
    by_new: Numbers,
    slope: Numbers,
) -> tuple[Numbers, Numbers, Numbers]:
    scale = difficulty ** -w[12] * np.exp(w[14] * (1.0 - chance))
    power = (stability + 1.0) ** w[13]
    fallen, most = w[11] * scale * (power - 1.0), stability * math.exp(-w[17] * w[18])
    by_fallen = np.where((fallen < most) & (fallen > LEAST_STABILITY), by_new, 0.0)
    by_most = np.where((fallen >= most) & (most > LEAST_STABILITY), by_new, 0.0)
    slope[11] += float((by_fallen * scale * (power - 1.0)).sum())
    slope[12] -= float((by_fallen * fallen * np.log(difficulty)).sum())
    slope[13] += float((by_fallen * w[11] * scale * power * np.log(stability + 1.0)).sum())
    slope[14] += float((by_fallen * fallen * (1.0 - chance)).sum())
    slope[17] -= w[18] * float((by_most * most).sum())
    slope[18] -= w[17] * float((by_most * most).sum())
    return (
        by_fallen * w[11] * scale * w[13] * power / (stability + 1.0) + by_most * math.exp(-w[17] * w[18]),
        -by_fallen * fallen * w[12] / difficulty,
        -by_fallen * fallen * w[14],
    )


def _back_same_day(w: Weights, stability: Numbers, rating: Whole, by_new: Numbers, slope: Numbers) -> Numbers:
    change = np.exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
    kept = (rating != AGAIN) & (change < 1.0)
    moved = ~kept & (stability * change > LEAST_STABILITY)
    by_moved = np.where(moved, by_new, 0.0)
    by_power = by_moved * stability * change
    slope[17] += float((by_power * (rating - 3 + w[18])).sum())
    slope[18] += w[17] * float(by_power.sum())
    slope[19] -= float((by_power * np.log(stability)).sum())
    found: Numbers = np.where(kept, by_new, by_moved * change * (1.0 - w[19]))
    return found


def _back_harder(w: Weights, difficulty: Numbers, rating: Whole, by_new: Numbers, slope: Numbers) -> Numbers:
    easiest = w[4] - math.exp(w[5] * (EASY - 1)) + 1.0
    moved = difficulty - w[6] * (rating - GOOD) * (10.0 - difficulty) / 9.0
    new = w[7] * easiest + (1.0 - w[7]) * moved
    by_new = np.where((new > 1.0) & (new < 10.0), by_new, 0.0)
    slope[4] += w[7] * float(by_new.sum())
    slope[5] -= w[7] * (EASY - 1) * math.exp(w[5] * (EASY - 1)) * float(by_new.sum())
    slope[6] -= (1.0 - w[7]) * float((by_new * (rating - GOOD) * (10.0 - difficulty) / 9.0).sum())
    slope[7] += float((by_new * (easiest - moved)).sum())
    found: Numbers = by_new * (1.0 - w[7]) * (1.0 + w[6] * (rating - GOOD) / 9.0)
    return found


def _back_to_first(
    w: Weights, rating: Whole, by_stability: Numbers, by_difficulty: Numbers, slope: Numbers
) -> None:
    for given in range(AGAIN, EASY + 1):
        slope[given - 1] += float(by_stability[rating == given].sum())
    fallen = np.exp(w[5] * (rating - 1))
    first = w[4] - fallen + 1.0
    by_first = np.where((first > 1.0) & (first < 10.0), by_difficulty, 0.0)
    slope[4] += float(by_first.sum())
    slope[5] -= float((by_first * (rating - 1) * fallen).sum())
