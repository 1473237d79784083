"""Words that were parted at the ends of lines: whether their hyphen is a printer's or their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.tagging.text.characters import SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWN = frozenset(
    "all anti cross eighty ex fifty forty four half high left long low many mid middle mother ninety non old one post "
    "pre pro quasi right second self semi seventy short sixty so then thirty three twenty two vice well world".split()
)
"""First halves of words that keep their hyphen."""
_COMPOUND = re.compile(r"\b[^\W\d_]++(?:-[^\W\d_]++)+")
_TAIL = re.compile(r"[^\W\d_]+")
_DASHES = "—–"
_MOST = 100_000
"""Words with hyphens that are remembered of a text."""


class Hyphens:
    """The words with hyphens that a text has had so far: one of these keeps its hyphen where a line ends in it."""

    def __init__(self) -> None:
        self.known: set[str] = set()

    def learn(self, text: str) -> None:
        """Remember the words of a line that have a hyphen inside."""
        if "-" in text and len(self.known) < _MOST:
            self.known.update(word.lower() for word in _COMPOUND.findall(text))

    def joined(self, pieces: Sequence[str]) -> tuple[str, tuple[int, ...]]:
        """Lines as one text, and where each of them begins in it."""
        text: list[str] = []
        starts: list[int] = []
        length = 0
        for index, piece in enumerate(pieces):
            starts.append(length)
            following = pieces[index + 1] if index + 1 < len(pieces) else ""
            end = self._ended(piece, following)
            text.append(end)
            length += len(end)
        return "".join(text), tuple(starts)

    def _ended(self, piece: str, following: str) -> str:
        """A line with what parts it from the next: a blank, nothing, or not even its hyphen."""
        if piece.endswith(SOFT_HYPHEN):
            return piece[:-1]
        if not following:
            return piece
        last, before = piece[-1], piece[-2:-1]
        if last in _DASHES and before.isalnum():
            return piece
        if last != "-" or not before.isalnum():
            return piece + " "
        return piece if self._keeps(piece, following) else piece[:-1]

    def _keeps(self, piece: str, following: str) -> bool:
        """Whether a hyphen at the end of a line belongs to its word."""
        tail = _TAIL.match(following)
        if tail is None or not tail[0].islower():
            return True
        first = piece.rpartition(" ")[2][:-1].lower().lstrip("(“‘\"'[—")
        return "-" in first or first in _OWN or f"{first}-{tail[0]}".lower() in self.known
