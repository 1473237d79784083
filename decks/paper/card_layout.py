"""How many flashcards go on a page, and in which type: the same for every writer."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from decks.paper.characters import width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decks.paper.look import Look
    from decks.paper.worksheet import Flashcard

MARGIN = 10.0
"""Around the cards, in millimetres."""
FOOT = 6.0
"""Left free below them, in millimetres, for what a word processor puts behind a table."""
PAD = 4.0
"""Inside a card, in millimetres."""
SHAPES = ((2, 4), (2, 3), (2, 2), (1, 3), (1, 2), (1, 1))
"""Columns and rows of a page; the first in which all texts find room."""
POINT = 25.4 / 72
"""In millimetres."""
SMALLEST = 6.0
"""Type, in points."""


class Layout(NamedTuple):
    """Of all cards of a worksheet; lengths in millimetres."""

    columns: int
    rows: int
    width: float
    height: float
    size: float
    """Of the type, in points; a note's is three quarters of it."""


def layout(cards: Sequence[Flashcard], look: Look) -> Layout:
    """As many cards on a page as have room in the type of the preset; smaller type where one card has not."""
    across, down = look.size[0] - 2 * MARGIN, look.size[1] - 2 * MARGIN - FOOT
    size = 1.2 * look.type.size
    for columns, rows in SHAPES:
        one = Layout(columns, rows, across / columns, down / rows, size)
        if all(_fits(card, one) for card in cards):
            return one
    while size > SMALLEST and not all(_fits(card, one) for card in cards):
        size *= 0.93
        one = one._replace(size=size)
    return one


def pages(cards: Sequence[Flashcard], one: Layout) -> Iterator[tuple[bool, list[list[Flashcard | None]]]]:
    """Each page as rows of cards: fronts, then (True) backs in the order in which they lie behind them.

    The paper is turned at its long side, so a row of backs runs the other way; None is an empty place.
    """
    for start in range(0, len(cards), one.columns * one.rows):
        some = cards[start : start + one.columns * one.rows]
        rows: list[list[Flashcard | None]] = []
        for first in range(0, len(some), one.columns):
            row = [*some[first : first + one.columns]]
            rows.append([*row, *[None] * (one.columns - len(row))])
        yield False, rows
        yield True, [row[::-1] for row in rows]


def _fits(card: Flashcard, one: Layout) -> bool:
    front = _lines(card.front, one.size, one)
    back = _lines(card.back, one.size, one)
    if card.note:
        back += 0.8 * _lines(card.note, 0.75 * one.size, one) + 0.5
    return max(front, back) * 1.3 * one.size * POINT <= one.height - 2 * PAD


def _lines(text: str, size: float, one: Layout) -> float:
    """About how many a text takes, in bold type; twice as many where a word is wider than the card."""
    em = size * POINT * 1.1
    room = one.width - 2 * PAD
    longest = max((width(word) for word in text.split()), default=0.0) * em
    lines = sum(max(1, ceil(width(line) * em / room)) for line in text.split("\n"))
    return lines * (1 if longest <= room else 2)
