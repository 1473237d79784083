"""Opening a file of progress: made where there is none, and left alone where it is not ours or no longer sound."""

from __future__ import annotations

import re
import sqlite3
import time
from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import quote

from decks.progress.errors import NewerError, NotSavedError, damaged, not_saved, told
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = 1
"""The version of the tables, kept as SQLite's user_version."""
APPLICATION = int.from_bytes(b"QZGN", "big")
"""What marks the file as ours, kept as SQLite's application_id."""
WAITING = 5.0
"""Seconds to wait for another window's transaction. A save takes a millisecond, so this is only met when stuck."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100


def opened(path: Path, *, create: bool) -> sqlite3.Connection:
    """A connection to the progress in this file, every commit of which is on the disk when it returns.

    Raises DamagedError, NewerError, NotSavedError where it may not be read, and QuizgenError where there is none
    and `create` is False.
    """
    with _OPENING:
        fresh = _is_fresh(path, create=create, ours=_OPEN[path] > 0)
        with told(path):
            connection = _connect(path)
            try:
                _set_up(connection)
                if fresh:
                    _make(connection)
                _look(connection, path)
            except BaseException:
                connection.close()
                raise
        _OPEN[path] += 1
    return connection


def closed(path: Path, connection: sqlite3.Connection) -> None:
    """Close what was `opened`."""
    with _OPENING:
        connection.close()
        _OPEN[path] = max(0, _OPEN[path] - 1)


_OPENING = Lock()
_OPEN: Counter[Path] = Counter()
"""How often each file is open in this process. Such a file is not looked at but through SQLite: as POSIX has it,
whoever closes a file gives up the locks that the whole process has on it, and another process would then clear away
the log that we write (https://www.sqlite.org/howtocorrupt.html, 2.2)."""


def backups_of(path: Path) -> Path:
    """The folder beside a file of progress that holds its backups."""
    return path.parent / "backups"


def backup_files(path: Path) -> list[Path]:
    """The backups of this file, oldest first: `progress-000042-20261123T064500Z-<uid of the last event>.db`.

    By their number, not by the time: a clock that was put back would make the newest backup the first to go.
    """
    name = re.compile(rf"{re.escape(path.stem)}-(\d{{6,}})-\d{{8}}T\d{{6}}Z-[0-9a-f]{{16}}\.db")
    folder = backups_of(path)
    found = [(name.fullmatch(file.name), file) for file in (folder.iterdir() if folder.is_dir() else ())]
    return [file for _, file in sorted((int(match[1]), file) for match, file in found if match)]


def read_only(path: Path) -> str:
    """The address by which SQLite opens a file for reading only."""
    name = path.absolute().as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(name)}?mode=ro"


def _is_fresh(path: Path, *, create: bool, ours: bool) -> bool:
    """Whether nothing was ever saved in the file.

    Looks at its first bytes, before SQLite may touch any; but not where it is `ours`, open already.
    """
    try:
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise NotSavedError(f"{path}: this is a folder; name a file in it")
        # Before the file, since another window may be making both, and makes the file first.
        with_log = _size(path, "-wal") > 0
        size = _size(path)
        if size > 0 and not ours:
            _judge(path)
    except OSError as error:
        raise not_saved(path, error) from error
    if size > 0:
        return False
    if with_log:
        raise damaged(path, "the file is gone, but the log beside it is there")
    if backup_files(path):
        # To begin anew here would let the backups roll away.
        raise damaged(
            path, "the file is empty" if size == 0 else "the file is gone, but backups of it are there"
        )
    if size < 0 and not create:
        raise QuizgenError(f"{path}: there is no progress yet; study a deck first")
    return True


def _judge(path: Path) -> None:
    header = _header(path)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise damaged(path, "this is no file of progress, or no longer one")
    version, application = _number(header, 60), _number(header, 68)
    # Of ours, only one that is being made has no mark yet, and that is a single page.
    if application != APPLICATION and (application or version or _number(header, 28) > 1):
        raise damaged(path, "this is the database of another program")
    if application == APPLICATION and version > SCHEMA:
        raise _newer(path, version)
    if _lacks_its_end(path):
        # Another window may have been writing it at this moment.
        time.sleep(0.1)
        if _lacks_its_end(path):
            raise damaged(path, "its end is missing")


def _lacks_its_end(path: Path) -> bool:
    header = _header(path)
    page = int.from_bytes(header[16:18], "big")
    # The number of pages is only right where the last to write it also wrote the other two.
    pages = _number(header, 28) if _number(header, 24) == _number(header, 92) else 0
    # A page size of 1 stands for 65,536.
    short = _size(path) < pages * (65_536 if page == 1 else page)
    # While there is a log beside it, the file may still have to grow.
    return short and max(_size(path, "-wal"), _size(path, "-journal")) <= 0


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADER)


def _size(path: Path, suffix: str = "") -> int:
    """Bytes of the file, or of one beside it; -1 where there is none."""
    try:
        return path.with_name(f"{path.name}{suffix}").stat().st_size
    except FileNotFoundError:
        return -1


def _number(header: bytes, start: int) -> int:
    return int.from_bytes(header[start : start + 4], "big")


def _newer(path: Path, version: int) -> NewerError:
    return NewerError(
        f"{path}: a newer quizgen wrote it (tables of version {version}, this one knows {SCHEMA}); update quizgen"
    )


def _connect(path: Path) -> sqlite3.Connection:
    # uri is for attaching a library read-only; a path that is absolute is never taken for one.
    return sqlite3.connect(str(path), timeout=WAITING, isolation_level=None, uri=True)


def _set_up(connection: sqlite3.Connection) -> None:
    _write_ahead(connection)
    for pragma in (
        "synchronous = FULL",
        # On macOS only this reaches the disk; elsewhere it is the same.
        "fullfsync = ON",
        # So that INSERT OR REPLACE asks the triggers that forbid to delete.
        "recursive_triggers = ON",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn on the write-ahead log, or where the file system refuses it (a network's), the rollback journal."""
    end = time.monotonic() + WAITING
    while True:
        try:
            return _turn_to(connection, "WAL")
        except sqlite3.OperationalError as error:
            code = error.sqlite_errorcode & 0xFF
            if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL):
                return _turn_back(connection, error)
            # Two windows that open a new file at once are in each other's way, and SQLite does not wait here.
            if code != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)


def _turn_to(connection: sqlite3.Connection, mode: str) -> None:
    connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
    # Only now SQLite meets the file system: a file made elsewhere may already be in that mode.
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _turn_back(connection: sqlite3.Connection, refusal: sqlite3.OperationalError) -> None:
    try:
        # Alone with the file, SQLite needs no shared memory to lead it out of that mode.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        _turn_to(connection, "DELETE")
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        raise refusal from None


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables. Two windows may do it at once: the second finds them there."""
    # Here, since it takes 10 ms and a file is made once.
    from importlib.resources import files

    schema = files("decks.progress").joinpath("schema.sql").read_text("utf-8")
    script = f"{schema}PRAGMA application_id = {APPLICATION};PRAGMA user_version = {SCHEMA};"
    try:
        connection.executescript(f"BEGIN IMMEDIATE;{script}COMMIT;")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _look(connection: sqlite3.Connection, path: Path) -> None:
    """What only SQLite can tell, since the newest pages may stand in the log beside the file."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables and backup_files(path):
        raise damaged(path, "the file is empty")
    if not tables:
        _make(connection)
    elif application != APPLICATION:
        raise damaged(path, "this is the database of another program")
    elif version > SCHEMA:
        raise _newer(path, version)
