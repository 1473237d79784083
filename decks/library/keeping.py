"""What goes into a library and out of it again: a sheet in one transaction, and sheets that nobody uses."""

from __future__ import annotations

import json
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from decks.library.compiling import KEPT
from decks.library.near import pieces
from decks.library.rows import packed
from decks.library.schema import HALF, span
from decks.library.shelving import today

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from decks.library.compiling import Compiled

UNUSED = 60
"""Days after which a sheet goes that nobody studied."""

BIGGEST = 2_000_000_000
"""Bytes above which the sheets go that were not used for longest: some three million cards."""


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction: all that is written in it, or nothing, whatever ends it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk has ended it already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def keep(connection: sqlite3.Connection, key: str, path: str, made: Compiled) -> int:
    """Keep a compiled sheet in the place of its older versions, unless another process was faster; its number."""
    sheet = made.sheet
    errors = [(one.place.line, one.place.column, one.message) for one in made.errors]
    with writing(connection):
        if row := connection.execute("SELECT number FROM sheet WHERE key = ?", (key,)).fetchone():
            return int(row[0])
        _remove(connection, connection.execute("SELECT number FROM sheet WHERE path = ?", (path,)))
        cursor = connection.execute(
            "INSERT INTO sheet (key, id, path, title, language, cards, errors, tags, used) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, sheet.id, path, made.title, sheet.language, len(made.rows), json.dumps(errors),
             packed(sheet.tags), today()),
        )  # fmt: skip
        number = cursor.lastrowid or 0
        _fill(connection, number, made)
    return number


def _fill(connection: sqlite3.Connection, number: int, made: Compiled) -> None:
    marks = ", ".join("?" * (len(KEPT) + 3))
    connection.executemany(
        f"INSERT INTO card (place, sheet, position, {', '.join(KEPT)}) VALUES ({marks})",
        (((number << HALF) + position, number, position, *row) for position, row in enumerate(made.rows)),
    )
    places = range(number << HALF, (number << HALF) + len(made.answers))
    connection.executemany(
        "INSERT INTO answer VALUES (?, ?, ?)",
        ((place, text, near) for place, (near, text) in zip(places, made.answers.items(), strict=True)),
    )
    # Sorted, a table that is a tree grows at its end instead of everywhere.
    found = sorted(
        chain.from_iterable(
            ((piece, place) for piece in pieces(answer))
            for place, answer in zip(places, made.answers, strict=True)
        )
    )
    connection.executemany("INSERT OR IGNORE INTO piece VALUES (?, ?)", found)


def tidy(connection: sqlite3.Connection, wanted: Iterable[int]) -> None:
    """Remove sheets that were not used for long, and more of them while the library is too big; never a wanted one."""
    kept = set(wanted)
    rows = connection.execute("SELECT number, used FROM sheet ORDER BY used, number").fetchall()
    for number, used in rows:
        if number not in kept and (used < today() - UNUSED or _size(connection) > BIGGEST):
            with writing(connection):
                _remove(connection, [(number,)])
    if 2 * _says(connection, "freelist_count") > _says(connection, "page_count"):
        # Not execute(), which stops after the first page.
        connection.executescript("PRAGMA incremental_vacuum")


def _remove(connection: sqlite3.Connection, numbers: Iterable[tuple[int]]) -> None:
    for (number,) in list(numbers):
        for table, column in (
            ("card", "place"),
            ("answer", "number"),
            ("piece", "answer"),
            ("choice", "place"),
        ):
            connection.execute(f"DELETE FROM {table} WHERE {column} BETWEEN ? AND ?", span(number))
        connection.execute("DELETE FROM sheet WHERE number = ?", (number,))


def _size(connection: sqlite3.Connection) -> int:
    """Bytes in use, not counting what was freed."""
    pages = _says(connection, "page_count") - _says(connection, "freelist_count")
    return pages * _says(connection, "page_size")


def _says(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
