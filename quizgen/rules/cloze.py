"""Ask by leaving a gap: the sentence with a blank for the answer. It can always be asked, so it comes last.

[Paris]{.where}, [city of light]{.what} and city of bread.
_____, city of light and city of bread. -> Paris
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.question import BLANK

if TYPE_CHECKING:
    from quizgen.fact import Fact, Span


def cloze(fact: Fact, span: Span) -> str:
    """The fact's sentence with `BLANK` for the span, and for every other place where its words stand."""
    before, after = fact.text[: span.start], fact.text[span.end :]
    answer = fact[span]
    if len(answer) < 2:
        return before + BLANK + after
    again = re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(answer)}(?![.,]?\d)(?!\w)", re.IGNORECASE)
    return again.sub(BLANK, before) + BLANK + again.sub(BLANK, after)
