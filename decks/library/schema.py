"""The tables of a library.

    sheet    a sheet as it was when it was compiled; `key` names its path, its bytes and the rules that asked it
    card     its cards, in its order; `place` is the number of the sheet and the position in one integer
    answer   each right answer of a sheet once; the upper half of `number` is the number of the sheet
    piece    the words and pieces of words by which an answer is found again, see `near`
    choice   the options of a card, for the sheets whose choices were wanted

`place` is the row's own number, so that a sheet's cards lie side by side and a page of them is found without
counting. `sheet` and `position` say the same for those who join: an index holds them with the card's id, another
what a card's words are known by, so that neither question goes through the cards themselves.
"""

from __future__ import annotations

import zlib

APPLICATION = 0x517A4C62
"""Tells our files from other SQLite databases ("QzLb")."""

HALF = 32
"""`place` and `answer.number` are the number of the sheet moved up by so many bits, and a position."""

TABLES = """
CREATE TABLE sheet (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    cards INTEGER NOT NULL,
    errors TEXT NOT NULL,
    tags TEXT NOT NULL,
    used INTEGER NOT NULL,
    dealt TEXT NOT NULL DEFAULT ''
);
CREATE INDEX sheet_path ON sheet (path);
CREATE TABLE card (
    place INTEGER PRIMARY KEY,
    sheet INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    fact TEXT NOT NULL,
    ask TEXT NOT NULL,
    form TEXT NOT NULL,
    prompt TEXT NOT NULL,
    answer TEXT NOT NULL,
    sentence TEXT NOT NULL,
    tags TEXT NOT NULL,
    plain TEXT NOT NULL,
    section TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    also TEXT NOT NULL,
    explanation TEXT NOT NULL,
    source TEXT NOT NULL,
    line INTEGER NOT NULL,
    difficulty TEXT NOT NULL,
    rule TEXT NOT NULL,
    content_id TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    wrong TEXT NOT NULL
);
CREATE INDEX card_place ON card (sheet, position, id);
CREATE INDEX card_id ON card (id, content_id, answer_id);
CREATE TABLE answer (number INTEGER PRIMARY KEY, text TEXT NOT NULL, folded TEXT NOT NULL);
CREATE TABLE piece (text TEXT NOT NULL, answer INTEGER NOT NULL, PRIMARY KEY (text, answer)) WITHOUT ROWID;
CREATE TABLE choice (place INTEGER PRIMARY KEY, options TEXT NOT NULL, key INTEGER);
"""

VERSION = zlib.crc32(TABLES.encode()) >> 1
"""Of the tables, in 31 bits: a file with others is made anew."""


def span(number: int) -> tuple[int, int]:
    """The first and the last place that a sheet's rows can have."""
    return number << HALF, (number + 1 << HALF) - 1
