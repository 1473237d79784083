"""Whether a noun phrase is one or several, which is what its verb agrees with; and the numbers spelt in words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from quizgen.english import words
from quizgen.english.lexicon import look_up

GrammaticalNumber = Literal["singular", "plural", "unknown"]

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_STOPS = words.PREPOSITIONS | words.RELATIVES | {"to", "called", "named", "known"}
QUANTITIES = frozenset("lot lots number majority plenty most some all half rest part any none".split()) | {
    "third", "quarter", "percent", "fraction"
}  # fmt: skip

_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

SPELT: tuple[str, ...] = (
    *_TO_NINETEEN,
    *(ten if unit == "zero" else f"{ten}-{unit}" for ten in _TENS for unit in _TO_NINETEEN[:10]),
)
"""The numbers from 0 to 99 in words, each in its place."""
_VALUES = {spelt: number for number, spelt in enumerate(SPELT)}


def value_of(words: str) -> int | None:
    """The number from 0 to 99 that is spelt so; None for any other words, and for figures."""
    return _VALUES.get(words.lower())


@lru_cache(maxsize=16_384)
def number_of(phrase: str) -> GrammaticalNumber:
    """Singular, plural or unknown, from the head noun, coordination and determiner of a phrase."""
    found = _WORD.findall(phrase)
    if not found:
        return "unknown"
    lower = [word.lower() for word in found]
    if phrase[:1] in "\"“«‘'":
        return "singular"
    if lower[0] in words.SUBJECT_PRONOUNS:
        return "plural" if lower[0] in words.PLURAL_PRONOUNS else "singular"
    if lower[0] in ("each", "every", "neither", "either", "a", "an", "another", "one"):
        if lower[0] in ("neither", "either") and not {"nor", "or"} & set(lower):
            return "singular"
        if not (lower[0] in ("a", "an") and len(lower) > 2 and lower[2] == "of" and lower[1] in QUANTITIES):
            return "plural" if _joins(lower) and lower[0] in ("a", "an", "one") else "singular"
    if _joins(lower):
        return "plural"
    if lower[0] in words.PLURAL_DETERMINERS:
        return "plural"
    if lower[0] in words.NUMBER_WORDS - {"one", "half"} and lower[1:2] == ["of"]:
        return "plural"
    head = _head(found, lower)
    return _of_noun(found[head], lower, head) if head is not None else "unknown"


def _joins(lower: list[str]) -> bool:
    """Two noun phrases joined by "and", before any preposition."""
    for index, word in enumerate(lower):
        if word == "and" and index:
            return True
        if word in _STOPS and word != "of" and index:
            return False
    return False


def _head(found: list[str], lower: list[str]) -> int | None:
    """The last word before the first preposition; of "most of the planets" the word behind "of"."""
    for index, word in enumerate(lower):
        if word == "of" and index and lower[index - 1] in QUANTITIES:
            rest = _head(found[index + 1 :], lower[index + 1 :])
            return None if rest is None else index + 1 + rest
        if index and word in _STOPS and not found[index][0].isupper():
            return index - 1
        if (
            index
            and word.endswith(("ed", "ing"))
            and look_up(word).can_be("VBN", "VBG")
            and not look_up(word).can_be("NN", "NNS", "JJ")
        ):
            return index - 1
    return len(found) - 1 if found else None


_THE_PEOPLE = frozenset(
    "poor rich dead blind wealthy elderly french british english dutch irish spanish japanese chinese portuguese swiss "
    "welsh".split()
)
"""Adjectives that name people behind "the"."""


def ends_as_plural(word: str) -> bool:
    """Whether a word, in lower case, has the ending of a plural and of few singulars: not "glass", "virus", "basis"."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _of_noun(noun: str, lower: list[str], head: int) -> GrammaticalNumber:
    word = noun.lower()
    before = lower[head - 1] if head else ""
    if word in words.PLURAL_WITHOUT_S or word in words.PEOPLES:
        return "plural"
    if word in words.SINGULAR_WITH_S:
        return "singular"
    if word in _THE_PEOPLE and before == "the":
        return "plural"
    if before in words.NUMBER_WORDS - {"one", "half"} or (before.isdecimal() and int(before) > 1):
        return "plural" if not word.endswith("ss") else "singular"
    forms = look_up(word)
    if noun[0].isupper() and head:
        if not ends_as_plural(word) or lower[0] != "the":
            return "singular"
        return "plural" if forms.can_be("NNS") or not forms.lemmas else "singular"
    if forms.can_be("NNS") and (
        not forms.can_be("NN")
        or (word.endswith("s") and look_up(word[:-1]).can_be("NN"))
        or word.endswith("ings")
    ):
        return "plural"
    if forms.can_be("NN"):
        both = forms.can_be("NNS") and not word.endswith("s")  # "sheep"
        return "unknown" if both and lower[0] not in ("a", "an") else "singular"
    if ends_as_plural(word) and not noun[0].isupper():
        return "plural"
    return "singular" if noun[0].isupper() else "unknown"
