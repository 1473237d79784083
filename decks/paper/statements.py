"""Statements that are true or false: neither answer so rare that a pupil could do with the other alone."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from decks.paper.candidates import Candidate, candidate
from quizgen.forms.true_false import turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.paper.pick import Picker

FEW = 4
"""Fewer statements may well be all of one kind."""


def balanced(picker: Picker, drawn: Sequence[Candidate], seed: int) -> tuple[Candidate, ...]:
    """The statements, some of them told the other way where fewer than a third are true, or false.

    Beyond the first of a kind none is turned that gives more answers away so than it did. Where none can be turned,
    they stay as they were drawn. The picker knows of the change.
    """
    made = list(drawn)
    least = ceil(len(made) / 3) if len(made) >= FEW else 0
    for scarce in ("true", "false"):
        if told(made, scarce) < least:
            _turn(picker, made, scarce, least, seed)
    return tuple(made)


def told(statements: Sequence[Candidate], answer: str) -> int:
    """How many have this answer."""
    return sum(one.item.answer == answer for one in statements)


def _turn(picker: Picker, made: list[Candidate], scarce: str, least: int, seed: int) -> None:
    others = {
        place: candidate("true-false", item, one.bank, seed)
        for place, one in enumerate(made)
        if one.item.answer != scarce and (item := turned(one.bank, one.item)) is not None
    }
    while others and told(made, scarce) < least:
        costs = {place: _cost(picker, made[place], one) for place, one in others.items()}
        place = min(others, key=lambda place: (costs[place], others[place].rank))
        if costs[place] > 0 and told(made, scarce):
            return
        picker.release([made[place]])
        made[place] = others.pop(place)
        picker.keep(made[place])


def _cost(picker: Picker, old: Candidate, new: Candidate) -> int:
    """The answers that are given away if one takes the place of the other, less those that were before."""
    return picker.leaks(new, instead_of=old) - picker.leaks(old, instead_of=old)
