"""Whose something is, where a sentence does not say it itself: "His troops took the bridges." Never sure.

Only one such pronoun of a sentence is told, and none where the same word stands twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.noun import noun_end
from quizgen.tagging.passage import Suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import Parse
    from quizgen.english.token import Token
    from quizgen.tagging.pronouns import Spoken

_MEANS = {"his": "he", "her": "she", "their": "they"}
_NO_NOUNS = words.DETERMINERS | words.PREPOSITIONS | words.COORDINATORS


def owner(parse: Parse, spoken: Spoken, spans: Sequence[Suggestion]) -> list[Suggestion]:
    """The first owner that looks back beyond its sentence, for whom it stands; none where the sentence may say it.

    `spans` are those of the sentence; names hold together in its tokens. Somebody who is named or meant before the
    pronoun may be its owner, and so may a subject behind it ("In his youth Darwin …").
    """
    tokens, subject = parse.tokens, parse.clauses[0].subject if parse.clauses else None
    said = [token.lower for token in tokens if token.sort == "word" and token.lower in _MEANS]
    if len(said) > len(set(said)):
        return []  # "his father and his mother": whose the second is, no rule can say
    for at, token in enumerate(tokens):
        if token.sort != "word" or token.lower not in _MEANS or not _owns(tokens, at):
            continue
        name = spoken.meant_by(_MEANS[token.lower])
        if not name or subject is None or _is_named_again(parse.text, name.split()[-1]):
            return []
        if _may_be_told(tokens, at, subject, spans):
            return []
        spoken.pronouns.setdefault(name, _MEANS[token.lower])
        return [Suggestion(token.start, token.end, "who", (("is", name),), sure=False)]
    return []


def _is_named_again(text: str, name: str) -> bool:
    """Whether a name stands in a sentence, and not as "Stalin himself": then the owner is rather somebody else."""
    return re.search(rf"\b{re.escape(name)}\b(?! (?:him|her|them)sel)", text) is not None


def _may_be_told(
    tokens: Sequence[Token], at: int, subject: tuple[int, int], spans: Sequence[Suggestion]
) -> bool:
    """Whether the sentence itself may say whose it is."""
    first, last = subject
    if any(one.kind in ("who", "what") or one.proper for one in tokens[:at]):
        return True
    if any(one.attributes and one.tag == "who" for one in spans):
        return True  # a pronoun that is told already
    if not first <= at < last and any(_is_name(one) for one in tokens[first:last]):
        return True
    return any(one.end <= tokens[at].start and one.tag in ("who", "what") for one in spans)


def _owns(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun follows: "her" may be an object as well."""
    if at + 1 >= len(tokens) or tokens[at + 1].is_in(_NO_NOUNS):
        return False
    return noun_end(tokens, at, len(tokens), (), False) > at + 1


def _is_name(token: Token) -> bool:
    return token.kind in ("who", "what") or token.proper or token.text[:1].isupper()
