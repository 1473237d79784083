"""The decks that notes have been put into, as a collection has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from decks.anki import name
from decks.anki.escape import escape

if TYPE_CHECKING:
    import sqlite3


class Shelf:
    """The decks there are so far, by id."""

    def __init__(self) -> None:
        self.made: dict[int, tuple[str, str]] = {}
        """Name and description, the parents of a deck before it."""
        self.filled: set[int] = set()
        self._known: dict[tuple[str, ...], int] = {}

    def place(self, path: tuple[str, ...], description: str) -> int:
        """The id of the deck for a path of titles, made the first time it is met."""
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = self.find(name.deck_name(path), escape(description))
        return known

    def find(self, levels: tuple[str, ...], description: str) -> int:
        """The id of the deck of that name, which is filled; made if need be, with those it lies in.

        The description is the outermost one's, in HTML.
        """
        key = name.deck_key(levels)
        for depth in range(1, len(levels) + 1):
            id_ = name.deck_id(key[:depth])
            self.made.setdefault(id_, ("::".join(levels[:depth]), description if depth == 1 else ""))
        self.filled.add(id_)
        return id_

    def json(self, collection: sqlite3.Connection, preset: int) -> str:
        """The decks beside those that are in the collection, each with that preset."""
        # genanki pulls in yaml and chevron, 60 ms that only writing a package has to pay.
        import genanki

        (there,) = collection.execute("SELECT decks FROM col").fetchone()
        made = {
            str(id_): genanki.Deck(id_, *texts).to_json() | {"conf": preset}
            for id_, texts in self.made.items()
        }
        return json.dumps(json.loads(there) | made)
