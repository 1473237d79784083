"""Pick: draw candidates one by one, so that facts are used once and no exercise tells the answer of another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from decks.paper.leaks import given_away

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from decks.paper.candidates import Candidate


class Picker:
    """What has been drawn so far, and what it has cost the candidates that are left."""

    def __init__(self, pools: Mapping[str, Sequence[Candidate]]) -> None:
        """Candidates of each part. A candidate that gives something away comes behind all that do not."""
        self.pools = {kind: list(pool) for kind, pool in pools.items()}
        self.kept: list[Candidate] = []
        self._used: Counter[tuple[str, str]] = Counter()
        self._sections: Counter[tuple[str, ...]] = Counter()
        self._leaks: Counter[int] = Counter()
        """By candidate's `id()`, of those in the pools: answers that it and the kept ones give away."""

    def pick(
        self,
        kind: str,
        accept: Callable[[Candidate], bool] = lambda one: True,
        prefer: Callable[[Candidate], int] = lambda one: 0,
    ) -> Candidate | None:
        """The best candidate of a part, which is kept and leaves the pool; of equals that with the lower `prefer`."""
        pool = self.pools[kind]
        order = sorted(pool, key=lambda one: self._cost(one, prefer))
        best = next((one for one in order if accept(one)), None)
        if best is not None:
            pool.remove(best)
            self.keep(best)
        return best

    def _cost(self, one: Candidate, prefer: Callable[[Candidate], int]) -> tuple[int, int, int, int, bytes]:
        return self.uses(one), self._leaks[id(one)], prefer(one), self._sections[one.section], one.rank

    def uses(self, one: Candidate) -> int:
        """How often the most used of its facts was used before."""
        return max(self._used[fact] for fact in one.facts)

    def uses_of(self, fact: tuple[str, str]) -> int:
        """How often a fact was used."""
        return self._used[fact]

    def leaks(self, one: Candidate, instead_of: Candidate | None = None) -> int:
        """The answers that it and those kept, but for the one whose place it takes, give away to each other."""
        return sum(_leaks(one, other) for other in self.kept if other is not instead_of)

    def keep(self, one: Candidate) -> None:
        """Count a candidate as drawn."""
        self.kept.append(one)
        self._count([one], 1)

    def release(self, ones: Iterable[Candidate]) -> None:
        """Take candidates back that were drawn and found no room."""
        gone = list(ones)
        self.kept = [one for one in self.kept if one not in gone]
        self._count(gone, -1)

    def _count(self, ones: Sequence[Candidate], by: int) -> None:
        for one in ones:
            for fact in set(one.facts):
                self._used[fact] += by
            self._sections[one.section] += by
            for pool in self.pools.values():
                for other in pool:
                    if told := _leaks(one, other):
                        self._leaks[id(other)] += by * told


def _leaks(one: Candidate, other: Candidate) -> int:
    """Answers that either gives away to the other; the same question twice counts as well."""
    told = given_away(one.text, other.keys) + given_away(other.text, one.keys)
    for mine in one.item.questions:
        for theirs in other.item.questions:
            if mine is theirs:  # every form hands on the questions of its bank
                return told + 2
    return told
