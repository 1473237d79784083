"""Where among its options each key stands: every place about as often, and never long the same."""

from __future__ import annotations

from collections import Counter, deque
from random import Random

LONGEST = 3
"""Keys stand in the same place so many times on end at most, where another place can be had."""


class Places:
    """Gives each question the place of its key."""

    def __init__(self, seed: int, sheet: str) -> None:
        # By sheet, lest the keys of many small sheets stand alike.
        self.random = Random(f"quizgen places {seed} {sheet}")
        self.taken: dict[int, Counter[int]] = {}
        self.last: deque[int] = deque(maxlen=LONGEST)

    def next(self, options: int, allowed: range) -> int:
        """A place among so many options, one of those allowed that were taken least."""
        taken = self.taken.setdefault(options, Counter())
        stale = self.last[0] if len(self.last) == LONGEST and len(set(self.last)) == 1 else -1
        free = [place for place in allowed if place != stale] or list(allowed)
        least = min(taken[place] for place in free)
        place = self.random.choice([place for place in free if taken[place] == least])
        taken[place] += 1
        self.last.append(place)
        return place
