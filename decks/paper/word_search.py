"""A word search: words hidden among other letters, each to be found once, and nothing rude beside them.

What is left over is filled with letters of the words. Then every line is read in all eight directions: where a word
stands a second time, or one of `decks.paper.rude` that is no piece of a hidden word, the letters between are drawn
anew; where the hidden words themselves make it, all is laid anew, and at last a word is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from random import Random
from typing import TYPE_CHECKING

from decks.paper.rude import rude_words
from decks.paper.worksheet import Cell, Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decks.paper.plan import Search

Square = tuple[int, int]

DIRECTIONS: dict[Search, tuple[Square, ...]] = {
    "easy": ((0, 1), (1, 0)),
    "usual": ((0, 1), (1, 0), (1, 1), (-1, 1)),
    "hard": ((0, 1), (1, 0), (1, 1), (-1, 1), (0, -1), (-1, 0), (-1, -1), (1, -1)),
}
"""Steps in rows and columns; as usual, none is read backwards."""

SMALLEST, LARGEST = 8, 18
"""Squares of a side."""
LAYOUTS = 20
FILLINGS = 30
PLACES = 60
"""That are looked at for a word, at random."""
ROOMY = 1.6
"""Squares for each letter."""
OWN_ALPHABET_UNTIL = 20
"""Fillings with the letters of the words alone; behind that with their whole alphabet."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A word in the grid."""

    index: int
    """Of the word among those that were given."""
    row: int
    column: int
    step: Square

    def squares(self, length: int) -> tuple[Square, ...]:
        """Its squares, from its first letter on."""
        return tuple((self.row + self.step[0] * n, self.column + self.step[1] * n) for n in range(length))


@dataclass(frozen=True, slots=True)
class WordSearch:
    """A grid and what is in it."""

    hidden: tuple[Hidden, ...]
    """In the order in which the words were given; those that could not be hidden well are not there."""
    grid: Grid


@dataclass(frozen=True, slots=True)
class _Laid:
    """Words on a square that is not filled yet."""

    side: int
    letters: dict[Square, str]
    hidden: tuple[Hidden, ...]


def hide(words: Sequence[str], search: Search, seed: str) -> WordSearch | None:
    """Hide words of capital letters. None where not one can be. The same words and seed give the same grid."""
    wanted = [index for index, word in enumerate(words) if not _is_in_another(index, words)]
    while wanted:
        worst: list[int] = []
        for attempt in range(LAYOUTS):
            laid = _laid([(index, words[index]) for index in wanted], search, Random(f"{seed}/{attempt}"))
            if laid is None:
                continue
            filled, guilty = _filled(laid, words, Random(f"{seed}/{attempt}/fill"))
            if filled is not None:
                return WordSearch(tuple(sorted(laid.hidden, key=lambda one: one.index)), _grid(laid, filled))
            worst += guilty
        wanted.remove(
            max(set(worst or wanted), key=lambda index: (worst.count(index), -len(words[index]), index))
        )
    return None


def _is_in_another(index: int, words: Sequence[str]) -> bool:
    """Whether a word would be found twice, since it stands in another, read from either end."""
    word = words[index]
    return any(
        (word in other or word[::-1] in other) and (len(other) > len(word) or at < index)
        for at, other in enumerate(words)
        if at != index
    )


def _laid(words: Sequence[tuple[int, str]], search: Search, random: Random) -> _Laid | None:
    """The words on a square that is large enough; the longest first. None where one finds no place."""
    longest = max(len(word) for _, word in words)
    side = max(SMALLEST, longest, ceil(sqrt(ROOMY * sum(len(word) for _, word in words))))
    side = max(longest, min(side, LARGEST))
    letters: dict[Square, str] = {}
    hidden = []
    for index, word in sorted(words, key=lambda pair: (-len(pair[1]), pair[0])):
        place = _place(word, index, letters, side, search, random)
        if place is None:
            return None
        letters |= dict(zip(place.squares(len(word)), word, strict=True))
        hidden.append(place)
    return _Laid(side, letters, tuple(hidden))


