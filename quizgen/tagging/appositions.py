"""A common noun right before a name says what it names: "the newspaper Pravda", "his friend Max Brod"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.tagging.heads import is_group, is_person, is_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token
    from quizgen.tagging.names.sorts import Sort


@dataclass(frozen=True, slots=True)
class Told:
    """What the noun says of the name behind it."""

    sort: Sort
    kind: str
    """The noun, with those before it that make one word of it: "trade union". Empty for persons."""


def told_by_noun(tokens: Sequence[Token], start: int, name: int) -> Told | None:
    """What the noun says that stands right before the name at token `name`, the phrase beginning at `start`.

    None if no noun stands there that the name could be of: a determiner must open the phrase, or it is a person's
    title ("poet W. H. Auden").
    """
    noun = name - 1
    if noun < start or not _is_noun(tokens[noun]):
        return None
    if any(token.is_in(words.PREPOSITIONS) for token in tokens[start:noun]):
        return None  # "a lack of vitamin C" is no vitamin
    opened = tokens[start].is_in(words.ARTICLES, words.POSSESSIVES) and start < noun
    owned = any(token.lower in words.POSSESSIVE_MARKS for token in tokens[start:noun])
    if is_person(tokens[noun]):
        return Told("person", "")
    if not opened and not owned:
        return None
    first = noun
    while first - 1 > start and _is_noun(tokens[first - 1]):
        first -= 1
    kind = " ".join(token.lower for token in tokens[first : noun + 1])
    if is_group(tokens[noun]):
        return Told("organisation", kind)
    return Told("place" if is_place(tokens[noun]) else "thing", kind)


def _is_noun(token: Token) -> bool:
    """Whether it is a noun in the singular and nothing that could describe the name: not "young", "late"."""
    if (
        token.sort != "word"
        or token.proper
        or token.is_in(words.DETERMINERS, words.PREPOSITIONS, words.ORDINALS)
    ):
        return False
    return (
        token.word.can_be("NN")
        and not token.word.can_be("JJ", "VBG", "VBN", "RB")
        and token.lower not in ("north", "south", "east", "west")
    )
