"""What several checks need of a text: its words without quotes, and lists of words as patterns."""

from __future__ import annotations

import re

_QUOTED = re.compile(
    r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)|(?<![\w'])'[^']+'(?![\w'])"
)


def unquoted(text: str) -> str:
    """The text with blanks for what stands in quotation marks: somebody's words, or a title. Offsets stay."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def listed(words: str) -> str:
    """Words, or phrases between bars, as the alternatives of a pattern, the longest first."""
    found = words.split("|") if "|" in words else words.split()
    return "|".join(sorted((re.escape(word.strip()) for word in found), key=len, reverse=True))
