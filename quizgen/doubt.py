"""Doubts about questions that were asked: too vague, tied to a day, a matter of taste, answered twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.fact import Fact
    from quizgen.question import Question
    from quizgen.rules.target import Target

_DEIXIS = re.compile(rf"(?i)\b(?:{'|'.join(sorted(words.DEIXIS, key=len, reverse=True))})\b")
_VAGUE = re.compile(
    r"(?i)^(?:something|someone|somebody|somewhere|some (?:thing|people|one)|things?|stuff|it|this|that)\b"
)
_OPINION = re.compile(
    r"(?i)\b(?:greatest|best|worst|finest|loveliest|most (?:beautiful|brilliant|wonderful|important|interesting|"
    r"influential|admired|beloved)|wonderful|brilliant|of all time)\b"
)


def about_fact(fact: Fact) -> Iterator[Finding]:
    """A warning about a fact that is an opinion."""
    if (match := _OPINION.search(fact.text)) is not None:
        message = (
            f'"{match.group()}" is an opinion, which has no right answer; say whose it is, or what is a fact'
        )
        yield Finding(fact.place, "warning", "opinion", message, fact.id)


def doubts(question: Question, target: Target | None) -> Iterator[Finding]:
    """Warnings about one question, each naming its reason."""
    answer, place, fact = question.answer, question.span.place, question.fact.id
    if question.ask == "when" and question.form == "open" and (match := _DEIXIS.search(answer)):
        message = f'"{match.group()}" means another time to every reader; give the date'
        yield Finding(place, "warning", "deixis", message, fact)
    if question.ask in ("who", "what", "where") and _VAGUE.search(answer) and not question.span.stands_for:
        yield Finding(
            place, "warning", "too-vague", f'"{answer}" says too little to be an answer; name it', fact
        )
    if target is not None and question.form == "open":
        yield from _about_subject(question, target)


def _about_subject(question: Question, target: Target) -> Iterator[Finding]:
    if question.rule != "subject":
        return
    if _says_only_when(target):
        message = (
            f'"{question.text}" has many right answers; tell more of what happened, or do not tag the subject'
        )
        yield Finding(question.span.place, "warning", "too-vague", message, question.fact.id)
    elif _is_one_of_a_kind(target):
        message = (
            f'"{question.text}" may have many right answers; say what is true of "{question.answer}" alone'
        )
        yield Finding(question.span.place, "warning", "multi-answer", message, question.fact.id)


def _says_only_when(target: Target) -> bool:
    """Whether nothing but a time is left beside the verb: "What happened in 1848?"."""
    for predicate in target.clause.predicates:
        for piece in (*predicate.tail, *target.clause.fronted):
            for token in target.tokens[piece.start : piece.end]:
                if token.kind not in ("", "when") or token.sort == "quoted" or token.proper:
                    return False
                if (
                    token.sort == "word"
                    and token.word.can_be("NN", "NNS", "JJ")
                    and token.lower
                    not in (words.PREPOSITIONS | words.DETERMINERS | words.ADVERBS | words.NUMBER_WORDS)
                ):
                    return False
    return True


def _is_one_of_a_kind(target: Target) -> bool:
    """As in "Norway is a country in Europe": the predicate names a class, which has other members."""
    tail = target.predicate.tail
    if target.verb != "be" or target.predicate.group.aux or not tail or tail[0].sort != "noun":
        return False
    answer, head = target.fact[target.span], target.tokens[tail[0].start]
    if not answer[:1].isupper() or answer.split(" ")[0].lower() in words.DETERMINERS:
        return False  # "A crescendo is a …" is a definition
    return head.lower.split(" ")[0] in ("a", "an")


def rivals(questions: Iterable[Question]) -> Iterator[Finding]:
    """Warnings about questions that are worded alike and yet have different answers in one sheet."""
    seen: dict[str, Question] = {}
    for question in questions:
        earlier = seen.setdefault(question.text.casefold(), question)
        if earlier is question or _agree(earlier, question):
            continue
        where = f"line {earlier.fact.place.line}"
        message = (
            f'"{question.text}" is also asked on {where}, where the answer is "{earlier.answer}"; '
            "add what tells the two apart, or list the other answer in also="
        )
        yield Finding(question.span.place, "warning", "multi-answer", message, question.fact.id)


def _agree(one: Question, other: Question) -> bool:
    accepted = {answer.casefold() for answer in (one.answer, *one.also)}
    return bool(accepted & {answer.casefold() for answer in (other.answer, *other.also)})
