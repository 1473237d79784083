"""The days up to an exam, lived through by an imagined student with so many cards a day."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from decks.scheduling.exam import quota
from decks.scheduling.learner import Learner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.scheduling.student import Habits, Known
    from decks.scheduling.vectors import Weights

FEWEST, MOST = 2000, 3000
"""Cards the student has. Fewer would tell more of chance than of the plan, so small decks are learnt many times over;
more take longer and tell the same, so of large decks every so-manieth card is learnt, and the counts scaled."""


@dataclass(frozen=True, slots=True)
class Run:
    """How the days went, in cards of the whole deck."""

    new: tuple[int, ...]
    reviews: tuple[int, ...]
    recall: float
    """The share of all cards, met or not, that is recalled on the day of the exam."""


class Course:
    """What is known before the first day. Each run begins anew, with the same chances."""

    def __init__(
        self,
        known: Sequence[Known],
        waiting: int,
        today: int,
        exam: int,
        weights: Weights,
        habits: Habits,
        since: int | None,
    ) -> None:
        self._waiting, self._today, self._exam = waiting, today, exam
        # Where it is not known, the new cards of all days are counted from this one.
        self._since = today if since is None else since
        self._weights, self._habits = weights, habits
        self._done = sum(card.last_day >= today for card in known)
        self._met = sum(card.first_day >= today for card in known)
        self._scale = _scale(len(known) + waiting)
        """Cards the student has for one of the deck."""
        self._known = _sample(known, self._scale)
        self._total = len(self._known) + round(waiting * self._scale)

    @property
    def without(self) -> float:
        """The share of all cards that is recalled on the day of the exam if nothing more is studied."""
        return self._share(self._student())

    def run(self, daily: int) -> Run:
        """Live through the days with at most so many cards in each."""
        student = self._student()
        new: list[int] = []
        reviews: list[int] = []
        met, room = 0, 0
        for day in range(self._today, self._exam):
            done_today, met_today = (self._done, self._met) if day == self._today else (0, 0)
            free = max(daily - done_today, 0)
            new.append(min(quota(self._waiting - met, met_today, day, self._exam, self._since), free))
            free -= new[-1]
            # Rounded over all days together, or a few cards a day would be none at all.
            most = math.floor((room + free) * self._scale) - math.floor(room * self._scale)
            reviews.append(min(free, round(self._review(student, day, most) / self._scale)))
            met, room = met + new[-1], room + free
            student.meet(round(met * self._scale) - (student.met - len(self._known)), day)
        return Run(tuple(new), tuple(reviews), self._share(student))

    def _student(self) -> Learner:
        return Learner(self._weights, self._known, self._total - len(self._known), self._habits)

    def _review(self, student: Learner, day: int, most: int) -> int:
        """Review those cards that gain most; returns how many would gain anything."""
        cards = np.flatnonzero(student.last[: student.met] < day)
        gains = student.gain(cards, day, self._exam)
        order = np.argsort(-gains, kind="stable")
        worth = int((gains > 0).sum())
        if chosen := min(most, worth):
            student.review(cards[order[:chosen]], day)
        return worth

    def _share(self, student: Learner) -> float:
        recalled = float(student.recall(max(self._today, self._exam)).sum())
        return recalled / self._total if self._total else 0.0


def _scale(total: int) -> float:
    if total > MOST:
        return MOST / total
    return float(-(-FEWEST // total)) if total else 1.0


def _sample(known: Sequence[Known], scale: float) -> list[Known]:
    """The known cards as often as the scale says: each many times, or every so-manieth, from weak to strong."""
    if scale >= 1:
        return [card for card in known for _ in range(round(scale))]
    by_strength = sorted(known, key=lambda card: (card.stability, card.last_day, card.card))
    count = round(len(known) * scale)
    return [by_strength[(2 * n + 1) * len(known) // (2 * count)] for n in range(count)]
