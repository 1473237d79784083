"""Lists behind a verb: "collected [finches], [tortoises] and [plants]", "comes from [Brazil], [Vietnam] and [Peru]"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.english.clause import Piece
    from quizgen.english.token import Token


def lists(tokens: Sequence[Token], tail: Sequence[Piece]) -> list[tuple[int, ...]]:
    """The lists of three and more among the pieces of a tail: the numbers of the pieces that hold their members.

    The last piece may hold two members, as in "finches | , | tortoises and plants".
    """
    found: list[tuple[int, ...]] = []
    for number, piece in enumerate(tail):
        if piece.sort not in ("noun", "preposition") or (found and number in found[-1]):
            continue
        members = (number, *_members(tokens, tail, number))
        if len(members) > 2 or (len(members) > 1 and _holds_two(tokens, tail[members[-1]])):
            joined = tokens[tail[members[-2]].end : tail[members[-1]].end]
            if any(token.is_in(words.COORDINATORS) for token in joined):
                found.append(members)
    return found


def _members(tokens: Sequence[Token], tail: Sequence[Piece], first: int) -> Iterator[int]:
    """The noun phrases that follow one another behind the first, with only commas and a coordinator between them."""
    number = first + 1
    while number < len(tail):
        marks = number
        while number < len(tail) and (
            tail[number].sort == "coordinator" or tokens[tail[number].start].text == ","
        ):
            number += 1
        if number == marks or number == len(tail) or tail[number].sort != "noun":
            return
        yield number
        number += 1


def _holds_two(tokens: Sequence[Token], piece: Piece) -> bool:
    return any(token.is_in(words.COORDINATORS) for token in tokens[piece.start : piece.end])


def members_of(tokens: Sequence[Token], piece: Piece) -> list[tuple[int, int]]:
    """The members a piece of a list holds, its preposition left out, as token ranges."""
    found: list[tuple[int, int]] = []
    start = piece.noun
    for index in range(piece.noun, piece.end):
        if tokens[index].is_in(words.COORDINATORS):
            found.append((start, index))
            start = index + 1
    return [(first, last) for first, last in (*found, (start, piece.end)) if first < last]
