"""Open questions, gaps, and the two as the rules decide: what the person answers in their own words.

Of its own accord a question is open where a rule can ask, else a gap. `open` keeps the first kind alone, and
`cloze` makes a gap of every span.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.item import Item
from quizgen.question import BLANK
from quizgen.rules.cloze import cloze as blanked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.choices import Choices
    from quizgen.forms.bank import Bank
    from quizgen.question import Question


def open_(bank: Bank) -> Iterator[Item]:
    """The questions that a rule could ask."""
    return (as_asked(question) for question in bank.questions if question.form == "open")


def cloze(bank: Bank) -> Iterator[Item]:
    """Every fact with a gap for each of its spans in turn."""
    for question in bank.questions:
        if question.form == "cloze":
            yield as_asked(question)
        else:
            text = blanked(question.fact, question.span)
            if question.rule == "plain" and text.count(BLANK) > question.text.count(BLANK) + 1:
                continue  # its own words name what there is to choose from: "True or false? _____"
            # A gap does not swallow the preposition, so the answer is what was tagged.
            also = tuple(other for other in question.also if other != question.key)
            yield Item(f"{question.id}/cloze", "cloze", text, (question,), question.answer, also)


def as_asked(question: Question, choices: Choices | None = None) -> Item:
    """A question as the rules asked it, with what to choose from if that was dealt."""
    dealt = choices if choices is not None and choices.key is not None else None
    return Item(
        question.id, question.form, question.text, (question,), question.answer, question.also, question.variants,
        dealt.options if dealt else (), (dealt.key,) if dealt and dealt.key is not None else (),
    )  # fmt: skip
