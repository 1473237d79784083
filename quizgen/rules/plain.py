"""Ask in the author's own words: all that stands before the answer is the question, in any language.

What is the capital of France? [Paris]{.answer}
What is the capital of France? -> Paris

7 × 8 = [56]{.answer}
7 × 8 = -> 56

An answer with words behind it, or beside another tag, is asked by a gap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.tags import TAGS

if TYPE_CHECKING:
    from quizgen.fact import Fact, Span


def is_plain(fact: Fact) -> bool:
    """Whether a fact is a card in its author's words: it has answers, and no tag that an English question asks for."""
    asked = [TAGS[span.tag] for span in fact.spans if TAGS[span.tag].asks]
    return bool(asked) and all(tag.plain for tag in asked)


def plain(fact: Fact, span: Span) -> str | None:
    """The words before the fact's only answer, where it ends the fact; None where the span is to be a gap."""
    if not is_plain(fact) or fact.text[span.end :].strip():
        return None
    if any(other is not span and TAGS[other.tag].asks for other in fact.spans):
        return None
    return fact.text[: span.start].rstrip() or None
