"""What if: the work of the days to come under other settings, and what would be known for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from decks.scheduling.fuzz import days as days_near
from decks.scheduling.student import Habits, parted

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from decks.scheduling.fsrs import Scheduler
    from decks.scheduling.learner import Learner
    from decks.scheduling.student import Known
    from decks.scheduling.vectors import Whole


@dataclass(frozen=True, slots=True)
class Day:
    """What one simulated day brought."""

    day: int
    """The study day."""
    reviews: int
    """Cards that were asked again, each counted once."""
    new: int
    """Cards that were met."""
    minutes: float
    known: float
    """How many cards would be recalled at the end of the day: the sum of their chances."""
    late: int
    """Cards that were due and for which the limit left no room."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the days brought under one setting."""

    scheduler: Scheduler
    days: tuple[Day, ...]
    before: float
    """How many cards would be recalled before the first day."""

    @property
    def reviews(self) -> int:
        """Of all days."""
        return sum(day.reviews for day in self.days)

    @property
    def new(self) -> int:
        """Of all days."""
        return sum(day.new for day in self.days)

    @property
    def minutes(self) -> float:
        """Of all days."""
        return sum(day.minutes for day in self.days)

    @property
    def known(self) -> float:
        """How many cards would be recalled at the end of the last day."""
        return self.days[-1].known if self.days else self.before

    @property
    def busiest(self) -> int:
        """The most cards of a day, new ones counted."""
        return max((day.reviews + day.new for day in self.days), default=0)


def simulate(
    cards: Sequence[Known],
    scheduler: Scheduler,
    today: int,
    days: int,
    *,
    new_per_day: int = 20,
    review_limit: int | None = None,
    met_today: int = 0,
    reviewed_today: int = 0,
    habits: Habits | None = None,
    seed: int = 0,
) -> Outcome:
    """Live through so many days from `today` on, with the cards that are known and those that wait to be met.

    Each day the cards due are asked, those that are due longest first and at most `review_limit`, then up to
    `new_per_day` new ones are met. The first day has what `reviewed_today` and `met_today` leave of these
    limits. Answers are drawn by `seed`: the same seed gives the same days.
    """
    # Here, since it needs numpy, which takes 60 ms and is of no use to who studies.
    import numpy as np

    from decks.scheduling.learner import Learner

    known, waiting = parted(cards)
    habits = habits or Habits()
    student = Learner(scheduler.weights, known, len(waiting), habits, seed)
    queue = _Queue(scheduler, student, known, len(waiting), np.random.Generator(np.random.PCG64([seed, 1])))
    before = float(student.recall(today).sum())
    found: list[Day] = []
    for day in range(today, today + days):
        done, met_before = (reviewed_today, met_today) if day == today else (0, 0)
        due = queue.due(day)
        asked = due if review_limit is None else due[: max(review_limit - done, 0)]
        again = student.review(asked, day)
        met, twice = student.meet(max(new_per_day - met_before, 0), day)
        queue.put_back(np.concatenate([asked, met]), day)
        seconds = habits.seconds * (len(asked) + again + twice) + habits.meeting * len(met)
        recalled = float(student.recall(day).sum())
        found.append(Day(day, len(asked), len(met), seconds / 60, recalled, len(due) - len(asked)))
    return Outcome(scheduler, tuple(found), before)


def compare(
    cards: Sequence[Known],
    scheduler: Scheduler,
    today: int,
    days: int,
    *,
    retentions: Sequence[float] = (0.80, 0.85, 0.90, 0.95),
    new_per_day: int = 20,
    review_limit: int | None = None,
    habits: Habits | None = None,
    seed: int = 0,
) -> tuple[Outcome, ...]:
    """The same days for each retention, so that a person can choose what to pay and what to get."""
    return tuple(
        simulate(
            cards,
            replace(scheduler, retention=retention),
            today,
            days,
            new_per_day=new_per_day,
            review_limit=review_limit,
            habits=habits,
            seed=seed,
        )
        for retention in retentions
    )


class _Queue:
    """When each card of the student comes again."""

    def __init__(
        self,
        scheduler: Scheduler,
        student: Learner,
        known: Sequence[Known],
        new: int,
        chance: np.random.Generator,
    ) -> None:
        import numpy as np

        self._scheduler, self._student, self._chance = scheduler, student, chance
        self._interval = [card.interval for card in known] + [0] * new
        self._due = np.array([card.due for card in known] + [0] * new, dtype=np.int64)

    def due(self, day: int) -> Whole:
        """The cards that are due, those that are due longest first."""
        import numpy as np

        due = self._due[: self._student.met]
        cards = np.flatnonzero((due <= day) & (self._student.last[: self._student.met] < day))
        ordered: Whole = cards[np.argsort(due[cards], kind="stable")]
        return ordered

    def put_back(self, cards: Whole, day: int) -> None:
        """Give each card the interval that its memory asks for."""
        scheduler = self._scheduler
        exact = self._student.stability[cards] * scheduler.reach
        shares = self._chance.random(len(cards))
        for card, near, share in zip(cards.tolist(), exact.tolist(), shares.tolist(), strict=True):
            drawn = share if scheduler.fuzz else None
            interval = days_near(near, drawn, self._interval[card], 1, scheduler.maximum)
            self._interval[card], self._due[card] = interval, day + interval
