"""Notes that quizgen wrote, as the facts they were made from, one sheet for each sheet they came from.

A note of ours says in a field of its own how its fact stood in the sheet. One that was written before there was that
field is put together from its sentence, with the gap for a span: several notes of a fact lie upon each other.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from decks.anki import name
from decks.anki.reading import item
from decks.importing.anki.attached import Files
from decks.importing.anki.kinds import with_kinds
from decks.importing.anki.pieces import Piece, piece, together
from decks.importing.anki.said import fields, plain
from decks.importing.anki.sheets import Made
from decks.importing.anki.states import one_tag, states
from decks.quiz import LeftOut
from quizgen.fact import Fact, Place, Sheet
from quizgen.reader import read_text
from quizgen.reading.attributes import NAME
from quizgen.reading.quoting import shown
from quizgen.reading.writing import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from decks.anki.reading.collection import Card, Note
    from quizgen.fact import Name

RETIRED = "quizgen::retired"
_OWN_TAG = "quizgen"
_ANKIS_TAGS = frozenset(("marked", "leech"))
_NAMES = re.compile(rf"{NAME}/.+")
_RULE = re.compile(r"<hr\s*/?>", re.IGNORECASE)
"""Between the facts of a note that asks for several."""
_SOMEWHERE = 10**9
"""A line behind all others."""
_TOGETHER = "its fact is told by another of its notes, or put together from its fields"
_PLACE = Place("sheet.md")


@dataclass(slots=True)
class _Known:
    """What is known of a fact so far."""

    fact: Fact
    modified: int
    """Of the note that says so, in Unix seconds; that of one that asks for several facts counts for less."""
    order: tuple[int, int]
    """The line where it stood in its sheet, and the id of its first note."""
    section: tuple[str, ...] = ()
    tags: list[tuple[str, ...]] = field(default_factory=list)
    """Of each of its notes."""
    cards: list[Card] = field(default_factory=list)


class Ours:
    """The sheets that notes of ours came from. Gathers note after note."""

    def __init__(self, decks: Mapping[int, tuple[str, ...]]) -> None:
        self.decks = decks
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []
        self._bare: list[str] = []
        """What notes with an empty field Spare 1 ask: all of those that were written before there was that field."""
        self._sheets: dict[str, _Growing] = {}
        self._read: dict[int, tuple[Fact, ...]] = {}
        """What was read of each Markdown, by its hash: every note of a fact brings the same."""

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
        growing = self._sheets.setdefault(sheet, _Growing())
        deck = self.decks.get(cards[0].deck, ()) if cards else ()
        section = tuple(level for one in deck[1:] if (level := folded(one)))
        said = fields(note)
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
            growing.know(fact_, note, cards, section, alone=len(facts) == 1)

    def _facts(self, growing: _Growing, id_: str, said: Mapping[str, str]) -> tuple[Fact, ...]:
        """The facts of the Markdown that a note of ours brings; none where there is none, or a person has spoilt it."""
        files = Files(said)
        facts: list[Fact] = []
        for markdown in map(plain, _RULE.split(said["Spare 1"])):
            if not markdown.strip():
                continue
            read = self._read.get(hash(markdown))
            if read is None:
                read = self._read[hash(markdown)] = self._fact(growing, markdown, files)
            if not read:
                self.notes.append(f"{id_}: its field Spare 1 cannot be read; {_TOGETHER}")
                return ()
            facts += read
        self.notes += [f"{id_}: there is no file for {name}" for name in files.missing]
        if not facts:
            self._bare.append(id_)
        return tuple(files.rest(fact) if files.used and len(facts) == 1 else fact for fact in facts)

    def _fact(self, growing: _Growing, markdown: str, files: Files) -> tuple[Fact, ...]:
        files.used = True
        reading = read_text(markdown, "sheet.md", files.look)
        sheet = reading.sheet
        # A fact that was written here has its id; else it was cut.
        if sheet is None or any(one.severity == "error" for one in reading.findings):
            return ()
        if not all(fact.stamped for fact in sheet.facts):
            return ()
        growing.names |= sheet.names
        growing.formulas |= sheet.formulas
        growing.heads[sheet.language, sheet.calendar] += 1
        return sheet.facts

    def sheets(self) -> list[Made]:
        """The sheets of all notes that were taken."""
        if self._read:
            self.notes += (f"{id_}: its field Spare 1 is empty; {_TOGETHER}" for id_ in self._bare)
            self._bare = []
        return [growing.made(id_) for id_, growing in self._sheets.items() if growing.facts]


@dataclass(slots=True)
class _Growing:
    """A sheet of which more and more is known."""

    facts: dict[str, _Known] = field(default_factory=dict)
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    """Of facts that no note tells whole."""
    worded: dict[str, str] = field(default_factory=dict)
    """How these are asked."""
    titles: Counter[str] = field(default_factory=Counter)
    heads: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Languages with calendars."""
    names: dict[str, Name] = field(default_factory=dict)
    formulas: set[str] = field(default_factory=set)

    def know(
        self, fact: Fact, note: Note, cards: Sequence[Card], section: tuple[str, ...], *, alone: bool
    ) -> None:
        """Add what a note says of a fact; `alone` if it asks for no other."""
        modified = note.modified if alone else -1
        # A note that asks for several facts says where the first of them stood.
        order = (_line(fields(note)["Origin"]) if alone else _SOMEWHERE, note.id)
        known = self.facts.get(fact.id)
        if known is None:
            known = self.facts[fact.id] = _Known(fact, modified, order, section)
        elif bool(fact.text) > bool(known.fact.text) or (
            bool(fact.text) == bool(known.fact.text) and modified > known.modified
        ):
            known.fact, known.modified, known.section = fact, modified, section
        known.order = min(known.order, order)
        if alone:
            known.tags.append(note.tags)
            known.cards += cards

    def made(self, id_: str) -> Made:
        """The sheet, its facts in the order of the one they came from."""
        every = list(self.facts.values())
        lines = all(known.order[0] for known in every)
        every.sort(key=lambda known: known.order if lines else (0, known.order[1]))
        language, calendar = self.heads.most_common(1)[0][0] if self.heads else ("en", "gregorian")
        title = folded(self.titles.most_common(1)[0][0]) or id_
        facts = (fact for known in every for fact in self._whole(known))
        names = dict(sorted(self.names.items(), key=lambda one: (one[0].casefold(), one[0])))
        sheet = Sheet(id_, title, id_, tuple(facts), language, calendar, names=names,
                      formulas=frozenset(self.formulas))  # fmt: skip
        return Made(with_kinds(sheet, self.worded), {})

    def _whole(self, known: _Known) -> Iterator[Fact]:
        fact = known.fact if known.fact.text else together(known.fact.id, self.pieces.get(known.fact.id, ()))
        tags = _tags(fact.tags, known.tags)
        if fact.text:
            yield replace(fact, section=known.section, tags=(*tags, *states(known.cards)))


def _tags(own: tuple[str, ...], noted: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The tags of a fact after what a person added and took away in Anki."""
    there = {tag.casefold() for tags in noted for tag in tags}
    known = {tag: name.tags((tag,), "", ()).split()[0] for tag in own}
    kept = [tag for tag in own if not noted or known[tag] == _OWN_TAG or known[tag].casefold() in there]
    same = {tag.casefold() for tag in known.values()}
    added = {
        tag: None
        for tags in noted
        for tag in tags
        if tag.casefold() not in same | _ANKIS_TAGS and tag.casefold().split("::")[0] != _OWN_TAG
    }
    return (*kept, *map(one_tag, added))


def _line(origin: str) -> int:
    """The line of `sheet.md:14`, whether it is a link or not; 0 where there is none."""
    number = plain(origin).rpartition(":")[2]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
