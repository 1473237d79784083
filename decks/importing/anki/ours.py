"""Notes that quizgen wrote, as the facts they were made from, one sheet for each sheet they came from.

A note of ours says in a field of its own how its fact stood in the sheet. One that was written before there was that
field is put together from its sentence, with the gap for a span: several notes of a fact lie upon each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from decks.anki.name import deck_key, deck_name
from decks.anki.plain import plain
from decks.anki.reading import item
from decks.importing.anki.attached import Files
from decks.importing.anki.cleaning import LONGEST
from decks.importing.anki.growing import Growing
from decks.importing.anki.pieces import piece
from decks.importing.anki.said import fields, too_long
from decks.quiz import LeftOut
from quizgen.fact import Fact, Place
from quizgen.reading.attributes import NAME
from quizgen.reading.quoting import shown
from quizgen.reading.writing import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from decks.anki.reading.collection import Card, Note
    from decks.importing.anki.sheets import Made

RETIRED = "quizgen::retired"
_NAMES = re.compile(rf"{NAME}/.+")
_RULE = re.compile(r"<hr\s*/?>", re.IGNORECASE)
"""Between the facts of a note that asks for several."""
_TOGETHER = "its fact is told by another of its notes, or put together from its fields"
_PLACE = Place("sheet.md")


class Ours:
    """The sheets that notes of ours came from. Gathers note after note."""

    def __init__(self, decks: Mapping[int, tuple[str, ...]]) -> None:
        self.decks = decks
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []
        self._bare: list[str] = []
        """What notes with an empty field Spare 1 ask: all of those that were written before there was that field."""
        self._sheets: dict[str, Growing] = {}

    def take(self, note: Note, cards: Sequence[Card]) -> None:
        """Take what a note of ours says of its facts."""
        id_ = item(note)
        if RETIRED in {tag.casefold() for tag in note.tags}:
            reason = "its fact is gone from the sheet (quizgen::retired); delete the note in Anki"
            self.left_out.append(LeftOut(shown(id_), reason))
            return
        sheet, _, rest = id_.partition("/")
        if not _NAMES.fullmatch(id_):
            self.left_out.append(
                LeftOut(shown(id_), "its field Id names no question of a fact; leave that field alone")
            )
            return
        if long := too_long(note):
            reason = f"{long} has more than {LONGEST:,} characters; import the package of its sheet"
            self.left_out.append(LeftOut(shown(id_), reason))
            return
        growing = self._sheets.setdefault(sheet, Growing())
        deck = self.decks.get(cards[0].deck, ()) if cards else ()
        said = fields(note)
        deck = _as_in_sheet(deck, plain(said["Spare 4"]))
        section = tuple(level for one in deck[1:] if (level := folded(one)))
        facts = self._facts(growing, id_, said)
        if not facts:
            told = piece(rest, said)
            if told is None:
                reason = "its fact cannot be made out; import the package that was exported from its sheet"
                self.left_out.append(LeftOut(id_, reason))
                return
            fact = rest.split("/")[0]
            growing.pieces.setdefault(fact, []).append(told)
            growing.worded[id_] = plain(said["Question"])
            facts = (Fact(fact, "", (), _PLACE),)
        growing.titles[deck[0] if deck else sheet] += 1
        for fact_ in facts:
            growing.know(fact_, note, section, alone=len(facts) == 1)

    def _facts(self, growing: Growing, id_: str, said: Mapping[str, str]) -> tuple[Fact, ...]:
        """The facts of the Markdown that a note of ours brings; none where there is none, or a person has spoilt it."""
        files = Files(said)
        facts: list[Fact] = []
        for markdown in map(plain, _RULE.split(said["Spare 1"])):
            if not markdown.strip():
                continue
            read = growing.read.get(markdown)
            if read is None:
                read = growing.read[markdown] = growing.facts_of(markdown, files)
            if not read:
                self.notes.append(f"{id_}: its field Spare 1 cannot be read; {_TOGETHER}")
                return ()
            facts += read
        self.notes += [f"{id_}: there is no file for {name}" for name in files.missing]
        if not facts:
            self._bare.append(id_)
        return tuple(files.rest(fact) if files.used and len(facts) == 1 else fact for fact in facts)

    def sheets(self) -> list[Made]:
        """The sheets of all notes that were taken."""
        if any(growing.read for growing in self._sheets.values()):
            self.notes += (f"{id_}: its field Spare 1 is empty; {_TOGETHER}" for id_ in self._bare)
            self._bare = []
        return [growing.made(id_) for id_, growing in self._sheets.items() if growing.facts]


def _as_in_sheet(deck: tuple[str, ...], told: str) -> tuple[str, ...]:
    """Title and headings as the sheet had them, if the deck is still the one that was made of them."""
    levels = tuple(told.split("\n"))
    return levels if told and deck_key(deck_name(levels)) == deck_key(deck) else deck
