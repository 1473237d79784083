"""Texts as they are looked for: without capitals, accents, and what else fingers leave out."""

from __future__ import annotations

import unicodedata

from quizgen.english.folding import fold

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "‘": "'"}
)
"""Letters that people write without their stroke, though Unicode sees no accent in it."""


def plain(text: str) -> str:
    """Lower case without accents: "Skłodowska" is "sklodowska"."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def folded(answer: str) -> str:
    """An answer by which those are found that differ in capitals, accents, articles and punctuation alone."""
    return fold(plain(answer))
