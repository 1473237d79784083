"""The package: notes become rows of a collection, and the collection a zip file."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from decks.anki.archive import COLLECTION, MARK, Files, pack
from decks.anki.ids import FIELD_NAMES
from decks.anki.learned import TIMING
from decks.anki.note import Note, NoteDeck
from decks.anki.notetype import NOTE_TYPES, fields
from decks.anki.preset import PRESET_ID, Preset, deck_config
from decks.anki.rows import EARLIEST, Rows
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from decks.anki.entries import Ledger, Standing
    from decks.card import Card, Deck

__all__ = ["COLLECTION", "EARLIEST", "Written", "is_ours", "write", "write_notes"]

_CHUNK = 1_000
"""Notes handed to SQLite at a time: more is no faster, and this many texts are soon forgotten."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a package holds."""

    notes: int
    """Retired ones left out."""
    decks: int
    """Those with cards in them, not the decks they lie in."""
    cards: int = 0
    media: int = 0
    """Files."""
    new: int = 0
    """Notes; this and what follows where a ledger is kept."""
    changed: int = 0
    """Those that came back after they had been retired are among them."""
    same: int = 0
    """What the person made of these in Anki stays."""
    retired: int = 0
    """Notes that are in the package once more, with the tag `quizgen::retired`."""
    left: tuple[tuple[str, int], ...] = ()
    """Sheets of the last package that were not given now, with their notes, which stay as they are."""
    ledger: Standing = "none"


def write(decks: Iterable[Deck], out: BinaryIO) -> Written:
    """Write an .apkg of `decks`, a note of the type `basic` for each card; otherwise as `write_notes`."""
    return write_notes(map(_noted, decks), out)


def _noted(deck: Deck) -> NoteDeck:
    return NoteDeck(deck.title, map(_note, deck.cards), deck.description, deck.modified)


def _note(card: Card) -> Note:
    return Note(card.id, "basic", tuple(fields(card)), card.deck, card.tags)


def write_notes(
    decks: Iterable[NoteDeck],
    out: BinaryIO,
    *,
    ledger: Ledger | None = None,
    preset: Preset | None = None,
    retiring: Collection[str] = ("",),
) -> Written:
    """Write an .apkg of `decks`, whose notes are gone through once and never all held.

    The same decks (and ledger) give the same bytes. Without a ledger a `NoteDeck.modified` newer than the one that
    Anki has seen is what makes Anki take a note's text. With one (`keeping`), only what has changed is newer, and
    what is gone from a sheet is retired. `retiring` are the forms (`choice`, for ids that end in it; "" for questions
    as they are asked) of which all notes of these sheets are here: none where some were selected, or a sheet could
    not be read whole. Notes of other sheets and in other forms are never retired, since nobody asked for them.

    Raises QuizgenError for two notes with one id, since Anki would keep one, for a file that cannot be read, for a
    ledger with nonsense in it, and where there is no room for the collection, which grows in the system's temporary
    folder until it is packed.
    """
    files = Files()
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        path = Path(folder) / COLLECTION
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as collection:
                written = _fill(collection, decks, files, _Way(ledger, preset, retiring))
            checksum = pack(path, files.paths, out)
            if ledger is not None:
                ledger.keep(path, checksum)
        except sqlite3.OperationalError as error:
            raise QuizgenError(
                f"{tempfile.gettempdir()}: the package cannot be made there: {error}"
            ) from error
    return written


def is_ours(path: Path) -> bool:
    """Whether the file is a package as we wrote it: not another's, and not what Anki made of ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == MARK
    except (OSError, zipfile.BadZipFile, ValueError):
        return False


@dataclass(frozen=True, slots=True)
class _Way:
    """How the notes are written."""

    ledger: Ledger | None
    preset: Preset | None
    retiring: Collection[str]


def _fill(collection: sqlite3.Connection, decks: Iterable[NoteDeck], files: Files, way: _Way) -> Written:
    _lay_out(collection)
    rows = Rows(way.ledger)
    sheets: dict[str, int] = {}
    for deck in decks:
        if deck.sheet:
            sheets[deck.sheet] = max(deck.modified, sheets.get(deck.sheet, 0))
        for note in deck.notes:
            rows.add(deck, note)
            if note.media:
                files.add(note.media)
            if not rows.total % _CHUNK:
                rows.flush(collection)
    rows.flush(collection)
    notes = rows.total
    if way.ledger and way.retiring:
        _retire(collection, rows, way.ledger, sheets, way.retiring)
    _refuse_repeats(collection)
    _describe(collection, rows, way.preset)
    collection.execute("COMMIT")
    written = Written(notes, len(rows.shelf.filled), rows.cards, len(files.paths))
    return written if way.ledger is None else _told(written, way.ledger)


def _retire(
    collection: sqlite3.Connection,
    rows: Rows,
    ledger: Ledger,
    sheets: dict[str, int],
    forms: Collection[str],
) -> None:
    for gone in ledger.gone(sheets, forms):
        rows.retire(gone)
        if not rows.total % _CHUNK:
            rows.flush(collection)
    rows.flush(collection)


def _told(written: Written, ledger: Ledger) -> Written:
    return replace(
        written,
        new=ledger.new,
        changed=ledger.changed,
        same=ledger.same,
        retired=ledger.retired,
        left=tuple(sorted(ledger.left.items())),
        ledger=ledger.stood,
    )


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


def _describe(collection: sqlite3.Connection, rows: Rows, preset: Preset | None) -> None:
    """Fill the one row that says what the collection is made of."""
    home = next(iter(rows.shelf.made), 1)
    used = {*rows.types.values(), *rows.retired_types} or {NOTE_TYPES["basic"].id}
    types = [kind for _, kind in sorted(NOTE_TYPES.items()) if kind.id in used]
    models = {str(kind.id): kind.model(home) for kind in types}
    decks = rows.shelf.json(collection, PRESET_ID if preset else 1)
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
    one, other = (dict(zip(FIELD_NAMES, flds.split("\x1f"), strict=True)) for (flds,) in rows)
    raise QuizgenError(
        f"{other['Origin']}: {other['Id']} is also the id of the question at {one['Origin']}, and Anki would"
        " keep only one of them; give the facts or their sheets ids of their own"
    )
