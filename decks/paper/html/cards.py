"""Flashcards as HTML: a page of fronts, then a page of the backs that lie behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper.card_layout import MARGIN, layout, pages
from decks.paper.html.page import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.paper.look import Look
    from decks.paper.worksheet import Flashcard


def cards(deck: Sequence[Flashcard], look: Look) -> str:
    """The pages. They run from left to right in every language, so that backs lie behind their fronts."""
    made = ""
    for back, rows in pages(deck, layout(deck, look)):
        inner = "".join(_side(card, back) for row in rows for card in row)
        made += f'<div class="cards {"backs" if back else "fronts"}" dir="ltr">{inner}</div>\n'
    return made


def _side(card: Flashcard | None, back: bool) -> str:
    if card is None:
        return "<div></div>"
    note = f'<p class="note" dir="auto">{text(card.note)}</p>' if back and card.note else ""
    return f'<div class="card"><p dir="auto">{text(card.back if back else card.front)}</p>{note}</div>'


def card_style(deck: Sequence[Flashcard], look: Look) -> str:
    """Lengths of the cards, and their pages without a footer."""
    one = layout(deck, look)
    return (
        f"@page cards {{ margin: {MARGIN:g}mm; }}\n"
        f".cards {{ page: cards; font-size: {one.size:.2f}pt; }}\n"
        f"@media print, (min-width: 34em) {{ .cards {{ grid-auto-rows: {one.height:.2f}mm; "
        f"grid-template-columns: repeat({one.columns}, {one.width:.2f}mm); }} }}\n"
    )
