"""The library: sheets come in once, and their cards lie ready ever after."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from decks.library import opening, rows
from decks.library.schema import HALF, span
from decks.library.shelf import Shelf, Shelved
from decks.library.shelving import shelve
from quizgen.finding import QuizgenError
from quizgen.sources import look_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from decks.card import Card
    from decks.library.choosing import Dealt
    from decks.library.shelf import Say

_MANY = 500
"""Ids in one question to the database."""


class Library:
    """Compiled decks in one file, which is only a cache: it can be deleted at any time.

    One thread at a time may use it. A card that is looked for by its id is that of the shelf compiled last:
    other sheets, and other versions of a sheet, may hold a card of that id.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        """Where it is; other connections attach it by that."""
        self.connection = connection
        self.note = ""
        """Why its cards are not kept for the next time, where they are not."""
        self.shelf = Shelf(())
        """As it was compiled last."""
        self._sheets: dict[int, Shelved] = {}
        self._dealt: dict[int, dict[int, Dealt] | None] = {}
        self._damaged = False

    @classmethod
    def open(cls, path: Path) -> Library:
        """The library in a file, made with its folder where there is none, and anew where it is damaged.

        Where the file can neither be read nor made, a library for this session alone; its `note` says why.
        Raises QuizgenError where there is no room for that either.
        """
        try:
            return cls(path, opening.open_file(path))
        except (OSError, sqlite3.Error) as error:
            library = cls(path, sqlite3.connect(":memory:"))
            library._move(error)
            return library

    def compile(self, paths: Sequence[str], *, say: Say | None = None) -> Shelf:
        """The sheets that paths stand for, as `quizgen.sources` has them, each asked and dealt if it is not yet.

        A sheet is known by its path, its bytes and quizgen's own code. While one is asked, `say` hears its path,
        the facts done and the facts in all (0 of 0 while it is read); an error that `say` raises ends the work,
        and the sheets done by then are kept. Where nothing can be kept (a full disk, a folder that may not be
        written), the cards lie in a library for this session alone, and the note of the shelf says why.

        Raises QuizgenError where no path is given and quizgen came without its sheets, and where there is no
        room for the cards in the temporary folder either.
        """
        found = list(look_for(paths))
        for last in (False, False, False, True):
            try:
                shelf = shelve(self.connection, found, say)
                break
            except sqlite3.DatabaseError as error:
                if last:
                    raise
                if opening.is_damage(error):
                    self._begin_anew()
                else:
                    self._move(error)
        self.shelf = Shelf(shelf.sheets, shelf.errors, self.note)
        self._sheets = {sheet.number: sheet for sheet in shelf.sheets}
        self._dealt = {}
        return self.shelf

    def card(self, id_: str) -> Card:
        """A card by its id. Raises QuizgenError where no sheet has it."""
        found = self.cards([id_])
        if not found:
            raise QuizgenError(f"no sheet has the card {id_}; was its sheet changed? then start again")
        return found[0]

    def cards(self, ids: Sequence[str]) -> list[Card]:
        """Cards by their ids, in that order; those that no sheet has are left out."""
        by_id: dict[str, Card] = {}
        for start in range(0, len(ids), _MANY):
            some = ids[start : start + _MANY]
            marks = ", ".join("?" * len(some))
            found = self._read(f"SELECT {rows.SHOWN} FROM card WHERE id IN ({marks})", some)
            # The newest version last, and what is on the shelf behind all others.
            for kept in sorted(found, key=lambda kept: (kept[0] in self._sheets, kept[0])):
                sheet = self._sheets.get(kept[0]) or self._elsewhere(kept[0])
                if sheet is not None:
                    by_id[kept[1]] = rows.card(kept, sheet)
        return [by_id[id_] for id_ in ids if id_ in by_id]

    def all(self) -> Iterator[Card]:
        """Every card of the shelf, in its order."""
        for sheet in self.shelf.sheets:
            question = f"SELECT {rows.SHOWN} FROM card WHERE place BETWEEN ? AND ? ORDER BY place"
            for kept in self.connection.execute(question, span(sheet.number)):
                yield rows.card(kept, sheet)

    def choices(self, id_: str, *, say: Say | None = None) -> Dealt:
        """The options of a card and which of them is right, counted from 0; no options and None where it has none.

        They are dealt for all cards of its sheet when the first of them is wanted, with the answers of sheets on
        the shelf that share its tags, and kept. Meanwhile `say` hears how many cards are done. A sheet that
        was changed since it was compiled has none.
        """
        row = self._place(id_)
        if row is None:
            return (), None
        number = row >> HALF
        if number not in self._dealt:
            # Deferred, like the reader that it brings along.
            from decks.library.choosing import deal

            self._dealt[number] = deal(self.connection, self._sheets[number], self.shelf.sheets, say)
        dealt = self._dealt[number]
        if dealt is not None:
            return dealt.get(row, ((), None))
        kept = self._read("SELECT options, key FROM choice WHERE place = ?", (row,))
        return (rows.unpacked(kept[0][0]), kept[0][1]) if kept else ((), None)

    def find_near_answers(self, sheets: Sequence[int], typed: str) -> list[str]:
        """Answers of these sheets (numbers) that may be meant by what was typed, at most 200, equal ones first.

        See `decks.library.near`. The right answer of the card that was asked may be among them.
        """
        from decks.library.near import find_near  # deferred: only typed answers want it

        return find_near(self.connection, sheets, typed)

    def close(self) -> None:
        """Let go of the file. A library for one session is gone with it."""
        self.connection.close()
        if self.note or self._damaged:
            with suppress(OSError):
                opening.discard(self.path)

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _elsewhere(self, number: int) -> Shelved | None:
        """A sheet that is not on the shelf: its path is the full one. None where another process just removed it."""
        found = self._read(
            "SELECT number, key, id, path, title, language, cards FROM sheet WHERE number = ?", (number,)
        )
        return Shelved(*found[0]) if found else None

    def _read(self, question: str, values: Sequence[object]) -> list[Any]:
        """What the database answers. A file that turns out to be damaged is thrown away at the end."""
        try:
            return self.connection.execute(question, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._damaged = opening.is_damage(error)
            raise QuizgenError(f"the cards in {self.path} cannot be read ({error}); start again") from error

    def _place(self, id_: str) -> int | None:
        """Where a card of the shelf is."""
        found = self._read("SELECT place FROM card WHERE id = ?", (id_,))
        return next((place for (place,) in found if place >> HALF in self._sheets), None)

    def _move(self, error: Exception) -> None:
        """Go on in the temporary folder."""
        tried = bool(self.note)
        self.close()
        if not tried:
            self.note = (
                f"the cards cannot be kept in {self.path} ({error}); until then they are made at each start"
            )
            with suppress(OSError, sqlite3.Error):
                self.path, self.connection = opening.open_temporary()
                return
        raise QuizgenError(
            f"there is no room for the cards in {self.path} ({error}); make some and start again"
        ) from error

    def _begin_anew(self) -> None:
        """Throw the file away, since it is damaged."""
        self.connection.close()
        try:
            opening.discard(self.path)
            self.connection = opening.open_file(self.path)
        except (OSError, sqlite3.Error) as error:
            self._move(error)
