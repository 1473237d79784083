"""Packages of notes in every form, judged by the real Anki: several types, several cards of one note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anki_collection import bring, collection, complaints
from anki_notes import notes_of
from anki_writing import MONDAY, sheet, told

from decks.anki.notetype import NOTE_TYPES
from quizgen.forms import FORMS

if TYPE_CHECKING:
    from pathlib import Path

    from anki.collection import Collection

SHEET = """---
id: s
title: Elements
---

# Found

- [Marie Curie]{.who} discovered [radium]{.what} in [1898]{.when}. {#radium}
- [Humphry Davy]{.who} discovered [sodium]{.what} in [1807]{.when}. {#sodium}
- [Carl Scheele]{.who} discovered [chlorine]{.what} in [1774]{.when}. {#chlorine}
- [William Ramsay]{.who} discovered [neon]{.what} in [1898]{.when}. {#neon}
- [Daniel Rutherford]{.who} discovered [nitrogen]{.what} in [1772]{.when}. {#nitrogen}
"""


def types(col: Collection) -> set[int]:
    """The note types that came with a package."""
    return {kind["id"] for kind in col.models.all()} & {kind.id for kind in NOTE_TYPES.values()}


def test_notes_in_every_form_come_with_their_types_and_all_their_cards(tmp_path: Path) -> None:
    path, made = tmp_path / "x.apkg", notes_of(SHEET, tuple(FORMS))
    assert {one.type for one in made} == set(NOTE_TYPES)
    cards = sum(one.cards for one in made)
    assert cards > len(made)
    with collection(tmp_path) as col:
        written = told(path, sheet(made))
        assert (written.notes, written.cards, written.new) == (len(made), cards, len(made))
        assert bring(col, path) == {"new": len(made)}
        assert (col.card_count(), types(col)) == (cards, {kind.id for kind in NOTE_TYPES.values()})
        assert complaints(col) == []
        left = [one for one in made if one.id != "s/neon/blanks"]
        written = told(path, sheet(left, MONDAY + 1), retiring=("blanks",))
        assert (written.same, written.retired, written.cards) == (len(left), 1, cards)
        assert bring(col, path) == {"updated": 1, "duplicate": len(left)}
        assert (col.card_count(), complaints(col)) == (cards, [])


def test_only_types_that_are_used_come_along(tmp_path: Path) -> None:
    path = tmp_path / "x.apkg"
    told(path, sheet(notes_of(SHEET, ("open", "choice"))))
    with collection(tmp_path) as col:
        bring(col, path)
        assert types(col) == {NOTE_TYPES["basic"].id, NOTE_TYPES["choice"].id}
