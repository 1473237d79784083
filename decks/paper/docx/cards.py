"""Flashcards: a page of fronts, then a page of backs that lie behind them when the paper is turned at its long side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper.card_layout import PAD, Layout, layout, pages
from decks.paper.docx.elements import box, cell, page_break, paragraph, row, run, table, typed, w
from decks.paper.docx.styles import MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from decks.paper.docx.styles import Measure
    from decks.paper.worksheet import Flashcard


def sheets(cards: Sequence[Flashcard], measure: Measure) -> list[Element]:
    """Tables of fronts and backs by turns, a page each."""
    one = layout(cards, measure.look)
    made: list[Element] = []
    for back, rows in pages(cards, one):
        if made:
            made.append(paragraph("Small", page_break()))
        says = "Backs of the cards, each behind its front" if back else "Fronts of the cards"
        lines = (
            row(*(_side(card, one, back, measure) for card in cards), height=one.height * MM)
            for cards in rows
        )
        made.append(table([one.width * MM] * one.columns, lines, says=says))
    return made


def _side(card: Flashcard | None, one: Layout, back: bool, measure: Measure) -> Element:
    if card is None:
        return cell(one.width * MM)
    texts = [_text("Card", card.back if back else card.front, one.size, measure, bold=not back)]
    if back and card.note:
        texts.append(_text("CardNote", card.note, 0.75 * one.size, measure))
    edges = None if back else box(val="dashed", sz=4)
    return cell(one.width * MM, *texts, borders=edges, middle=True)


def _text(style: str, text: str, size: float, measure: Measure, *, bold: bool = False) -> Element:
    runs = run(text, back=measure.back)
    typed(runs, size, bold=bold)
    return paragraph(style, *runs, more=[w("ind", left=round(PAD * MM), right=round(PAD * MM))])
