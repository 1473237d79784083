"""What can go wrong with a file of progress: each error is a sentence that says what would be right."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from decks.progress.state import CardState


class ConflictError(QuizgenError):
    """Another window was faster with this card; nothing was written. `state` is how the card stands now."""

    def __init__(self, state: CardState) -> None:
        super().__init__(f"{state.card} was changed in another window meanwhile; what was done there stands")
        self.state = state


class NotSavedError(QuizgenError):
    """Nothing of it was written, and all that was written before is as it was."""


class DamagedError(QuizgenError):
    """The file is not what we wrote. It is left alone: never overwritten, never deleted."""


class NewerError(QuizgenError):
    """The file is from a newer quizgen. It is left alone."""


def damaged(path: Path, what: str) -> DamagedError:
    """The error for a damaged file: `path: what is wrong; what would be right`."""
    return DamagedError(
        f"{path}: {what}; 'quizgen doctor --restore' sets it aside and puts the newest sound backup in its place"
    )


def not_saved(path: Path, error: OSError) -> NotSavedError:
    """The error for what the system refused."""
    if isinstance(error, PermissionError):
        return NotSavedError(f"{path}: may not be written ({error.strerror}); allow it, or name another file")
    return NotSavedError(f"{path}: could not be written ({error.strerror}); mend that, or name another file")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite into ours; what only a mistake of ours can cause stays as it is."""
    try:
        yield
    except sqlite3.Error as error:
        ours = _translated(error, path)
        if ours is None:
            raise
        raise ours from error


# By primary result code (https://www.sqlite.org/rescode.html). Each is what is wrong; what would be right.
_REMEDIES = {
    sqlite3.SQLITE_FULL: "the disk is full, so this was not saved; make room and do it again",
    sqlite3.SQLITE_READONLY: "may not be written, so this was not saved; make the file and its folder writable",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened for writing; make the file and its folder writable",
    sqlite3.SQLITE_PERM: "may not be opened; make the file and its folder writable",
    sqlite3.SQLITE_AUTH: "may not be opened; make the file and its folder writable",
    sqlite3.SQLITE_BUSY: "another program keeps it locked, so this was not saved; close that one and do it again",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked, so this was not saved; close that one and do it again",
    sqlite3.SQLITE_PROTOCOL: "another program keeps it locked, so this was not saved; close that one and do it again",
    sqlite3.SQLITE_IOERR: "the disk failed or is full, so this was not saved; look after the disk and do it again",
    sqlite3.SQLITE_TOOBIG: "this is too long to be saved; shorten it",
    sqlite3.SQLITE_NOMEM: "there is no memory left, so this was not saved; close other programs and do it again",
}


def _translated(error: sqlite3.Error, path: Path) -> QuizgenError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_NOTADB:
        return damaged(path, "this is no file of progress, or no longer one")
    if primary == sqlite3.SQLITE_CORRUPT:
        return damaged(path, f"it is damaged ({error})")
    if primary in _REMEDIES:
        return NotSavedError(f"{path}: {_REMEDIES[primary]}")
    return None
