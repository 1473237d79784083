"""The answers of a GIFT question into an entry; what they look like tells its kind, as Moodle has it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from decks.classroom import taking
from decks.classroom.correction import unmarked
from decks.classroom.gift.texts import WHITE, cut, plain, shown
from decks.classroom.taking import Answer, Basket, UnusableError, asked
from quizgen.question import BLANK

if TYPE_CHECKING:
    from decks.classroom.markup import Markup
    from decks.quiz import Entry

_WEIGHT = re.compile(r"\s*%(-?[0-9]+(?:\.[0-9]*)?)%")
_SIGN = re.compile(r"[=~]")


@dataclass(frozen=True, slots=True)
class Question:
    """A question on its way to an entry."""

    entry: Entry
    answers: str
    markup: Markup
    basket: Basket
    place: str

    def note(self, what: str) -> None:
        """Say what was understood otherwise than it was written."""
        self.basket.notes.add(self.place, what)


def answered(question: Question) -> Entry:
    """Tell the kind of a question as Moodle does, by its answers alone."""
    answers = question.answers
    if not answers:
        return question.entry
    if answers.startswith("#"):
        return _numbers(question)
    if "~" in answers:
        return _choice(question)
    if "=" in answers and "->" in answers:
        return _matching(question)
    truth = answers.partition("#")[0].strip()
    return _true_false(question, truth) if truth in ("T", "TRUE", "F", "FALSE") else _short(question)


def _choice(question: Question) -> Entry:
    answers = _answers(question)
    if all(answer.worth >= taking.FULL for answer in answers):
        return _typed(question, answers)
    return taking.chosen(question.entry, answers, question.note)


def _short(question: Question) -> Entry:
    return _typed(question, _answers(question))


def _typed(question: Question, answers: list[Answer]) -> Entry:
    literal, jokers = taking.literal(answers)
    full, partly = taking.right_answers(literal)
    if jokers:
        question.note(taking.WILDCARD)
    if partly:
        question.note(taking.PARTIAL)
    gap = len(full) == 1 and question.entry.text.count(BLANK) == 1
    feedback = taking.merged(question.entry.feedback, answers)
    return replace(question.entry, kind="gaps" if gap else "short", answers=full, feedback=feedback)


def _true_false(question: Question, truth: str) -> Entry:
    true = truth.startswith("T")
    wrong, _, right = question.answers.partition("#")[2].partition("#")
    correction = "" if true else unmarked(shown(cut(wrong)[1]))
    told = [
        Answer("False" if true else "True", 0, "" if correction else plain(wrong, question.markup).text),
        Answer("", 100, plain(right, question.markup).text),
    ]
    return replace(
        question.entry,
        kind="true-false",
        choices=("True", "False"),
        key=(0 if true else 1,),
        correction=correction,
        feedback=taking.merged(question.entry.feedback, told),
    )


def _matching(question: Question) -> Entry:
    parts: list[str] = []
    of_parts: list[str] = []
    spare: list[str] = []
    for pair in (pair for pair in question.answers.split("=") if pair.strip()):
        left, arrow, right = pair.partition("->")
        if not arrow:
            raise UnusableError('a pair of it has no "->"; write each as =part -> choice')
        part, choice = asked(plain(left, question.markup)), shown(right.strip(WHITE))
        if part.strip():
            parts.append(part)
            of_parts.append(choice)
        else:
            spare.append(choice)
    return taking.matched(question.entry, parts, of_parts, spare)


def _numbers(question: Question) -> Entry:
    answers = []
    for answer in _answers(replace(question, answers=question.answers[1:].strip())):
        number, tolerated = _number(answer.text)
        if answer.worth > 0 and tolerated:
            question.note(taking.TOLERANCE)
        answers.append(replace(answer, text=number))
    return _typed(question, answers)


def _number(text: str) -> tuple[str, bool]:
    """Return the number that is right, and whether others near it are."""
    low, span, high = text.partition("..")
    if span:
        middle = (_figure(low) + _figure(high)) / 2
        return f"{middle:.12g}", True
    number, _, tolerance = text.partition(":")
    if number.strip() not in ("", "*"):
        _figure(number)
    return number.strip(), bool(tolerance.strip()) and _figure(tolerance) != 0


def _figure(text: str) -> float:
    if taking.NUMBER.match(text.strip()) is None:
        raise UnusableError(f'"{text.strip()[:20]}" is no number; write it as 3.14, 3.14:0.01 or 3.13..3.15')
    return float(text)


def _answers(question: Question) -> list[Answer]:
    """Return the answers behind each = and ~; where there is neither, the whole is the right answer."""
    signs = list(_SIGN.finditer(question.answers))
    typed = all(sign[0] == "=" for sign in signs)
    if not signs:
        return [_answer("=", question.answers, question.markup, typed=typed)]
    ends = [sign.start() for sign in signs[1:]] + [len(question.answers)]
    return [
        _answer(sign[0], question.answers[sign.end() : end], question.markup, typed=typed)
        for sign, end in zip(signs, ends, strict=True)
    ]


def _answer(sign: str, text: str, markup: Markup, *, typed: bool) -> Answer:
    worth = 100.0 if sign == "=" else 0.0
    if (weight := _WEIGHT.match(text)) is not None:
        worth, text = float(weight[1]), text[weight.end() :]
    text, _, feedback = text.partition("#")
    told = plain(feedback, markup).text
    if typed:
        # What a person types is compared as it stands: its format says nothing.
        return Answer(shown(cut(text)[1].strip(WHITE)), worth, told)
    return Answer(asked(plain(text, markup)), worth, told)
