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
    edges = [0, *(edge for place in hidden(fact, span) for edge in place), len(fact.text)]
    return BLANK.join(fact.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def hidden(fact: Fact, span: Span) -> list[tuple[int, int]]:
    """The span, and every other place where its words stand, in the order of the sentence."""
    answer = fact[span]
    if len(answer) < 2:
        return [(span.start, span.end)]
    again = re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(answer)}(?![.,]?\d)(?!\w)", re.IGNORECASE)
    before = [match.span() for match in again.finditer(fact.text[: span.start])]
    behind = [match.span() for match in again.finditer(fact.text[span.end :])]
    moved = [(span.end + start, span.end + end) for start, end in behind]
    return [*before, (span.start, span.end), *moved]
