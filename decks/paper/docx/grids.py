"""Crosswords and word searches as tables of squares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper.docx.elements import box, cell, paragraph, row, run, table, typed, w
from decks.paper.docx.styles import MM

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from decks.paper.docx.styles import Measure
    from decks.paper.worksheet import Cell, Grid


def grid(one: Grid, measure: Measure, *, solution: bool = False) -> Element:
    """The squares, each as high as wide; without letters if hidden, with found ones framed in a `solution`."""
    search = not any(square.number or square.blocked for line in one.rows for square in line)
    across, down = len(one.rows[0]), len(one.rows)
    wish = max(8 * MM, 1.9 * measure.size) if not search else max(7 * MM, 1.7 * measure.size)
    side = int(min(wish, measure.text / across, 0.82 * measure.height / down))
    rows = []
    for place, line in enumerate(one.rows):
        if search:
            edges = (_edges(place, column, down, across) for column in range(across))
            cells = [
                _letter(square, solution, side, outer) for square, outer in zip(line, edges, strict=True)
            ]
        else:
            cells = [_square(square, one.hidden, side) for square in line]
        rows.append(row(*cells, height=side))
    says = f"{'Word search' if search else 'Crossword'}, {across} squares wide and {down} high"
    return table([side] * across, rows, jc="center", back=measure.back, says=says)


def _edges(row: int, column: int, rows: int, columns: int) -> str:
    """The outer sides of a square that has any: a word search has a frame and no rules."""
    sides = {"top": row == 0, "left": column == 0, "bottom": row == rows - 1, "right": column == columns - 1}
    return " ".join(side for side, outer in sides.items() if outer)


def _letter(square: Cell, solution: bool, side: int, edges: str) -> Element:
    found = solution and square.found
    borders = box(sz=8) if found else box(sides=edges, sz=12) if edges else None
    return cell(side, _text("Square", square.letter, 0.5 * side, bold=found), borders=borders, middle=True)


def _square(square: Cell, hidden: bool, side: int) -> Element:
    shown = "" if hidden or square.blocked else square.letter
    if square.blocked:
        return cell(side)
    number = str(square.number) if square.number else ""
    return cell(
        side,
        _text("SquareNumber", number, 0.27 * side, indent=round(0.06 * side)),
        _text("Square", shown, 0.48 * side, bold=True),
        borders=box(sz=6),
    )


def _text(style: str, text: str, size: float, *, bold: bool = False, indent: int = 0) -> Element:
    """One line in a square, of type `size` twips high, that takes no more room than it says."""
    spacing = w("spacing", before=0, after=0, line=round(1.1 * size), lineRule="exact")
    runs = run(text)
    typed(runs, size / 20, bold=bold)
    return paragraph(style, *runs, more=[spacing, *([w("ind", left=indent)] if indent else [])])
