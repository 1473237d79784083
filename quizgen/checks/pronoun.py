"""Pronouns left in a question, or in its answer, that nothing in it explains.

[Marie Curie]{.who} discovered it in [1898]{.when}.
-> vague-pronoun

[Her husband]{.who} died in [Paris]{.where}.
-> vague-pronoun

[Trotsky]{.who} lost his life in [Mexico]{.where}.
->

In his later years, Beethoven carried [conversation books]{.what}.
->
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.checks.text import unquoted
from quizgen.english import words
from quizgen.english.token import tokenise
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.ask import Asked
    from quizgen.english.token import Token
    from quizgen.fact import Sheet
    from quizgen.question import Question

_PRONOUN = re.compile(
    r"(?i)\b(?:he|him|his|she|her|hers|its|it|they|them|their|theirs|this|these|those|my|me|the (?:former|latter))\b"
)
_OWNERS = frozenset("his her its their hers theirs".split())
_SUBJECTS = frozenset("he she they".split())
_POINTERS = frozenset("this these those my".split())
_EXPLAINED_BEHIND = frozenset("who that which of in with from whose".split())
_NO_NOUNS = (
    words.AUXILIARIES | words.BE | words.WH_WORDS | words.PREPOSITIONS | words.DETERMINERS | words.ADVERBS
    | words.SUBJECT_PRONOUNS | words.OBJECT_PRONOUNS | words.COORDINATORS | words.SUBORDINATORS
)  # fmt: skip
_OPENS_AN_ANSWER = re.compile(
    r"(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur|[Tt]his|[Tt]hese|[Tt]hose) (?=[a-z])"
)
_BARE_LATTER = re.compile(
    r"(?i)the (?:former|latter)(?=[.,;?]| (?:was|is|were|are|had|has|did|won|of|in|on|by|and)\b|$)"
)


def pronoun(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """Questions with a pronoun that they do not explain, and answers that begin with one."""
    for attempt in asked.attempts:
        question = attempt.question
        if question.form == "cloze":
            continue
        lost = _in_answer(question) or _in_question(question)
        if lost:
            message = f'nobody can tell who or what "{lost}" is in "{question.text}"; use a name'
            yield Finding(question.span.place, "warning", "vague-pronoun", message, question.fact.id)


def _in_answer(question: Question) -> str:
    """As in "[Her husband] died in Paris": whose? Fine behind the owner, or behind a comma before it."""
    if question.span.stands_for or question.span.kind or question.named:
        return ""
    answer = question.answer
    match = _OPENS_AN_ANSWER.match(answer) or _BARE_LATTER.fullmatch(answer)
    before = question.fact.text[: question.span.start]
    return match[0].strip() if match and not re.search(r"\w{3,}", before) else ""


def _in_question(question: Question) -> str:
    text = unquoted(question.text)
    if not _PRONOUN.search(text):
        return ""
    if (latter := _BARE_LATTER.search(text)) and not re.search(r"\band\b", text[: latter.start()]):
        return latter[0]
    tokens = tokenise(text)
    comma = max((index for index, token in enumerate(tokens) if token.text == ","), default=-1)
    for index, token in enumerate(tokens):
        is_title = index and token.text[:1].isupper()  # "This Side of Paradise"
        found = token.sort == "word" and not is_title and _PRONOUN.fullmatch(token.lower)
        if found and not _has_noun(tokens[:index]) and not _is_explained(question, tokens, index, comma):
            return token.text
    return ""


def _has_noun(before: Sequence[Token]) -> bool:
    """Whether anything stands before it that it could stand for."""
    return any(
        token.proper
        or token.sort in ("quoted", "aside")
        or (token.sort == "word" and token.lower not in _NO_NOUNS and token.word.can_be("NN", "NNS"))
        or (token.sort == "word" and token.text[:1].isupper() and index and token.lower not in _NO_NOUNS)
        for index, token in enumerate(before)
    )


def _is_explained(question: Question, tokens: Sequence[Token], index: int, comma: int) -> bool:
    """Bound by "who" or "what", explained behind a comma, or an "it" that stands for nothing."""
    word = tokens[index].lower
    before, behind = tokens[index - 1].lower if index else "", tokens[index + 1].lower
    if index < comma or (question.rule == "subject" and word in _OWNERS | _SUBJECTS):
        return True
    if word == "it":
        telling = behind in words.PREPOSITIONS | {"?", ","} or behind in words.COORDINATORS
        return before in words.AUXILIARIES | words.BE or not telling
    if word == "her":
        return behind not in _NO_NOUNS | {"?"} and before not in words.AUXILIARIES
    return word in _POINTERS and behind in _EXPLAINED_BEHIND
