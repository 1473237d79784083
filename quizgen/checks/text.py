"""What several checks need of a text: its words without quotes, and patterns of days and of lists of words."""

from __future__ import annotations

import re

from quizgen.dating.vocabulary import MONTHS

_QUOTED = re.compile(
    r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|(?<!\w)‘[^‘’]*(?:’\w[^‘’]*)*’(?!\w)|(?<![\w'])'[^']+'(?![\w'])"
)

MONTH = "|".join(MONTHS)
"""The names of the months, as the alternatives of a pattern."""
DAY = rf"(?:\d\d? (?:{MONTH}),? \d{{3,4}}|(?:{MONTH}) \d\d?, \d{{3,4}})"
"""A day with its year, as a pattern: 18 October 1917, October 18, 1917."""


def unquoted(text: str) -> str:
    """The text with blanks for what stands in quotation marks: somebody's words, or a title. Offsets stay."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


def listed(words: str) -> str:
    """Words, or phrases between bars, as the alternatives of a pattern, the longest first."""
    found = words.split("|") if "|" in words else words.split()
    return "|".join(sorted((re.escape(word.strip()) for word in found), key=len, reverse=True))
