"""Ask for an object, a predicate, a time, a place, a reason: the question word goes in front.

Marie Curie discovered [radium]{.what} in [1898]{.when}.
What did Marie Curie discover in 1898? -> radium
When did Marie Curie discover radium? -> 1898

CERN has operated the Large Hadron Collider since [2008]{.when}.
Since when has CERN operated the Large Hadron Collider? -> 2008

Diamonds are made of [carbon]{.what}.
What are diamonds made of? -> carbon

Penguins cannot fly because [their wings have become flippers]{.why}.
Why can penguins not fly? -> their wings have become flippers

Violinists tune their instruments by [turning the pegs]{.how}.
How do violinists tune their instruments? -> turning the pegs
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english.listing import lists, members_of
from quizgen.rules.compose import in_front, through_that
from quizgen.rules.phrase import wh, whole_noun
from quizgen.rules.place import place
from quizgen.rules.reason import reason_or_manner
from quizgen.rules.subject import about_subject
from quizgen.rules.target import TOO_DEEP, Refusal, is_one_of_several
from quizgen.rules.thing import thing
from quizgen.rules.time import time

if TYPE_CHECKING:
    from quizgen.english.clause import Piece
    from quizgen.rules.target import Target, Wording


def fronted(target: Target) -> Wording | Refusal | None:
    """Wh-word + auxiliary + subject + verb + rest, in the clause that holds the span."""
    if target.position not in ("tail", "fronted") or target.piece is None or target.span.tag == "howmany":
        return None
    if target.clause.sort == "that":
        return _through_that(target)
    if (cleft := _cleft(target)) is not None:
        return cleft
    if (joined := _among_several(target)) is not None:
        return joined
    if (joined := _besides(target)) is not None:
        return joined
    if is_one_of_several(target):
        return Refusal("one-of-several", 'the span is joined to another by "and"; tag both together')
    if target.span.tag in ("why", "how"):
        return reason_or_manner(target)
    if target.span.tag == "when":
        return time(target)
    if target.span.tag == "where":
        return place(target)
    return thing(target)


def _besides(target: Target) -> Wording | Refusal | None:
    """As in "[hydrogen] and [oxygen]": one of two is asked for besides the other."""
    piece, tokens = target.piece, target.tokens
    assert piece is not None
    if (joined := _as_well_as(target, piece)) is not None:
        return joined
    start = piece.noun
    if target.position != "tail" or piece.end - start != 3 or tokens[start + 1].lower != "and":
        return None
    pair = (tokens[start], tokens[start + 2])
    if target.behind is not None and target.behind.sort == "clause" and pair[0].kind == pair[1].kind:
        return Refusal("one-of-several", 'the span is joined to another by "and"; tag both together')
    if pair[0].kind != pair[1].kind or target.span.tag not in ("who", "what"):
        return None
    other = pair[1] if target.index == start else pair[0]
    preposition = target.parse.words(piece.start, piece.head) if piece.sort == "preposition" else ""
    return in_front(target, [wh(target)], [piece], keep=preposition, moved=f"besides {other.text}")


def _among_several(target: Target) -> Wording | Refusal | None:
    """As in "collected [finches], tortoises and plants": one of a list is asked for besides the others."""
    piece, tokens, tail = target.piece, target.tokens, target.predicate.tail
    assert piece is not None
    if target.position != "tail" or piece not in tail:
        return None
    held = next((one for one in lists(tokens, tail) if tail.index(piece) in one), None)
    if held is None:
        return None
    members = [member for number in held for member in members_of(tokens, tail[number])]
    own = (target.index, target.index + 1)
    but = any(tokens[other.start].lower == "but" for other in tail[held[-1] + 1 :])
    if target.span.tag not in ("who", "what") or own not in members or but:
        return Refusal("one-of-several", "the span is one of a list; tag the whole list")
    others = [target.parse.words(*member) for member in members if member != own]
    first = tail[held[0]]
    preposition = target.parse.words(first.start, first.head) if first.sort == "preposition" else ""
    rest = " and ".join(part for part in (", ".join(others[:-1]), others[-1]) if part)
    gap = tail[held[0] : held[-1] + 1]
    return in_front(target, [wh(target)], gap, keep=preposition, moved=f"besides {rest}")


def _as_well_as(target: Target, piece: Piece) -> Wording | Refusal | None:
    """As in "[nitrogen oxides] as well as [carbon dioxide]", where the second is asked for."""
    if piece.sort != "preposition" or target.parse.words(piece.start, piece.head).lower() != "as well as":
        return None
    before = target.before
    if before is None or before.sort != "noun" or target.span.tag not in ("who", "what"):
        return Refusal("part-of-phrase", 'the span is joined to another by "as well as"; tag both together')
    other = target.parse.words(before.start, before.end)
    return in_front(target, [wh(target)], [before, piece], keep=f"as well as {other}")


def _through_that(target: Target) -> Wording | Refusal:
    """As in "What did Lavoisier show that combustion requires?"; times and places would be read with "show"."""
    piece = target.piece
    assert piece is not None
    if target.span.tag not in ("who", "what"):
        return TOO_DEEP
    start = piece.noun
    return whole_noun(target, start, piece.end) or through_that(target, [wh(target)])


def _cleft(target: Target) -> Wording | Refusal | None:
    """As in "It was [Koch] who identified …" and "What Mendel studied was [peas]" already hold their question."""
    clause, piece = target.clause, target.piece
    assert piece is not None
    if (
        clause.sort != "main"
        or target.verb != "be"
        or clause.subject is None
        or target.predicate.tail[:1] != (piece,)
    ):
        return None
    for inner in target.parse.clauses[1:]:
        if (
            inner.sort == "relative"
            and inner.bounded
            and inner.antecedent == (piece.start, piece.end)
            and (
                target.tokens[clause.subject[0]].lower == "it"
                and inner.subject == (inner.opener, (inner.opener or 0) + 1)
            )
        ):
            return about_subject(target.with_clause(inner), [wh(target)])
        if inner.sort == "nominal" and inner.start == clause.subject[0]:
            if target.tokens[inner.start].lower != "what" or target.span.tag != "what":
                return Refusal(
                    "island", "the sentence holds a question itself; write it as a plain statement"
                )
            return in_front(target.with_clause(inner), [wh(target)], [])
    return None
