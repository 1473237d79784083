"""The notes of a package as they were written last, as a collection that nobody has vouched for.

Only tables are taken, and what is no note of ours is refused. In its copy in a temporary folder notes are found by
their guids, and those that were met again are taken down.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from decks.anki.ledger_file import UnsoundError, is_no_room, no_room
from decks.anki.notetype import NOTE_TYPES
from decks.anki.rows import ABSENT, RETIRED

if TYPE_CHECKING:
    from pathlib import Path

_TABLES = {"col", "notes", "cards", "revlog", "graves", "ledger"}
_NOTE = ["id", "guid", "mid", "mod", "usn", "tags", "flds", "sfld", "csum", "flags", "data"]
_ODD = """SELECT 1 FROM notes WHERE typeof(guid) <> 'text' OR typeof(tags) <> 'text' OR typeof(flds) <> 'text'
    OR typeof(mod) <> 'integer' OR id NOT BETWEEN 1 AND 1 << 53
    OR mod NOT BETWEEN 0 AND 1 << 40 OR flags NOT IN (0, 1, 2) LIMIT 1"""
_BARE = "SELECT 1 FROM notes WHERE id NOT IN (SELECT nid FROM cards) LIMIT 1"
_TYPES = {kind.id for kind in NOTE_TYPES.values()}


def opened(path: Path) -> sqlite3.Connection:
    """The collection, its notes to be found by guid. Raises UnsoundError where they are none of ours."""
    past = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in (
            "trusted_schema = OFF",
            "journal_mode = OFF",
            "synchronous = OFF",
            "cache_size = -24000",
        ):
            past.execute(f"PRAGMA {pragma}")
        _check(past)
        past.execute("CREATE UNIQUE INDEX quizgen_guid ON notes (guid)")
        past.execute("CREATE TABLE quizgen_seen (id INTEGER PRIMARY KEY)")
    except (sqlite3.DatabaseError, ValueError, LookupError, TypeError) as error:
        past.close()
        if is_no_room(error):
            raise no_room(path, str(error)) from error
        raise UnsoundError(f"is broken ({error})") from error
    except BaseException:
        past.close()
        raise
    return past


def _check(past: sqlite3.Connection) -> None:
    tables = past.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    if not all(
        kind == "table" and name in _TABLES and sql.startswith("CREATE TABLE") for kind, name, sql in tables
    ):
        raise UnsoundError("holds what does not belong there")
    columns = [(name, hidden) for _, name, *_, hidden in past.execute("PRAGMA table_xinfo(notes)")]
    if columns != [(name, 0) for name in _NOTE]:
        raise UnsoundError("has no notes")
    for query in (_ODD, _BARE):
        if past.execute(query).fetchone():
            raise UnsoundError("is broken (there are notes that cannot be)")
    if not {kind for (kind,) in past.execute("SELECT DISTINCT mid FROM notes")} <= _TYPES:
        raise UnsoundError("holds notes of a type that this quizgen does not know")
    shelf = json.loads(past.execute("SELECT decks FROM col").fetchone()[0])
    if not all(
        isinstance(shelf[str(deck)]["name"], str)
        for (deck,) in past.execute("SELECT DISTINCT did FROM cards")
    ):
        raise UnsoundError("is broken (a deck has no name)")


def opened_ledger(path: Path) -> tuple[sqlite3.Connection, int]:
    """As `opened`, of a ledger; with the CRC of the collection of the package it was written with."""
    known = opened(path)
    try:
        checksum: int = known.execute("SELECT checksum FROM ledger").fetchone()[0]
    except (sqlite3.DatabaseError, TypeError) as error:
        known.close()
        raise UnsoundError(f"is broken ({error})") from error
    return known, checksum


def absorb(known: sqlite3.Connection, sent: Path) -> None:
    """Take from a package what a ledger does not know, or knows older. Raises UnsoundError for a foreign package."""
    opened(sent).close()
    try:
        known.execute("ATTACH ? AS sent", (str(sent),))
        _take_newer(known)
        known.execute("DETACH sent")
    except sqlite3.DatabaseError as error:
        if is_no_room(error):
            raise no_room(sent, str(error)) from error
        raise UnsoundError(f"is broken ({error})") from error


def _take_newer(known: sqlite3.Connection) -> None:
    last, decks = known.execute("SELECT (SELECT max(id) FROM notes), decks FROM col").fetchone()
    known.execute(
        "INSERT INTO notes SELECT NULL, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data FROM sent.notes"
        " WHERE true ON CONFLICT (guid) DO UPDATE SET mid = excluded.mid, mod = excluded.mod, tags = excluded.tags,"
        " flds = excluded.flds, sfld = excluded.sfld, flags = excluded.flags WHERE excluded.mod > notes.mod"
    )
    _bring_cards(known, "sent", last or 0)
    (more,) = known.execute("SELECT decks FROM sent.col").fetchone()
    known.execute("UPDATE col SET decks = ?", (json.dumps(json.loads(more) | json.loads(decks)),))


def keep_unseen(made: sqlite3.Connection) -> None:
    """Take into a collection what is in the attached `past` and was not seen: retired before, or left out now."""
    ((unseen,),) = made.execute("SELECT count(*) FROM past.notes WHERE id NOT IN past.quizgen_seen")
    if not unseen:
        return
    last, decks = made.execute("SELECT (SELECT max(id) FROM main.notes), decks FROM main.col").fetchone()
    made.execute(
        "INSERT INTO main.notes SELECT NULL, guid, mid, mod, usn, tags, flds, sfld, csum,"
        f" CASE flags WHEN {RETIRED} THEN {RETIRED} ELSE {ABSENT} END, data FROM past.notes"
        " WHERE id NOT IN past.quizgen_seen ORDER BY id"
    )
    _bring_cards(made, "past", last or 0)
    (more,) = made.execute("SELECT decks FROM past.col").fetchone()
    made.execute("UPDATE main.col SET decks = ?", (json.dumps(json.loads(more) | json.loads(decks)),))


def _bring_cards(to: sqlite3.Connection, source: str, last: int) -> None:
    """The cards of the notes that came from an attached collection after the last that was there."""
    to.execute(
        "INSERT INTO main.cards SELECT NULL, new.id, c.did, c.ord, c.mod, c.usn, c.type, c.queue, c.due, c.ivl,"
        " c.factor, c.reps, c.lapses, c.left, c.odue, c.odid, c.flags, c.data"
        f" FROM main.notes new JOIN {source}.notes old ON old.guid = new.guid"
        f" JOIN {source}.cards c ON c.nid = old.id WHERE new.id > ? ORDER BY new.id, c.ord",
        (last,),
    )
