"""Where two texts differ: letter by letter in words that are close, else word by word."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from quizgen.answering.edits import edits
from quizgen.answering.verdict import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.answering.reading import Reading
    from quizgen.answering.tokens import Token

_MOST_WORDS = 60
"""Of longer texts only the ends that agree are told apart, since all pairs of words would be compared."""


def differences(expected: Reading, typed: Reading) -> tuple[Difference, ...]:
    """What differs, from left to right; offsets in the two sources."""
    ours, theirs = expected.tokens, typed.tokens
    if not ours or not theirs or max(len(ours), len(theirs)) > _MOST_WORDS:
        return (whole(expected.source, typed.source),)
    return tuple(_merged(_by_word(expected, typed)))


def whole(expected: str, typed: str) -> Difference:
    """All of both texts."""
    return Difference((0, len(expected)), (0, len(typed)))


def _by_word(expected: Reading, typed: Reading) -> Iterator[Difference]:
    ours, theirs = expected.tokens, typed.tokens
    matcher = SequenceMatcher(None, [t.strict for t in ours], [t.strict for t in theirs], autojunk=False)
    for sort, a, b, c, d in matcher.get_opcodes():
        if sort == "equal":
            continue
        paired = min(b - a, d - c) if b - a == d - c else 0
        for index in range(paired):
            yield from _pair(expected, typed, ours[a + index], theirs[c + index])
        if not paired:
            yield Difference(_stretch(expected, a, b), _stretch(typed, c, d))


def _stretch(reading: Reading, first: int, after: int) -> tuple[int, int]:
    """Where tokens stand in the source; where there are none, the place between their neighbours."""
    if first < after:
        return reading.stretch(reading.tokens[first], reading.tokens[after - 1])
    place = reading.stretch(reading.tokens[first - 1], reading.tokens[first - 1])[1] if first else 0
    return place, place


def _pair(expected: Reading, typed: Reading, one: Token, other: Token) -> Iterator[Difference]:
    ours, theirs = one.raw.casefold(), other.raw.casefold()
    spans = expected.stretch(one, one), typed.stretch(other, other)
    plain = all(stop - start == len(raw) for (start, stop), raw in zip(spans, (ours, theirs), strict=True))
    close = (
        one.kind == other.kind == "word"
        and len(ours) < 60
        and edits(one.key, other.key, 3) <= max(1, len(ours) // 3)
    )
    if not (plain and close):
        yield Difference(*spans)
        return
    for sort, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if sort != "equal":
            yield Difference((spans[0][0] + a, spans[0][0] + b), (spans[1][0] + c, spans[1][0] + d))


def _merged(found: Iterator[Difference]) -> Iterator[Difference]:
    """With what touches in both texts put together, and what comes of one character: ² is ^ and 2."""
    last: Difference | None = None
    for each in found:
        if last is not None and _touch(last, each):
            last = Difference(
                (last.expected[0], max(last.expected[1], each.expected[1])),
                (last.typed[0], max(last.typed[1], each.typed[1])),
            )
            continue
        if last is not None:
            yield last
        last = each
    if last is not None:
        yield last


def _touch(last: Difference, each: Difference) -> bool:
    apart = each.expected[0] - last.expected[1], each.typed[0] - last.typed[1]
    return apart == (0, 0) or min(apart) < 0
