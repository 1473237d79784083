"""Words made of the same parts but one, which is what is asked for: intra- and inter-, -ate and -ite."""

from __future__ import annotations

from quizgen.answering.edits import edits

_BEGINNINGS = tuple(
    tuple(row.split())
    for row in (
        "hyper hypo", "inter intra intro", "ante anti", "macro micro", "mega meta meso mono", "milli micro",
        "endo ecto exo epi", "pre pro", "para peri", "ab ad af", "homo homeo hetero", "poly penta", "sub super supra",
        "tri tetra", "hex hept", "photo phono phyto", "thermo thero",
    )
)  # fmt: skip
"""Beginnings with the same first letter: others are no slip anyway."""

_ENDINGS = tuple(
    tuple(row.split())
    for row in (
        "ate ite ide ic ous", "ane ene yne anol anal anone yl", "ine ide ium ite ate", "ose ase",
        "cyte phyte blast clast", "logy nomy graphy pathy", "ist ism ity", "er ee",
        "emia uria", "tomy ectomy stomy", "plasm plast",
        "philic phobic", "phil phobe", "ful less", "gen gon gene", "ia ium", "ile ine", "ing ed", "us um a", "cave vex",
        "ole ule", "ic ics ical al",
    )
)  # fmt: skip


_PAIRS = frozenset(
    frozenset(pair.split())
    for pair in (
        "ammonia ammonium", "magnesia magnesium", "silica silicon", "alumina aluminum", "media medium", "data datum",
        "agenda agendum", "genus genius", "phenol phenyl", "ethanol ethanal", "mantle mantel",
    )
)  # fmt: skip
"""Words that look like two forms of one, or like slips, and are none."""


def are_a_known_pair(one: str, other: str) -> bool:
    """Whether two words are known to be taken for each other."""
    return frozenset((one, other)) in _PAIRS


def are_confusable(one: str, other: str) -> bool:
    """Whether two words differ in a beginning or an end that changes what they mean."""
    return _by_beginning(one, other) or _by_ending(one, other)


def _by_beginning(one: str, other: str) -> bool:
    for row in _BEGINNINGS:
        first, second = (
            max((p for p in row if word.startswith(p)), key=len, default="") for word in (one, other)
        )
        if first and second and first != second:
            left, right = one[len(first) :], other[len(second) :]
            if len(left) > 2 and edits(left, right, 1) <= (1 if len(left) > 5 else 0):
                return True
    return False


def _by_ending(one: str, other: str) -> bool:
    for row in _ENDINGS:
        for first in row:
            if not one.endswith(first):
                continue
            stem = one[: len(one) - len(first)]
            if len(stem) > 1 and other.startswith(stem) and other[len(stem) :] in row and other != one:
                return True
    return False
