"""Candidates: what could become an exercise of a part, with what it shows and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from decks.paper.leaks import folded, folded_key
from decks.paper.letters import squares_of, words_of
from decks.paper.parts import PARTS
from quizgen.forms import FORMS
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.forms.bank import Bank
    from quizgen.item import Item
    from quizgen.question import Question

MOST = 400
"""Candidates that are looked at for a part, drawn by chance, or eight times as many as are wanted."""

PUZZLES = frozenset({"crossword", "wordsearch"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item for a part."""

    item: Item
    bank: Bank
    """That it came from."""
    text: str
    """What is printed of it, folded: nothing in it may give away what another asks for."""
    keys: tuple[str, ...]
    """Its answers, folded."""
    rank: float
    """By chance: of two equal ones, the lower."""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Sheet and id of each fact that it is made of."""
        return tuple((self.bank.sheet.id, question.fact.id) for question in self.item.questions)

    @property
    def section(self) -> tuple[str, ...]:
        """Where its first fact stands."""
        return (self.bank.sheet.id, *self.item.questions[0].fact.section)


def candidates(kind: str, banks: Sequence[Bank], number: int, seed: int) -> list[Candidate]:
    """All that the banks have for a part, or a draw of them where there are very many."""
    found: list[Candidate] = []
    seen: set[str] = set()
    for form in PARTS[kind].forms:
        made = [(bank, item) for bank in banks for item in FORMS[form](bank) if _suits(kind, item)]
        for bank, item in made:
            # A question that can be asked has no need of its gap as well, where either will do.
            if len(PARTS[kind].forms) > 1 and item.questions[0].id in seen:
                continue
            seen.add(item.questions[0].id)
            found.append(candidate(kind, item, bank, seed))
    found.sort(key=lambda one: one.rank)
    return found[: max(MOST, 8 * number)]


def candidate(kind: str, item: Item, bank: Bank, seed: int) -> Candidate:
    """An item as a candidate for a part."""
    keys = tuple(dict.fromkeys(folded_key(key) for key in _keys(kind, item)))
    rank = Random(f"{seed}/{kind}/{item.id}").random()
    return Candidate(item, bank, folded(" ".join(_shown(kind, item))), keys, rank)


def trimmed(whole: Candidate, questions: Sequence[Question]) -> Candidate:
    """A set for matching with some of its pairs alone, in the order they had."""
    item = whole.item
    kept = [number for number, question in enumerate(item.questions) if question in questions]
    options = [option for number, option in enumerate(item.choices) if number in {item.key[n] for n in kept}]
    asked = tuple(item.questions[number] for number in kept)
    made = "+".join(".".join(question.id.split("/")[1:]) for question in asked)
    fewer = replace(
        item,
        id=f"{whole.bank.sheet.id}/{made}/matching",
        questions=asked,
        parts=tuple(item.parts[number] for number in kept),
        choices=tuple(options),
        key=tuple(options.index(item.choices[item.key[number]]) for number in kept),
        answer="; ".join(f"{question.text} {question.key}" for question in asked),
    )
    made_of = candidate("match", fewer, whole.bank, 0)
    return replace(made_of, rank=whole.rank)


def written(item: Item) -> str:
    """What is written into a puzzle: the answer as tagged, or the name that a pronoun stands for."""
    return item.questions[0].span.stands_for or item.questions[0].answer


def _suits(kind: str, item: Item) -> bool:
    if kind in PUZZLES:
        words = words_of(written(item))
        clue = folded(item.text)
        told = any(len(word) > 3 and folded_key(word) in clue for word in words)
        return bool(squares_of(written(item))) and not told and folded_key(written(item)) not in clue
    return kind != "bank" or item.text.count(BLANK) == 1


def _shown(kind: str, item: Item) -> Iterator[str]:
    """The texts that are printed of an item. Options are not: they say no more than that one of them is right."""
    if kind == "wordsearch":
        yield written(item)
        return
    yield item.text
    if kind == "match":
        yield from (*item.parts, *item.choices)
    elif kind in ("timeline", "first"):
        yield from item.choices
    elif kind == "bank":
        yield item.answer


def _keys(kind: str, item: Item) -> Iterator[str]:
    """What a pupil has to find out. Of an order and of a true statement it is nothing that could be read."""
    question = item.questions[0]
    if kind in ("timeline", "first", "wordsearch"):
        return
    if kind == "true-false":
        yield from (question.answer,) if item.correction else ()
    elif kind in ("match", "blanks"):
        yield from (one.key for one in item.questions)
    else:
        yield from (item.answer, question.key, *item.also)
