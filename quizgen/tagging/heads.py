"""The noun that says what a phrase names, and whether it is one for persons, people acting together, or places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.tagging.vocabulary import GROUPS, INSTRUMENTS, NOT_PEOPLE, PEOPLE, PEOPLE_ENDINGS, PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token

COLLECTIVE = frozenset(
    "group number majority minority couple handful thousands hundreds millions dozens crowd team band lot "
    "pair series generation most many some half all one two both rest".split()
)  # fmt: skip
"""What says how many, and leaves it to the noun behind "of" what they are."""


def head_of(tokens: Sequence[Token], start: int, end: int) -> Token:
    """The noun that says what a phrase names: the last one before "of" and the like; of a group, its members."""
    stop = next((index for index in range(start + 1, end) if _ends_head(tokens, index)), end)
    head = tokens[stop - 1]
    inner = stop < end - 1 and tokens[stop].lower == "of" and head.lower in COLLECTIVE
    return head_of(tokens, stop + 1, end) if inner else head


def _ends_head(tokens: Sequence[Token], index: int) -> bool:
    """Whether a preposition stands here that goes on from a noun: not that of "more than a hundred islands"."""
    token = tokens[index]
    return (
        token.is_in(words.PREPOSITIONS)
        and token.lower != "than"
        and not tokens[index - 1].is_in(words.DETERMINERS)
    )


def singular_of(token: Token) -> str:
    """Of a noun, in lower case."""
    if token.lower in PEOPLE or token.lower in PLACES or token.lower in GROUPS:
        return token.lower
    return look_up(token.lower).lemma("NNS", "NN") or token.lower.removesuffix("s")


def is_person(head: Token) -> bool:
    """Whether a common noun is one for persons."""
    if head.sort == "phrase" and head.lower.endswith(" people"):
        return True
    lower, singular = head.lower, singular_of(head)
    if lower in words.PEOPLES or singular in PEOPLE or singular.split("-")[-1] in PEOPLE:
        return True
    if (
        singular in NOT_PEOPLE
        or singular in PLACES
        or singular in ("list", "mist", "twist", "fist", "waist", "wrist")
    ):
        return False
    if singular.endswith(PEOPLE_ENDINGS) and len(singular) > 5:
        return True
    if singular.endswith(("er", "or")) and len(singular) > 4 and singular not in INSTRUMENTS:
        stem = singular[:-3] if singular[-3] == singular[-4] and singular[-3] in "bdgmnprt" else singular[:-2]
        return look_up(stem).can_be("VB") or look_up(f"{stem}e").can_be("VB")
    return len(singular) > 6 and singular.endswith(("ist", "man")) and look_up(singular).can_be("NN")


def is_group(head: Token) -> bool:
    """Whether a common noun is one for people acting together."""
    return singular_of(head) in GROUPS


def is_place(head: Token) -> bool:
    """Whether a common noun is one for places."""
    singular = singular_of(head)
    return singular in PLACES or (
        singular.endswith(("land", "yard", "shire", "room", "field", "side")) and len(singular) > 5
    )
