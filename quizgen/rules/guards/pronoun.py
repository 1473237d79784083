"""Pronouns that stand for something the question would not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.rules.guards.refusing import refuses
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


@refuses("vague-pronoun", "the question would say whose it is before it says who; use a name")
def owner_comes_later(target: Target) -> bool:
    """As in "After [the Armada] was defeated, many of its ships sank": asked, the ships come before the Armada."""
    clause = target.clause
    if clause.subject is None or target.index < clause.subject[1]:
        return False
    first, last = clause.subject
    if clause is not target.main:  # "although most of its committees work in [Brussels]"
        return any(target.tokens[index].is_in(words.POSSESSIVES) for index in range(first + 1, last))
    owned = any(target.tokens[index].is_in(words.POSSESSIVES) for index in range(first, last))
    return owned and any(piece.sort == "clause" for piece in clause.fronted)


@refuses("vague-pronoun", '"it" may be either of two things; use a name')
def pronoun_may_be_object(target: Target) -> bool:
    """As in "used to contain [lead], but it was banned": lead was, and not what contained it."""
    clause, main = target.clause, target.main
    if clause.sort != "coordinate" or clause.subject is None or main.subject is None:
        return False
    first, last = clause.subject
    token = target.tokens[first]
    if last - first != 1 or token.lower != "it" or token.sort != "word" or not target.predicate.group.passive:
        return False
    if not object_fits(target, token, *main.subject):
        return False
    return any(
        piece.sort == "noun" and object_fits(target, token, piece.start, piece.end)
        for predicate in main.predicates
        for piece in predicate.tail
        if target.tokens[piece.end - 1].kind == "what"
    )


@refuses("vague-pronoun", "the question would not say what the pronoun means; use a name")
def leaves_out_what_it_is(target: Target) -> bool:
    """As in "Mercury, the planet closest to the Sun, takes [88] days to go round it": the question drops the Sun."""
    if target.clause is not target.main or not target.clause.asides:
        return False
    behind = target.tokens[target.predicate.group.last + 1 : target.predicate.end]
    pointing = [number for number, token in enumerate(behind) if token.is_in(_POINTING)]
    nouns = [
        number
        for number, token in enumerate(behind)
        if token.kind in ("who", "what", "where") or token.proper
    ]
    return bool(pointing) and not any(number < pointing[0] for number in nouns)


@refuses("vague-pronoun", "it is not certain whose it is; use a name")
def owner_is_asked_for(target: Target) -> bool:
    """As in "after [Lord Byron] had challenged his guests": his may be the one's who is asked for."""
    if target.position != "subject" or target.span.tag != "who" or target.clause.sort != "adverbial":
        return False
    return any(
        target.tokens[piece.noun].lower in ("his", "her") and target.tokens[piece.noun].sort == "word"
        for piece in target.predicate.tail
        if piece.noun < piece.end
    )
