"""Memory by FSRS-6, counted in study days: what a grade does to a card, and when the card comes again.

A thin wrapper of the library `fsrs`, which does the arithmetic of memory. It counts elapsed time in spans of 24
hours, so it is given noon of the study days; its learning steps and its fuzz are off: a card graded Again comes again
in the same session, and the days on the four buttons are those that the grade will give.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from decks.scheduling.fuzz import days, share_of
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from fsrs import Scheduler as Reference

DEFAULT = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""The weights of FSRS-6, fitted by its authors to the reviews of many. Written down here, since states are replayed
from the log with the weights they were made with: a newer library must not change them."""
BOUNDS = (
    *((0.001, 100.0),) * 4,
    *((1.0, 10.0), (0.001, 4.0), (0.001, 4.0), (0.001, 0.75), (0.0, 4.5), (0.0, 0.8), (0.001, 3.5)),
    *((0.001, 5.0), (0.001, 0.25), (0.001, 0.9), (0.0, 4.0), (0.0, 1.0), (1.0, 6.0)),
    *((0.0, 2.0), (0.0, 2.0), (0.0, 0.8), (0.1, 0.8)),
)
"""The least and the most that each weight may be, as in the library."""
RETENTIONS = (0.7, 0.99)
"""Outside of these a schedule is of no use: nearly everything is forgotten, or asked every day."""
LONGEST = 36500
"""Days; a hundred years. No interval is longer, nor any stability: the library does not say so, but the other
implementations do, and without it odd weights lead to infinity."""
AGAIN, HARD, GOOD, EASY = RATINGS = (1, 2, 3, 4)

