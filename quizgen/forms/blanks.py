"""Several blanks: the whole fact with a gap for every answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.forms.bank import stands_alone
from quizgen.item import Item
from quizgen.question import BLANK
from quizgen.rules.plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.fact import Fact
    from quizgen.forms.bank import Bank
    from quizgen.question import Question

MOST = 4
"""Gaps in one sentence."""

LEAST_LEFT = 2
"""Telling words that must be left to read, and as many as there are gaps: else there is nothing to go by."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SMALL = words.PREPOSITIONS | words.DETERMINERS | words.COORDINATORS | words.AUXILIARIES | words.SUBORDINATORS


def blanks(bank: Bank) -> Iterator[Item]:
    """Every fact with two to `MOST` spans side by side; the first spans stay if too little would be left."""
    for fact, attempts in bank.facts():
        if is_plain(fact):
            yield from _plain(bank, fact, [one.question for one in attempts])
            continue
        if not stands_alone(attempts):
            continue
        apart = _apart([one.question for one in attempts])[-MOST:]
        text = _blanked(fact, apart)
        while len(apart) > 1 and _left(text) < max(LEAST_LEFT, len(apart)):
            apart = apart[1:]
            text = _blanked(fact, apart)
        if len(apart) > 1:
            yield _item(bank, fact, text, apart)


def _plain(bank: Bank, fact: Fact, questions: Sequence[Question]) -> Iterator[Item]:
    """A plain card with every gap its author made, and no other: what is left to go by was the author's to choose."""
    outer: list[Question] = []
    for one in questions:
        if not outer or one.span not in outer[-1].span:
            outer.append(one)
    if len(outer) > 1:
        edges = [0, *(edge for one in outer for edge in (one.span.start, one.span.end)), len(fact.text)]
        parts = (fact.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
        yield _item(bank, fact, BLANK.join(parts), outer)


def _item(bank: Bank, fact: Fact, text: str, questions: Sequence[Question]) -> Item:
    answers = tuple(question.answer for question in questions)
    id_ = f"{bank.sheet.id}/{fact.id}/blanks"
    return Item(id_, "blanks", text, tuple(questions), "; ".join(answers), answers=answers)


def _left(text: str) -> int:
    return sum(word.lower() not in _SMALL for word in _WORD.findall(text))


def _apart(questions: Sequence[Question]) -> list[Question]:
    """The questions of the outermost spans, at least a word from each other: gaps side by side look like one."""
    apart: list[Question] = []
    for question in questions:
        before = apart[-1] if apart else None
        if before and question.span in before.span:
            continue
        if before and not _WORD.search(question.fact.text[before.span.end : question.span.start]):
            apart.pop()
        apart.append(question)
    return apart


def _blanked(fact: Fact, questions: Sequence[Question]) -> str:
    """The sentence with gaps, no answer of any of them left standing in what remains."""
    edges = [0, *(edge for start, end, _ in hidden(fact, questions) for edge in (start, end)), len(fact.text)]
    return BLANK.join(fact.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def hidden(fact: Fact, questions: Sequence[Question]) -> list[tuple[int, int, int]]:
    """The gaps of a fact in the order of its sentence: start, end, and the number of the question it belongs to.

    Besides the questions' own there is one wherever an answer stands once more; not so in a plain card.
    """
    answers = [one.answer.casefold() for one in questions]
    texts = "|".join(re.escape(one.answer) for one in sorted(questions, key=lambda one: -len(one.answer)))
    again = re.compile(rf"(?<!\w)(?:{texts})(?!\w)", re.IGNORECASE)
    gaps: list[tuple[int, int, int]] = []
    edges = [0, *(edge for one in questions for edge in (one.span.start, one.span.end)), len(fact.text)]
    for number, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        for match in again.finditer(fact.text[start:end]) if not is_plain(fact) else ():
            said = match[0].casefold()
            owner = answers.index(said) if said in answers else 0
            gaps.append((start + match.start(), start + match.end(), owner))
        if number < len(questions):
            gaps.append((questions[number].span.start, questions[number].span.end, number))
    return gaps
