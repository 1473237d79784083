"""Notes as rows of a collection: each with its cards and their log of reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from decks.anki import learned, name
from decks.anki.notetype import NOTE_TYPES
from decks.anki.shelf import Shelf

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from decks.anki.entries import Gone, Ledger
    from decks.anki.note import Note, NoteDeck, Schedule

    Row = tuple[Any, ...]

LIVE, RETIRED, ABSENT = range(3)
"""`notes.flags`, which Anki does not look at: a note as it is; one that is sent for the last time; and, in ledgers
only, one of a sheet that was left out, or of a form that was not asked for."""

EARLIEST = 1_000_000_000
"""September 2001. Anki takes note 0 and time 0, and then its database check breaks down."""

MARKED = "marked "
"""Anki's own tag, for a note that a person wants to find again; behind all others."""

_INSERT_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, ?, '')"
_INSERT_NEW = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"
_INSERT_LEARNED = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)"
_INSERT_REVIEW = """INSERT INTO revlog VALUES (
    CASE WHEN EXISTS (SELECT 1 FROM revlog WHERE id = ?1) THEN (
        SELECT id + 1 FROM revlog AS one WHERE id >= ?1
        AND NOT EXISTS (SELECT 1 FROM revlog WHERE id = one.id + 1) ORDER BY id LIMIT 1
    ) ELSE ?1 END, ?2, -1, ?3, ?4, ?5, ?6, ?7, ?8)"""
"""Anki knows a review by its millisecond: of two in one, the later comes in the next that is free."""


class Rows:
    """Rows on their way into a collection, a chunk at a time."""

    def __init__(self, ledger: Ledger | None) -> None:
        self.shelf = Shelf()
        self.first = 0
        """The id of the first note and card; ids are milliseconds, which Anki shows as dates."""
        self._ledger = ledger
        self._dated = 0
        """The date of all cards, where it is not that of their deck."""
        self.total = 0
        """Notes."""
        self.cards = 0
        self.learned = False
        """Whether any card has been answered."""
        self.types: dict[str, int] = {}
        """Keys and ids of the note types that were met."""
        self.retired_types: set[int] = set()
        """Ids of those that retired notes have."""
        self._notes: list[Row] = []
        self._retired: list[Row] = []
        self._new: list[Row] = []
        self._learned: list[Row] = []
        self._reviews: list[tuple[int, ...]] = []

    def add(self, deck: NoteDeck, note: Note) -> None:
        """Take a note in."""
        modified = max(deck.modified, EARLIEST)
        if not self.total:
            self._begin(modified * 1000)
        row = self.first + self.total
        self.total += 1
        kind = self.types.get(note.type) or self.types.setdefault(note.type, NOTE_TYPES[note.type].id)
        sheet, slash, _ = note.id.partition("/")
        tags = name.tags(note.tags, sheet if slash else "", note.deck[1:])
        if note.schedule is not None and note.schedule.marked:
            tags += MARKED
        fields = note.fields
        self._notes.append(
            (row, name.guid(note.id), kind, modified, tags, "\x1f".join(fields), fields[0], LIVE)
        )
        place = self.shelf.place(note.deck or (deck.title,), deck.description)
        if note.schedule is None:
            self._add_new(row, place, range(note.cards), modified)
        else:
            self._add_learned(row, place, modified, note.schedule)
            self._add_new(row, place, range(1, note.cards), modified)

    def _begin(self, modified: int) -> None:
        """Count from when the first deck was modified; with a ledger, from when it was for the first time.

        So what has not changed is the same to the byte, whenever its file was touched.
        """
        self.first = modified
        if self._ledger:
            self.first = self._ledger.first or modified
            self._dated = self.first // 1000

    def retire(self, gone: Gone) -> None:
        """Take in a note of which the ledger tells."""
        if not self.total:
            self._begin(gone.modified * 1000)
        row = self.first + self.total
        self.total += 1
        self.retired_types.add(gone.type)
        self._retired.append(
            (row, gone.guid, gone.type, gone.modified, gone.tags, gone.fields, gone.first, RETIRED)
        )
        place = self.shelf.find(gone.deck, gone.description)
        self._add_new(row, place, gone.cards, gone.modified)

    def _add_new(self, note: int, place: int, ordinals: Sequence[int], modified: int) -> None:
        for ordinal in ordinals:
            self._new.append(
                (self.first + self.cards, note, place, ordinal, self._dated or modified, self.total)
            )
            self.cards += 1

    def _add_learned(self, note: int, place: int, modified: int, schedule: Schedule) -> None:
        """The first card of a note."""
        card, self.learned = self.first + self.cards, True
        state = learned.state(schedule, self.total)
        self._learned.append((card, note, place, 0, self._dated or modified, *state))
        self._reviews.extend(learned.log(schedule.reviews, card))
        self.cards += 1

    def flush(self, collection: sqlite3.Connection) -> None:
        """Put what waits into the collection."""
        notes = self._ledger.dated(self._notes) if self._ledger else self._notes
        collection.executemany(_INSERT_NOTE, notes)
        collection.executemany(_INSERT_NOTE, self._retired)
        collection.executemany(_INSERT_NEW, self._new)
        collection.executemany(_INSERT_LEARNED, self._learned)
        collection.executemany(_INSERT_REVIEW, self._reviews)
        for rows in (self._notes, self._retired, self._new, self._learned, self._reviews):
            rows.clear()
