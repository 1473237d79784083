"""Whether the answers of two questions agree, or may; and what a fair teacher says of a typed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.answering.verdict import Difference, Verdict
from quizgen.dates import DateError, calendar_of, compare, date_in, date_of, read_span, value
from quizgen.english.folding import fold

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from quizgen.fact import Sheet
    from quizgen.question import Question

__all__ = ["Difference", "Verdict", "accepted", "agree", "judge", "overlap"]


def agree(one: Question, other: Question, sheet: Sheet) -> bool:
    """Whether an answer to one is right for the other too: the same words, or the same time."""
    return not accepted(one, sheet).isdisjoint(accepted(other, sheet))


def accepted(question: Question, sheet: Sheet) -> frozenset[Hashable]:
    """All right answers of a question, as keys: two questions agree where they have one in common.

    Of words the key is what capitals, articles and punctuation do not change, and of times the value of the date,
    in whichever calendar and order it is written.
    """
    keys: set[Hashable] = {fold(answer) for answer in (question.answer, *question.also)}
    if question.ask == "when":
        calendar = calendar_of(question.span, sheet)
        dates = [date_of(question.fact, question.span, sheet)]
        dates += [date_in(answer, calendar=calendar) for answer in question.also]
        keys |= {value(date) for date in dates if date is not None}
    return frozenset(keys)


def overlap(one: Question, other: Question, sheet: Sheet) -> bool:
    """Whether two questions for a time have dates that may be the same: "1917" and "October 1917".

    Of a date that does not exist this is not known, so that it may be.
    """
    if not one.ask == other.ask == "when":
        return False
    try:
        mine, theirs = (read_span(question.fact, question.span, sheet) for question in (one, other))
    except DateError:
        return True
    return mine is not None and theirs is not None and compare(mine, theirs) in (0, None)


def judge(
    expected: str, typed: str, also: Sequence[str] = (), others: Sequence[str] = (), wrong: Sequence[str] = ()
) -> Verdict:
    """What a fair teacher says of a typed answer: right, a typo, or wrong, what differs, and why.

    `also` are further right answers. `others` are the other answers of the deck: none of them is a slip for this one,
    and a surname that two of them share is not enough. The first judgement against some `others` reads them (5,000 take
    40 ms); handed in again, the same ones are looked up in 0.1 ms. `wrong` is what the author calls wrong, which no
    likeness to a right answer makes right: "it's" for "its".
    """
    from quizgen.answering import judging  # 50 ms, which only those pay who type

    return judging.judge(expected, typed, also, others, wrong)