NOON = datetime(1, 1, 1, 12, tzinfo=UTC)
FARTHEST = 3_600_000
"""Days from NOON that the calendar still holds; no memory is older."""


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a card is held in memory."""

    stability: float
    """The days after which the chance of recall has fallen to 90 %."""
    difficulty: float
    """From 1, easy, to 10."""


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Everything that decides when a card comes again. Raises QuizgenError for what no scheduler can be."""

    weights: tuple[float, ...] = DEFAULT
    """The 21 of FSRS-6."""
    retention: float = 0.9
    """The chance of recall at which a card is asked again."""
    maximum: int = LONGEST
    """The longest interval, in days."""
    fuzz: bool = True
    """Whether intervals vary a little, so that cards met together do not stay together."""

    def __post_init__(self) -> None:
        _check(self)

    @property
    def id(self) -> str:
        """16 hex digits that stand for these settings in the log."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16]

    @property
    def decay(self) -> float:
        """The exponent of the forgetting curve, negative."""
        return -self.weights[20]

    @property
    def factor(self) -> float:
        """What makes the curve pass through 90 % where as many days have gone as the stability says."""
        return float(0.9 ** (1 / self.decay) - 1)

    @property
    def reach(self) -> float:
        """How many days pass until recall falls to `retention`, for each day of stability; 1 at 90 %."""
        return float((self.retention ** (1 / self.decay) - 1) / self.factor)

    def to_json(self) -> str:
        """One line that `from_json` reads back to an equal scheduler; the same on every machine."""
        return json.dumps(
            {
                "weights": [float(weight) for weight in self.weights],
                "retention": float(self.retention),
                "maximum": self.maximum,
                "fuzz": self.fuzz,
            },
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> Scheduler:
        """Read what `to_json` wrote; what is left out has its default. Raises QuizgenError for anything else."""
        try:
            given = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise QuizgenError(f"the settings of the scheduler are not JSON ({error})") from error
        if not isinstance(given, dict):
            raise QuizgenError('the settings of the scheduler are no JSON object; write {"retention": 0.9}')
        if unknown := sorted(given.keys() - {"weights", "retention", "maximum", "fuzz"}):
            raise QuizgenError(
                f"the scheduler has no setting {unknown[0]!r}; there are weights, retention, maximum and fuzz"
            )
        if isinstance(weights := given.get("weights"), list):
            given["weights"] = tuple(float(one) if _is_number(one) else one for one in weights)
        return cls(**given)

    def remember(self, memory: Memory | None, rating: int, elapsed: int) -> Memory:
        """The memory after a review.

        `memory` is None at the first; `rating` is 1 to 4, Again, Hard, Good, Easy; `elapsed` the study days since
        the last review, 0 for the same day. A clock that was put back makes it negative, which counts as 0.
        """
        from fsrs import Card, Rating, State

        if rating not in RATINGS:
            raise ValueError(f"a rating is 1, 2, 3 or 4, not {rating}")
        # Without an id the library waits a millisecond, to make one from the clock.
        if memory is None:
            card = Card(card_id=1, due=NOON)
        else:
            card = Card(1, State.Review, None, memory.stability, memory.difficulty, NOON, NOON)
        at = NOON + timedelta(days=min(max(elapsed, 0), FARTHEST))
        after, _ = _reference(self.weights).review_card(card, Rating(rating), at)
        if after.stability is None or after.difficulty is None:
            raise AssertionError("a card that was reviewed has a memory")
        return Memory(min(after.stability, float(LONGEST)), after.difficulty)

    def retrievability(self, memory: Memory, elapsed: int) -> float:
        """The chance of recall, 0 to 1, after so many study days."""
        return float((1 + self.factor * max(elapsed, 0) / memory.stability) ** self.decay)

    def interval(self, memory: Memory, *, seed: str, previous: int) -> int:
        """Days, 1 to `maximum`, until recall falls to `retention`.

        With fuzz a few days more or less by `seed`, but where the interval grows never fewer than `previous` + 1.
        What a grade gives says `intervals`, where the four ratings heed each other.
        """
        return self._days(memory, share_of(seed), previous, 1)

    def intervals(
        self, memory: Memory | None, elapsed: int, *, card: str, repetitions: int, previous: int
    ) -> tuple[tuple[Memory, int], ...]:
        """What each rating, 1 to 4, would make of a card: its memory and the days until it comes again.

        Again is 0 days: later today. The others vary with one share of chance, drawn from the card's id and its
        repetitions, so Hard <= Good; Easy is at least a day more than Good, except at `maximum`. `previous` is
        the interval in days that the card had, 0 for a new one and after Again.
        """
        share = share_of(f"{card}:{repetitions}")
        again, hard, good, easy = (self.remember(memory, rating, elapsed) for rating in RATINGS)
        hard_days = self._days(hard, share, previous, 1)
        good_days = self._days(good, share, previous, hard_days)
        easy_days = self._days(easy, share, previous, good_days + 1)
        return (again, 0), (hard, hard_days), (good, good_days), (easy, easy_days)

    def _days(self, memory: Memory, share: float, previous: int, least: int) -> int:
        return days(
            memory.stability * self.reach, share if self.fuzz else None, previous, least, self.maximum
        )


@lru_cache(maxsize=8)
def _reference(weights: tuple[float, ...]) -> Reference:
    # Here, since it takes 20 ms and who only looks at cards has no use for it.
    from fsrs import Scheduler as Reference

    return Reference(parameters=weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _check(scheduler: Scheduler) -> None:
    if not isinstance(scheduler.weights, tuple) or len(scheduler.weights) != len(BOUNDS):
        many = len(scheduler.weights) if isinstance(scheduler.weights, tuple) else "something else"
        raise QuizgenError(
            f"the weights of the scheduler are {many}; FSRS-6 has a list of {len(BOUNDS)} numbers"
        )
    for number, (weight, (least, most)) in enumerate(zip(scheduler.weights, BOUNDS, strict=True)):
        if not (_is_number(weight) and least <= weight <= most):
            raise QuizgenError(
                f"weight {number} of the scheduler is {weight!r}; it lies between {least} and {most}"
            )
    if not (_is_number(scheduler.retention) and RETENTIONS[0] <= scheduler.retention <= RETENTIONS[1]):
        raise QuizgenError(
            f"the retention is {scheduler.retention!r}; it lies between {RETENTIONS[0]} and {RETENTIONS[1]}"
        )
    if not (type(scheduler.maximum) is int and 1 <= scheduler.maximum <= LONGEST):
        raise QuizgenError(
            f"the longest interval is {scheduler.maximum!r}; it is a whole number of days from 1 to {LONGEST}"
        )
    if not isinstance(scheduler.fuzz, bool):
        raise QuizgenError(f"fuzz is {scheduler.fuzz!r}; it is true or false")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
