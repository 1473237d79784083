"""Stretches of a sentence that a person may mean: its words, its noun phrases, and a boundary moved by one of them.

A stretch is (start, end), in characters of the sentence's text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from quizgen.english import words
from quizgen.english.noun import noun_end
from quizgen.english.token import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.english.token import Token

Stretch = tuple[int, int]
Side = Literal["start", "end"]

_CHUNK = re.compile(r"[^\s—]+")
_OPENING = "\"'“‘„«([{<*-–…"
_CLOSING = "\"'”’»)]}>*,.;:!?-–…"
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\Z")


@lru_cache(maxsize=64)  # every key asks again for the sentence that is up
def words_of(text: str) -> tuple[Stretch, ...]:
    """The words, less the marks around them; the 's of a possessive is no part of its word."""
    found = []
    for chunk in _CHUNK.finditer(text):
        bare = chunk[0].lstrip(_OPENING)
        start = chunk.end() - len(bare)
        bare = _POSSESSIVE.sub("", bare.rstrip(_CLOSING))
        if bare:
            found.append((start, start + len(bare)))
    return tuple(found)


@lru_cache(maxsize=64)
def phrases_of(text: str) -> tuple[Stretch, ...]:
    """The noun phrases, from left to right, none inside another: what may be worth a tag."""
    tokens = tokenise(text)
    found = []
    at = 0
    while at < len(tokens):
        end = noun_end(tokens, at, len(tokens), (), False)
        if end > at:
            found.append((tokens[at].start, _without_mark(text, tokens[at].start, tokens[end - 1].end)))
        at = max(end, at + 1)
    return tuple(found)


def phrase_around(text: str, stretch: Stretch) -> Stretch:
    """The noun phrase in which a stretch lies, or the stretch itself where it lies in none."""
    tokens = tokenise(text)
    first = next((at for at, token in enumerate(tokens) if token.end > stretch[0]), None)
    if first is None:
        return stretch
    end = noun_end(tokens, first, len(tokens), (), False)
    if end == first:
        return stretch
    while first and noun_end(tokens, first - 1, len(tokens), (), False) == end:
        first -= 1
    return _around(text, tokens[first:end], stretch)


def _around(text: str, tokens: Sequence[Token], stretch: Stretch) -> Stretch:
    start, end = tokens[0].start, _without_mark(text, tokens[0].start, tokens[-1].end)
    return (start, end) if start <= stretch[0] and stretch[1] <= end else stretch


def _without_mark(text: str, start: int, end: int) -> int:
    """The end less what a possessive or a mark puts there."""
    return start + len(_POSSESSIVE.sub("", text[start:end]).rstrip(" ,;:"))


def moved(text: str, stretch: Stretch, side: Side, by: int, *, letters: bool = False) -> Stretch | None:
    """A stretch with one end moved, by words or by letters, to the right for a positive `by`.

    None where there is nothing to move over, and where nothing would be left. By words, an end passes those that no
    phrase ends with: of, the, and, in.
    """
    start, end = stretch
    if letters:
        found: int | None = (start if side == "start" else end) + by
    else:
        found = _next_word(text, start if side == "start" else end, side, by)
    if found is None:
        return None
    start, end = (found, end) if side == "start" else (start, found)
    return (start, end) if 0 <= start < end <= len(text) and text[start:end].strip() else None


def grown(text: str, stretch: Stretch, side: Side) -> Stretch | None:
    """A stretch that takes in the next noun phrase on one side, with all between; None where there is none."""
    start, end = stretch
    if side == "start":
        begins = [one[0] for one in phrases_of(text) if one[0] < start]
        return (begins[-1], end) if begins else None
    ends = [one[1] for one in phrases_of(text) if one[1] > end]
    return (start, ends[0]) if ends else None


_NEVER_LAST = words.ARTICLES | words.COORDINATORS | words.PREPOSITIONS_BUT_OF | words.SUBORDINATORS | {"of"}


def _next_word(text: str, at: int, side: Side, by: int) -> int | None:
    edges = [start for start, _ in words_of(text)]
    if side == "end":
        edges = [end for start, end in words_of(text) if text[start:end].lower() not in _NEVER_LAST]
    beyond = [edge for edge in edges if edge > at] if by > 0 else [edge for edge in edges if edge < at][::-1]
    return beyond[abs(by) - 1] if len(beyond) >= abs(by) else None


def crosses(stretch: Stretch, others: Iterable[Stretch]) -> bool:
    """Whether a stretch has a part of another inside it and a part outside, or is the same."""
    start, end = stretch
    return any(
        (one[0] < start < one[1] < end) or (start < one[0] < end < one[1]) or one == stretch for one in others
    )
