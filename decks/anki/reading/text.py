"""Text files of Anki's: what "Notes in Plain Text" exports, and what people write by hand to be imported there.

    package = read_text(data, name)     # raises QuizgenError

What comes out is a `Package` like any other, of which the file cannot say all: the id of a note is the number of its
line, it has no time of change, and an empty guid where there is no such column; its cards are all new; there are no
reviews and no files. Note types are made up from the columns: of those that every Anki has the fields and cards are
known by name, any other shows its first field and asks for the rest, or is a cloze type where every note has {{c1::…}}
in it.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.anki.notetype import FIELDS
from decks.anki.reading.broken import Losses
from decks.anki.reading.collection import Card, Note, NoteType, Template
from decks.anki.reading.headers import MOST_COLUMNS, head
from decks.anki.reading.heads import MOST_DECKS, MOST_LEVELS, MOST_TYPES, ROLLOVER
from decks.importing.decoding import decoded
from decks.importing.titles import title_of
from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from decks.anki.reading.collection import Package, Review
    from decks.quiz import LeftOut

BASIC = "Basic"
_FORWARD = Template("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")
_BACKWARD = Template("Card 2", "{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}")
_OPTIONAL = Template(
    "Card 2", "{{#Add Reverse}}{{Back}}{{/Add Reverse}}", "{{FrontSide}}<hr id=answer>{{Front}}"
)
_TYPED = Template("Card 1", "{{Front}}{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}")
_SIDES = ("Front", "Back")
STOCK: dict[str, tuple[tuple[str, ...], tuple[Template, ...]]] = {
    BASIC: (_SIDES, (_FORWARD,)),
    "Basic (and reversed card)": (_SIDES, (_FORWARD, _BACKWARD)),
    "Basic (optional reversed card)": ((*_SIDES, "Add Reverse"), (_FORWARD, _OPTIONAL)),
    "Basic (type in the answer)": (_SIDES, (_TYPED,)),
    "Cloze": (
        ("Text", "Back Extra"),
        (Template("Cloze", "{{cloze:Text}}", "{{cloze:Text}}<br>{{Back Extra}}"),),
    ),
}
"""The note types that every collection begins with, by their English names."""

MOST_LINES = 10_000
"""Of one row; what is longer has a quotation mark that is never closed."""
MOST_BROKEN = 50
"""Rows that cannot be read, after which nothing is: each costs a new look at what follows."""

_ADD = "put the file beside the sheet and write ![]({}) behind its fact, or export an .apkg with its media"
_MEND = "look at its quotation marks"
_OURS = re.compile(r"quizgen\b")
_CLOZE = re.compile(r"\{\{c(\d{1,3})::")
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that has something in it."""

    line: int
    type: str
    deck: str
    guid: str
    tags: tuple[str, ...]
    fields: tuple[str, ...]


