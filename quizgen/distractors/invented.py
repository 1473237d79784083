"""Invented names in the style and the script of a deck, with Faker: for decks that have too few of their own."""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

POOL = 200
"""So many names of a sort are made once for a script."""

_LOCALES = {"": "en_GB", "cyrillic": "ru_RU", "greek": "el_GR"}


def invent(text: str, kind: str, seed: str) -> Iterator[str]:
    """Names built like `text`, which is of a kind ("person", "place"); none where nobody could invent its like."""
    sort, _, script = kind.partition(" ")
    if sort not in ("person", "place") or script not in _LOCALES:
        return
    random = Random(seed)
    given, families, towns = _names(script)
    shape = re.sub(r"[^\W\d_]\.", "I", text)
    for _ in range(POOL):
        first, second = random.choice(given), random.choice(given)
        family = random.choice(families)
        if sort == "place":
            name = random.choice(towns) if " " not in text else ""
        elif re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)?", text):
            name = family
        elif re.fullmatch(r"(?:I ?)+ [^\W\d_]+", shape):
            name = (
                re.sub(r"[^\W\d_]\.", lambda _: f"{random.choice(given)[0]}.", text[: text.rindex(" ") + 1])
                + family
            )
        elif re.fullmatch(r"[^\W\d_]+ [^\W\d_-]+", text):
            name = f"{first} {family}"
        elif re.fullmatch(r"[^\W\d_]+ [^\W\d_]+ [^\W\d_-]+", text) and all(
            word[0].isupper() for word in text.split()
        ):
            name = f"{first} {second} {family}"
        else:
            name = ""
        if name:
            yield name


@lru_cache(maxsize=8)
def _names(script: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    # Deferred: Faker takes 150 ms to import, and only decks that ask for invented names want it.
    from faker import Faker

    faker = Faker(_LOCALES[script])
    faker.seed_instance(1)
    return (
        _some(faker.first_name_male),
        _some(faker.last_name_male),
        _some(faker.city_name if script else faker.city),
    )


def _some(make: object) -> tuple[str, ...]:
    """Different names, each of one plain word."""
    assert callable(make)
    found = {str(make()): None for _ in range(POOL)}
    return tuple(name for name in found if name.isalpha() and len(name) > 2)
