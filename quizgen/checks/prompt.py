"""Plain cards that ask nothing: no word stands beside the answer, and no picture.

[Paris]{.answer}
-> no-prompt

What is the capital of France? [Paris]{.answer}
->

7 × 8 = [56]{.answer}
->
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.finding import Finding
from quizgen.rules.plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.ask import Asked
    from quizgen.fact import Sheet


def prompt(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """A card that is nothing but its answer, so that there is only a gap to show."""
    fact = asked.fact
    if not is_plain(fact) or fact.files:
        return
    for span in fact.spans:
        if span.tag == "answer" and not (fact.text[: span.start] + fact.text[span.end :]).strip():
            message = (
                "nothing asks for this answer; write what is asked before it: What is …? [answer]{.answer}"
            )
            yield Finding(span.place, "warning", "no-prompt", message, fact.id)
