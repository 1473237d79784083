"""Whom a pronoun may stand for, by what is tagged before it."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.reading.spans import spelling_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.tagging.review.reviewed import Decision

LOOK_BACK = 60
"""So many sentences before a pronoun are searched."""

_PRONOUNS = words.SUBJECT_PRONOUNS | words.OBJECT_PRONOUNS | words.OTHER_PRONOUNS | words.POSSESSIVES
_THINGS = frozenset("it its itself this that these those".split())
_PLACES = frozenset("here there".split())
_NAMED = ("who", "what", "where")


def is_pronoun(words_: str) -> bool:
    """Whether these words stand for somebody or something."""
    return words_.casefold() in _PRONOUNS | _PLACES


def pronoun_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The pronoun that a stretch of a text is, or begins with as "his ports" does; None where there is none."""
    first = text[start:end].split(" ", 1)[0]
    return (start, start + len(first)) if is_pronoun(first) else None


def tag_of_pronoun(word: str) -> str:
    """The tag that a pronoun has where nobody says otherwise."""
    word = word.casefold()
    return "what" if word in _THINGS else "where" if word in _PLACES else "who"


def antecedents(decisions: Sequence[Decision], at: int, start: int, tag: str) -> list[str]:
    """Whom a pronoun of this tag may stand for that stands at `start` of the sentence `at`.

    Those of its tag come first, and of these the nearest before it.
    """
    found: list[tuple[bool, str]] = []
    for number in range(at, max(-1, at - LOOK_BACK), -1):
        decision = decisions[number]
        for span in reversed(decision.spans):
            if (number == at and span.start >= start) or span.tag not in _NAMED:
                continue
            name = dict(span.attributes).get("is", "") or decision.text[span.start : span.end]
            if name.casefold() not in _PRONOUNS and name.split()[-1:] and name.split()[-1][0].isupper():
                found.append((span.tag != tag, name))
    return _each_once(name for _, name in sorted(found, key=itemgetter(0)))


def _each_once(names: Iterable[str]) -> list[str]:
    """The names in their order, of "Bolsheviks" and "the Bolsheviks" the one that stands well inside a sentence."""
    found: dict[str, str] = {}
    for name in names:
        key = spelling_key(name)
        if key not in found or (name != found[key] and name.startswith("the ")):
            found[key] = name
    return list(found.values())
