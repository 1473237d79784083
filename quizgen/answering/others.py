"""The other answers of a deck, filed so that a typed text is looked up among thousands at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quizgen.answering.accents import fold_accents
from quizgen.answering.edits import edits
from quizgen.answering.text import LONGEST

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"a", "an", "the"})


def plain_words(text: str) -> tuple[str, ...]:
    """The words and figures of a text in small letters, without accents and articles: what answers are filed under."""
    words = _WORD.findall(fold_accents(text[:LONGEST]))
    return tuple(word for word in words if word not in _ARTICLES) or tuple(words)


@dataclass(frozen=True, slots=True)
class Others:
    """The other answers of a deck by what they are looked up by."""

    whole: frozenset[str]
    """Their words in a row."""
    words: frozenset[str]
    """Each word of four letters or more of any of them."""
    last: dict[str, frozenset[str]]
    """By last word, the whole ones."""
    by_length: dict[int, tuple[tuple[int, str], ...]]
    """Those of more than three letters by length, each with the set of its letters as a number."""

    def nearest(self, typed: str, most: int, but: frozenset[str]) -> str:
        """One that is at most so many slips away from a typed text; empty if there is none."""
        mask = _letters(typed)
        for length in range(len(typed) - most, len(typed) + most + 1):
            for letters, other in self.by_length.get(length, ()):
                if (
                    (mask ^ letters).bit_count() <= 2 * most
                    and other not in but
                    and edits(other, typed, most) <= most
                ):
                    return other
        return ""


def _letters(text: str) -> int:
    """A bit for each letter that occurs: a slip changes two of them at most."""
    mask = 0
    for char in text:
        mask |= 1 << (ord(char) & 31)
    return mask


@lru_cache(maxsize=4)
def file_others(others: tuple[str, ...]) -> Others:
    """The other answers, filed; 5,000 take 30 ms once, and 0.1 ms whenever the same are handed in again."""
    filed = [plain_words(other) for other in others]
    joined = ["".join(words) for words in filed]
    last: dict[str, set[str]] = {}
    by_length: dict[int, set[str]] = {}
    for words, whole in zip(filed, joined, strict=True):
        if len(words) > 1:
            last.setdefault(words[-1], set()).add(whole)
        by_length.setdefault(len(whole), set()).add(whole)
    return Others(
        whole=frozenset(joined) - {""},
        words=frozenset(word for words in filed for word in words if len(word) > 3),
        last={word: frozenset(found) for word, found in last.items()},
        by_length={
            length: tuple((_letters(whole), whole) for whole in found)
            for length, found in by_length.items()
            if length > 3
        },
    )
