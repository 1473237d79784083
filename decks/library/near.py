"""Answers that a typed one may be taken for: those of the deck that two slips of a finger make of each other.

An answer is cut into three pieces (two where it is short). Slips that lie in one piece leave the others whole, at
the beginning and at the end: so an answer is found by its length and what is left of it without one piece. Slips
in two pieces leave the third whole, where it was or two letters from there: so an answer is found, after all
others, by each piece alone. All these keys lie in the table `piece`, and nothing is searched. Where a piece is
common (the year of a date), some answers with slips in both of the others are missed.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from decks.library.folding import folded
from decks.library.schema import HALF, span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

MOST = 200
"""Answers that are given at most, the nearest of them."""

SLIPS = 2
SHORTEST = 4
"""Letters below which an answer is found whole or not at all."""


def pieces(answer: str) -> Iterator[str]:
    """The keys of a folded answer: itself, what is left without each of its pieces, and each piece alone."""
    yield f"={answer}"
    size = len(answer)
    for number, (start, stop) in enumerate(_cuts(size)):
        yield f"{size}-{number}{answer[:start]}{answer[stop:]}"
        yield f"{size}+{number}{answer[start:stop]}"


def find_near(connection: sqlite3.Connection, sheets: Sequence[int], typed: str) -> list[str]:
    """Answers of the sheets that may be meant by what was typed, at most `MOST`, the likeliest first.

    Those that differ in capitals, accents, articles and punctuation alone stand before all others. The right
    answer of the card that was asked may be among them.
    """
    if not sheets:
        return []
    given = folded(typed)
    wanted, low, high = set(sheets), span(min(sheets))[0], span(max(sheets))[1]
    met: Counter[int] = Counter()
    for key, weight in _keys(given).items():
        rows = connection.execute(
            "SELECT answer FROM piece WHERE text = ? AND answer BETWEEN ? AND ? LIMIT ?",
            (key, low, high, MOST),
        )
        met.update({answer: weight for (answer,) in rows if answer >> HALF in wanted})
    letters, found = Counter(given), {}
    for answer, _ in met.most_common(MOST):
        text, near = connection.execute(
            "SELECT text, folded FROM answer WHERE number = ?", (answer,)
        ).fetchone()
        if (slips := _least(letters, Counter(near))) <= SLIPS:
            found[text] = (near != given, slips)
    return sorted(found, key=lambda text: found[text])


def _least(one: Counter[str], other: Counter[str]) -> int:
    """At least so many slips lie between two words: a slip takes a letter, or brings one, or both."""
    return max((one - other).total(), (other - one).total())


def _keys(typed: str) -> dict[str, int]:
    """The keys of every answer that lies no more than so many slips from it, and how much each of them says."""
    keys = {f"={typed}": 100}
    given = len(typed)
    for size in range(max(SHORTEST, given - SLIPS), given + SLIPS + 1):
        for number, (start, stop) in enumerate(_cuts(size)):
            behind = size - stop
            if start + behind <= given:
                keys[f"{size}-{number}{typed[:start]}{typed[given - behind :]}"] = 10
            for moved in range(max(0, start - SLIPS), min(start + SLIPS, given - (stop - start)) + 1):
                keys[f"{size}+{number}{typed[moved : moved + stop - start]}"] = 1
    return keys


def _cuts(size: int) -> tuple[tuple[int, int], ...]:
    if size < SHORTEST:
        return ()
    parts = 3 if size > SHORTEST + 1 else 2
    return tuple(pairwise(size * part // parts for part in range(parts + 1)))
