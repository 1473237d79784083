"""Verbs that would say something else in a question, and verbs tagged as if they were times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.rules.guards.refusing import refuses

if TYPE_CHECKING:
    from quizgen.rules.target import Target


@refuses("modal", 'asked with "may", it would be about leave and not about chance; say what is so')
def may_be_so(target: Target) -> bool:
    """As in "people may be living in [cities]": "Where may people be living" would ask for leave."""
    group = target.predicate.group
    may = target.tokens[group.first].lower in ("may", "might")
    lasts = len(group.aux) > 1 and target.tokens[group.verb].word.can_be("VBG")
    return may and lasts and target.position != "subject"


_ANCHORS = frozenset("by before when after until till since once already within".split())


@refuses("tense", 'it is not said before what it "had" been so; say when, or use a plain past')
def had_before(target: Target) -> bool:
    """As in "had been [a schoolteacher]": before what?"""
    group, clause = target.predicate.group, target.clause
    if (
        target.tokens[group.first].lower != "had"
        or not group.aux
        or clause.sort not in ("main", "coordinate")
    ):
        return False
    if target.verb != "be" or target.tokens[group.aux[-1]].lower == "to":
        return False
    told = any(token.is_time or token.lower in _ANCHORS for token in target.tokens)
    return not told


@refuses("verb", 'asked with "what", the verb and "themselves" would not agree; give a kind="…"')
def acts_on_itself(target: Target) -> bool:
    """As in "[African elephants] cool themselves": "What cools itself" is another thing."""
    if target.position != "subject" or target.span.tag not in ("what", "where") or target.span.kind:
        return False
    if not target.predicate.tail:
        return False
    first = target.predicate.tail[0].start
    behind = [token.lower for token in target.tokens[first : first + 2]]
    return behind[:1] == ["themselves"] or behind in (["each", "other"], ["one", "another"])


@refuses("verb", "a verb is tagged, which no question word asks for; tag the whole clause")
def is_verb_of_pronoun(target: Target) -> bool:
    """As in "when it [freezes]": the pronoun's verb is tagged, and not the time."""
    if target.index < 2 or target.span.tag == "verb" or " " in target.fact[target.span]:
        return False
    opener, pronoun = target.tokens[target.index - 2 : target.index]
    told = pronoun.is_in(words.SUBJECT_PRONOUNS) and opener.is_in(words.SUBORDINATORS)
    return told and look_up(target.fact[target.span].lower()).can_be("VBZ", "VBD", "VB")
