"""What an item puts into the fields of its own type: its question, its answers, what there is to choose from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from decks.anki.escape import gap, listed, told
from quizgen.dates import date_of, write_date
from quizgen.forms.blanks import hidden
from quizgen.reading.formulas import parted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence, Set

    from quizgen.fact import Fact, Sheet
    from quizgen.item import Item
    from quizgen.question import Question

Filling = tuple[str, dict[str, str], int]
"""The key of its note type, some of its fields, and how many cards it makes."""


def choice(item: Item, sheet: Sheet) -> Filling:
    """One of several: a question's choices, or which of two events came first."""
    formulas, right = sheet.formulas, item.choices[item.key[0]]
    facts = [_marked(question, formulas) for question in item.questions if question.rule != "plain"]
    filled = {
        "Answer": told(right, formulas),
        "Sentence": "<br>".join(facts),
        "Also": listed((other for other in item.also if other != right), formulas),
        "Choices": _choices(item, formulas),
    }
    return "choice", filled, 1


def true_false(item: Item, sheet: Sheet) -> Filling:
    """A statement to judge, and the true sentence where it is false."""
    (question,), formulas = item.questions, sheet.formulas
    at_hand = item.correction == question.fact.text
    true = _marked(question, formulas) if at_hand else told(item.correction, formulas)
    filled = {"Answer": told(item.answer), "Sentence": true, "Choices": _choices(item, formulas)}
    return "true-false", filled, 1


def blanks(item: Item, sheet: Sheet) -> Filling:
    """A sentence with several gaps, a card for each of them."""
    fact, questions, formulas = item.questions[0].fact, item.questions, sheet.formulas
    gaps = outside(fact, hidden(fact, questions), formulas)
    numbers = _numbers([question.answer for question in questions])
    sentence = gapped(fact, [(start, end, numbers[number]) for start, end, number in gaps], formulas)
    return "blanks", {"Answer": told(item.answer, formulas), "Sentence": sentence}, max(numbers)


def matching(item: Item, sheet: Sheet) -> Filling:
    """Questions and, in another order, their answers; on the back each beside the other."""
    formulas, answers = sheet.formulas, [item.choices[number] for number in item.key]
    parts, offers = _items(item.parts, formulas), _items(item.choices, formulas)
    filled = {
        "Choices": f"<ol>{parts}</ol><ul>{offers}</ul>",
        "Answer": _pairs("ul", item.parts, answers, formulas),
    }
    return "matching", filled, 1


def timeline(item: Item, sheet: Sheet) -> Filling:
    """Events in no order, and on the back in theirs, with the dates in their authors' words."""
    formulas, events = sheet.formulas, [item.choices[number] for number in item.key]
    dates = [_when(item.questions[number], sheet) for number in item.key]
    filled = {
        "Choices": f"<ul>{_items(item.choices, formulas)}</ul>",
        "Answer": _pairs("ol", events, dates, formulas),
    }
    return "timeline", filled, 1


FILLINGS: dict[str, Callable[[Item, Sheet], Filling]] = {
    "choice": choice,
    "true-false": true_false,
    "blanks": blanks,
    "matching": matching,
    "timeline": timeline,
    "first": choice,
}
"""For each form whose notes are not `basic`."""


def _when(question: Question, sheet: Sheet) -> str:
    """The date in its author's words, unless these need `date=` to be one: "Christmas Day"."""
    date = date_of(question.fact, question.span, sheet) if question.span.date else None
    return write_date(date) if date else question.answer


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text, whole and in whatever capitals."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def gapped(fact: Fact, gaps: Sequence[tuple[int, int, int]], formulas: Set[str]) -> str:
    """A fact with Anki's clozes: start, end and number of each, in the order of the sentence."""
    html, done = [], 0
    for start, end, number in gaps:
        html += [told(fact.text[done:start], formulas), gap(number, told(fact.text[start:end], formulas))]
        done = end
    return "".join((*html, told(fact.text[done:], formulas)))


def outside(
    fact: Fact, gaps: Iterable[tuple[int, int, int]], formulas: Set[str]
) -> list[tuple[int, int, int]]:
    """The gaps that cut no formula in pieces: an `a` that is asked for is no gap in $a^2$."""
    edges, at = [], 0
    for part, is_formula in parted(fact.text, formulas):
        edges += [(at, at + len(part))] if is_formula else []
        at += len(part)
    return [
        one
        for one in gaps
        if not any(
            start < one[1] and one[0] < end and not (one[0] <= start and end <= one[1])
            for start, end in edges
        )
    ]


def _numbers(answers: Sequence[str]) -> list[int]:
    """Of each gap the number of its card, from 1: one for those of which one would give the other away."""
    numbers: list[int] = []
    for at, answer in enumerate(answers):
        before = enumerate(answers[:at])
        with_it = {numbers[n] for n, one in before if stands_in(one, answer) or stands_in(answer, one)}
        number = min(with_it, default=max(numbers, default=0) + 1)
        numbers = [number if one in with_it else one for one in numbers] + [number]
    ranks = {number: rank for rank, number in enumerate(dict.fromkeys(numbers), 1)}
    return [ranks[number] for number in numbers]


def _marked(question: Question, formulas: Set[str]) -> str:
    """The question's fact, its answer marked."""
    fact, span = question.fact, question.span
    before, said, after = (
        told(part, formulas) for part in (fact.text[: span.start], fact[span], fact.text[span.end :])
    )
    return f"{before}<b>{said}</b>{after}"


def _choices(item: Item, formulas: Set[str]) -> str:
    right = ' class="right"'
    rows = (
        f'<li{right if number in item.key else ""} dir="auto">{told(text, formulas)}</li>'
        for number, text in enumerate(item.choices)
    )
    return f"<ul>{''.join(rows)}</ul>"


def _items(texts: Iterable[str], formulas: Set[str]) -> str:
    return "".join(f'<li dir="auto">{told(text, formulas)}</li>' for text in texts)


def _pairs(tag: str, texts: Iterable[str], beside: Iterable[str], formulas: Set[str]) -> str:
    rows = (
        f'<li><span dir="auto">{told(text, formulas)}</span><b dir="auto">{told(other, formulas)}</b></li>'
        for text, other in zip(texts, beside, strict=True)
    )
    return f"<{tag}>{''.join(rows)}</{tag}>"
