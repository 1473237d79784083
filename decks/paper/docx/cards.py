"""Flashcards: a page of fronts, then a page of backs that lie behind them when the paper is turned at its long side."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from decks.paper.characters import width
from decks.paper.docx.elements import box, cell, page_break, paragraph, row, run, table, w
from decks.paper.docx.styles import MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from decks.paper.docx.styles import Measure
    from decks.paper.worksheet import Flashcard

MARGIN = 10.0
"""Around the cards, in millimetres."""
SHAPES = ((2, 4), (2, 3), (2, 2), (1, 3), (1, 2), (1, 1))
"""Columns and rows of a page; the first in which all texts find room."""
PAD = 4 * MM


class Layout(NamedTuple):
    """Of all cards of a worksheet; lengths in twips."""

    columns: int
    rows: int
    width: float
    height: float
    size: float
    """Of the type."""


def layout(cards: Sequence[Flashcard], measure: Measure) -> Layout:
    """As many cards on a page as have room in the type of the preset; smaller type where one card has not."""
    across, down = measure.page[0] - 2 * MARGIN * MM, measure.page[1] - 2 * MARGIN * MM - 6 * MM
    size = 1.2 * measure.size
    for columns, rows in SHAPES:
        one = Layout(columns, rows, across / columns, down / rows, size)
        if all(_fits(card, one) for card in cards):
            return one
    while size > 120 and not all(_fits(card, one) for card in cards):
        size *= 0.93
        one = one._replace(size=size)
    return one


def _fits(card: Flashcard, one: Layout) -> bool:
    front = _lines(card.front, one.size, one)
    back = _lines(card.back, one.size, one) + (
        0.8 * _lines(card.note, 0.75 * one.size, one) + 0.5 if card.note else 0
    )
    return max(front, back) * 1.3 * one.size <= one.height - 2 * PAD


def _lines(text: str, size: float, one: Layout) -> int:
    longest = max((width(word) for word in text.split()), default=0) * size * 1.1
    room = one.width - 2 * PAD
    spare = 1 if longest <= room else 2
    return sum(max(1, ceil(width(line) * size * 1.1 / room)) for line in text.split("\n")) * spare


def pages(cards: Sequence[Flashcard], measure: Measure) -> list[Element]:
    """Tables of fronts and backs by turns, a page each."""
    one = layout(cards, measure)
    made: list[Element] = []
    for start in range(0, len(cards), one.columns * one.rows):
        some = cards[start : start + one.columns * one.rows]
        for back in (False, True):
            if made:
                made.append(paragraph("Small", page_break()))
            made.append(_page(some, one, back, measure))
    return made


def _page(cards: Sequence[Flashcard], one: Layout, back: bool, measure: Measure) -> Element:
    rows = []
    for start in range(0, len(cards), one.columns):
        line: list[Flashcard | None] = [*cards[start : start + one.columns]]
        line += [None] * (one.columns - len(line))
        rows.append(
            row(
                *(_side(card, one, back, measure) for card in (reversed(line) if back else line)),
                height=one.height,
            )
        )
    says = "Backs of the cards, each behind its front" if back else "Fronts of the cards"
    return table([one.width] * one.columns, rows, says=says)


def _side(card: Flashcard | None, one: Layout, back: bool, measure: Measure) -> Element:
    if card is None:
        return cell(one.width)
    texts = [_text("Card", card.back if back else card.front, one.size, measure, bold=not back)]
    if back and card.note:
        texts.append(_text("CardNote", card.note, 0.75 * one.size, measure))
    edges = None if back else box(val="dashed", sz=4)
    return cell(one.width, *texts, borders=edges, middle=True)


def _text(style: str, text: str, size: float, measure: Measure, *, bold: bool = False) -> Element:
    half = round(size / 10)
    made = paragraph(style, *run(text, back=measure.back), more=[w("ind", left=round(PAD), right=round(PAD))])
    for one in made.xpath("./w:r"):
        marks = ([w("b"), w("bCs")] if bold else []) + [w("sz", val=half), w("szCs", val=half)]
        found = one.xpath("./w:rPr")
        if found:
            found[0][:0] = marks
        else:
            one.insert(0, w("rPr", *marks))
    return made
