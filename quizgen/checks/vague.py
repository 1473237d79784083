"""Answers that say too little to be one, and questions that say too little to have one.

[Something important]{.what} happened in [1848]{.when}.
-> too-vague

[Some people]{.who} settled in [Iceland]{.where}.
-> too-vague

The island has [several]{.howmany} lakes.
-> too-vague

[Things Fall Apart]{.what} was written by [Chinua Achebe]{.who}.
->
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.checks.text import DAY, listed, unquoted
from quizgen.english import words
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.ask import Asked
    from quizgen.english.token import Token
    from quizgen.fact import Fact, Sheet
    from quizgen.question import Question
    from quizgen.rules.target import Target

_NAMES_NOTHING = re.compile(
    r"(?:something|someone|somebody|somewhere|stuff|various)(?: [a-z].*)?"
    r"|(?:(?:some|many|several|other|a few|certain|the|a) )?"
    r"(?:things?|people|persons?|man|woman|guys?|group|group of people|place|places)"
    r"|everyone|everybody|everything|anyone|anybody|anything"
    r"|it|that|these|those|others|another|one|some|many|several|there|here|elsewhere|abroad|this(?: [a-z]+)?"
)
_SOME_SUBJECT = re.compile(
    r"(?:Some|Certain|An? (?:certain|famous|well-known|great|unnamed)"
    r"|One of (?:the|his|her|its|their|many|several))(?: [a-z]\S*)+"
)
_NO_TIME = listed(
    "later|later on|then|afterwards|soon|once|long ago|earlier|formerly|before|after|one day|some time ago|the past|"
    "a long time ago|a while ago|in the past|at some point|at the time|at that time|back then|in those days"
)
_NO_NUMBER = listed(
    "many|several|some|a few|few|various|numerous|a lot|a lot of|lots of|countless|plenty of|a number of|much|"
    "a couple of|quite a few"
)
_AND_SO_ON = re.compile(r"(?i)\betc\b\.?|\band so (?:on|forth)\b|\band the like\b|(?:\.\.\.|…)(?=[.,;]|\s*$)")
_VAGUE_SUBJECT = re.compile(r"(?i)^(?:various|certain|someone|somebody|something)\b")
_PERCENT = re.compile(r"(?i)\s*(?:%|per ?cent)")
_LONG_SPELL = re.compile(r"(?i)\b(?:from .+ (?:to|until|till)|between .+ and) ")
_DAY = re.compile(rf"(?i)\b{DAY}\b")
_OF_EVERY_DAY = frozenset(
    "happen occur take begin end start finish arrive leave come go return meet die bear be open close play win".split()
)
"""Verbs that do not tell more of a day: "What fell on 14 July 1789?" has one answer, "Who died then?" has many."""
_ERAS = frozenset({"bc", "bce", "ad", "ce", "a.m.", "p.m."})


def vague(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """Answers and facts that leave open what they mean."""
    fact = asked.fact
    yield from _about_fact(fact)
    for attempt in asked.attempts:
        question, target = attempt.question, attempt.target
        why = _answer(question, target) or (_question(question, target) if target else "")
        if why:
            yield Finding(question.span.place, "warning", "too-vague", why, fact.id)


def _about_fact(fact: Fact) -> Iterator[Finding]:
    text = unquoted(fact.text)
    if (match := _AND_SO_ON.search(text)) is not None:
        message = f'"{match[0]}" leaves open what else is meant; name all, or say that these are examples'
        yield Finding(fact.place, "warning", "too-vague", message, fact.id)
    elif (match := _VAGUE_SUBJECT.match(text)) is not None and fact.spans[0].start:
        message = f'"{match[0]}" does not say who or which; name them'
        yield Finding(fact.place, "warning", "too-vague", message, fact.id)


def _answer(question: Question, target: Target | None) -> str:
    answer, ask = question.answer, question.ask
    if question.span.stands_for or question.span.kind or question.span.also:
        return ""
    if ask == "when" and re.fullmatch(_NO_TIME, answer.lower()):
        return f'"{answer}" says no time; give the date, or how long'
    if ask == "howmany" and re.fullmatch(_NO_NUMBER, answer.lower()):
        return f'"{answer}" is no number; give one, or do not tag it'
    opens = target is not None and target.position == "subject" and target.clause is target.main
    led = (
        target is not None and target.index > 0 and target.tokens[target.index - 1].lower in words.DETERMINERS
    )
    names_nothing = _NAMES_NOTHING.fullmatch(answer[:1].lower() + answer[1:]) and not led
    if ask in ("who", "what", "where") and (names_nothing or (opens and _SOME_SUBJECT.fullmatch(answer))):
        return f'"{answer}" says too little to be an answer; name it'
    return ""


def _question(question: Question, target: Target) -> str:
    if question.form == "cloze":
        return ""
    if question.ask == "howmany" and _is_percent_of_nothing(question):
        return f'"{question.answer}" does not say of what it is a part; say of how much'
    if question.rule == "subject" and _says_only_when(question, target):
        return (
            f'"{question.text}" has many right answers; tell more of what happened, or do not tag the subject'
        )
    return ""


def _is_percent_of_nothing(question: Question) -> bool:
    """As in "[60%] voted for the party"."""
    text, span = question.fact.text, question.span
    behind = text[span.end :]
    if text[: span.start].strip():
        return False
    if not question.answer.lower().endswith(("%", "percent", "per cent")):
        match = _PERCENT.match(behind)
        if match is None:
            return False
        behind = behind[match.end() :]
    return re.match(r"\s*(?:of|in)\b", behind) is None


def _says_only_when(question: Question, target: Target) -> bool:
    """Whether nothing but a time is left beside the verb: "What happened in 1848?"."""
    clause = target.clause
    if clause.sort != "main" or len(target.parse.clauses) > 1 or question.span.kind:
        return False
    if _LONG_SPELL.search(question.text) or (_DAY.search(question.text) and target.verb not in _OF_EVERY_DAY):
        return False
    pieces = [*clause.fronted, *(piece for predicate in clause.predicates for piece in predicate.tail)]
    beside = [*range(*clause.subject)] if clause.subject else []
    beside += [index for piece in pieces for index in range(piece.start, piece.end)]
    return not any(_says_more(target.tokens[index]) for index in beside if index != target.index)


def _says_more(token: Token) -> bool:
    """Whether a token of a question tells what it is about, and not only when."""
    if token.kind not in ("", "when") or token.sort == "quoted":
        return True
    if token.proper:
        return token.lower not in words.MONTHS | words.WEEKDAYS | _ERAS
    small = words.PREPOSITIONS | words.DETERMINERS | words.ADVERBS | words.NUMBER_WORDS
    told = token.word.can_be("NN", "NNS", "JJ", "VBG") or not token.word.lemmas
    return token.sort == "word" and told and token.lower not in small
