"""Answers that nobody can give: none at all, or one too long to say.

The capital of Atlantis is [???]{.where}.
-> empty-answer

The longest river of Europe is [the Volga]{.what}.
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

LONGEST = 15
"""Words of an answer that can be known by heart."""

_PLACEHOLDER = re.compile(r"(?i)\?{2,}|\.{3,}|…|_{2,}|-{2,}|x{3,}|tbd|tba|todo|to do|n/a|n\.a\.")
_SIGNS = re.compile(r"[-._…]+")
_UNKNOWN = re.compile(r"(?i)\?|unknown|not known|nobody knows|unclear|uncertain")


def answer(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """Answers that stand for one to come, and answers of more than `LONGEST` words."""
    for attempt in asked.attempts:
        question = attempt.question
        given, fact = question.answer, question.fact.id
        length = len(given.split())
        plain = question.ask == "answer"  # may be about signs: "O in Morse: ---"
        if (_PLACEHOLDER.fullmatch(given) and not (plain and _SIGNS.fullmatch(given))) or (
            question.ask in ("who", "when", "where") and _UNKNOWN.fullmatch(given)
        ):
            message = f'"{given}" is no answer; put it in, or take the tag off'
            yield Finding(question.span.place, "warning", "empty-answer", message, fact)
        elif length > LONGEST and not plain:
            message = f"this answer has {length} words, and more than {LONGEST} are hard to give; tag its heart alone"
            yield Finding(question.span.place, "warning", "long-answer", message, fact)
