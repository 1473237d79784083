"""Backups of the progress: made at start, kept a few, checked, and put back where the file is damaged."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from decks.progress.errors import DamagedError, damaged, not_saved, told
from decks.progress.opening import APPLICATION, SCHEMA, backup_files, backups_of, read_only
from decks.progress.salvage import salvage
from decks.progress.store import Store
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = 5
TRIGGERS = frozenset({"event_never_changes", "event_never_goes", "event_never_replaced"})
BESIDE = ("", "-wal", "-shm", "-journal")
"""The files that belong together: the progress and what SQLite keeps beside it."""
_STALE = 600
"""Seconds after which a half-made backup is nobody's any more."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back."""

    backup: Path
    aside: Path | None
    """Where the damaged file lies now; None where there was none."""
    events: int
    """How many events there are now."""
    saved: int
    """Of these, how many were newer than the backup and could still be read in the damaged file."""


def back_up(path: Path, at: int) -> Path | None:
    """Make a backup if something was saved since the last, and drop the oldest beyond KEPT.

    `at` is the time, in UTC milliseconds. Gives the new backup's path, None if none was due. Opens the file
    for itself, so it may run beside a session. Raises NotSavedError, and DamagedError for a file that cannot be read
    to its end: then nothing is dropped.
    """
    kept = backup_files(path)
    number, last = _named(kept[-1]) if kept else (0, "")
    with told(path), closing(sqlite3.connect(read_only(path), uri=True, isolation_level=None)) as connection:
        row = connection.execute("SELECT uid FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        if row is None or row[0] == last:
            return None
        name = f"{path.stem}-{number + 1:06}-{_stamp(at)}-{row[0]}.db"
        try:
            made = _vacuumed(connection, backups_of(path), name)
        except OSError as error:
            raise not_saved(backups_of(path), error) from error
    for old in [*kept, made][:-KEPT]:
        # On Windows nobody may delete what another has open; the next start will.
        with suppress(OSError):
            old.unlink()
    return made


def check(store: Store) -> tuple[str, ...]:
    """What is wrong with a store, a sentence each; nothing for a sound one."""
    try:
        with told(store.path):
            return tuple(_faults(store))
    except DamagedError as error:
        return (str(error),)


def _faults(store: Store) -> Iterator[str]:
    ask = store.connection.execute
    said = [text for (text,) in ask("PRAGMA main.integrity_check(10)") if text != "ok"]
    yield from (str(damaged(store.path, f"it is damaged ({text})")) for text in said)
    triggers = {name for (name,) in ask("SELECT name FROM main.sqlite_master WHERE type = 'trigger'")}
    for name in sorted(TRIGGERS - triggers):
        yield str(damaged(store.path, f"the trigger {name} is gone, so that the log could be changed"))
    if not said and (differing := store.differing()):
        yield (
            f"{store.path}: {differing:,} rows are not what the log comes to; 'quizgen doctor --rebuild' mends them"
        )


def restore(path: Path, at: int) -> Restored:
    """Put the newest sound backup in the file's place, with what can still be read of newer events in the file.

    The file is moved aside under a name with the time, `at` in UTC milliseconds, and never deleted. No other
    window may be open. Raises QuizgenError where there is no sound backup, and NotSavedError; then the file is
    where it was.
    """
    path = path.absolute()
    backup = next((file for file in reversed(backup_files(path)) if _is_sound(file)), None)
    if backup is None:
        raise QuizgenError(f"{backups_of(path)}: no sound backup of {path.name} is there; copy one there")
    partial = path.with_name(f"{path.name}.partial")
    try:
        _clear(partial)
        # All that needs room is done while the file is still in its place.
        shutil.copyfile(backup, partial)
        with Store.open(partial, create=False) as store:
            saved = salvage(store, path)
            (events,) = store.connection.execute("SELECT count(*) FROM event").fetchone()
        _sync(partial)
        aside = _set_aside(path, at)
        partial.rename(path)
        _sync(path.parent)
    except OSError as error:
        raise not_saved(path, error) from error
    finally:
        _clear(partial)
    return Restored(backup, aside, events, saved)


def _set_aside(path: Path, at: int) -> Path | None:
    """Move the file, and what SQLite keeps beside it, to a name that nothing has yet."""
    aside = path.with_name(f"{path.stem}-damaged-{_stamp(at)}{path.suffix}")
    while any(_beside(aside, suffix).exists() for suffix in BESIDE):
        aside = aside.with_name(f"{aside.stem}-{path.suffix}")
    moved = False
    for suffix in BESIDE:
        with suppress(FileNotFoundError):
            _beside(path, suffix).rename(_beside(aside, suffix))
            moved = True
    return aside if moved else None


def _clear(partial: Path) -> None:
    for suffix in BESIDE:
        with suppress(OSError):
            _beside(partial, suffix).unlink()


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _is_sound(backup: Path) -> bool:
    try:
        with closing(sqlite3.connect(read_only(backup), uri=True)) as connection:
            marks = [
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("application_id", "user_version")
            ]
            whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error:
        return False
    return bool(whole == "ok" and marks[0] == APPLICATION and 1 <= marks[1] <= SCHEMA)


def _vacuumed(connection: sqlite3.Connection, folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    partial = folder / f"{name}.{os.getpid()}.partial"
    try:
        connection.execute("VACUUM INTO ?", (str(partial),))
        _sync(partial)
        made = partial.rename(folder / name)
    finally:
        partial.unlink(missing_ok=True)
    _sync(folder)
    _sweep(folder)
    return made


def _sweep(folder: Path) -> None:
    """Remove what a killed start left half-made, but not what another window makes at this moment."""
    for partial in folder.glob("*.partial"):
        with suppress(OSError):
            if partial.stat().st_mtime < folder.stat().st_mtime - _STALE:
                partial.unlink()


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk. Windows syncs no folders."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _named(backup: Path) -> tuple[int, str]:
    """The number of a backup, and the uid of the last event in it, both from its name."""
    *_, number, _, uid = backup.stem.split("-")
    return int(number), uid


def _stamp(at: int) -> str:
    return f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at):%Y%m%dT%H%M%SZ}"
