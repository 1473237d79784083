"""Crosswords and word searches as drawings that grow and shrink with the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper.html.page import text

if TYPE_CHECKING:
    from decks.paper.worksheet import Cell, Grid

SIDE = 30
"""Of a square, in units of the drawing."""


def grid(one: Grid, *, back: bool, solution: bool = False) -> str:
    """The squares; without letters if hidden, with found ones framed in a `solution`."""
    search = not any(square.number or square.blocked for row in one.rows for square in row)
    across, down = len(one.rows[0]), len(one.rows)
    kind = "Word search" if search else "Crossword"
    drawn = []
    for y, row in enumerate(one.rows):
        for x, square in enumerate(row):
            left = SIDE * (across - 1 - x if back else x)
            draw = (
                _letter(square, left, SIDE * y, solution)
                if search
                else _square(square, left, SIDE * y, one.hidden)
            )
            drawn.append(draw)
    frame = f'<rect width="{across * SIDE}" height="{down * SIDE}"/>' if search else ""
    return (
        f'<svg class="grid" role="group" width="{across * (7 if search else 8)}mm" direction="ltr" '
        f'viewBox="-1 -1 {across * SIDE + 2} {down * SIDE + 2}">'
        f"<title>{kind}, {across} squares wide and {down} high</title>{frame}{''.join(drawn)}</svg>"
    )


def _letter(square: Cell, x: int, y: int, solution: bool) -> str:
    found = solution and square.found
    frame = f'<rect x="{x + 1}" y="{y + 1}" width="{SIDE - 2}" height="{SIDE - 2}"/>' if found else ""
    return frame + _text(square.letter, x, y, "found" if found else "letter")


def _square(square: Cell, x: int, y: int, hidden: bool) -> str:
    if square.blocked:
        return ""
    made = f'<rect x="{x}" y="{y}" width="{SIDE}" height="{SIDE}"/>'
    if square.number:
        made += f'<text class="small" x="{x + 2}" y="{y + 9}">{square.number}</text>'
    return made if hidden else made + _text(square.letter, x, y + 2, "found")


def _text(letter: str, x: int, y: int, name: str) -> str:
    return f'<text class="{name}" x="{x + SIDE // 2}" y="{y + 21}">{text(letter)}</text>' if letter else ""
