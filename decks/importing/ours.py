"""Which notes of a package are our cards: written by quizgen, with the guid of what they ask, and asked here, too."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from decks.anki.notetype import FIELDS, NOTE_TYPE_ID
from decks.anki.plain import plain
from decks.anki.reading.ours import item
from decks.progress.content import Content

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from decks.anki.reading.collection import Note, Package

_NAMES = frozenset(field for field, _, _ in FIELDS)
_LONGEST = 1000
"""Characters of an id that the log can take elsewhere."""
_LEVELS = 2
"""Slashes in the id of a question, `sheet/fact/ask`; that of another form has one more, `sheet/fact/ask/choice`."""


@dataclass(frozen=True, slots=True)
class Ours:
    """One of our cards, as Anki has it."""

    card: str
    """The question's id."""
    guid: str
    marked: bool


@dataclass(slots=True)
class Notes:
    """The notes of a package, sorted by what they are to the study log."""

    cards: dict[int, Ours] = field(default_factory=dict)
    """By the note's id."""
    others: set[int] = field(default_factory=set)
    """Ours, in a form that only Anki asks: choices, true or false, matching, …"""
    copies: dict[int, str] = field(default_factory=dict)
    """Those that have the id of a card of ours, and not its guid; with that id."""
    foreign: int = 0

    def has(self, note: int) -> bool:
        """Whether a note is one of ours, whatever it is to the study log."""
        return note in self.cards or note in self.others or note in self.copies


def sorted_out(package: Package) -> Notes:
    """Go through the notes once. An id in a field is believed only where the guid is made of it."""
    found = Notes()
    for note in package.notes():
        id_ = item(note)
        if not id_ and (copied := _field(package, note, "Id")) and _is_our_type(package, note):
            found.copies[note.id] = copied
        elif not id_ or len(id_) > _LONGEST:
            found.foreign += 1
        elif note.type != NOTE_TYPE_ID or id_.count("/") != _LEVELS:
            found.others.add(note.id)
        else:
            marked = any(tag.casefold() == "marked" for tag in note.tags)
            found.cards[note.id] = Ours(id_, note.guid, marked)
    return found


def contents(package: Package, notes: Collection[int]) -> Iterator[tuple[int, Content]]:
    """What the cards of these notes say, by the note's id."""
    for note in package.notes():
        if note.id in notes:
            yield (
                note.id,
                Content(*(_field(package, note, part) for part in ("Question", "Answer", "Sentence"))),
            )


def _is_our_type(package: Package, note: Note) -> bool:
    return _NAMES.issubset(package.types[note.type].fields)


def _field(package: Package, note: Note, name: str) -> str:
    names = package.types[note.type].fields
    return plain(note.fields[names.index(name)]) if name in names else ""
