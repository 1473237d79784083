"""Whether two answers could name the same thing: other spellings, initials, acronyms, a part for the whole.

It errs to one side: what might be the same is taken for the same, so that no right answer stands among the wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quizgen.distractors.countries import country_of, overlapping
from quizgen.distractors.vocabulary import RANKS
from quizgen.reading.slug import slug

_SILENT = (
    frozenset("a an the of and in on at de la le von van der den di da du dame st prof".split())
    | RANKS - {"khan", "major"}  # all that differs in Ursa Major and Ursa Minor
)
"""Articles, particles and titles, with or without which a name is the same."""

_SPELT_OUT = {"mt": "mount", "ft": "fort", "univ": "university", "inst": "institute", "dept": "department"}

_SOUNDS = (
    ("skiy", "ski"), ("skij", "ski"), ("sky", "ski"), ("tsch", "ch"), ("tch", "ch"), ("ph", "f"), ("ye", "e"),
    ("yo", "e"), ("ks", "x"), ("ck", "k"), ("ou", "u"), ("oe", "o"), ("ae", "a"), ("ue", "u"), ("w", "v"),
    ("y", "i"), ("j", "i"), ("ii", "i"), ("ff", "v"),
)  # fmt: skip
"""What the spellings of one foreign name commonly differ in: "Trotski", "Trotsky"."""

_DOUBLED = re.compile(r"(.)\1")
_ACRONYM = re.compile(r"(?:the |The )?((?:[^\W\d_]\.){2,}|[^\W\d_a-zа-я]{2,6})\.?")


@dataclass(frozen=True, slots=True)
class Spelling:
    """What is compared of a text."""

    words: tuple[str, ...]
    """Its telling words, in order, as they sound."""
    letters: str
    """Of an acronym, its letters in lower case; else empty."""
    initials: str
    """Of several words, their first letters in lower case; else empty."""
    country: str


@lru_cache(maxsize=65536)
def spelling(text: str) -> Spelling:
    """What is to be compared of a text."""
    acronym = _ACRONYM.fullmatch(text.strip())
    plain = slug(text).split("-")
    telling = tuple(sound(_SPELT_OUT.get(word, word)) for word in plain if word not in _SILENT)
    letters = acronym.group(1).replace(".", "").lower() if acronym else ""
    capitals = re.findall(r"\b([^\W\d_])[^\W_]*", text)
    initials = "".join(letter for letter in capitals if letter.isupper()).lower()
    words = telling or tuple(plain)
    return Spelling(
        (letters,) if letters else words, letters, initials if len(initials) > 1 else "", country_of(text)
    )


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A word in ASCII and lower case, without what spellings of one name differ in."""
    if len(word) < 4 or not word.isalpha():
        return word
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word)


def may_be_same(one: Spelling, other: Spelling) -> bool:
    """Whether the two could name the same, or one is a part of the other."""
    if one.country and other.country:
        return overlapping(one.country, other.country)
    fewer, more = sorted((one, other), key=lambda spelt: len(spelt.words))
    if set(fewer.words) <= set(more.words):
        return True
    if (one.letters and one.letters in (other.initials, other.initials.removeprefix("t"))) or (
        other.letters and other.letters in (one.initials, one.initials.removeprefix("t"))
    ):
        return True
    return _with_initials(fewer.words, more.words)


def _with_initials(fewer: tuple[str, ...], more: tuple[str, ...]) -> bool:
    """As "J. S. Bach" and "Johann Sebastian Bach": one family name, and given names that may be the same."""
    if len(fewer) < 2 or fewer[-1] != more[-1] or not any(len(word) == 1 for word in (*fewer, *more)):
        return False
    given = iter(more[:-1])
    return all(any(_may_abbreviate(short, long) for long in given) for short in fewer[:-1])


def _may_abbreviate(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
