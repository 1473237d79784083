"""Letters of an answer, as they stand in the squares of a puzzle."""

from __future__ import annotations

import re
import unicodedata

from quizgen.answering.accents import fold_accents

SHORTEST = 3
LONGEST = 15
"""Squares of a word in a puzzle."""

_ARTICLE = re.compile(r"(?i)^(?:the|an?)\s+(?=\S)")
_APART = re.compile(r"[\s\-‐‑–]+")
_SILENT = str.maketrans(dict.fromkeys("'’ʼ.", ""))
_SCRIPTS = ("LATIN ", "GREEK ", "CYRILLIC ")
"""Those that run from left to right and have a letter in each square."""


def words_of(answer: str) -> tuple[str, ...]:
    """The words of an answer in capitals without accents: "the Crêpe-maker" gives CREPE and MAKER.

    Empty where it holds anything but letters of one script: a number, a formula, another script.
    """
    bare = _ARTICLE.sub("", answer.strip()).translate(_SILENT)
    words = tuple(fold_accents(word).upper() for word in _APART.split(bare) if word)
    return words if words and _are_letters("".join(words)) else ()


def squares_of(answer: str) -> str:
    """Its letters in a row, if a puzzle can take them: 3 to 15; otherwise nothing."""
    squares = "".join(words_of(answer))
    return squares if SHORTEST <= len(squares) <= LONGEST else ""


def _are_letters(text: str) -> bool:
    if not text.isalpha():
        return False
    name = unicodedata.name(text[0], "")
    script = next((one for one in _SCRIPTS if name.startswith(one)), None)
    return script is not None and all(unicodedata.name(letter, "").startswith(script) for letter in text)
