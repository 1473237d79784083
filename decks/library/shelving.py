"""Lay the sheets of a session ready: those that are known at once, the others after reading and asking them."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from decks.library.fingerprint import fingerprint
from decks.library.shelf import Shelf, Shelved
from quizgen.finding import Finding
from quizgen.sources import same_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decks.library.shelf import Say

_TRIES = 3
"""How often a sheet is read that somebody writes at the same time."""


def shelve(connection: sqlite3.Connection, found: Iterable[Path | Finding], say: Say | None) -> Shelf:
    """The shelf of these sheets, each in its place, and what is wrong with them and with the paths to them."""
    sheets: list[Shelved] = []
    errors: list[str] = []
    first: dict[str, str] = {}
    unused: list[int] = []
    made = False
    for path in found:
        if isinstance(path, Finding):
            errors.append(str(path))
            continue
        key = key_of(path)
        known = _known(connection, key, path)
        if known is None:
            made = True
            known = _make(connection, key, path, say)
        sheet, wrong, used = known
        if sheet is not None and first.setdefault(sheet.id, sheet.path) != sheet.path:
            errors.append(str(same_id(sheet.id, sheet.path, first[sheet.id])))
        elif sheet is not None:
            sheets.append(sheet)
            if used != today():
                unused.append(sheet.number)
        errors += wrong
    if unused:
        _touch(connection, unused)
    if made:
        from decks.library.keeping import tidy  # deferred, as in _make

        tidy(connection, [sheet.number for sheet in sheets])
    return Shelf(tuple(sheets), tuple(errors))


def key_of(path: Path) -> str:
    """By what a sheet is known: 64 hex digits of the rules, its full path and its bytes.

    Empty if it cannot be read, or only once, as a pipe.
    """
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            said = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
    return hashlib.sha256(f"{fingerprint()}\n{said}\n{full_path(path)}".encode()).hexdigest()


_Found = tuple[Shelved | None, list[str], int]
"""A sheet if it can be read, its errors, and when it was last used."""


def _known(connection: sqlite3.Connection, key: str, path: Path) -> _Found | None:
    row = connection.execute(
        "SELECT number, id, title, language, cards, errors, used FROM sheet WHERE key = ?", (key,)
    ).fetchone()
    if row is None:
        return None
    number, id_, title, language, cards, errors, used = row
    wrong = [f"{path}:{line}:{column}: {message}" for line, column, message in json.loads(errors)]
    return Shelved(number, key, id_, str(path), title, language, cards), wrong, used


def _make(connection: sqlite3.Connection, key: str, path: Path, say: Say | None) -> _Found:
    """A sheet compiled and kept."""
    # Deferred: with the reader and the rules comes nearly half a second of imports, for new sheets alone.
    from decks.library.compiling import Compiled, compile_sheet
    from decks.library.keeping import keep

    def hear(done: int, total: int) -> None:
        if say is not None:
            say(str(path), done, total)

    made = compile_sheet(path, hear)
    for _ in range(_TRIES):
        # What was read need not be what the key was made of.
        before, key = key, key_of(path)
        if before == key:
            break
        made = compile_sheet(path, hear)
    if not isinstance(made, Compiled):
        return None, [str(finding) for finding in made], 0
    key = key or f"once {os.getpid()} {time.time_ns()}"
    number = keep(connection, key, full_path(path), made)
    sheet, wrong = made.sheet, [str(finding) for finding in made.errors]
    shelved = Shelved(number, key, sheet.id, str(path), made.title, sheet.language, len(made.rows))
    return shelved, wrong, today()


def _touch(connection: sqlite3.Connection, numbers: list[int]) -> None:
    """Note that sheets are used today; where that cannot be written, it is no harm."""
    with suppress(sqlite3.OperationalError):
        marks = ", ".join("?" * len(numbers))
        connection.execute(f"UPDATE sheet SET used = ? WHERE number IN ({marks})", (today(), *numbers))


def today() -> int:
    """Days since 1970; for a cache the zone does not matter."""
    return int(time.time() // 86_400)


def storable(text: str) -> str:
    """Text without halves of surrogate pairs, which a file's name may have and no database takes."""
    return text.encode("utf-8", "backslashreplace").decode()


def full_path(path: os.PathLike[str]) -> str:
    """The path by which a sheet is known, wherever one stands."""
    return storable(os.path.abspath(path))  # noqa: PTH100 resolve() follows links, and a sheet is named as the link
