"""The key under which texts meet that say the same in the same words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*|_+|[^\w\s]")
_LEFT_OUT = frozenset(
    {"a", "an", "the", ",", ".", "!", ";", ":", "–", "—", "(", ")", '"', "'", "“", "”", "‘", "’"}
)
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-"})


def fold(text: str) -> str:
    """A key: equal for texts that differ in capitals, white space, articles and punctuation alone."""
    found = _WORD.findall(text.translate(_STRAIGHT).casefold())
    return " ".join(word for word in found if word not in _LEFT_OUT)
