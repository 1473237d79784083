"""The SQLite file of a collection: tables are read from it, and nothing that it holds is ever run.

Each stream of rows has a connection of its own, which can only read, trusts no function that a schema names, takes
no value of more than `MOST_VALUE` bytes, and stops where a query needs more steps than a sound file of that size
could ask for: pages that point to each other in circles make a small file endless.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_VALUE = 16_000_000
"""Bytes of one value: the longest are the note types or decks of a whole collection."""
MOST_TABLES = 1_000

NEEDED: dict[str, frozenset[str]] = {
    "col": frozenset("crt ver conf models decks".split()),
    "notes": frozenset("id guid mid mod tags flds".split()),
    "cards": frozenset("id nid did ord type queue due ivl reps lapses odue odid flags data".split()),
    "revlog": frozenset("id cid ease ivl lastivl factor time type".split()),
}
"""The tables of every generation, and the columns that are read."""
NEEDED_LATER: dict[str, frozenset[str]] = {
    "notetypes": frozenset("id name config".split()),
    "fields": frozenset("ntid ord name".split()),
    "templates": frozenset("ntid ord name config".split()),
    "decks": frozenset("id name".split()),
    "config": frozenset("key val".split()),
}
"""What a collection has besides since schema 15, where the table `col` no longer says it."""

_KEYED = ("notes", "cards", "revlog")
"""Whose ids are the keys of their rows, so that each is found at once and none is there twice."""

_A_LOOK = 10_000
"""Steps of SQLite's machine between two looks at how many there have been."""
_STEPS = 3_000_000
_STEPS_A_BYTE = 10
"""A row of a card has 30 bytes at least, and to read and sort it takes some 60 steps."""


class Database:
    """A collection on the disk. Every method raises QuizgenError for one that is damaged or no collection."""

    def __init__(self, path: Path, name: str) -> None:
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._steps = _STEPS + _STEPS_A_BYTE * path.stat().st_size
        self._name = name
        self._open: list[sqlite3.Connection] = []
        self._tables: frozenset[str] = frozenset()
        self.later = False
        """Whether note types and decks have tables of their own."""

    def check(self) -> None:
        """Look at its tables, before anything else is asked of it."""
        self._tables = self._look_at_tables()
        self.later = "notetypes" in self._tables
        for table, columns in {**NEEDED, **(NEEDED_LATER if self.later else {})}.items():
            self._look_at_columns(table, columns)

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query of ours: numbers, None, and texts as the bytes they are made of."""
        try:
            connection = sqlite3.connect(self._uri, uri=True)
            self._open.append(connection)
            try:
                self._guard(connection)
                # "yield from" would close the cursor when it is given up, which fails where the connection is closed.
                for row in connection.execute(query):  # noqa: UP028
                    yield row
            finally:
                connection.close()
                self._open.remove(connection)
        except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
            # Python cannot decode what SQLite says of a broken schema where the schema is no UTF-8.
            raise self.damaged(f"its collection cannot be read ({shown(str(error))})") from error

    def close(self) -> None:
        """End all streams, also those that nobody went through to the end: Windows keeps a file that is open."""
        for connection in self._open:
            connection.close()

    def damaged(self, what: str) -> QuizgenError:
        """What to raise for a collection of which something is wrong."""
        return QuizgenError(f"{self._name}: {what}; run Check Database in Anki and export it anew")

    def _guard(self, connection: sqlite3.Connection) -> None:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_VALUE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
            connection.execute(f"PRAGMA {pragma}")
        connection.text_factory = bytes
        looks = self._steps // _A_LOOK

        def enough() -> bool:
            nonlocal looks
            looks -= 1
            return looks < 0

        connection.set_progress_handler(enough, _A_LOOK)

    def _look_at_tables(self) -> frozenset[str]:
        """The names of its tables; raises where it has more than tables and indexes, which no Anki makes."""
        names = set()
        for count, (kind, name, sql) in enumerate(self.rows("SELECT type, name, sql FROM sqlite_master")):
            if count > MOST_TABLES:
                raise self.damaged(f"its collection has more than {MOST_TABLES:,} tables")
            if kind == b"index":
                continue
            # SQLite writes the beginning anew, however a table was made.
            if kind != b"table" or not isinstance(sql, bytes) or not sql.upper().startswith(b"CREATE TABLE "):
                raise self.damaged(f'its collection has "{_text(name)}", which is no plain table')
            names.add(_text(name).lower())
        return frozenset(names)

    def _look_at_columns(self, table: str, needed: frozenset[str]) -> None:
        if table not in self._tables:
            raise self.damaged(f"its collection has no table {table}")
        columns = {
            _text(name).lower(): (_text(type_).lower(), key, hidden)
            for _, name, type_, _, _, key, hidden in self.rows(f"PRAGMA table_xinfo({table})")
        }
        if missing := sorted(needed - columns.keys()):
            raise self.damaged(f"its table {table} has no column {missing[0]}")
        if made := sorted(column for column in needed if columns[column][2]):
            raise self.damaged(f"its table {table} computes its column {made[0]}")
        if table in _KEYED and columns["id"][:2] != ("integer", 1):
            raise self.damaged(f"its table {table} has no key")


def _text(value: object) -> str:
    """A name in the file, for a message or to compare it."""
    return shown(value.decode("utf-8", "replace")) if isinstance(value, bytes) else str(value)
