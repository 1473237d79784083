"""Rows of a collection's tables as notes, cards and reviews. Their layout has stayed the same in all generations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from decks.anki.reading.broken import BrokenError, number, text
from decks.anki.reading.collection import Card, Note, Review

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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

MOST_NOTE = 5_000_000
"""Bytes of one note: what people keep as text, not whole pictures in it."""

_TIME = 253_402_300_799
"""The last second of the year 9999."""
_ID = (0, 2**63)
_SIGNED = (-(2**31), 2**31)
_COUNT = (0, 2**31)

_Bounds = tuple[tuple[int, int, str], ...]

_CARD: _Bounds = (
    (*_ID, "id"),
    (*_ID, "note"),
    (*_ID, "deck"),
    (0, 65_535, "ordinal"),
    (0, 3, "type"),
    (-3, 4, "queue"),
    (-(2**31), 2**32, "due day"),
    (*_SIGNED, "interval"),
    (*_COUNT, "number of reviews"),
    (*_COUNT, "number of lapses"),
    (-(2**31), 2**32, "due day"),
    (*_ID, "deck"),
    (-(2**63), 2**63, "flag"),
)
"""What may stand in the columns of `CARDS`, as far as they are numbers."""
_REVIEW: _Bounds = (
    (1, _TIME * 1000, "id"),
    (*_ID, "card"),
    (0, 4, "button"),
    (*_SIGNED, "interval"),
    (*_SIGNED, "last interval"),
    (*_SIGNED, "factor"),
    (*_SIGNED, "duration"),
    (0, 5, "kind"),
)


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
        number(id_, *_ID, "id"),
        text(guid, "guid"),
        known.id,
        number(modified, 0, _TIME, "time of change"),
        # What else Python takes for white space is part of a tag to Anki.
        tuple(filter(None, text(tags, "list of tags").replace("\u3000", " ").split(" "))),
        texts,
    )


def card(row: tuple[Any, ...]) -> Card:
    """A card from a row of `CARDS`, at home in the deck and on the day it has outside of any filtered deck.

    Raises BrokenError.
    """
    *numbers, data, there = row
    if not there:
        raise BrokenError("its note is not in the file")
    *before, due, interval, repetitions, lapses, home_due, home, flags = _numbers(numbers, _CARD)
    id_, note_, deck, ordinal, type_, queue = before
    if home:
        deck, due = home, home_due or due
    return Card(
        id_, note_, deck, ordinal, type_, queue, due, interval, repetitions, lapses, flags & 7, *_memory(data)
    )  # fmt: skip


def review(row: tuple[Any, ...]) -> Review:
    """A review from a row of `REVIEWS`. Raises BrokenError."""
    return Review(*_numbers(row, _REVIEW))


def _numbers(row: Sequence[Any], bounds: _Bounds) -> Sequence[int]:
    """The row, all of it whole numbers within their bounds. Raises BrokenError."""
    for value, (least, most, _) in zip(row, bounds, strict=True):
        if type(value) is not int or not least <= value <= most:
            return [number(value, *bound) for value, bound in zip(row, bounds, strict=True)]
    return row


def _memory(data: object) -> tuple[float, float, int]:
    """What FSRS knows of a card: stability, difficulty, and when it was last answered; zeros where it knows nothing."""
    if data in (b"", b"{}", None):
        return 0.0, 0.0, 0
    try:
        said = json.loads(data.decode()) if isinstance(data, bytes) else None
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
