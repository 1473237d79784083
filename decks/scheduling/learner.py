"""An imagined student, who recalls as often as FSRS expects: what simulations are made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from decks.scheduling import vectors
from decks.scheduling.fsrs import AGAIN, GOOD, HARD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.scheduling.student import Habits, Known
    from decks.scheduling.vectors import Numbers, Weights, Whole


class Learner:
    """The memories of many cards, and what reviews do to them. The same seed gives the same answers everywhere.

    Cards are numbered: first those known already, then the new ones, in the order in which they are met.
    """

    def __init__(
        self, weights: Weights, known: Sequence[Known], new: int, habits: Habits, seed: int = 0
    ) -> None:
        def column(values: list[float], empty: float) -> Numbers:
            return np.concatenate([np.asarray(values, dtype=np.float64), np.full(new, empty)])

        self.weights, self.habits = weights, habits
        self.stability = column([card.stability for card in known], 1.0)
        self.difficulty = column([card.difficulty for card in known], 5.0)
        self.last = column([float(card.last_day) for card in known], 0.0)
        self.met = len(known)
        """How many cards are in memory by now."""
        self._chance = np.random.Generator(np.random.PCG64(seed))

    def meet(self, count: int, day: int) -> tuple[Whole, int]:
        """Meet so many new cards, or those that are left. Returns them, and how many had to be asked twice."""
        cards = np.arange(self.met, min(self.met + count, len(self.stability)))
        self.met += len(cards)
        rating = self._drawn(self.habits.first, len(cards)) + AGAIN
        self.stability[cards], self.difficulty[cards] = vectors.first(self.weights, rating)
        return cards, self._again(cards, rating, day)

    def review(self, cards: Whole, day: int) -> int:
        """Answer these cards, each once; returns how many were forgotten, and asked a second time."""
        elapsed = day - self.last[cards]
        stability, difficulty = self.stability[cards], self.difficulty[cards]
        chance = vectors.recall(self.weights, stability, elapsed)
        recalled = self._chance.random(len(cards)) < chance
        rating = np.where(recalled, self._drawn(self.habits.recalled, len(cards)) + HARD, AGAIN)
        self.stability[cards], self.difficulty[cards] = vectors.review(
            self.weights, stability, difficulty, rating, elapsed
        )
        return self._again(cards, rating, day)

    def recall(self, day: int) -> Numbers:
        """The chance of recall of each card in memory on that day."""
        return vectors.recall(self.weights, self.stability[: self.met], day - self.last[: self.met])

    def gain(self, cards: Whole, day: int, exam: int) -> Numbers:
        """What a review on that day would add to the chance of recall on the day of the exam, for each card.

        Recalled counts as Good; forgotten as Again, then Good. With `exam.gain`, the same for one card.
        """
        stability, difficulty = self.stability[cards], self.difficulty[cards]
        elapsed, left = day - self.last[cards], np.full(len(cards), float(exam - day))
        chance = vectors.recall(self.weights, stability, elapsed)
        good = vectors.recalled(self.weights, stability, difficulty, chance, GOOD)
        again = vectors.forgotten(self.weights, stability, difficulty, chance)
        relearnt = vectors.same_day(self.weights, np.maximum(again, vectors.LEAST_STABILITY), GOOD)
        found: Numbers = (
            chance * vectors.recall(self.weights, good, left)
            + (1.0 - chance) * vectors.recall(self.weights, relearnt, left)
            - vectors.recall(self.weights, stability, elapsed + left)
        )
        return found

    def _again(self, cards: Whole, rating: Whole, day: int) -> int:
        """Ask those graded Again a second time, on the same day, when they are known."""
        self.last[cards] = day
        cards = cards[rating == AGAIN]
        same, good = np.zeros(len(cards)), np.full(len(cards), GOOD)
        self.stability[cards], self.difficulty[cards] = vectors.review(
            self.weights, self.stability[cards], self.difficulty[cards], good, same
        )
        return len(cards)

    def _drawn(self, shares: tuple[float, ...], count: int) -> Whole:
        """So many numbers from 0, each as often as its share says."""
        ends = np.cumsum(shares) / sum(shares)
        drawn: Whole = np.searchsorted(ends[:-1], self._chance.random(count), side="right")
        return drawn
