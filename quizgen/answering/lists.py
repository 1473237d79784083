"""Answers of several parts: red, green and blue, in any order."""

from __future__ import annotations

import re

_JOINTS = r"[,;]\s+(?:and\s+|&\s*)?|;|\n+|\s(?:and|as well as|und|et|y|и)\s|\s*&\s*|(?<=[^\W\d_]),(?=[^\W\d_])|\s[+/]\s"
_JOINT = re.compile(rf"\s*(?:{_JOINTS})\s*", re.IGNORECASE)
_CHOICE = re.compile(r"\s(?:or|oder|ou|или)\s|(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])|\?\s*\w", re.IGNORECASE)


def parts_of(source: str, *, choice: bool = False) -> tuple[str, ...]:
    """The parts of a text that commas, semicolons and "and" part, and for a `choice` "or"; one where there are none."""
    parts = _CHOICE.split(source) if choice else [source]
    return tuple(part.strip() for whole in parts for part in _JOINT.split(whole) if part.strip(" .,;"))


def offers_a_choice(source: str) -> bool:
    """Whether a text leaves open which of two it means: "Paris or London"."""
    return _CHOICE.search(source) is not None
