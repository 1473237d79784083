"""Choices for all cards of a sheet: dealt when a session first wants them, and kept."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from decks.library import rows
from decks.library.keeping import writing
from decks.library.schema import span
from decks.library.shelving import key_of
from quizgen.choices import LENDERS, deal_choices
from quizgen.question import Question
from quizgen.reader import read
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.library.shelf import Say, Shelved
    from quizgen.fact import Sheet

Dealt = tuple[tuple[str, ...], int | None]
"""The options of a card and the index of the right one; no options and None where it has none."""

STEP = 256
"""Cards after which a person hears how far it is."""


def deal(
    connection: sqlite3.Connection, sheet: Shelved, shelf: Sequence[Shelved], say: Say | None
) -> dict[int, Dealt] | None:
    """See to it that the choices of a sheet are in the table `choice`.

    Sheets of the shelf that share a tag with it lend their answers; with other lenders it is dealt anew.
    Returns the choices by the places of their cards where they could not be kept; else None.
    """
    lenders = _lenders(connection, sheet, shelf)
    mark = " ".join(map(str, ("with", *(lender.number for lender in lenders))))
    (dealt,) = connection.execute("SELECT dealt FROM sheet WHERE number = ?", (sheet.number,)).fetchone()
    if dealt == mark:
        return None
    asked = _asked(connection, sheet)
    if asked is None:
        return {}
    lent = [pair for lender in lenders if (pair := _asked(connection, lender)) is not None]
    found: dict[int, Dealt] = {}
    total = len(asked[1])
    first, _ = span(sheet.number)
    for done, choices in enumerate(deal_choices(asked[1], asked[0], sisters=lent)):
        if say is not None and done % STEP == 0:
            say(sheet.path, done, total)
        if choices.key is not None:
            found[first + done] = (choices.options, choices.key)
    with suppress(sqlite3.OperationalError):
        _keep(connection, sheet.number, mark, found)
        return None
    return found


def _keep(connection: sqlite3.Connection, number: int, mark: str, found: dict[int, Dealt]) -> None:
    with writing(connection):
        connection.execute("DELETE FROM choice WHERE place BETWEEN ? AND ?", span(number))
        connection.executemany(
            "INSERT INTO choice VALUES (?, ?, ?)",
            ((place, rows.packed(options), key) for place, (options, key) in found.items()),
        )
        connection.execute("UPDATE sheet SET dealt = ? WHERE number = ?", (mark, number))


def _lenders(connection: sqlite3.Connection, sheet: Shelved, shelf: Sequence[Shelved]) -> list[Shelved]:
    """Those sheets of the shelf that share most tags with one, as `deal_choices` would choose them."""
    tags = {one.number: _tags(connection, one.number) for one in shelf}
    mine = tags[sheet.number]
    shared = [(len(mine & tags[one.number]), one) for one in shelf if one is not sheet]
    return [one for count, one in sorted(shared, key=lambda pair: -pair[0])[:LENDERS] if count]


def _tags(connection: sqlite3.Connection, number: int) -> set[str]:
    row = connection.execute("SELECT tags FROM sheet WHERE number = ?", (number,)).fetchone()
    return set(rows.unpacked(row[0])) if row else set()


def _asked(connection: sqlite3.Connection, shelved: Shelved) -> tuple[Sheet, list[Question]] | None:
    """A sheet with its questions; None where its file is no longer what was compiled.

    The sheet is read again, but not asked: the wordings are in the library, one for each span that asks, in the
    order of the spans.
    """
    path = Path(shelved.path)
    sheet = read(path).sheet
    if sheet is None or key_of(path) != shelved.key:
        return None
    spans = [(fact, one) for fact in sheet.facts for one in fact.spans if TAGS[one.tag].asks]
    kept = connection.execute(
        "SELECT id, prompt, rule FROM card WHERE place BETWEEN ? AND ? ORDER BY place", span(shelved.number)
    ).fetchall()
    if len(kept) != len(spans):
        return None
    return sheet, [
        Question(id_, fact, one, prompt, rule=rule)
        for (fact, one), (id_, prompt, rule) in zip(spans, kept, strict=True)
    ]
