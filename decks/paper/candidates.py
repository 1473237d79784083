"""Candidates: what could become an exercise of a part, with what it shows and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from string import ascii_uppercase
from typing import TYPE_CHECKING

from decks.paper.leaks import folded, folded_key
from decks.paper.letters import squares_of, words_of
from decks.paper.parts import PARTS
from quizgen.forms import FORMS
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quizgen.forms.bank import Bank
    from quizgen.item import Item
    from quizgen.question import Question

MOST = 200
"""Candidates that are looked at for a part, drawn by chance: so many, or some times as many as are wanted."""
TIMES_WANTED = 8

PUZZLES = frozenset({"crossword", "wordsearch"})
UNSEEN = frozenset({"crossword", "match", "cards"})
"""Parts that show no pictures, so that a question about one could not be answered."""


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
    rank: bytes
    """By chance: of two equal ones, the lower."""

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Sheet and id of each fact that it is made of."""
        return tuple((self.bank.sheet.id, question.fact.id) for question in self.item.questions)

    @property
    def section(self) -> tuple[str, ...]:
        """Where its first fact stands."""
        return (self.bank.sheet.id, *self.item.questions[0].fact.section)


def items_of(kinds: Iterable[str], banks: Sequence[Bank]) -> dict[str, list[tuple[Bank, Item]]]:
    """What the banks have in the forms that parts of these kinds draw from, made once for all of them."""
    forms = dict.fromkeys(form for kind in kinds for form in PARTS[kind].forms)
    return {form: [(bank, item) for bank in banks for item in FORMS[form](bank)] for form in forms}


def candidates(
    kind: str, items: Mapping[str, Sequence[tuple[Bank, Item]]], number: int, seed: int
) -> list[Candidate]:
    """All that there is for a part, or a draw of them where there are very many."""
    forms = PARTS[kind].forms
    made = [pair for form in forms for pair in items[form]]
    if len(forms) > 1:
        # A question that can be asked has no need of its gap as well, where either will do.
        made = list({item.questions[0].id: (bank, item) for bank, item in reversed(made)}.values())
    made.sort(key=lambda pair: _rank(kind, pair[1], seed))
    suiting = ((bank, item) for bank, item in made if _suits(kind, item))
    return [
        candidate(kind, item, bank, seed) for bank, item in islice(suiting, max(MOST, TIMES_WANTED * number))
    ]


def candidate(kind: str, item: Item, bank: Bank, seed: int) -> Candidate:
    """An item as a candidate for a part."""
    keys = dict.fromkeys(folded_key(key) for key in _keys(kind, item))
    return Candidate(
        item,
        bank,
        folded(" ".join(_shown(kind, item))),
        tuple(filter(str.strip, keys)),
        _rank(kind, item, seed),
    )


def _rank(kind: str, item: Item, seed: int) -> bytes:
    """What decides by chance, the same whatever else there is."""
    return sha256(f"{seed}/{kind}/{item.id}".encode("utf-8", "surrogatepass")).digest()


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
    if kind in UNSEEN and any(question.fact.pictures for question in item.questions):
        return False
    if kind in PUZZLES:
        words = words_of(written(item))
        clue = folded(item.text)
        told = any(len(word) > 3 and folded_key(word) in clue for word in words)
        return bool(squares_of(written(item))) and not told and folded_key(written(item)) not in clue
    if kind == "bank":
        return item.text.count(BLANK) == 1
    return len(item.choices) <= len(ascii_uppercase)  # an author may give any number of wrong answers


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
    elif kind == "blanks":
        yield from item.answers
    elif kind == "match":
        yield from (one.key for one in item.questions)
    else:
        yield from (item.answer, question.key, *item.also)
