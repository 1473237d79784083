"""Halves of comparisons: "[as many people] as voted", "[older] than", "unlike [frogs]", "[Algeria] is the largest"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english.lexicon import look_up
from quizgen.rules.guards.refusing import refuses
from quizgen.rules.target import Refusal

if TYPE_CHECKING:
    from quizgen.rules.target import Target

_COMPARES = re.compile(
    r"(?i)^(?:(?:nearly|almost|about|just|twice|half|three times) )?(?:as|so|too) \w+|^(?:more|less|fewer)\b"
)
_BEHIND_THAN = re.compile(r" than (?:(?:in|on|at|by|during) )?(?:the )?$")


def comparison(target: Target) -> Refusal | None:
    """As in "[as many people] as voted", "came as far as [Scotland]", "faster than in [fresh water]"."""
    answer, tag, piece = target.fact[target.span], target.span.tag, target.piece
    before, behind = target.parse.text[: target.span.start], target.parse.text[target.span.end :]
    if behind.startswith(" than ") and _is_degree(answer.lower()):
        return Refusal(
            "comparison", "only a part of a comparison is tagged; tag what is compared, outside of it"
        )
    first_half = (
        tag in ("who", "what")
        and _COMPARES.match(answer)
        and (" as " in answer or behind.startswith(" than"))
    )
    if first_half or (tag in ("where", "when") and _BEHIND_THAN.search(before)):
        return Refusal(
            "comparison", "only a part of a comparison is tagged; tag what is compared, outside of it"
        )
    if piece is None or piece.start < 2 or target.verb == "be":
        return None
    if target.tokens[piece.start - 2].lower == target.tokens[piece.start].lower == "as":
        return Refusal(
            "comparison", 'only a part of "as … as" is tagged; tag what is compared, outside of it'
        )
    return None


def _is_degree(answer: str) -> bool:
    """As in "[older] than", "[more famous] than"."""
    known = look_up(answer)
    return answer.startswith(("more ", "less ")) or (known.can_be("JJ") and not known.can_be("NN"))


@refuses("too-little", "it is not said of what; write the noun again")
def is_most_of_what(target: Target) -> bool:
    """As in "and [Algeria] is the largest": the largest what?"""
    if target.verb != "be" or target.position != "subject" or len(target.predicate.tail) != 1:
        return False
    if target.clause.sort == "relative":
        return False  # "of which [Abu Dhabi] is the largest"
    piece = target.predicate.tail[0]
    last = target.tokens[piece.end - 1]
    return (
        piece.end - piece.start == 2
        and target.tokens[piece.start].lower == "the"
        and last.sort == "word"
        and (last.lower.endswith("est") or last.lower in ("first", "last", "only", "most", "best", "worst"))
        and not target.span.kind
    )


@refuses("comparison", "only a part of the comparison would be left; say who has most")
def nobody_more_than(target: Target) -> bool:
    """As in "No country has won [the World Cup] more often than Brazil"."""
    subject = target.clause.subject
    if subject is None or target.tokens[subject[0]].lower not in ("no", "nobody", "none", "few"):
        return False
    return any(token.lower == "than" for token in target.tokens[subject[1] :])


@refuses("comparison", "what something is unlike has no end of answers; tag another span")
def is_compared_in_front(target: Target) -> bool:
    """As in "Unlike [frogs], toads have dry skin": "Unlike what" is not how people ask."""
    piece = target.piece
    return (
        target.position == "fronted"
        and piece is not None
        and target.tokens[piece.start].lower in ("unlike", "like")
    )