def _place(
    word: str, index: int, letters: dict[Square, str], side: int, search: Search, random: Random
) -> Hidden | None:
    """Of some places the one where it shares most letters with others, but not all of them in a row."""
    best: tuple[int, Hidden] | None = None
    for _ in range(PLACES):
        step = random.choice(DIRECTIONS[search])
        rows, columns = (_starts(one, len(word), side) for one in step)
        place = Hidden(index, random.choice(rows), random.choice(columns), step)
        there = [letters.get(square) for square in place.squares(len(word))]
        if any(one not in (None, letter) for one, letter in zip(there, word, strict=True)):
            continue
        shared = sum(one is not None for one in there)
        if shared < len(word) - 1 and (best is None or shared > best[0]):
            best = shared, place
    return best[1] if best else None


def _starts(step: int, length: int, side: int) -> range:
    """Rows, or columns, where a word may begin."""
    return range(length - 1, side) if step < 0 else range(side - (length - 1) * step)


def _filled(laid: _Laid, words: Sequence[str], random: Random) -> tuple[dict[Square, str] | None, list[int]]:
    """All squares with letters; or None, and the words that are in the way."""
    free = [(r, c) for r in range(laid.side) for c in range(laid.side) if (r, c) not in laid.letters]
    own = sorted(set(laid.letters.values()))
    wide = _alphabet(own[0])
    full = laid.letters | {square: random.choice(own) for square in free}
    for turn in range(FILLINGS):
        bad = list(_bad_runs(full, laid.side, laid.hidden, words))
        if not bad:
            return full, []
        for run in bad:
            between = [square for square in run if square not in laid.letters]
            if not between:
                return None, [one.index for one in laid.hidden if _crosses(one, run, words)]
            for square in between:
                full[square] = random.choice(own if turn < OWN_ALPHABET_UNTIL else wide)
    return None, []


def _crosses(one: Hidden, run: Sequence[Square], words: Sequence[str]) -> bool:
    return not set(run).isdisjoint(one.squares(len(words[one.index])))


def _bad_runs(
    full: dict[Square, str], side: int, hidden: Sequence[Hidden], words: Sequence[str]
) -> Iterator[tuple[Square, ...]]:
    """Squares that read as a rude word, or as a hidden one elsewhere than where it was hidden."""
    own = {words[one.index]: one.squares(len(words[one.index])) for one in hidden}
    for line in lines(side):
        text = "".join(full[square] for square in line)
        for word in (*own, *_RUDE):
            at = text.find(word)
            while at >= 0:
                run = line[at : at + len(word)]
                if not any(_is_piece(run, word, other, squares) for other, squares in own.items()):
                    yield run
                at = text.find(word, at + 1)


_RUDE = rude_words()


def _is_piece(run: Sequence[Square], word: str, other: str, squares: Sequence[Square]) -> bool:
    """Whether it reads on within a hidden word, as the tit in a titmouse, which stands in the list anyway.

    Read backwards it is no worse, where it stands in the word forwards too.
    """
    return word in other and set(run) <= set(squares)


def lines(side: int) -> Iterator[tuple[Square, ...]]:
    """Every row, column and diagonal of three squares or more, each in both directions."""
    every = range(side)
    straight = [line for n in every for line in (tuple((n, c) for c in every), tuple((r, n) for r in every))]
    slanting = [
        line
        for shift in range(3 - side, side - 2)
        for line in (
            tuple((r, r - shift) for r in every if 0 <= r - shift < side),
            tuple((r, side - 1 - r + shift) for r in every if 0 <= side - 1 - r + shift < side),
        )
    ]
    for line in (*straight, *slanting):
        yield line
        yield line[::-1]


def _alphabet(letter: str) -> str:
    """The capitals of a letter's script."""
    if "А" <= letter <= "я" or letter in "ЁІЇЄҐ":
        return "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"
    return "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ" if "Α" <= letter <= "Ω" else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _grid(laid: _Laid, full: dict[Square, str]) -> Grid:
    every = range(laid.side)
    return Grid(tuple(tuple(Cell(full[r, c], found=(r, c) in laid.letters) for c in every) for r in every))
