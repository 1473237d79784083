"""Dates that cannot be: days that a calendar does not have, and a past that is still to come.

Lenin came to [Petrograd]{.where} on [31 April 1917]{.when}.
-> impossible-date

[The colony]{.what} was founded on [Mars]{.where} in [2347]{.when}.
-> impossible-date

The team will win the cup in [2030]{.when}.
-> prediction

Lenin came to [Petrograd]{.where} on [29 February 1900]{.when calendar="julian"}.
->
"""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from quizgen.checks.text import DAY
from quizgen.dates import DateError, calendar_of, read_date, read_span
from quizgen.finding import Finding
from quizgen.rules.target import is_past

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgen.ask import Asked
    from quizgen.fact import Sheet
    from quizgen.question import Question
    from quizgen.rules.target import Target

FAR = 2150
"""A year that nobody who reads this has behind him. There is no clock here: one sheet, one set of findings."""

_DAY = re.compile(rf"\b{DAY}(?: BCE?)?\b")
_YEAR = re.compile(r"(?<![\d.,])[12]\d{3}(?![\d.,]*\d)(?! BCE?\b)")


def date(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """Impossible dates of a fact, and predictions."""
    fact = asked.fact
    for span in fact.spans:
        if span.tag == "when" and (why := _impossible(partial(read_span, fact, span, sheet))):
            yield Finding(span.place, "warning", "impossible-date", why, fact.id)
    for match in _DAY.finditer(fact.text):
        inside = any(span.tag == "when" and span.start <= match.start() < span.end for span in fact.spans)
        day = partial(read_date, match[0], calendar=calendar_of(None, sheet))
        if not inside and (why := _impossible(day)):
            yield Finding(fact.place, "warning", "impossible-date", why, fact.id)
    to_come = (
        _to_come(attempt.question, attempt.target)
        for attempt in asked.attempts
        if attempt.question.ask == "when" and attempt.target is not None
    )
    yield from islice((found for found in to_come if found is not None), 1)


def _impossible(read: Callable[[], object]) -> str:
    """Why there is no such day; empty where there is, or where it is not known."""
    try:
        read()
    except DateError as error:
        return str(error)
    return ""


def _to_come(question: Question, target: Target) -> Finding | None:
    """Of a time that has not been: told as past, or as what will be."""
    answer, place, fact = question.answer, question.span.place, question.fact.id
    year = _YEAR.search(answer)
    if year is None:
        return None
    if int(year[0]) >= FAR and target.clause is target.main and is_past(target, target.clause):
        message = f'"{answer}" is told as past, and is still to come; look at the year'
        return Finding(place, "warning", "impossible-date", message, fact)
    if _is_told_ahead(target):
        message = f'what "will" be in {year[0]} is no fact yet; say who expects it ("is expected to …")'
        return Finding(place, "warning", "prediction", message, fact)
    return None


def _is_told_ahead(target: Target) -> bool:
    """As in "will return in 2061", "is going to be held in 2032"."""
    first, last = target.predicate.group.first, target.predicate.end
    verb = [token.lower for token in target.tokens[first:last]]
    return verb[0] in ("will", "shall", "'ll", "’ll") or verb[1:3] == ["going", "to"]
