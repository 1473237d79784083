"""Matching: questions of one section that have answers of one kind, and the answers in another order.

Homogeneous sets, as Haladyna asks for: all persons, or all years; any answer could belong to any question
by its kind, and by its truth to one alone. Plain cards without wrong answers of their own are matched with each
other, figures with figures.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from quizgen.answers import agree, overlap
from quizgen.forms.sets import in_sets
from quizgen.item import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.fact import Sheet
    from quizgen.forms.bank import Bank
    from quizgen.question import Question

_FIGURE = re.compile(r"\d")

STEM = "Which answer belongs to which question?"


def matching(bank: Bank) -> Iterator[Item]:
    """Sets of three to six questions of one section."""
    usable = (one for one in bank.questions if one.form == "open" and one.ask not in ("why", "how"))
    for _, section in groupby(usable, key=lambda one: one.fact.section):
        by_kind: dict[str, list[Question]] = {}
        for question in section:
            if kind := _kind(question, bank):
                by_kind.setdefault(kind, []).append(question)
        for kind, questions in by_kind.items():
            chance = bank.chance("matching", kind, questions[0].id)
            for drawn in in_sets(questions, 3, 6, partial(_fit, bank.sheet), chance):
                yield _item(bank, drawn)


def _kind(question: Question, bank: Bank) -> str:
    """What makes answers alike: their kind, or for dates and numbers their form; empty where nothing does."""
    answer = bank.pool.answer_to(question)
    if question.rule == "plain" and answer.kind is None:
        return "" if question.span.wrong else f"answer {_FIGURE.search(question.answer) is not None}"
    if answer.scale is not None:
        return f"{question.ask} {answer.scale.shape}"
    return answer.kind.name if answer.kind is not None else ""


def _fit(sheet: Sheet, one: Question, other: Question) -> bool:
    """Whether neither answer can be right for, or be read in, the question of the other."""
    if one.fact is other.fact or one.text == other.text:
        return False
    if agree(one, other, sheet) or overlap(one, other, sheet):
        return False
    return not (_is_named_in(one, other) or _is_named_in(other, one))


def _is_named_in(one: Question, other: Question) -> bool:
    text = other.text.casefold()
    return any(answer.casefold() in text for answer in (one.answer, *one.also))


def _item(bank: Bank, drawn: tuple[Question, ...]) -> Item:
    # By their value or by the alphabet, which say nothing of the order of the questions.
    choices = tuple(question.key for question in sorted(drawn, key=lambda one: _place(one, bank)))
    key = tuple(choices.index(question.key) for question in drawn)
    answer = "; ".join(f"{question.text} {question.key}" for question in drawn)
    id_ = "/".join((bank.sheet.id, "+".join(_part(question) for question in drawn), "matching"))
    return Item(
        id_, "matching", STEM, drawn, answer,
        choices=choices, key=key, parts=tuple(question.text for question in drawn),
    )  # fmt: skip


def _place(question: Question, bank: Bank) -> tuple[float, str]:
    scale = bank.pool.answer_to(question).scale
    return (scale.value if scale is not None else 0.0, question.key.casefold())


def _part(question: Question) -> str:
    """What is asked of which fact: `pluto-discovery.when`."""
    return ".".join(question.id.split("/")[1:])
