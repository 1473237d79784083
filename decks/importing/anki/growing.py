"""A sheet that notes of ours came from, while one note after another says more of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from decks.anki import name
from decks.anki.plain import plain
from decks.importing.anki.kinds import with_kinds
from decks.importing.anki.pieces import Piece, together
from decks.importing.anki.said import fields
from decks.importing.anki.sheets import Made
from decks.importing.anki.states import one_tag
from quizgen.fact import Fact, Sheet
from quizgen.reader import read_text
from quizgen.reading.writing import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decks.anki.reading.collection import Note
    from decks.importing.anki.attached import Files
    from quizgen.fact import Name

_OWN_TAG = "quizgen"
_ANKIS_TAGS = frozenset(("marked", "leech"))
_SOMEWHERE = 10**9
"""A line behind all others."""


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


@dataclass(slots=True)
class Growing:
    """A sheet of which more and more is known."""

    facts: dict[str, _Known] = field(default_factory=dict)
    read: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    """By the Markdown, which every note of a fact brings; in another sheet the same may say something else."""
    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    """Of facts that no note tells whole."""
    worded: dict[str, str] = field(default_factory=dict)
    """How these are asked."""
    titles: Counter[str] = field(default_factory=Counter)
    heads: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Languages with calendars."""
    names: dict[str, Name] = field(default_factory=dict)
    formulas: set[str] = field(default_factory=set)

    def facts_of(self, markdown: str, files: Files) -> tuple[Fact, ...]:
        """The facts of some Markdown; none where it cannot be read."""
        files.used = True
        reading = read_text(markdown, "sheet.md", files.look)
        sheet = reading.sheet
        # A fact that was written here has its id; else it was cut.
        if sheet is None or any(one.severity == "error" for one in reading.findings):
            return ()
        if not all(fact.stamped for fact in sheet.facts):
            return ()
        self.names |= sheet.names
        self.formulas |= sheet.formulas
        self.heads[sheet.language, sheet.calendar] += 1
        return sheet.facts

    def know(self, fact: Fact, note: Note, section: tuple[str, ...], *, alone: bool) -> None:
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
            yield replace(fact, section=known.section, tags=tags)


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
