"""A crossword of free form: words laid across each other, as many as will go, close together.

Many layouts are begun in different orders, each word going where it crosses most and makes the whole grow least, and
the best of all is kept: most words, then many crossings on a small and square grid.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from decks.paper.worksheet import Cell, Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ATTEMPTS = 200
WIDEST = 19
"""Squares in a row or a column, so that they are large enough to write in."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A word on the grid."""

    index: int
    """Of the word among those that were given."""
    row: int
    column: int
    down: bool
    number: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """Words on a grid whose upper left square is row 0, column 0."""

    placed: tuple[Placed, ...]
    """By number, across before down."""
    grid: Grid
    """Not hidden: the solution."""
    crossings: int


def lay(words: Sequence[str], most: int, seed: str) -> Layout | None:
    """Lay at most so many of the words, all connected, none touching another but where they cross.

    Words are letters only; those that come first are preferred. None where no two of them cross. The same words and
    seed give the same layout.
    """
    best: _Board | None = None
    for attempt in range(ATTEMPTS):
        board = _begun(words, most, Random(f"{seed}/{attempt}"))
        if best is None or board.score > best.score:
            best = board
    return _numbered(best, words) if best is not None and len(best.placed) > 1 else None


@dataclass(slots=True)
class _Board:
    letters: dict[tuple[int, int], str] = field(default_factory=dict)
    ways: dict[tuple[int, int], bool] = field(default_factory=dict)
    """Of a square that belongs to one word: whether that runs down. A crossing is in `letters` alone."""
    by_letter: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Squares where another word may still cross."""
    placed: list[Placed] = field(default_factory=list)
    crossings: int = 0
    top: int = 0
    left: int = 0
    bottom: int = -1
    right: int = -1

    @property
    def score(self) -> tuple[int, float]:
        """Words first; then a crossing is worth two squares of the longer side, or four of the shorter one."""
        height, width = self.bottom - self.top + 1, self.right - self.left + 1
        return len(self.placed), 2 * self.crossings - max(height, width) - min(height, width) / 2


def _begun(words: Sequence[str], most: int, random: Random) -> _Board:
    """One layout. Long words go first, more or less; who found no place is tried again when there are more words."""
    order = sorted(
        range(len(words)), key=lambda index: -len(words[index]) - 4 * random.random() + index // most * 9
    )
    board = _Board()
    _put(board, words, Placed(order[0], 0, 0, down=random.random() < 0.5))
    waiting = order[1:]
    while waiting and len(board.placed) < most:
        left = []
        for index in waiting:
            place = _best(board, words, index, random) if len(board.placed) < most else None
            if place is None:
                left.append(index)
            else:
                _put(board, words, place)
        if len(left) == len(waiting):
            break
        waiting = left
    return board


def _best(board: _Board, words: Sequence[str], index: int, random: Random) -> Placed | None:
    best: tuple[float, Placed] | None = None
    for place in _places(board, words[index], index):
        if (crossings := _crossings(board, words[index], place)) == 0:
            continue
        cost = _growth(board, place, len(words[index])) - 12 * crossings + random.random()
        if best is None or cost < best[0]:
            best = cost, place
    return best[1] if best else None


def _places(board: _Board, word: str, index: int) -> Iterator[Placed]:
    """Every way to lay it across a square that has one of its letters."""
    for offset, letter in enumerate(word):
        for row, column in board.by_letter.get(letter, ()):
            if board.ways[row, column]:
                yield Placed(index, row, column - offset, down=False)
            else:
                yield Placed(index, row - offset, column, down=True)


def _crossings(board: _Board, word: str, place: Placed) -> int:
    """Squares it shares with other words; 0 where it cannot lie there."""
    letters = board.letters
    dr, dc = (1, 0) if place.down else (0, 1)
    row, column = place.row, place.column
    if (row - dr, column - dc) in letters or (row + dr * len(word), column + dc * len(word)) in letters:
        return 0
    crossings = 0
    for letter in word:
        there = letters.get((row, column))
        if there is None:
            if (row + dc, column + dr) in letters or (row - dc, column - dr) in letters:
                return 0
        elif there != letter or board.ways.get((row, column), place.down) == place.down:
            return 0
        else:
            crossings += 1
        row, column = row + dr, column + dc
    return crossings if _fits(board, place, len(word)) else 0


def _bounds(board: _Board, place: Placed, length: int) -> tuple[int, int]:
    """Height and width of the grid with the word."""
    last_row = place.row + (length - 1 if place.down else 0)
    last_column = place.column + (0 if place.down else length - 1)
    height = max(board.bottom, last_row) - min(board.top, place.row) + 1
    width = max(board.right, last_column) - min(board.left, place.column) + 1
    return height, width


def _fits(board: _Board, place: Placed, length: int) -> bool:
    return max(_bounds(board, place, length)) <= WIDEST


def _growth(board: _Board, place: Placed, length: int) -> float:
    """How much longer the sides become, the longer one counted twice."""
    height, width = _bounds(board, place, length)
    return height + width + max(height, width)


def _put(board: _Board, words: Sequence[str], place: Placed) -> None:
    word = words[place.index]
    for offset, letter in enumerate(word):
        square = (place.row + offset, place.column) if place.down else (place.row, place.column + offset)
        if square in board.letters:
            board.crossings += 1
            del board.ways[square]
            board.by_letter[letter].remove(square)
        else:
            board.letters[square] = letter
            board.ways[square] = place.down
            board.by_letter.setdefault(letter, []).append(square)
    board.top, board.left = min(board.top, place.row), min(board.left, place.column)
    board.bottom = max(board.bottom, place.row + (len(word) - 1 if place.down else 0))
    board.right = max(board.right, place.column + (0 if place.down else len(word) - 1))
    board.placed.append(place)


def _numbered(board: _Board, words: Sequence[str]) -> Layout:
    """Numbers in reading order, one for each square where a word begins."""
    starts = sorted({(place.row, place.column) for place in board.placed})
    numbers = {start: number for number, start in enumerate(starts, 1)}
    rows = tuple(
        tuple(
            Cell(board.letters[row, column], numbers.get((row, column), 0))
            if (row, column) in board.letters
            else Cell(blocked=True)
            for column in range(board.left, board.right + 1)
        )
        for row in range(board.top, board.bottom + 1)
    )
    placed = sorted(
        (
            Placed(
                one.index,
                one.row - board.top,
                one.column - board.left,
                one.down,
                numbers[one.row, one.column],
            )
            for one in board.placed
        ),
        key=lambda one: (one.number, one.down),
    )
    return Layout(tuple(placed), Grid(rows), board.crossings)
