"""Open the file of a library, whatever is there: a cache that cannot be used is made anew, or elsewhere."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from decks.library.schema import APPLICATION, TABLES, VERSION

WAIT = 30.0
"""Seconds to wait for another process that writes; a sheet of a million cards takes some of them."""


class _ForeignError(sqlite3.DatabaseError):
    """The file is a sound database, but none of ours."""


def open_file(path: Path) -> sqlite3.Connection:
    """The library in a file, which is made with its folder where there is none.

    A damaged file, or one of another version, is thrown away: it is only a cache. A database that is not a
    library is moved aside (`….aside`), in case somebody gave the wrong path.

    Raises OSError or sqlite3.OperationalError where the file can be neither read nor made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _opened(path)
    except _ForeignError:
        path.replace(path.with_name(f"{path.name}.aside"))
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


def open_in_memory() -> tuple[Path, sqlite3.Connection]:
    """A library in memory; its path is a URI by which another connection of the process can attach it."""
    uri = f"file:quizgen-{os.getpid()}-{time.monotonic_ns()}?mode=memory&cache=shared"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    _look_at(connection)
    return Path(uri), connection


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
    if _says(connection, "user_version") != VERSION or _says(connection, "application_id") != APPLICATION:
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
        if _says(connection, "application_id") == APPLICATION:
            if _says(connection, "user_version") != VERSION:
                raise sqlite3.DatabaseError("a library of another version")
        else:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise _ForeignError("a database, but no library")
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _says(connection: sqlite3.Connection, pragma: str) -> int:
    (value,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    return int(value)
