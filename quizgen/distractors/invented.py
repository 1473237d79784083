"""Invented names in the style and the script of a deck, with Faker: for decks that have too few of their own."""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

POOL = 200
"""So many names of a sort are made once for a script; and so many are tried for a key."""

_LOCALES = {"": "en_GB", "cyrillic": "ru_RU"}

_ONE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_PLAIN = re.compile(r"(?:[^\W\d_]+ ){1,2}[^\W\d_-]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\. ?)+ ?[^\W\d_]+")
_NUMBERED = re.compile(r"\b[IVX]+$")

Names = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Given names, family names, towns."""


def invent(text: str, kind: str, seed: str) -> Iterator[str]:
    """Names built like `text`, which is of a kind ("person", "place"); none where nobody could invent its like."""
    sort, _, script = kind.partition(" ")
    if sort not in ("person", "place") or script not in _LOCALES or _NUMBERED.search(text):
        return
    random = Random(seed)
    for _ in range(POOL):
        # A Russian family name tells man from woman, and so the key does; other names are of either.
        woman = text[-1:] in "ая" if script else random.random() < 0.5
        names = _names(script, woman=woman)
        if name := _town(text, names, random) if sort == "place" else _person(text, names, random):
            yield name


def _town(text: str, names: Names, random: Random) -> str:
    return "" if " " in text else random.choice(names[2])


def _person(text: str, names: Names, random: Random) -> str:
    """As many given names, or initials, as the text has, and a family name; empty for a text of another build."""
    given, families, _ = names
    family = random.choice(families)
    if _ONE.fullmatch(text):
        return family
    before = text.rpartition(" ")[0].split()
    if _INITIALS.fullmatch(text):
        return f"{' '.join(f'{random.choice(given)[0]}.' for _ in before)} {family}"
    if _PLAIN.fullmatch(text) and all(word[0].isupper() for word in before):
        return " ".join((*random.sample(given, len(before)), family))
    return ""


@lru_cache(maxsize=8)
def _names(script: str, *, woman: bool) -> Names:
    # Deferred: Faker takes 150 ms to import, and only decks that ask for invented names want it.
    from faker import Faker

    faker = Faker(_LOCALES[script])
    faker.seed_instance(1)
    first = faker.first_name_female if woman else faker.first_name_male
    last = faker.last_name_female if woman else faker.last_name_male
    return _some(first), _some(last), _some(faker.city_name if script else faker.city)


def _some(make: Callable[[], str]) -> tuple[str, ...]:
    """Different names, each of one plain word."""
    found = dict.fromkeys(make() for _ in range(POOL))
    return tuple(name for name in found if name.isalpha() and len(name) > 2)
