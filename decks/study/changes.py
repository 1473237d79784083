"""Cards whose answer is another than the one that was learned: found when a sheet is met in a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from decks.library import Shelved
    from decks.progress.store import Store


def with_other_answers(store: Store, sheet: Shelved) -> list[str]:
    """The cards of a sheet that were studied with another answer than they have now.

    Looked for once for each version of a sheet; after that there are none to be found, for `Session` notes each.
    """
    name = f"answers of {sheet.id}"
    if store.noted(name) == sheet.key:
        return []
    found = _found(store.connection, sheet)
    if not found:
        store.note(name, sheet.key)
    return found


def _found(connection: sqlite3.Connection, sheet: Shelved) -> list[str]:
    asked = (
        "SELECT s.card FROM main.state AS s CROSS JOIN main.content AS k ON k.id = s.content "
        "CROSS JOIN library.card AS c INDEXED BY card_id ON c.id = s.card "
        "WHERE s.card BETWEEN ? AND ? AND s.repetitions > 0 AND c.sheet = ? AND c.answer_id <> k.answer_id"
    )
    return [card for (card,) in connection.execute(asked, (f"{sheet.id}/", f"{sheet.id}0", sheet.number))]
