"""Salvage: what can still be read of a damaged file is brought into the one that takes its place."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from decks.progress.content import Content
from decks.progress.event import NAMES, Event, fault
from decks.progress.log import COLUMNS
from decks.scheduling.fsrs import Scheduler
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.progress.store import Store


def salvage(store: Store, damaged: Path) -> int:
    """Append what can be read of a damaged file, and give the number of events that were new.

    It is read from a copy, since SQLite would mend what it opens. Raises NotSavedError.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "damaged.db"
        for suffix in ("", "-wal", "-journal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(damaged.with_name(damaged.name + suffix), copy.with_name(copy.name + suffix))
        with closing(sqlite3.connect(copy)) as connection:
            schedulers = {one.id: one for one in _schedulers(connection)} | store.schedulers()
            words = _readable(connection, "prompt, answer, sentence FROM content", 3)
            contents = [Content(*row) for row in words]
            events = [
                event
                for event in _events(connection)
                if fault(event) is None and (not event.scheduler or event.scheduler in schedulers)
            ]
    return store.append_all(events, contents=contents, schedulers=schedulers.values())


def _schedulers(connection: sqlite3.Connection) -> Iterator[Scheduler]:
    for (text,) in _readable(connection, "json FROM scheduler", 1):
        with suppress(QuizgenError, ValueError, TypeError):
            yield Scheduler.from_json(text)


def _events(connection: sqlite3.Connection) -> Iterator[Event]:
    for row in _readable(connection, f"{COLUMNS} FROM event NOT INDEXED ORDER BY seq"):
        if all(type(value) is kind for value, kind in zip(row, _KINDS, strict=True)):
            yield Event(*row)


def _readable(connection: sqlite3.Connection, query: str, texts: int = 0) -> Iterator[tuple[Any, ...]]:
    """The rows of a damaged table, up to where SQLite cannot read on. The first `texts` columns are texts."""
    with suppress(sqlite3.Error):
        for row in connection.execute(f"SELECT {query}"):
            if all(type(value) is str for value in row[:texts]):
                yield row


_KINDS = tuple(
    int if name in ("at", "offset", "day", "rating", "duration", "rank") else str for name in NAMES
)
