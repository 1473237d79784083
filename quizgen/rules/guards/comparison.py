"""Halves of comparisons: "[as many people] as voted", "[older] than", "faster than in [fresh water]"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english.lexicon import look_up
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
