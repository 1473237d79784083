"""The auxiliary that moves before the subject, also where the sentence leaves it out or has it there already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.inversion import Kernel, full, kernel, subject_verb
from quizgen.english.number import number_of
from quizgen.english.wording import join
from quizgen.rules.target import Refusal

if TYPE_CHECKING:
    from quizgen.rules.target import Target


def operator(target: Target) -> Kernel | Refusal:
    """Auxiliary and verb of the predicate for yes/no order."""
    if target.clause.sort == "participle":
        start = target.clause.start
        verb = target.parse.words(start, target.predicate.group.verb + 1)
        return Kernel(_missing_be(target), verb[0].lower() + verb[1:])
    clause, group = target.clause, target.predicate.group
    if clause.inverted and clause.subject and group.aux and group.aux[0] < clause.subject[0]:
        return _turned_round(target)
    shared = _shared_auxiliary(target)
    if shared is not None:
        return shared
    found = kernel(target.parse, target.predicate)
    return found or Refusal(
        "verb-form",
        "the form of the verb is not understood; use a plainer one, or tag the verb: [rose]{.verb}",
    )


def _missing_be(target: Target) -> str:
    """The "was" that a participle clause lacks."""
    assert target.clause.subject is not None
    plural = number_of(target.parse.words(*target.clause.subject)) == "plural"
    first = target.tokens[target.main.predicates[0].group.first]
    inside = target.tokens[target.clause.start : target.clause.end]
    dated = any(token.is_time for token in inside)
    past = dated or first.lower in ("was", "were", "had", "did") or first.word.can_be("VBD")
    if past:
        return "were" if plural else "was"
    return "are" if plural else "is"


def _turned_round(target: Target) -> Kernel | Refusal:
    """As in "Not until 1971 did Swiss women gain …" is in a question's order already, but says "not until"."""
    assert target.clause.subject is not None
    behind = target.tokens[target.clause.subject[1] : target.predicate.groups[-1].last + 1]
    if (
        target.span.tag != "when"
        or target.position != "fronted"
        or target.tokens[0].lower not in ("not", "only")
    ):
        return Refusal("inverted", "the verb stands before the subject already; put the subject first")
    return Kernel(
        target.tokens[target.predicate.group.first].text.lower(), " ".join(full(token) for token in behind)
    )


_NEVER_PASSIVE = frozenset(
    "die live go come become arrive happen fall rise return remain stay appear exist work emigrate resign retire "
    "travel disappear vanish survive fight study grow settle begin end start last reign".split()
)
"""Verbs that do not borrow a "was": "was born in Dublin but died in Paris"."""


def _shared_auxiliary(target: Target) -> Kernel | None:
    """As in "was built in 1900 and destroyed in 1945": the second verb borrows the first one's auxiliary."""
    if target.predicate is target.clause.predicates[0]:
        return None
    first, second = target.clause.predicates[0].group, target.predicate.group
    token = target.tokens[second.verb]
    tail = target.predicate.tail
    acts = token.word.lemma("VBN") in _NEVER_PASSIVE or (bool(tail) and tail[0].sort == "noun")
    if (
        second.aux
        or (acts and token.word.can_be("VBD"))
        or not first.passive
        or not token.word.can_be("VBN")
        or target.tokens[second.first].is_in(words.BE)
    ):
        return None
    whole = kernel(target.parse, replace(target.predicate, groups=(replace(first, last=first.verb),)))
    if whole is None:
        return None
    verb = subject_verb(target.parse, target.predicate, singular=False)
    auxiliaries = whole.verb.split()[:-1]
    middle = [word for word in auxiliaries if word.lower() in words.BE]
    return Kernel(whole.operator, join(*middle, verb or token.text))
