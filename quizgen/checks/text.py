"""What several checks need of a text: its words without quotes, and the key under which equal sentences meet."""

from __future__ import annotations

import re

_QUOTED = re.compile(
    r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)|(?<![\w'])'[^']+'(?![\w'])"
)
_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*|_+|[^\w\s]")
_LEFT_OUT = frozenset(
    {"a", "an", "the", ",", ".", "!", ";", ":", "–", "—", "(", ")", '"', "'", "“", "”", "‘", "’"}
)
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-"})


def unquoted(text: str) -> str:
    """The text with blanks for what stands in quotation marks: somebody's words, or a title. Offsets stay."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def fold(text: str) -> str:
    """A key: equal for texts that differ in capitals, white space, articles and punctuation alone."""
    found = _WORD.findall(text.translate(_STRAIGHT).casefold())
    return " ".join(word for word in found if word not in _LEFT_OUT)


def listed(words: str) -> str:
    """Words, or phrases between bars, as the alternatives of a pattern, the longest first."""
    found = words.split("|") if "|" in words else words.split()
    return "|".join(sorted((re.escape(word.strip()) for word in found), key=len, reverse=True))
