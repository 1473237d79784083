"""Open the file of a library, whatever is there: a cache that cannot be used is made anew, or elsewhere."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from decks.library.schema import APPLICATION, TABLES, VERSION

WAIT = 30.0
"""Seconds to wait for another process that writes; a sheet of a million cards takes some of them."""


def open_file(path: Path) -> sqlite3.Connection:
    """The library in a file, which is made with its folder where there is none.

    A damaged file, or one of another version, is thrown away: it is only a cache. The database of another
    program is left alone.

    Raises OSError or sqlite3.OperationalError where the file can be neither read nor made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _opened(path)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        discard(path)
    return _opened(path)


def open_temporary() -> tuple[Path, sqlite3.Connection]:
    """A library in the temporary folder, to be discarded at its end. Raises as `open_file` does."""
    import tempfile  # deferred: 3 ms, hardly ever needed

    handle, name = tempfile.mkstemp(prefix="quizgen-", suffix=".db")
    os.close(handle)
    return Path(name), _opened(Path(name))


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is to blame, and not the disk, its permissions or another process."""
    if isinstance(error, sqlite3.OperationalError):
        # A table or a column is missing.
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return isinstance(error, sqlite3.DatabaseError)


def discard(path: Path) -> None:
    """Delete a library and what SQLite keeps beside it. Raises OSError where it may not be deleted."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=WAIT, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        _look_at(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _look_at(connection: sqlite3.Connection) -> None:
    """Make the tables of a new file; raise where they are not ours."""
    if not _is_ours(connection):
        _make(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA journal_size_limit = 8000000")
    # One look at a table that every session reads: of a torn file the head alone may be whole.
    connection.execute("SELECT number FROM sheet LIMIT 1").fetchone()


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables, unless another process has just done so."""
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    with suppress(sqlite3.OperationalError):  # another process is at it
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _is_ours(connection):
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the tables are there; raises where others are, and is False where there are none."""
    if _says(connection, "application_id") == APPLICATION:
        if _says(connection, "user_version") != VERSION:
            raise sqlite3.DatabaseError("the library is of another version")
        return True
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise FileExistsError("it is the database of another program")
    return False


def _says(connection: sqlite3.Connection, pragma: str) -> int:
    (value,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    return int(value)
