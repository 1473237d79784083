"""A list of all cards of a shelf, page by page: in the sheets' order, sorted, or searched, up to a million of them.

In the sheets' own order a page is found without looking at any other card. For every other list the places of
its cards are written down once, in a temporary table; then a page is as quick as in the first.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from decks.library.opening import WAIT
from decks.library.rows import unpacked
from decks.library.schema import HALF
from decks.library.search import read_search
from decks.progress.opening import read_only
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from decks.library.shelf import Shelf

ORDERS = {
    "position": "",
    "prompt": "c.prompt COLLATE NOCASE",
    "answer": "c.answer COLLATE NOCASE",
    "section": "c.section COLLATE NOCASE",
    "ask": "c.ask",
    "due": "nullif(s.due, 0)",
    "interval": "CASE WHEN s.repetitions > 0 THEN s.interval END",
    "stability": "nullif(s.stability, 0)",
    "difficulty": "nullif(s.difficulty, 0)",
    "lapses": "nullif(s.lapses, 0)",
    "flag": "nullif(s.flag, 0)",
    "suspended": "nullif(s.suspended, 0)",
}
"""What a list is sorted by, and how. Cards of which nothing is known come last, whichever way it goes."""

_NO_PROGRESS = """
CREATE TEMP TABLE state (
    card TEXT PRIMARY KEY, stability REAL, difficulty REAL, due INTEGER, interval INTEGER, repetitions INTEGER,
    lapses INTEGER, suspended INTEGER, buried INTEGER, flag INTEGER, marked INTEGER
) WITHOUT ROWID
"""
_ROW = (
    "c.place >> 32, c.place & 4294967295, c.id, c.prompt, c.answer, c.section, c.ask, "
    "coalesce(s.due, 0), coalesce(s.interval, 0), coalesce(s.stability, 0.0), coalesce(s.difficulty, 0.0), "
    "coalesce(s.repetitions, 0), coalesce(s.lapses, 0), coalesce(s.flag, 0), coalesce(s.marked, 0), "
    "coalesce(s.suspended, 0), coalesce(s.buried, 0)"
)


class StoppedError(QuizgenError):
    """A list was given up before it was made; the one before it stands."""


@dataclass(frozen=True, slots=True)
class Row:
    """A card as one line of a list, with how far its learner is. All zero: never graded."""

    sheet: int
    """The number of its sheet."""
    position: int
    """In its sheet, from 0."""
    id: str
    prompt: str
    answer: str
    section: tuple[str, ...]
    ask: str
    due: int
    """Study day."""
    interval: int
    """Days."""
    stability: float
    """Days."""
    difficulty: float
    """1 to 10."""
    repetitions: int
    lapses: int
    flag: int
    marked: bool
    suspended: bool
    buried: int
    """Study day up to and with which it is hidden."""


class Listing:
    """The cards of a shelf in some order. It has a connection of its own, so that a thread can be its own too.

    One thread at a time may use it, but for `stop`.
    """

    def __init__(self, library: Path, shelf: Shelf, progress: Path | None = None) -> None:
        """The library's and the progress store's files; where there is no store yet, all cards are new.

        Raises sqlite3.Error where one of them cannot be read.
        """
        self._connection = sqlite3.connect(
            library.absolute(), uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False
        )
        self._shelf = shelf
        if progress is None or not progress.exists():
            self._connection.execute(_NO_PROGRESS)
        else:
            self._connection.execute("ATTACH ? AS progress", (read_only(progress),))
        self._connection.execute(
            "CREATE TEMP TABLE turn (turn INTEGER PRIMARY KEY, low INTEGER, high INTEGER)"
        )
        self._connection.executemany(
            "INSERT INTO turn (low, high) VALUES (?, ?)",
            ((one.number << HALF, (one.number << HALF) + one.cards - 1) for one in shelf.sheets),
        )
        self._starts = (0, *accumulate(one.cards for one in shelf.sheets))
        self._made = 0
        self._table = ""
        self.count = self._starts[-1]
        """How many cards are in the list."""

    def arrange(
        self, search: str = "", order: str = "position", *, descending: bool = False, day: int = 0
    ) -> int:
        """Make the list anew: the cards a search line means (see `search`), in an order of ORDERS; how many there are.

        `day` is today's study day, for what is due. Raises QuizgenError for a search line that cannot be read
        and for an unknown order, StoppedError if `stop` was called meanwhile; the list then stays as it was.
        """
        if order not in ORDERS:
            raise QuizgenError(f"cards cannot be sorted by {order}; there is {', '.join(ORDERS)}")
        looked_for = read_search(search, self._shelf.sheets)
        if not looked_for.condition and order == "position" and not descending:
            self._use("", self._starts[-1])
            return self.count
        self._made += 1
        table = f"list{self._made}"
        values = dict(looked_for.values) | {"day": day}
        try:
            self._fill(table, looked_for.condition, values, order, descending)
            (count,) = self._connection.execute(f"SELECT coalesce(max(row), 0) FROM {table}").fetchone()
        except sqlite3.OperationalError as error:
            with suppress(sqlite3.OperationalError):  # stopped twice
                self._connection.execute(f"DROP TABLE IF EXISTS {table}")
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise StoppedError("the search was given up; search again") from error
            raise
        self._use(table, count)
        return self.count

    def page(self, start: int, count: int) -> list[Row]:
        """So many cards of the list from a place in it on (from 0); fewer at its end."""
        if not self._table:
            return [row for low, high in self._stretches(start, count) for row in self._unsorted(low, high)]
        found = self._connection.execute(
            f"SELECT {_ROW} FROM {self._table} l CROSS JOIN card c ON c.place = l.place "
            "LEFT JOIN state s ON s.card = c.id WHERE l.row BETWEEN ? AND ? ORDER BY l.row",
            (start + 1, start + count),
        )
        return [_row(row) for row in found]

    def stop(self) -> None:
        """Give up `arrange`, from another thread."""
        self._connection.interrupt()

    def close(self) -> None:
        """Let go of the files."""
        self._connection.close()

    def _fill(
        self, table: str, condition: str, values: dict[str, object], order: str, descending: bool
    ) -> None:
        by = ORDERS[order]
        down = " DESC" if descending else ""
        keys = [f"{by} IS NULL", f"{by}{down}"] if by else []
        # The sheets one behind the other and each from its start, which needs no sorting.
        places = ["t.turn DESC", "c.place DESC"] if descending and not by else ["t.turn", "c.place"]
        learner = "LEFT JOIN state s ON s.card = c.id" if "s." in by else ""
        self._connection.execute(f"CREATE TEMP TABLE {table} (row INTEGER PRIMARY KEY, place INTEGER)")
        self._connection.execute(
            f"INSERT INTO {table} (place) SELECT c.place FROM turn t "
            f"CROSS JOIN card c ON c.place BETWEEN t.low AND t.high {learner} "
            f"{f'WHERE {condition} ' if condition else ''}ORDER BY {', '.join((*keys, *places))}",
            values,
        )

    def _use(self, table: str, count: int) -> None:
        if self._table:
            self._connection.execute(f"DROP TABLE {self._table}")
        self._table, self.count = table, count

    def _stretches(self, start: int, count: int) -> Iterator[tuple[int, int]]:
        """The places of a page, as first and last in each sheet."""
        for sheet, first in zip(self._shelf.sheets, self._starts, strict=False):
            low, high = max(start, first), min(start + count, first + sheet.cards) - 1
            if low <= high:
                yield (sheet.number << HALF) + low - first, (sheet.number << HALF) + high - first

    def _unsorted(self, low: int, high: int) -> list[Row]:
        found = self._connection.execute(
            f"SELECT {_ROW} FROM card c LEFT JOIN state s ON s.card = c.id "
            "WHERE c.place BETWEEN ? AND ? ORDER BY c.place",
            (low, high),
        )
        return [_row(row) for row in found]


def _row(found: tuple[Any, ...]) -> Row:
    (
        sheet, position, id_, prompt, answer, section, ask, due, interval, stability, difficulty, repetitions,
        lapses, flag, marked, suspended, buried,
    ) = found  # fmt: skip
    return Row(
        sheet, position, id_, prompt, answer, unpacked(section), ask, due, interval, stability, difficulty,
        repetitions, lapses, flag, bool(marked), bool(suspended), buried,
    )  # fmt: skip
