"""The word bank: which gaps may share one, and which words can stand in it without fitting anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper.leaks import folded_key
from quizgen.answers import agree, overlap
from quizgen.distractors.fitness import is_wrong, task_of
from quizgen.english import words
from quizgen.english.wording import lower_first
from quizgen.rules.target import begin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

    from decks.paper.candidates import Candidate
    from quizgen.question import Question

SPARE = 2
"""Words at most that fit into no gap."""

_BEFORE_NAMES = words.DETERMINERS | words.PREPOSITIONS | words.NUMBER_WORDS
"""Words that are no names, whatever stands behind them."""


def fits_beside(one: Candidate, other: Candidate) -> bool:
    """Whether two gaps can share a word bank: neither word could be right in the gap of the other."""
    mine, theirs = one.item.questions[0], other.item.questions[0]
    words = (set(one.keys), set(other.keys))
    if words[0] & words[1] or one.item.text == other.item.text:
        return False
    if one.bank is not other.bank:
        return True
    if agree(mine, theirs, one.bank.sheet) or overlap(mine, theirs, one.bank.sheet):
        return False
    return _is_wrong(one, theirs) and _is_wrong(other, mine)


def listed(one: Candidate) -> str:
    """The word of a gap as it stands inside a sentence, lest its capital tell which gap begins one.

    A name keeps its capital, and so does what cannot be told from a name.
    """
    answer, question = one.item.answer, one.item.questions[0]
    target = next((each.target for each in one.bank.attempts if each.question is question), None)
    if target is None or target.tokens[target.index].text != answer:
        return answer
    said = begin(target, target.index, answer)
    if answer.split()[0].lower() in _BEFORE_NAMES:
        return said
    # What could be either, "Python", is left alone, and so is what stands beside a name: "Mercury and Venus".
    return said if said == lower_first(answer) and said == said.lower() else answer


def _is_wrong(one: Candidate, other: Question) -> bool:
    """Whether the answer to another question of the sheet is surely wrong in this gap, as far as that can be known."""
    question, pool = one.item.questions[0], one.bank.pool
    key, answer = pool.answer_to(question), pool.answer_to(other)
    task = task_of(question, key, pool)
    return task is None or is_wrong(task, answer.text, pool.tagged_in(answer))


def spare_words(drawn: Sequence[Candidate], answers: Iterable[str], chance: Random) -> tuple[str, ...]:
    """Up to `SPARE` wrong answers that are wrong for every gap of their kind.

    None is among the folded `answers` of the worksheet, lest the box tell them.
    A wrong answer was dealt for one question; another gap takes it only where that had it among its own wrong answers
    too, or asks for something else.
    """
    taken = set(answers)
    found: dict[str, str] = {}
    for one in drawn:
        for text in _wrong(one):
            key = folded_key(text)
            if key not in taken and key.strip() and all(_cannot_take(other, one, key) for other in drawn):
                found.setdefault(key, text)
    return tuple(chance.sample(sorted(found.values()), min(SPARE, len(found))))


def _wrong(one: Candidate) -> list[str]:
    """The wrong answers to its question."""
    dealt = one.bank.choices[one.item.questions[0].id]
    return [text for number, text in enumerate(dealt.options) if number != dealt.key]


def _cannot_take(other: Candidate, source: Candidate, key: str) -> bool:
    if other is source or any(key == folded_key(text) for text in _wrong(other)):
        return True
    mine, theirs = (one.item.questions[0] for one in (other, source))
    return mine.ask != theirs.ask and {mine.ask, theirs.ask} != {"who", "what"}
