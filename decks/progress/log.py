"""The log's tables: what is put into them and asked of them. Whoever calls holds the transaction."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from decks.progress.event import NAMES, Event

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from decks.progress.content import Content
    from decks.scheduling.fsrs import Scheduler

COLUMNS = ", ".join(f'"{name}"' for name in NAMES)
STANDS = (
    "NOT EXISTS (SELECT 1 FROM event AS undo WHERE undo.kind = 'undo'"
    " AND undo.target = event.uid AND undo.card = event.card)"
)
"""The condition that an event was not taken back. Only an undo of the same card counts, so that a card can be replayed
from its own events."""

_PUT = f"INSERT INTO event ({COLUMNS}) VALUES ({', '.join('?' * len(NAMES))})"
_AT_ONCE = 500
"""How many ids are put into one question: SQLite before 3.32 takes 999."""


def put(connection: sqlite3.Connection, event: Event) -> int:
    """Append an event, and give its place in this copy of the log."""
    cursor = connection.execute(_PUT, tuple(getattr(event, name) for name in NAMES))
    return cursor.lastrowid or 0


def keep(
    connection: sqlite3.Connection, contents: Iterable[Content], schedulers: Iterable[Scheduler]
) -> None:
    """Keep what events name by their ids, where it is not kept yet."""
    connection.executemany(
        "INSERT OR IGNORE INTO content VALUES (?, ?, ?, ?, ?)",
        ((one.id, one.prompt, one.answer, one.sentence, one.answer_id) for one in contents),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO scheduler VALUES (?, ?)", ((one.id, one.to_json()) for one in schedulers)
    )


def select(
    connection: sqlite3.Connection, condition: str, values: Iterable[object] = ()
) -> Iterator[tuple[int, Event]]:
    """The events of which this is true, each with its place in this copy of the log."""
    query = f"SELECT seq, {COLUMNS} FROM event WHERE {condition}"
    for seq, *row in connection.execute(query, tuple(values)):
        yield seq, Event(*row)


def known(connection: sqlite3.Connection, uids: Iterable[str]) -> set[str]:
    """Those of the uids that the log has."""
    found: set[str] = set()
    for part in in_parts(uids):
        query = f"SELECT uid FROM event WHERE uid IN ({marks(part)})"
        found.update(uid for (uid,) in connection.execute(query, part))
    return found


def undone(connection: sqlite3.Connection, card: str | None = None) -> set[str]:
    """The uids of the events that were taken back, of one card or of all."""
    query = (
        "SELECT event.uid FROM event AS undo JOIN event ON event.uid = undo.target AND event.card = undo.card"
        " WHERE undo.kind = 'undo'"
    )
    if card is None:
        return {uid for (uid,) in connection.execute(query)}
    return {uid for (uid,) in connection.execute(f"{query} AND undo.card = ?", (card,))}


def relinks(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Uid, new card and old card of every relink, also of those that were taken back."""
    return connection.execute("SELECT uid, card, value FROM event WHERE kind = 'relink'").fetchall()


def in_parts(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The ids in parts that fit into one question each."""
    left = iter(ids)
    while part := tuple(islice(left, _AT_ONCE)):
        yield part


def marks(values: tuple[object, ...]) -> str:
    """A question mark for each value."""
    return ", ".join("?" * len(values))
