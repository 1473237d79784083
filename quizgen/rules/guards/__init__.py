"""GUARDS: what no rule may ask: spans whose question would be no question, or not what the fact says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.rules.guards.clause import stands_apart
from quizgen.rules.guards.comparison import comparison
from quizgen.rules.guards.doubt import doubt
from quizgen.rules.guards.halves import ellipsis, leans_on_first_half, negation, shared
from quizgen.rules.guards.pronoun import points_outside
from quizgen.rules.guards.span import no_answer
from quizgen.rules.guards.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.rules.target import Refusal, Target

GUARDS: tuple[Callable[[Target], Refusal | None], ...] = (
    shared,
    stands_apart,
    ellipsis,
    no_answer,
    comparison,
    negation,
    surroundings,
    leans_on_first_half,
    points_outside,
    doubt,
)
"""Tried in this order, before any rule; the first that has something against the span says so."""


def guard(target: Target) -> Refusal | None:
    """The reason why the span cannot be asked for at all, if there is one."""
    return next((reason for held in GUARDS if (reason := held(target)) is not None), None)
