"""The order of options in one version: the keys in all places alike, and nothing in its right order already."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from decks.paper.candidates import Candidate


def shuffled_options(drawn: Sequence[Candidate], chance: Random) -> list[tuple[tuple[str, ...], int]]:
    """The options of each, in another order, and the number of its key.

    Numbers and dates stay in theirs, in which they are read best. Each other key goes to a place that was taken least
    so far, so that none can be guessed by its place.
    """
    places: Counter[int] = Counter(one.item.key[0] for one in drawn if _is_on_scale(one))
    return [_dealt(one, places, chance) for one in drawn]


def _is_on_scale(one: Candidate) -> bool:
    return one.item.form == "choice" and one.bank.pool.answer_to(one.item.questions[0]).scale is not None


def _dealt(one: Candidate, places: Counter[int], chance: Random) -> tuple[tuple[str, ...], int]:
    options, key = one.item.choices, one.item.key[0]
    if _is_on_scale(one):
        return options, key
    wrong = [option for number, option in enumerate(options) if number != key]
    chance.shuffle(wrong)
    place = min(range(len(options)), key=lambda number: (places[number], chance.random()))
    places[place] += 1
    return (*wrong[:place], options[key], *wrong[place:]), place


def unsorted(right: Sequence[int], chance: Random) -> list[int]:
    """Numbers, each once, shuffled into any order but the one they have, if there are two or more."""
    order = list(right)
    while len(order) > 1 and order == list(right):
        chance.shuffle(order)
    return order
