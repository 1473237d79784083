"""Questions that give their own answer away in part: the family name of who is asked for.

[Gustave Eiffel]{.who} built the Eiffel Tower in [1889]{.when}.
-> leak

[Marie Curie]{.who} married [Pierre Curie]{.who} in [1895]{.when}.
->
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.ask import Asked
    from quizgen.fact import Sheet
    from quizgen.question import Question

SHORTEST = 4
"""Letters of a name that gives something away."""


def leak(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """Questions that hold the last name of their answer, or another right answer."""
    for attempt in asked.attempts:
        question = attempt.question
        told = _other_answer(question) or _family_name(question)
        if question.form == "open" and told:
            message = (
                f'"{question.text}" tells "{told}", which is a part of the answer; leave it out of the fact'
            )
            yield Finding(question.span.place, "warning", "leak", message, question.fact.id)


def _other_answer(question: Question) -> str:
    """An answer that also= accepts and the question holds."""
    for other in question.span.also:
        if len(other) >= SHORTEST and re.search(rf"(?i)(?<!\w){re.escape(other)}(?!\w)", question.text):
            return other
    return ""


def _family_name(question: Question) -> str:
    """Unless a given name stands before it, which makes it somebody else's."""
    given = question.answer.split(" ")
    last = given[-1]
    if question.ask != "who" or len(given) < 2 or len(last) < SHORTEST or not _is_name(given):
        return ""
    found = re.search(rf"(?<!\w){re.escape(last)}(?!\w)", question.text)
    if found is None:
        return ""
    before = question.text[: found.start()].split()
    return "" if before and before[-1][:1].isupper() and len(before) > 1 else last


def _is_name(given: list[str]) -> bool:
    return given[0][:1].isupper() and given[-1][:1].isupper() and given[0] not in ("The", "A", "An")
