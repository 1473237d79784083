"""Sets: things of one section drawn by chance, so many together that any two of them fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

Thing = TypeVar("Thing")

LOOKED_AT = 60
"""Things that are tried for the sets under way; a section of thousands is cut into rows of so many."""


def in_sets(
    things: Sequence[Thing], least: int, most: int, fit: Callable[[Thing, Thing], bool], chance: Random
) -> Iterator[tuple[Thing, ...]]:
    """Shuffle things and put each into the first set with room in which it fits all others.

    Sets of fewer than `least` are left out. Each comes in the order chance dealt it, so that the order gives
    nothing away.
    """
    shuffled = list(things)
    chance.shuffle(shuffled)
    for start in range(0, len(shuffled), LOOKED_AT):
        sets: list[list[Thing]] = []
        row = shuffled[start : start + LOOKED_AT]
        room = max(1, round(len(row) / most))
        for thing in row:
            home = next(
                (one for one in sets if len(one) < most and all(fit(thing, other) for other in one)), None
            )
            if home is not None:
                home.append(thing)
            elif len(sets) <= room:
                sets.append([thing])
        yield from (tuple(one) for one in sets if len(one) >= least)
