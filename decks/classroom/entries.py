"""From items to entries: the questions of sheets, in the forms wanted, as a quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.deal import card
from decks.quiz import Entry, Quiz
from quizgen.forms import FORMS
from quizgen.forms.asked import as_asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.fact import Sheet
    from quizgen.forms.bank import Bank
    from quizgen.item import Item
    from quizgen.question import Question

KINDS = {
    "true-false": "true-false",
    "blanks": "gaps",
    "matching": "matching",
    "timeline": "ordering",
}
"""What an item of each form becomes; one of another form is a `choice` where it has choices, and else `short`."""


def quiz(
    banks: Sequence[Bank], forms: Sequence[str], title: str = "", *, points: int = 1, dealt: bool = False
) -> Quiz:
    """The questions of banks as a quiz, whose entries are a stream; without a title, the first sheet's."""
    sheets = [bank.sheet for bank in banks]
    return Quiz(
        title or " · ".join(sheet.title for sheet in sheets),
        (entry for bank in banks for entry in entries(bank, forms, points, dealt=dealt)),
        description=sheets[0].source if len(sheets) == 1 else "",
        language=sheets[0].language if sheets else "en",
    )


def entries(bank: Bank, forms: Sequence[str], points: int = 1, *, dealt: bool = False) -> Iterator[Entry]:
    """The items of a bank in these forms; without a form as they are asked, with choices if `dealt`."""
    for item in _items(bank, forms, dealt):
        yield entry(bank.sheet, item, points)


def _items(bank: Bank, forms: Sequence[str], dealt: bool) -> Iterator[Item]:
    if not forms:
        for question in bank.questions:
            yield as_asked(question, bank.choices[question.id] if dealt else None)
    for form in forms:
        yield from FORMS[form](bank)


def entry(sheet: Sheet, item: Item, points: int = 1) -> Entry:
    """One item as an entry; what its form does not need stays empty."""
    first = item.questions[0]
    fact, kind = first.fact, KINDS.get(item.form, "choice" if item.choices else "short")
    sentence = fact.text if len(item.questions) == 1 or item.form == "blanks" else ""
    if _is_plain(first):
        sentence = ""  # the prompt with its answer behind it is none
    return Entry(
        id=item.id,
        kind=kind,  # type: ignore[arg-type]  # the values of KINDS, and two more of them
        text=item.text,
        answers=_answers(item) if kind == "short" else item.answers,
        choices=("True", "False") if kind == "true-false" else item.choices,
        key=item.key,
        parts=item.parts,
        feedback="\n".join(_feedback(sheet, item)),
        sentence=sentence,
        correction=item.correction,
        tags=tuple(dict.fromkeys(tag for one in item.questions for tag in one.fact.tags)),
        section=(sheet.title, *fact.section),
        points=points,
        source=f"{fact.place.path}:{fact.place.line}",
    )


def _answers(item: Item) -> tuple[str, ...]:
    """All right answers, the card's first: "beneath the city", where the question says "Where", then "the city"."""
    question = item.questions[0]
    as_card = item.form == "open" or item.id == question.id
    first = question.key if as_card else item.answer
    bare = (question.answer,) if as_card and question.lead else ()
    return tuple(dict.fromkeys((first, *bare, *item.also)))


def _feedback(sheet: Sheet, item: Item) -> Iterator[str]:
    """The facts behind an item, their explanations, their sources: each once, and nothing that it says itself."""
    said = {item.correction, item.text}
    for line in _known(sheet, item.questions):
        if line and line not in said and not item.text.startswith(f"{line} "):
            said.add(line)
            yield line


def _known(sheet: Sheet, questions: Iterable[Question]) -> Iterator[str]:
    cards = [(question, card(sheet, question)) for question in questions]
    for question, made in cards:
        if not _is_plain(question):
            yield made.sentence
        yield from made.explanation.split("\n")
    for _, made in cards:
        yield made.source


def _is_plain(question: Question) -> bool:
    """Whether its fact is a prompt and an answer rather than a sentence."""
    return question.rule == "plain"
