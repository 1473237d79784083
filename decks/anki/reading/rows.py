"""Rows of a collection's tables as notes, cards and reviews. Their layout has stayed the same in all generations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from decks.anki.reading.broken import BrokenError, number, text
from decks.anki.reading.collection import Card, Note, Review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from decks.anki.reading.collection import NoteType

# Where an index would be damaged, rows would be missing in silence: the tables themselves are gone through.
NOTES = "SELECT id, guid, mid, mod, tags, flds FROM notes NOT INDEXED ORDER BY id"
CARDS = """
    SELECT c.id, c.nid, c.did, c.ord, c.type, c.queue, c.due, c.ivl, c.reps, c.lapses, c.odue, c.odid, c.flags, c.data,
        n.id IS NOT NULL
    FROM cards c NOT INDEXED LEFT JOIN notes n NOT INDEXED ON n.id = c.nid
    ORDER BY c.nid, c.ord, c.id
"""
REVIEWS = "SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog NOT INDEXED ORDER BY id"

_32 = 2**31
_64 = 2**63
_TIME = 253_402_300_799
"""The last second of the year 9999."""
MOST_NOTE = 5_000_000
"""Bytes of one note: what people keep as text, not whole pictures in it."""


def note(row: tuple[Any, ...], types: Mapping[int, NoteType]) -> Note:
    """A note from a row of `NOTES`. Raises BrokenError."""
    id_, guid, type_, modified, tags, fields = row
    known = types.get(type_) if isinstance(type_, int) else None
    if known is None:
        raise BrokenError("its note type is not in the file, or broken")
    if isinstance(fields, bytes) and len(fields) > MOST_NOTE:
        raise BrokenError(f"its text has more than {MOST_NOTE // 1_000_000} MB")
    texts = tuple(text(fields, "text").split("\x1f"))
    if len(texts) != len(known.fields):
        raise BrokenError(f"it has {len(texts):,} fields, and its note type {len(known.fields):,}")
    return Note(
        id=number(id_, 0, _64, "id"),
        guid=text(guid, "guid"),
        type=known.id,
        modified=number(modified, 0, _TIME, "time of change"),
        tags=tuple(text(tags, "list of tags").replace("\u3000", " ").split()),
        fields=texts,
    )


def card(row: tuple[Any, ...]) -> Card:
    """A card from a row of `CARDS`, at home in the deck and on the day it has outside of any filtered deck.

    Raises BrokenError.
    """
    (
        id_,
        note_,
        deck,
        ordinal,
        type_,
        queue,
        due,
        interval,
        repetitions,
        lapses,
        home_due,
        home,
        flags,
        data,
        there,
    ) = row
    if not there:
        raise BrokenError("its note is not in the file")
    away = number(home, 0, _64, "deck")
    if away and home_due:
        due = home_due
    stability, difficulty, last = _memory(data)
    return Card(
        id=number(id_, 0, _64, "id"),
        note=number(note_, 0, _64, "note"),
        deck=away or number(deck, 0, _64, "deck"),
        ordinal=number(ordinal, 0, 65_535, "ordinal"),
        type=number(type_, 0, 3, "type"),
        queue=number(queue, -3, 4, "queue"),
        due=number(due, -_32, 2 * _32, "due day"),
        interval=number(interval, -_32, _32, "interval"),
        repetitions=number(repetitions, 0, _32, "number of reviews"),
        lapses=number(lapses, 0, _32, "number of lapses"),
        flag=number(flags, -_64, _64, "flag") & 7,
        stability=stability,
        difficulty=difficulty,
        last=last,
    )


def review(row: tuple[Any, ...]) -> Review:
    """A review from a row of `REVIEWS`. Raises BrokenError."""
    id_, card_, ease, interval, before, factor, duration, kind = row
    return Review(
        id=number(id_, 1, _TIME * 1000, "id"),
        card=number(card_, 0, _64, "card"),
        ease=number(ease, 0, 4, "button"),
        interval=number(interval, -_32, _32, "interval"),
        before=number(before, -_32, _32, "last interval"),
        factor=number(factor, -_32, _32, "factor"),
        duration=number(duration, -_32, _32, "duration"),
        kind=number(kind, 0, 5, "kind"),
    )


def _memory(data: object) -> tuple[float, float, int]:
    """What FSRS knows of a card: stability, difficulty, and when it was last answered; zeros where it knows nothing."""
    if data in (b"", b"{}", None):
        return 0.0, 0.0, 0
    try:
        said = json.loads(data) if isinstance(data, (bytes, str)) else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        return 0.0, 0.0, 0  # old add-ons put other things there
    last = said.get("lrt")
    return (
        _amount(said.get("s"), 1e6),
        _amount(said.get("d"), 10.0),
        last if type(last) is int and 0 < last <= _TIME else 0,
    )


def _amount(value: object, most: float) -> float:
    # A NaN is neither more nor less than anything.
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return 0.0
    return float(value) if 0 < value <= most else 0.0
