"""The package: cards become rows of a collection, and the collection a zip file."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from decks.anki import name
from decks.anki.escape import escape
from decks.anki.notetype import FIELDS, NOTE_TYPE_ID, fields, note_type
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from decks.card import Deck

    _Row = tuple[int | str, ...]

COLLECTION = "collection.anki2"

EARLIEST = 1_000_000_000
"""September 2001. Anki takes note 0 and time 0, and then its database check breaks down."""

_ZIP64 = 2_000_000_000
"""What is larger needs the zip format's long sizes; room is left for what will not be compressed."""

_CHUNK = 1_000
"""Rows handed to SQLite at a time: more is no faster, and this many texts are soon forgotten."""

_INSERT_NOTE = f"INSERT INTO notes VALUES (?, ?, {NOTE_TYPE_ID}, ?, -1, ?, ?, ?, 0, 0, '')"
_INSERT_CARD = "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"


@dataclass(frozen=True, slots=True)
class Written:
    """What a package holds."""

    notes: int
    decks: int
    """Those with cards in them, not the decks they lie in."""


def write(decks: Iterable[Deck], out: BinaryIO) -> Written:
    """Write an .apkg of `decks`, whose cards are gone through once and never all held.

    The same decks give the same bytes. A `Deck.modified` newer than the one Anki has seen is what makes Anki
    take the changed text of a note. Raises QuizgenError for two cards with one id, since Anki would keep one,
    and where there is no room for the collection, which grows in the system's temporary folder until it is
    packed.
    """
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        path = Path(folder) / COLLECTION
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as collection:
                written = _fill(collection, decks)
        except sqlite3.OperationalError as error:
            raise QuizgenError(
                f"{tempfile.gettempdir()}: the package cannot be made there: {error}"
            ) from error
        _zip(path, out)
    return written


def is_package(path: Path) -> bool:
    """Whether the file is an Anki package, of any generation."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(entry.startswith("collection.anki2") for entry in archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError):
        return False


def _fill(collection: sqlite3.Connection, decks: Iterable[Deck]) -> Written:
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
    shelf = _Shelf()
    rows = _rows(decks, shelf)
    notes = 0
    while chunk := list(islice(rows, _CHUNK)):
        collection.executemany(_INSERT_NOTE, (note for note, _ in chunk))
        collection.executemany(_INSERT_CARD, (card for _, card in chunk))
        notes += len(chunk)
    _refuse_repeats(collection)
    models = {str(NOTE_TYPE_ID): note_type(next(iter(shelf.made), 1))}
    collection.execute("UPDATE col SET models = ?, decks = ?", (json.dumps(models), shelf.json(collection)))
    collection.execute("COMMIT")
    return Written(notes, len(shelf.filled))


def _rows(decks: Iterable[Deck], shelf: _Shelf) -> Iterator[tuple[_Row, _Row]]:
    """The rows of each card's note and card; their ids are milliseconds, which Anki shows as dates."""
    first = due = 0
    for deck in decks:
        modified = max(deck.modified, EARLIEST)
        first = first or modified * 1000
        for card in deck.cards:
            row = first + due
            due += 1
            html = fields(card)
            sheet, slash, _ = card.id.partition("/")
            tags = name.tags(card.tags, sheet if slash else "", card.deck[1:])
            yield (
                (row, name.guid(card.id), modified, tags, "\x1f".join(html), html[0]),
                (row, row, shelf.place(card.deck or (deck.title,), deck.description), modified, due),
            )


class _Shelf:
    """The decks cards have been put into so far, by id."""

    def __init__(self) -> None:
        self.made: dict[int, tuple[str, str]] = {}
        """Name and description, the parents of a deck before it."""
        self.filled: set[int] = set()
        self._known: dict[tuple[str, ...], int] = {}

    def place(self, path: tuple[str, ...], description: str) -> int:
        """The id of the deck for a path of titles, made the first time it is met."""
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = self._make(name.deck_name(path), escape(description))
            self.filled.add(known)
        return known

    def _make(self, levels: tuple[str, ...], description: str) -> int:
        """Make the deck and those it lies in; the description is the outermost one's."""
        key = name.deck_key(levels)
        for depth in range(1, len(levels) + 1):
            id_ = name.deck_id(key[:depth])
            self.made.setdefault(id_, ("::".join(levels[:depth]), description if depth == 1 else ""))
        return id_

    def json(self, collection: sqlite3.Connection) -> str:
        """The decks as Anki's collection has them, beside those that are there."""
        import genanki  # deferred like above

        (there,) = collection.execute("SELECT decks FROM col").fetchone()
        made = {str(id_): genanki.Deck(id_, *texts).to_json() for id_, texts in self.made.items()}
        return json.dumps(json.loads(there) | made)


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


def _zip(collection: Path, out: BinaryIO) -> None:
    """The archive, without the clock and the machine in it."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        large = collection.stat().st_size > _ZIP64
        # An entry opened by its name has the date 1980-01-01.
        with archive.open(COLLECTION, "w", force_zip64=large) as entry, collection.open("rb") as rows:
            shutil.copyfileobj(rows, entry, 1 << 20)
        with archive.open("media", "w") as entry:
            entry.write(b"{}")
        for info in archive.infolist():
            info.create_system = 3  # Unix; otherwise Windows and the rest would differ by this byte
