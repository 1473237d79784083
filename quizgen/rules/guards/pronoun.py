"""Pronouns that stand for something the question would not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.rules.reference import object_fits, object_text, owner_of
from quizgen.rules.target import Refusal

if TYPE_CHECKING:
    from quizgen.rules.target import Target

_POINTING = frozenset({"it", "him", "them"})
"""Not "her", which rather owns what follows."""


def points_outside(target: Target) -> Refusal | None:
    """A pronoun object of an inner clause that stands for nothing we can name."""
    if target.clause is target.main and target.predicate is target.main.predicates[0]:
        return None
    if (lost := _leans_out(target)) is not None:
        return Refusal("vague-pronoun", f'nobody can tell who or what "{lost}" is; use a name')
    if target.predicate is not target.clause.predicates[0] and (lost := _points_back(target)):
        return Refusal("vague-pronoun", f'nobody can tell who or what "{lost}" is; use a name')
    for piece in target.predicate.tail:
        if isinstance(owned := owner_of(target, piece), Refusal):
            return owned
        token = target.tokens[piece.start]
        alone = piece.end - piece.start == 1 and token.sort == "word" and token.lower in _POINTING
        if alone and not object_text(target, piece):
            return Refusal("vague-pronoun", f'nobody can tell who or what "{token.text}" is; use a name')
    return None


def _leans_out(target: Target) -> str | None:
    """A pronoun behind a preposition in a second sentence, for something in the first: "36 of them are black"."""
    if target.clause.sort != "coordinate":
        return None
    inside = range(target.clause.start, target.clause.end)
    return next(
        (
            target.tokens[index].text
            for index in inside
            if target.tokens[index].sort == "word"
            and target.tokens[index].lower in _POINTING
            and index > inside.start
            and target.tokens[index - 1].is_in(words.PREPOSITIONS)
        ),
        None,
    )


def _points_back(target: Target) -> str:
    """The pronoun behind a preposition in a second predicate that stands for an object of the first, which the
    question leaves out: "opened the safes and left notes inside them"; else empty."""
    subject = target.clause.subject
    for piece in target.predicate.tail:
        token = target.tokens[piece.end - 1]
        points = piece.sort == "preposition" and token.sort == "word" and token.lower in _POINTING
        if points and (subject is None or not object_fits(target, token, *subject)):
            return token.text
    return ""
