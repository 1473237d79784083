"""True or false: the fact as it is, or with a distractor in the place of one answer and the correction given.

Half of a sheet's statements are false, one for each fact; a fact whose answers have no good distractor is
told as it is. A distractor that is nearly right ("about 24 degrees" for 23.4) would make a doubtful
statement, and one of another number or sex an ungrammatical one, so both are passed over. A plain card is no
statement, unless its author made it one: its answer is true or false, and the other of the two is its wrong one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.forms.bank import stands_alone
from quizgen.item import Item
from quizgen.rules.plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.fact import Fact
    from quizgen.forms.bank import Bank
    from quizgen.question import Question

_ASKED = "True or false?"
_PRONOUN = re.compile(
    r"(?i)\b(?:he|she|it|they|him|them|his|her|hers|its|their|theirs|who|whose|whom|which)\b"
)
_HEDGE = re.compile(
    r"(?i)\b(?:about|around|almost|nearly|roughly|some|approximately|over|under|below|above|up to|at least|at most|"
    r"more than|less than|fewer than|mostly|mainly|usually|often|most|generally|by tradition|probably|perhaps)\s*$"
)
_ARTICLE = re.compile(r"(?i)\b(?:a|an)\s+$")


def true_false(bank: Bank) -> Iterator[Item]:
    """One statement for each fact that stands alone."""
    for fact, attempts in bank.facts():
        if not stands_alone(attempts):
            continue  # "She won it in 2004" is neither true nor false
        if is_plain(fact):
            yield from (item for one in attempts if (item := _plain(bank, one.question)) is not None)
            continue
        lie, usual = _by_chance(bank, fact, [one.question for one in attempts])
        yield (_any_false(bank, usual) if lie else None) or _true(bank, usual[0], fact)


def turned(bank: Bank, item: Item) -> Item | None:
    """The fact of a statement told the other way; None for a plain card, and where nothing false fits into it."""
    fact = item.questions[0].fact
    if is_plain(fact):
        return None
    _, usual = _by_chance(bank, fact, [one for one in bank.questions if one.fact.id == fact.id])
    return _any_false(bank, usual) if item.answer == "true" else _true(bank, usual[0], fact)


def _by_chance(bank: Bank, fact: Fact, questions: Sequence[Question]) -> tuple[bool, list[Question]]:
    """Whether a fact is to be told falsely, and its questions in the order in which that is tried."""
    chance = bank.chance(fact.id, "true-false")
    lie = chance.random() < 0.5
    usual = [one for one in questions if one.ask != "answer"]
    chance.shuffle(usual)
    return lie, usual


def _any_false(bank: Bank, questions: Iterable[Question]) -> Item | None:
    return next((item for one in questions if (item := _false(bank, one)) is not None), None)


def _plain(bank: Bank, question: Question) -> Item | None:
    """The author's own statement; what would be true instead of a false one, the card does not say."""
    said = question.answer.casefold()
    wrong = [text.casefold() for text in question.span.wrong]
    if question.rule != "plain" or [said, *wrong] not in (["true", "false"], ["false", "true"]):
        return None
    asked = question.text if question.text.casefold().endswith(_ASKED.casefold()) else ""
    return _item(bank, question, question.text, "", true=said == "true", asked=asked)


def _true(bank: Bank, question: Question, fact: Fact) -> Item:
    return _item(bank, question, fact.text, "", true=True)


def _false(bank: Bank, question: Question) -> Item | None:
    """The fact with something else said of it; None where no distractor fits into the sentence."""
    fact, span, dealt = question.fact, question.span, bank.choices[question.id]
    before, behind = fact.text[: span.start], fact.text[span.end :]
    if dealt.key is None or span.stands_for or _PRONOUN.search(before + behind) or _HEDGE.search(before):
        return None
    others = [option for number, option in enumerate(dealt.options) if number != dealt.key]
    bank.chance(question.id, "distractor").shuffle(others)
    answer = question.answer
    for other in others:
        if question.key != answer and question.lead:
            other = other.removeprefix(f"{question.lead} ")
        if question.ask == "howmany" and other.lower() in ("one", "1"):
            continue  # "has one hearts"
        if _ARTICLE.search(before) and _is_vowel(other) != _is_vowel(answer):
            continue
        if not before or (answer[:1].isupper() and answer[1:] == fact[span][1:] and not before.strip()):
            other = other[:1].upper() + other[1:]
        return _item(bank, question, before + other + behind, fact.text, true=False)
    return None


def _is_vowel(text: str) -> bool:
    return text[:1].lower() in "aeiou"


def _item(
    bank: Bank, question: Question, sentence: str, correction: str, *, true: bool, asked: str = ""
) -> Item:
    """`asked` is the whole stem, where the author wrote it."""
    stem = sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
    id_ = f"{bank.sheet.id}/{question.fact.id}/true-false"
    return Item(
        id_, "true-false", asked or f"{stem} {_ASKED}", (question,), "true" if true else "false",
        choices=("true", "false"), key=(0 if true else 1,), correction=correction,
    )  # fmt: skip
