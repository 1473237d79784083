"""Weights of one's own: fit FSRS to the reviews of one student, and say what that is worth.

The fit is our own, on numpy. The library `fsrs` has one that needs half a gigabyte of torch. The package
fsrs-rs-python has a fast one, but neither the package nor its repository names a licence (only the Rust library inside
it does, BSD-3-Clause), and what nobody licenses nobody may pass on: we do not depend on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.scheduling.fsrs import DEFAULT, RATINGS
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.scheduling.likelihood import Reviews

LEAST = 400
"""Reviews on a later day than the one before. With fewer, chance tells more than the student."""
HELD_OUT = 5
"""One card in so many is kept from the fit, to judge it."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How well weights foretell reviews. Of both, 0 is perfect."""

    log_loss: float
    """The mean surprise at an answer, in nats."""
    rmse: float
    """How far foretold shares of recalled cards are from the true ones, over bins of like reviews: RMSE(bins)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights, and how well they foretell reviews that they were not fitted to."""

    weights: tuple[float, ...]
    """The fitted ones, or those that were there before (or the default), where these are better."""
    reviews: int
    """All reviews that tell something: those on a later day than the one before."""
    judged: int
    """How many of them were kept from the fit, to judge it."""
    before: Measures
    """Of the weights that were there before, on the reviews kept from the fit."""
    after: Measures
    """Of `weights`, on the same."""

    @property
    def better(self) -> bool:
        """Whether these weights are better than those that were there before."""
        return self.after.log_loss < self.before.log_loss


def optimise(histories: Sequence[Sequence[tuple[int, int]]], start: tuple[float, ...] = DEFAULT) -> Fit:
    """Fit weights to histories: for each card its reviews in order, each (rating 1-4, study days since the last).

    A fifth of the cards is kept from the fit, and the fitted weights are given only if they foretell the reviews of
    these better than `start` and the default do; else the better of those. Everything is decided by the histories:
    the same ones give the same weights. It takes some seconds.
    Raises QuizgenError where there are too few reviews.
    """
    # Here, since all of it needs numpy, which takes 60 ms and is of no use to who studies.
    from decks.scheduling.descent import descend
    from decks.scheduling.likelihood import reviews_of

    for history in histories:
        if any(rating not in RATINGS for rating, _ in history):
            raise ValueError(f"a rating is 1, 2, 3 or 4; a history has {history}")
    telling = reviews_of(histories).judged
    if telling < LEAST:
        raise QuizgenError(
            f"{telling} reviews on a later day are too few to fit weights to; study on until there are {LEAST}"
        )
    fitted_to, kept = _parted(histories)
    kept_reviews = reviews_of(kept)
    found = {
        weights: _measures(weights, kept_reviews) for weights in (start, DEFAULT, descend(start, fitted_to))
    }
    best = min(found, key=lambda weights: found[weights].log_loss)
    return Fit(best, telling, kept_reviews.judged, found[start], found[best])


def _parted(
    histories: Sequence[Sequence[tuple[int, int]]],
) -> tuple[list[Sequence[tuple[int, int]]], list[Sequence[tuple[int, int]]]]:
    """Those to fit to and those to judge by. Whole cards: one's reviews tell of its other reviews."""
    # Drawn, since every fifth card of a sheet may well be of one kind; by turns of like length, so that the
    # reviews are parted as the cards are.
    from random import Random

    order = list(range(len(histories)))
    Random(0).shuffle(order)
    order.sort(key=lambda card: len(histories[card]))
    kept = set(order[HELD_OUT // 2 :: HELD_OUT])
    return (
        [history for card, history in enumerate(histories) if card not in kept],
        [histories[card] for card in sorted(kept)],
    )


def _measures(weights: tuple[float, ...], reviews: Reviews) -> Measures:
    from decks.scheduling.likelihood import foretold, log_loss, rmse

    return Measures(log_loss(*foretold(weights, reviews)), rmse(weights, reviews))
