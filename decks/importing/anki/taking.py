"""Go once through a package, note by note with its cards, and sort what becomes of them into sheets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePath
from typing import TYPE_CHECKING

from decks.anki.name import deck_name
from decks.anki.reading import is_ours
from decks.anki.reading.text import Text
from decks.importing.anki.cleaning import cleaned, one_line
from decks.importing.anki.edits import with_edits
from decks.importing.anki.foreign import facts
from decks.importing.anki.ours import Ours
from decks.importing.anki.reasons import NoFactError
from decks.importing.anki.sheets import Made, Sheets
from decks.importing.anki.states import one_tag, states
from decks.importing.titles import title_of
from decks.quiz import LeftOut
from decks.reserved import free
from quizgen.fact import Fact, Sheet
from quizgen.reading.quoting import shown
from quizgen.reading.slug import short_slug, slug, unique
from quizgen.reading.writing import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from decks.anki.reading.collection import Card, Note, Package

_ANKIS_DECK = "Default"


def take(package: Package, name: str, tick: Callable[[], None] = lambda: None) -> Sheets:
    """The sheets that a package comes to; `name` is its path, and `tick` is called for every note.

    There is none where none of its notes can be a fact. Raises QuizgenError where the package is damaged.
    """
    ours, others = (
        Ours(package.decks),
        _Others(package, f"imported from {PurePath(name).name}", title_of(name)),
    )
    for note, cards in _paired(package):
        tick()
        (ours if is_ours(note) else others).take(note, cards)
    own, changed = with_edits(package, ours.sheets())
    sheets = others.join(own)
    left_out = (*package.left_out, *ours.left_out, *others.left_out)
    return Sheets(tuple(_named(sheets)), left_out, (*ours.notes, *changed, *others.notes))


def _paired(package: Package) -> Iterator[tuple[Note, tuple[Card, ...]]]:
    """Each note with its cards. Both come in the order of the notes, so that only one of them is held."""
    groups = groupby(package.cards(), key=lambda card: card.note)
    id_, cards = next(groups, (-1, iter(())))
    for note in package.notes():
        while 0 <= id_ < note.id:
            id_, cards = next(groups, (-1, iter(())))
        yield note, tuple(cards) if id_ == note.id else ()


@dataclass(slots=True)
class _Group:
    """The facts of a deck that lies in no other."""

    facts: dict[tuple[str, ...], list[Fact]] = field(default_factory=dict)
    """By the decks in it."""
    needs: dict[str, str] = field(default_factory=dict)
    formulas: set[str] = field(default_factory=set)


class _Others:
    """The sheets of notes that are not ours. Gathers note after note."""

    def __init__(self, package: Package, source: str, title: str) -> None:
        self.types = package.types
        self.decks = package.decks
        self.source = source
        self.title = title
        self.unit = "line" if isinstance(package, Text) else "note"
        """What the ids of its notes count."""
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []
        self._groups: dict[str, _Group] = {}
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def take(self, note: Note, cards: Sequence[Card]) -> None:
        """Take a note; what of it cannot be a fact is left out by name."""
        for made in facts(note, self.types[note.type], cards):
            if isinstance(made, NoFactError):
                self._leave_out(note, cards, str(made))
                continue
            for lost in made.lost:
                self._leave_out(note, cards, lost)
            self.notes += (f"{self._place(note, cards)}: {said}" for said in made.notes)
            deck = self.decks.get(made.cards[0].deck, ())
            title = deck[0] if deck and deck[0] != _ANKIS_DECK else self.title
            group = self._groups.setdefault(folded(title) or self.title, _Group())
            name = unique(made.fact.id, self._taken, self._counts)
            tags = (*map(one_tag, note.tags), *states(made.cards))
            section = tuple(level for one in deck[1:] if (level := folded(one)))
            group.facts.setdefault(section, []).append(
                replace(made.fact, id=name, section=section, tags=tags, source=self.source)
            )
            group.formulas |= made.formulas
            if made.needs:
                group.needs[name] = made.needs

    def _leave_out(self, note: Note, cards: Sequence[Card], reason: str) -> None:
        self.left_out.append(LeftOut(self._place(note, cards), reason))

    def _place(self, note: Note, cards: Sequence[Card]) -> str:
        """A note by its first words and its deck."""
        words = next((line for text in note.fields if (line := one_line(cleaned(text[:2_000]).text))), "")
        deck = "::".join(self.decks.get(cards[0].deck, ())) if cards else ""
        place = f'"{shown(words)}"' if words else f"{self.unit} {note.id}"
        return f"{place} in {shown(deck)}" if deck else place

    def join(self, own: Sequence[Made]) -> list[Made]:
        """The sheets: what stands in a deck of ours joins our sheet, and every other deck becomes one."""
        by_deck = {_deck(made): made for made in own}
        joined = {deck: self._joined(made) for deck, made in by_deck.items()}
        made = [joined[_deck(one)] if by_deck[_deck(one)] is one else one for one in own]
        return [*made, *(self._made(title) for title in self._groups if title not in by_deck)]

    def _made(self, title: str) -> Made:
        group = self._groups[title]
        sections = sorted(group.facts, key=lambda section: [level.casefold() for level in section])
        every = tuple(fact for section in sections for fact in group.facts[section])
        name = short_slug(title) or "imported"
        return Made(Sheet("", title, name, every, formulas=frozenset(group.formulas)), group.needs)

    def _joined(self, made: Made) -> Made:
        """Our sheet with the notes that a person added to its deck, each at the end of its section."""
        group = self._groups.get(_deck(made))
        if group is None:
            return made
        taken = {fact.id for fact in made.sheet.facts}
        left = {
            section: [replace(fact, id=unique(fact.id, taken, {})) for fact in every]
            for section, every in group.facts.items()
        }
        facts: list[Fact] = []
        for section, here in groupby(made.sheet.facts, key=lambda fact: fact.section):
            facts += here
            facts += left.pop(section, ())
        facts += (fact for every in left.values() for fact in every)
        formulas = made.sheet.formulas | group.formulas
        return Made(replace(made.sheet, facts=tuple(facts), formulas=formulas), group.needs)


def _named(sheets: Sequence[Made]) -> Iterator[Made]:
    """The sheets, each with an id and a name of a file of its own."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for made in sheets:
        path = unique(free(slug(made.sheet.path) or "sheet"), taken, counts)
        yield replace(made, sheet=replace(made.sheet, id=made.sheet.id or path, path=path))


def _deck(made: Made) -> str:
    """What the outermost deck of a sheet is called."""
    return folded(deck_name((made.sheet.title,))[0])
