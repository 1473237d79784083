"""What gives an answer away: its words, in a row, anywhere in the text of another exercise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.answering.accents import fold_accents

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^ (?:the|an?) (?=\S)")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese: words stand side by side without a space."""


def folded(text: str) -> str:
    """The words of a text in a row, spaces around each, without capitals, accents and signs."""
    return f" {' '.join(fold_accents(word) for word in _WORD.findall(text))} "


def folded_key(answer: str) -> str:
    """An answer to be looked for in a folded text, its article left off."""
    key = _ARTICLE.sub(" ", folded(answer))
    return key.strip() if _WITHOUT_SPACES.search(key) else key


def given_away(text: str, keys: Iterable[str]) -> int:
    """How many of the folded answers, none of them empty, stand in a folded text."""
    told = 0
    for key in keys:  # the innermost loop of drawing, so no sum() over a generator
        if key in text:
            told += 1
    return told
