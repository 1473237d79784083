"""Multiple choice: the question with its answer among others of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.item import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.forms.bank import Bank


def choice(bank: Bank) -> Iterator[Item]:
    """Every question that has at least one distractor."""
    for question in bank.questions:
        dealt = bank.choices[question.id]
        if dealt.key is not None:
            yield Item(
                f"{question.id}/choice", "choice", question.text, (question,), question.answer, question.also,
                question.variants, dealt.options, (dealt.key,),
            )  # fmt: skip
