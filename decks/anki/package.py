"""The package: notes become rows of a collection, and the collection a zip file."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from decks.anki.archive import COLLECTION, Files, pack
from decks.anki.learned import TIMING
from decks.anki.note import Note, NoteDeck
from decks.anki.notetype import FIELDS, fields, model, type_id
from decks.anki.preset import PRESET_ID, Preset, deck_config
from decks.anki.rows import EARLIEST, Rows
from decks.anki.shelf import Shelf
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decks.card import Card, Deck

__all__ = ["COLLECTION", "EARLIEST", "Written", "is_package", "write", "write_notes"]

_CHUNK = 1_000
"""Notes handed to SQLite at a time: more is no faster, and this many texts are soon forgotten."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a package holds."""

    notes: int
    decks: int
    """Those with cards in them, not the decks they lie in."""
    cards: int = 0
    media: int = 0
    """Files."""


def write(decks: Iterable[Deck], out: BinaryIO) -> Written:
    """Write an .apkg of `decks`, a note of the type `basic` for each card; otherwise as `write_notes`."""
    return write_notes(map(_noted, decks), out)


def _noted(deck: Deck) -> NoteDeck:
    return NoteDeck(deck.title, map(_note, deck.cards), deck.description, deck.modified)


def _note(card: Card) -> Note:
    return Note(card.id, "basic", tuple(fields(card)), card.deck, card.tags)


def write_notes(decks: Iterable[NoteDeck], out: BinaryIO, *, preset: Preset | None = None) -> Written:
    """Write an .apkg of `decks`, whose notes are gone through once and never all held.

    The same decks give the same bytes. A `NoteDeck.modified` newer than the one Anki has seen is what makes Anki
    take the changed text of a note. Raises QuizgenError for two notes with one id, since Anki would keep one,
    for a file that cannot be read, and where there is no room for the collection, which grows in the system's
    temporary folder until it is packed.
    """
    files = Files()
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        path = Path(folder) / COLLECTION
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as collection:
                written = _fill(collection, decks, files, preset)
        except sqlite3.OperationalError as error:
            raise QuizgenError(
                f"{tempfile.gettempdir()}: the package cannot be made there: {error}"
            ) from error
        pack(path, files.paths, out)
    return written


def is_package(path: Path) -> bool:
    """Whether the file is an Anki package, of any generation."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(entry.startswith("collection.anki2") for entry in archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError):
        return False


def _fill(
    collection: sqlite3.Connection, decks: Iterable[NoteDeck], files: Files, preset: Preset | None
) -> Written:
    _lay_out(collection)
    shelf = Shelf()
    rows = Rows(shelf)
    for deck in decks:
        for note in deck.notes:
            rows.add(deck, note)
            if note.media:
                files.add(note.media)
            if len(rows) == _CHUNK:
                rows.flush(collection)
    rows.flush(collection)
    _refuse_repeats(collection)
    _describe(collection, shelf, rows, preset)
    collection.execute("COMMIT")
    return Written(rows.total, len(shelf.filled), rows.cards, len(files.paths))


def _lay_out(collection: sqlite3.Connection) -> None:
    """Make the tables, and begin."""
    # genanki pulls in yaml and chevron, 60 ms that only writing a package has to pay.
    from genanki.apkg_col import APKG_COL
    from genanki.apkg_schema import APKG_SCHEMA

    # The file is thrown away if anything goes wrong, and Anki makes the indexes it wants.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE"):
        collection.execute(f"PRAGMA {pragma}")
    collection.execute("BEGIN")
    for statement in APKG_SCHEMA.split(";"):
        if "INDEX" not in statement:
            collection.execute(statement)
    collection.execute(APKG_COL)


def _describe(collection: sqlite3.Connection, shelf: Shelf, rows: Rows, preset: Preset | None) -> None:
    """Fill the one row that says what the collection is made of."""
    home = next(iter(shelf.made), 1)
    models = {str(type_id(key)): model(key, home) for key in sorted(rows.types) or ["basic"]}
    decks = shelf.json(collection, PRESET_ID if preset else 1)
    collection.execute("UPDATE col SET models = ?, decks = ?", (json.dumps(models), decks))
    if rows.learned:
        _merge(collection, "conf", TIMING)
    if preset:
        _merge(collection, "dconf", {str(PRESET_ID): deck_config(preset)})


def _merge(collection: sqlite3.Connection, column: str, entries: dict[str, object]) -> None:
    (there,) = collection.execute(f"SELECT {column} FROM col").fetchone()
    collection.execute(f"UPDATE col SET {column} = ?", (json.dumps(json.loads(there) | entries),))


def _refuse_repeats(collection: sqlite3.Connection) -> None:
    twice = collection.execute("SELECT guid FROM notes GROUP BY guid HAVING count(*) > 1 LIMIT 1").fetchone()
    if twice is None:
        return
    rows = collection.execute("SELECT flds FROM notes WHERE guid = ? ORDER BY id LIMIT 2", twice)
    names = [about for about, _, _ in FIELDS]
    one, other = (dict(zip(names, flds.split("\x1f"), strict=True)) for (flds,) in rows)
    raise QuizgenError(
        f"{other['Origin']}: {other['Id']} is also the id of the question at {one['Origin']}, and Anki would"
        " keep only one of them; give the facts or their sheets ids of their own"
    )
