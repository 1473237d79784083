"""Questions with several right answers by the way they ask: for one of a kind, or one of some.

[Norway]{.where} is a country in Europe.
-> multi-answer

[Niels Bohr]{.who} was one of the founders of quantum theory.
-> multi-answer

[Ottawa]{.where} is the capital of [Canada]{.where}.
->

[A crescendo]{.what} is [a gradual increase in loudness]{.what}.
->
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.ask import Asked
    from quizgen.fact import Sheet
    from quizgen.rules.target import Target

_SOME = frozenset("some several many certain various other few most".split())


def several(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """Subjects asked for by what others are and do as well."""
    for attempt in asked.attempts:
        question, target = attempt.question, attempt.target
        if question.rule != "subject" or target is None:
            continue
        if _is_one_of_a_kind(target) or _is_some(target) or _has_a_quality(target):
            message = f'"{question.text}" may have many right answers; say what is true of "{question.answer}" alone'
            yield Finding(question.span.place, "warning", "multi-answer", message, question.fact.id)


def _is_one_of_a_kind(target: Target) -> bool:
    """As in "Norway is a country in Europe": the predicate names a class, which has other members.

    Of a common noun it may define the thing ("Brass is an alloy of copper and zinc"), unless it is bare ("a metal").
    """
    tail = target.predicate.tail
    if target.verb != "be" or target.predicate.group.aux or not tail or tail[0].sort != "noun":
        return False
    answer, head = target.fact[target.span], target.tokens[tail[0].start]
    behind = target.tokens[tail[0].start + 1].lower if tail[0].start + 1 < len(target.tokens) else ""
    if head.lower == "one" and behind == "of":
        return True
    if not answer[:1].isupper() or answer.split(" ")[0].lower() in words.DETERMINERS:
        return False  # "A crescendo is a …" is a definition
    bare = len(tail) == 1 and len(target.parse.words(tail[0].start, tail[0].end).split(" ")) == 2
    is_common = look_up(answer.lower()).can_be("NN", "NNS") and target.span.tag == "what"
    return head.lower.split(" ")[0] in ("a", "an") and (bare or not is_common)


def _is_some(target: Target) -> bool:
    """As in "Some [snakes] are venomous": what is asked is true of others."""
    subject = target.clause.subject
    if subject is None or target.index == subject[0]:
        return False
    return target.tokens[subject[0]].lower in _SOME


def _has_a_quality(target: Target) -> bool:
    """As in "Napoleon was short": nothing but an adjective stands behind "be"."""
    tail, clause = target.predicate.tail, target.clause
    alone = target.verb == "be" and not target.predicate.group.aux and len(tail) == 1 and not clause.fronted
    return (
        alone
        and clause is target.main
        and len(target.parse.clauses) == len(clause.predicates) == 1
        and tail[0].sort in ("adjective", "noun")  # "short" can be either
        and tail[0].end - tail[0].start == 1
        and target.tokens[tail[0].start].word.can_be("JJ")
    )