class Text:
    """A text file that was read: a `Package`, gone through again for each stream."""

    created = 0
    rollover = ROLLOVER
    offset: int | None = None

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._text, self.remarks = decoded(data, name)
        """How it was read, where that is worth saying."""
        self._head = head(self._text, name)
        self._losses = Losses("line", _MEND)
        self.media: frozenset[str] = frozenset()
        wide: defaultdict[str, int] = defaultdict(int)
        plain: set[str] = set()
        decks: dict[str, int] = {}
        marked = False
        for row in self._rows():
            filled = [place for place, cell in enumerate(row.fields, 1) if cell]
            wide[row.type] = max(wide[row.type], *filled, 0)
            marked = marked or any(map(_HTML.search, row.fields))
            if not any(map(_CLOZE.search, row.fields)):
                plain.add(row.type)
            decks.setdefault(row.deck, len(decks) + 1)
            if len(wide) > MOST_TYPES or len(decks) > MOST_DECKS:
                raise QuizgenError(f"{name}: it has too many note types or decks; look at its columns")
        if not wide:
            why = "".join(f" ({one.name}: {one.reason.partition(';')[0]})" for one in self.left_out[:1])
            raise QuizgenError(
                f"{name}: there is no note in this file{why}; write the fields of one in each line"
            )
        labels = self._labels()
        made = [
            _type(id_, type_, labels, wide[type_], type_ not in plain) for id_, type_ in enumerate(wide, 1)
        ]
        self.types: Mapping[int, NoteType] = {type_.id: type_ for type_ in made}
        self._type_ids = {type_.name: type_.id for type_ in made}
        self._deck_ids = decks
        self.decks: Mapping[int, tuple[str, ...]] = {
            id_: tuple(deck.split("::", MOST_LEVELS)) for deck, id_ in decks.items()
        }
        self._is_html = marked if self._head.html is None else self._head.html

    def notes(self) -> Iterator[Note]:
        """Go through its notes."""
        for row in self._rows():
            yield self._note(row)

    def cards(self) -> Iterator[Card]:
        """Go through the cards that Anki would make of its notes."""
        for row in self._rows():
            note = self._note(row)
            deck = self._deck_ids[row.deck]
            for ordinal in _ordinals(note, self.types[note.type]):
                yield Card(
                    note.id * MOST_COLUMNS + ordinal, note.id, deck, ordinal, 0, 0, note.id, 0, 0, 0, 0
                )

    def reviews(self) -> Iterator[Review]:
        """There are none."""
        return iter(())

    def file(self, name: str) -> bytes:
        """Raise QuizgenError: there is none."""
        raise QuizgenError(f"{self.name}: a text file has no pictures or sounds; {_ADD.format(shown(name))}")

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The rows that cannot be read."""
        return self._losses.told()

    def _labels(self) -> tuple[str, ...]:
        taken = set(self._head.columns.values())
        return tuple(label for place, label in enumerate(self._head.labels) if place not in taken)

    def _note(self, row: _Row) -> Note:
        type_ = self.types[self._type_ids[row.type]]
        cells = (*row.fields, *[""] * len(type_.fields))[: len(type_.fields)]
        fields = cells if self._is_html else tuple(map(_escaped, cells))
        return Note(row.line, row.guid, type_.id, 0, row.tags, fields)

    def _rows(self) -> Iterator[_Row]:
        """Every row with something in a field of it."""
        said = self._head
        taken = set(said.columns.values())
        self._losses = Losses("line", _MEND)

        def cell(cells: Sequence[str], role: str) -> str:
            place = said.columns.get(role, -1)
            return cells[place] if 0 <= place < len(cells) else ""

        for line, cells in _records(self._text, said.end, said.separator, self._losses):
            fields = tuple(text for place, text in enumerate(cells) if place not in taken)
            if any(text.strip() for text in fields):
                yield _Row(
                    line=line,
                    type=cell(cells, "notetype").strip() or said.notetype or BASIC,
                    deck=cell(cells, "deck").strip() or said.deck or title_of(self.name),
                    guid=cell(cells, "guid"),
                    tags=tuple(dict.fromkeys((*said.tags, *cell(cells, "tags").split()))),
                    fields=fields,
                )


def read_text(data: bytes, name: str) -> Package:
    """Read a text file; `name` is what messages call it. Raises QuizgenError for what is none."""
    return Text(data, name)


def _type(id_: int, name: str, labels: tuple[str, ...], width: int, is_cloze: bool) -> NoteType:
    """A note type of that name, with a field for each column that any note of it has filled."""
    known, templates = STOCK.get(name, (_SIDES, (_FORWARD,)))
    if name in STOCK:
        is_cloze = name == "Cloze"
    fields = labels or (tuple(row[0] for row in FIELDS) if _OURS.match(name) else known)
    more = range(len(fields) + 1, width + 1)
    fields = (*fields, *(f"Field {place}" for place in more))
    if name not in STOCK or labels:
        templates = (_template(fields, is_cloze),)
    return NoteType(id_, name, fields, templates, is_cloze)


def _template(fields: tuple[str, ...], is_cloze: bool) -> Template:
    first, rest = fields[0], "<br>".join(f"{{{{{field}}}}}" for field in fields[1:])
    if is_cloze:
        return Template("Cloze", f"{{{{cloze:{first}}}}}", f"{{{{cloze:{first}}}}}<br>{rest}")
    return Template("Card 1", f"{{{{{first}}}}}", f"{{{{FrontSide}}}}<hr id=answer>{rest}")


def _ordinals(note: Note, type_: NoteType) -> list[int]:
    if type_.cloze:
        numbers = {int(number) for text in note.fields for number in _CLOZE.findall(text)}
        return sorted(number - 1 for number in numbers if number)
    if type_.name == "Basic (optional reversed card)" and not note.fields[2].strip():
        return [0]
    return list(range(len(type_.templates)))


def _escaped(text: str) -> str:
    """Plain text as the HTML of a field, as Anki makes it."""
    return html.escape(text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br>")


def _records(text: str, start: int, separator: str, losses: Losses) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text with the line that each begins in; those that begin with # are comments.

    Where a quotation mark is never closed, its line is left out and the next one begins a new row.
    """
    lines = _Lines(text, start)
    for _ in range(MOST_BROKEN):
        table = csv.reader(lines, delimiter=separator)
        try:
            while (cells := lines.next_row(table)) is not None:
                if len(cells) > MOST_COLUMNS:
                    losses.lose(f"{lines.row}", f"it has {len(cells):,} cells, and {MOST_COLUMNS:,} are read")
                elif cells:
                    yield lines.row, cells
            return
        except csv.Error as error:
            losses.lose(f"{lines.row}", _reason(str(error)))
            lines.back()
    losses.lose(f"{lines.row + 1} and all below", "too many rows are broken")


def _reason(error: str) -> str:
    if "field larger" in error:
        return f"a field has more than {csv.field_size_limit():,} characters"
    return error


class _Lines:
    """The lines of a text for a reader of tables, which asks for as many as a row has."""

    def __init__(self, text: str, start: int) -> None:
        self._source = io.StringIO(text, newline="")
        self._source.seek(start)
        self._line = text.count("\n", 0, start)
        self.row = 0
        """The line in which the last row began."""
        self._begins = True
        self._cut_off = False
        """Whether there were no more lines within a row."""
        self._start = start

    def next_row(self, table: Iterator[list[str]]) -> list[str] | None:
        """The cells of the next row; None at the end. Raises csv.Error where a row has none."""
        self._begins = True
        cells = next(table, None)
        if self._cut_off:
            self._cut_off = False
            raise csv.Error("a quotation mark is never closed")
        return cells

    def back(self) -> None:
        """Go back to the line after the one in which the last row began."""
        self._source.seek(self._start)
        self._source.readline()
        self._line = self.row

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        while True:
            start = self._source.tell()
            line = self._source.readline()
            if not line or (not self._begins and self._line - self.row > MOST_LINES):
                self._cut_off = not self._begins
                raise StopIteration
            self._line += 1
            if not self._begins:
                return line
            if not line.startswith("#"):
                self._begins = False
                self._start, self.row = start, self._line
                return line
