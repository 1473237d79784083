"""GUARDS: what no rule may ask: spans whose question would be no question, or not what the fact says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.rules.guards import (
    belonging,
    clause,
    comparison,
    halves,
    pronoun,
    span,
    surroundings,
    verb,
)

if TYPE_CHECKING:
    from quizgen.rules.guards.refusing import Guard
    from quizgen.rules.target import Refusal, Target

GUARDS: tuple[Guard, ...] = (
    halves.shared,
    clause.stands_apart,
    halves.ellipsis,
    span.no_answer,
    comparison.comparison,
    halves.negation,
    surroundings.surroundings,
    halves.leans_on_first_half,
    pronoun.points_outside,
    # Nothing is wrong with the grammar of what follows, but the question would not be what the fact says.
    verb.may_be_so,
    verb.had_before,
    halves.goes_on_from_before,
    comparison.is_most_of_what,
    pronoun.owner_comes_later,
    belonging.is_told_which,
    belonging.belongs_to_journey,
    span.can_be_counted_out,
    halves.ends_half_said,
    belonging.goes_onward,
    clause.tells_more_of_time,
    pronoun.pronoun_may_be_object,
    halves.names_by_the_first_half,
    verb.acts_on_itself,
    pronoun.leaves_out_what_it_is,
    verb.is_verb_of_pronoun,
    comparison.nobody_more_than,
    comparison.is_compared_in_front,
    belonging.made_the_work,
    clause.is_hearsay,
    belonging.leads_to_more,
    clause.holds_only_if,
    halves.speaks_of_some,
    span.completes_the_verb,
    span.is_a_state,
    pronoun.owner_is_asked_for,
    span.says_only_its_kind,
    span.is_defined,
    span.is_not_one,
    halves.is_shared_out,
)
"""Tried in this order, before any rule; the first that has something against the span says so."""


def guard(target: Target) -> Refusal | None:
    """The reason why the span cannot be asked for at all, if there is one."""
    return next((reason for held in GUARDS if (reason := held(target)) is not None), None)
