"""Which cards a session asks, in which order: read from the compiled decks and the states of their cards.

Cards are ids here. A connection has the store as `main`, the library as `library`, and Python's `casefold`, since
SQLite's own lower() knows ASCII alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from decks.library import Shelved
    from decks.study.options import Options

_JOINED = "library.card AS c LEFT JOIN main.state AS s ON s.card = c.id"
_STUDIED = (
    "main.state AS s INDEXED BY state_due CROSS JOIN library.card AS c INDEXED BY card_id ON c.id = s.card"
)
"""With the states first, by their day, so that the first of many that are due are found without the others."""

_STUDIED_FEW = "main.state AS s CROSS JOIN library.card AS c INDEXED BY card_id ON c.id = s.card"

FEW_SHEETS, FEW_CARDS = 50, 5_000
"""Up to so many, all states of a deck are looked at rather than all that are due in all decks."""

_NEW = "(s.card IS NULL OR s.repetitions = 0)"


@dataclass(frozen=True, slots=True)
class Condition:
    """The part of a query that says which cards are wanted."""

    text: str
    values: tuple[object, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        return Condition(f"{self.text} AND {other.text}", (*self.values, *other.values))


def fact_of(card: str) -> str:
    """What a card's siblings are told by: its id without what it asks."""
    return card.rpartition("/")[0]


def wanted(sheets: Sequence[Shelved], options: Options) -> Condition:
    """The cards of these sheets that the options' filters let through."""
    selection = options.selection
    found = _one_of("c.sheet", [sheet.number for sheet in sheets])
    if selection.asks:
        found &= _one_of("c.ask", selection.asks)
    if selection.sections:
        found &= _holds("c.section", selection.sections)
    if selection.tags:
        found &= _holds_below("c.tags", selection.tags)
    if selection.difficulties:
        found &= _one_of("casefold(c.difficulty)", [word.casefold() for word in selection.difficulties])
    if options.flags:
        found &= _one_of("s.flag", options.flags)
    if options.marked:
        found &= Condition("s.marked = 1")
    return found


def due(
    connection: sqlite3.Connection,
    sheets: Sequence[Shelved],
    cards: Condition,
    today: int,
    limit: int,
    *,
    ahead: int = 0,
) -> list[str]:
    """Cards due up to today (or within so many days from it), the longest waiting first; at most `limit`.

    Those of one day come in an order of their own each day, so that nobody learns the order.
    """
    if len(sheets) <= FEW_SHEETS and sum(sheet.cards for sheet in sheets) <= FEW_CARDS:
        # Their states stand side by side; of a long log the others need not be looked at. The plus keeps SQLite from
        # going by the day all the same.
        studied, day, own = _STUDIED_FEW, "+s.due", " OR ".join("s.card BETWEEN ? AND ?" for _ in sheets)
        ids = [end for sheet in sheets for end in (f"{sheet.id}/", f"{sheet.id}0")]
    else:
        # Told by its id alone, a card of another deck costs no look into the library.
        studied, day = _STUDIED, "s.due"
        own = f"substr(s.card, 1, instr(s.card, '/') - 1) IN ({', '.join('?' * len(sheets))})"
        ids = [sheet.id for sheet in sheets]
    asked = (
        f"SELECT c.id, s.due FROM {studied} WHERE {day} BETWEEN 1 AND ? AND ({own}) "
        f"AND s.repetitions > 0 AND s.suspended = 0 AND s.buried < ? AND {cards.text} ORDER BY {day}, s.card LIMIT ?"
    )
    rows = connection.execute(asked, (today + ahead, *ids, today, *cards.values, limit)).fetchall()
    rows.sort(key=lambda row: (row[1], _chance(row[0], today)))
    return [card for card, _ in rows]


def new(connection: sqlite3.Connection, cards: Condition, today: int) -> Iterator[str]:
    """Cards never graded, in sheet order."""
    asked = (
        f"SELECT c.id FROM {_JOINED} WHERE {_NEW} "
        f"AND coalesce(s.suspended, 0) = 0 AND coalesce(s.buried, 0) < ? AND {cards.text} "
        "ORDER BY c.sheet, c.position"
    )
    return (card for (card,) in connection.execute(asked, (today, *cards.values)))


def every(connection: sqlite3.Connection, cards: Condition, *, buried: int = 0) -> list[str]:
    """All cards that are wanted, not suspended, and not buried on the day `buried`, in sheet order."""
    asked = (
        f"SELECT c.id FROM {_JOINED} WHERE coalesce(s.suspended, 0) = 0 "
        f"AND (? = 0 OR coalesce(s.buried, 0) < ?) AND {cards.text} ORDER BY c.sheet, c.position"
    )
    return [card for (card,) in connection.execute(asked, (buried, buried, *cards.values))]


def answered(connection: sqlite3.Connection, today: int) -> set[str]:
    """The cards graded on this study day, in whichever session."""
    return {
        card for (card,) in connection.execute("SELECT card FROM main.state WHERE last_day = ?", (today,))
    }


def one_of_each(cards: Iterable[str], met: set[str], answered: Collection[str] = ()) -> Iterator[str]:
    """The first card of each fact that is not among those met; what is given is added to them.

    A card answered before has met its own fact, and may come again.
    """
    met |= {fact_of(card) for card in answered}
    for card in cards:
        if (fact := fact_of(card)) not in met or card in answered:
            met.add(fact)
            yield card


def shuffled(cards: Sequence[str], seed: int) -> list[str]:
    """The cards in the order of a seed."""
    mixed = list(cards)
    Random(f"quizgen shuffle {seed}").shuffle(mixed)
    return mixed


def _chance(card: str, today: int) -> bytes:
    """What orders the cards of one day: the same all day, and another tomorrow."""
    return blake2b(f"{today} {card}".encode(), digest_size=8).digest()


def _one_of(column: str, words: Sequence[object]) -> Condition:
    return Condition(f"{column} IN ({', '.join('?' * len(words))})", tuple(words))


def _holds_below(column: str, words: Sequence[str]) -> Condition:
    """A column that is a JSON list with one of these words in it, or one below it: `a::b` for `a`."""
    found = " OR ".join("instr(casefold(json_each.value) || '::', ?) = 1" for _ in words)
    return Condition(
        f"EXISTS (SELECT 1 FROM json_each(nullif({column}, '')) WHERE {found})",
        tuple(f"{word.casefold()}::" for word in words),
    )


def _holds(column: str, words: Sequence[str]) -> Condition:
    """A column that is a JSON list with one of these words in it, capitals aside."""
    found = ", ".join("?" * len(words))
    return Condition(
        f"EXISTS (SELECT 1 FROM json_each(nullif({column}, '')) WHERE casefold(json_each.value) IN ({found}))",
        tuple(word.casefold() for word in words),
    )
