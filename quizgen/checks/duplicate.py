"""Facts that say again what another fact of the sheet says.

[Lenin]{.who} returned to [Petrograd]{.where}.
Lenin returned to [Petrograd]{.where}
-> duplicate-fact

[Lenin]{.who} returned to [Petrograd]{.where}.
[Lenin]{.who} died in [Gorki]{.where} in [1924]{.when}.
->
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english.folding import fold
from quizgen.finding import Finding
from quizgen.rules.plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.fact import Sheet
    from quizgen.question import Question


def duplicate(questions: Sequence[Question], sheet: Sheet) -> Iterator[Finding]:
    """Facts whose sentence is that of an earlier one, but for capitals, articles and punctuation."""
    lines: dict[str, int] = {}
    for fact in sheet.facts:
        # Of a plain card every sign may be what it is about, and its picture too.
        text = fact.text.casefold() if is_plain(fact) else fold(fact.text)
        key = " ".join((text, *fact.files))
        line = lines.setdefault(key, fact.place.line)
        if line != fact.place.line:
            message = f"this fact is told on line {line} already; keep one, with the tags of both"
            yield Finding(fact.place, "warning", "duplicate-fact", message, fact.id)
