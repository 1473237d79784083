"""COLUMNS: what a table of cards shows of each, and how much room each column has on a screen of any width."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from decks.study.asked import interval
from tui.app.words import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from decks.library.listing import Row

UP, DOWN = "▲", "▼"
"""Which way a list is sorted."""

CUT = "…"

JOINER = "\u200d"
"""Makes one picture of two; at the end of a text it would swallow what stands behind."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    order: str
    """What the list is sorted by when its title is clicked: one of `decks.library.listing.ORDERS`."""
    title: str
    text: Callable[[Row, int], str]
    """What it says of a card on a study day."""
    width: int = 0
    """In cells; 0 where it shares in what the others leave."""
    share: int = 0
    least: int = 0
    """How wide the table must be for it to be shown, in cells."""


def due(row: Row, today: int) -> str:
    """When a card comes again, in at most eleven letters: `new`, `suspended`, `today`, `in 3 d`, `10.5 mo ago`."""
    if row.suspended:
        return "suspended"
    if row.buried >= today:
        return "buried"
    if not row.repetitions:
        return "new"
    days = row.due - today
    if days == 0:
        return "today"
    return f"in {interval(days)}" if days > 0 else f"{interval(-days)} ago"


def signs(row: Row) -> str:
    """Flag and mark, each a sign of its own: `⚑2 ★`."""
    return " ".join([*([f"⚑{row.flag}"] if row.flag else []), *(["★"] if row.marked else [])])


COLUMNS: tuple[Column, ...] = (
    Column("prompt", "Question", lambda row, _: row.prompt, share=5),
    Column("answer", "Answer", lambda row, _: row.answer, share=3, least=56),
    Column("section", "Section", lambda row, _: " › ".join(row.section), share=2, least=100),
    Column("due", "Due", due, width=11, least=30),
    Column("interval", "Interval", lambda row, _: _every(row), width=9, least=72),
    Column("lapses", "Lapses", lambda row, _: str(row.lapses or ""), width=7, least=110),
    Column("flag", "Flag", lambda row, _: signs(row), width=5, least=64),
)
"""From left to right. A column that is not shown for want of room can be sorted by all the same."""


def _every(row: Row) -> str:
    if not row.repetitions:
        return ""
    return interval(row.interval) if row.interval else "same day"


def layout(width: int, columns: Sequence[Column] = COLUMNS) -> list[tuple[Column, int]]:
    """The columns that fit a table of so many cells, each with its own; one cell lies between two of them."""
    there = [column for column in columns if column.least <= width]
    left = width - sum(column.width for column in there) - (len(there) - 1)
    shares = sum(column.share for column in there)
    widths = [column.width or left * column.share // shares for column in there]
    # What division leaves over goes to the first.
    widths[0] += width - (len(there) - 1) - sum(widths)
    return [(column, max(1, wide)) for column, wide in zip(there, widths, strict=True)]


def fitted(text: str, width: int) -> str:
    """Text of other people's as one line of just so many cells: cut with … where it is longer, else filled up.

    No letter is cut in two: a wide one that has no room is left out, and accents stay with what bears them.
    """
    # A whole page is not looked at for the sake of one line; what is longer than this would be cut anyway.
    most = 20 * width + 20
    line = shown(text[:most].replace("\r\n", "\n")).replace("\n", "↵").rstrip(JOINER)
    wide = cell_len(line)
    if wide <= width and len(text) <= most:
        return line + " " * (width - wide)
    ends = [0, *_ends(line)]
    kept = line[: ends[bisect_right(ends, width - 1, key=lambda end: cell_len(line[:end])) - 1]].rstrip()
    return kept + CUT + " " * (width - 1 - cell_len(kept))


def clipped(text: str, width: int, lines: int) -> str:
    """The first lines of a text broken between words, with … where that is not all of it."""
    broken = [str(line) for line in Content(shown(text)).wrap(max(1, width))]
    if len(broken) <= lines:
        return "\n".join(broken)
    last = f"{broken[lines - 1].rstrip()} {broken[lines]}"
    return "\n".join([*broken[: lines - 1], fitted(last.ljust(width + 1, CUT), width).rstrip()])


def _ends(line: str) -> list[int]:
    """Where a line may be cut: behind each letter with all that hangs on it."""
    return [
        end
        for end in range(1, len(line) + 1)
        if end == len(line) or (cell_len(line[end]) and line[end - 1] != JOINER)
    ]


def sorted_title(column: Column, order: str, descending: bool) -> str:
    """A column's title, with an arrow behind it if the list is sorted by it."""
    return f"{column.title}{DOWN if descending else UP}" if column.order == order else column.title
