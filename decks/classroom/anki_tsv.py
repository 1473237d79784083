r"""Text that Anki imports: a note a line, tabs between its cells, and first lines that say what the columns are.

A question with gaps is a note of Anki's type Cloze, each gap a card; all others are of its type Basic, with what there
is to choose, match or put in order on the front. The guid is made of the question's id, so that the next import
updates the note; it is another than in a package, whose notes have a type of their own, and which Anki would not take
beside it. Deck and tags are those of a package. Two names are changed, since a table is not
a package: a deck called by a number, which Anki would look for by that number, and one that a spreadsheet would run.
Points have no place.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, BinaryIO

from decks.anki import name
from decks.anki.escape import cloze, escape, is_blank
from decks.classroom.holding import NotHeldError, held
from decks.classroom.marks import ANKI
from decks.classroom.web import answers
from decks.quiz import Written
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decks.quiz import Entry, LeftOut, Quiz

COLUMNS = ("guid", "notetype", "deck", "Front", "Back", "tags")
"""Cloze has as many fields as Basic: what is asked, and what is shown behind it."""

_NUMBER = re.compile(r"[+-]?\d+", re.ASCII)
_RUNS = re.compile(r"[=+@\t-]")
"""How a cell begins that a spreadsheet would run."""
_WIDE = str.maketrans("=+-@", "＝＋－＠")


def write(quiz: Quiz, out: BinaryIO) -> Written:
    """Write the notes in their order, but for decks that have to come first: see `_late`."""
    left_out: list[LeftOut] = []
    text = io.TextIOWrapper(out, "utf-8", newline="")
    text.write(f"{ANKI}#html:true\n#if matches:update current\n")
    for number, column in enumerate(COLUMNS, 1):
        if column.islower():
            text.write(f"#{column} column:{number}\n")
    rows = [
        (_deck(entry, quiz), (name.guid(f"text/{entry.id}") if entry.id else "", *sides, _tags(entry)))
        for entry, sides in held(quiz.entries, _sides, left_out)
    ]
    late = _late(deck for deck, _ in rows)
    rows.sort(key=lambda row: late.get(row[0], len(late)))
    table = csv.writer(text, delimiter="\t", lineterminator="\n")
    for deck, (guid, type_, front, back, tags) in rows:
        table.writerow((guid, type_, deck, _cell(front), _cell(back), tags))
    text.detach()
    return Written(len(rows), tuple(left_out))


def _late(decks: Iterable[str]) -> dict[str, int]:
    """The decks that come after one that lies in them, outermost first, each with its place in that order.

    Anki makes "History" of "History::Dissent", does not know that it did, and calls the next one "History+".
    """
    made: set[str] = set()
    late: set[str] = set()
    for deck in dict.fromkeys(decks):
        levels = deck.casefold().split("::")
        if deck.casefold() in made:
            late.add(deck)
        made.update("::".join(levels[:depth]) for depth in range(1, len(levels)))
    return {deck: place for place, deck in enumerate(sorted(late, key=lambda deck: (deck.count("::"), deck)))}


def _sides(entry: Entry) -> tuple[str, str, str]:
    """The note type and its two fields in HTML."""
    if is_blank(entry.text):
        raise NotHeldError("Anki makes no card of an empty front; write what is asked")
    if entry.kind == "gaps":
        return "Cloze", _gaps(entry), _behind(entry)
    front = escape(entry.text)
    if entry.kind == "choice":
        front += _listed(entry.choices, "ol", ' type="A"')
    if entry.kind in ("matching", "ordering"):
        front += _listed(entry.parts) + _listed(entry.choices)
    right = answers(entry)
    back = _listed(right, "ol") if entry.kind == "ordering" else "<br>".join(map(escape, right))
    return "Basic", front, "<br>".join(filter(None, (back, _behind(entry))))


def _behind(entry: Entry) -> str:
    """What is shown beside the answer, the feedback smaller."""
    feedback = f"<small>{escape(entry.feedback)}</small>" if entry.feedback else ""
    return "<br>".join(filter(None, (escape(entry.correction), feedback)))


def _gaps(entry: Entry) -> str:
    """The text with a cloze in each gap, numbered from 1."""
    pieces = entry.text.split(BLANK)
    if len(pieces) != len(entry.answers) + 1 or any(map(is_blank, entry.answers)):
        raise NotHeldError("its gaps are not as many as its answers; write an answer for each gap")
    made = escape(pieces[0])
    for number, (answer, piece) in enumerate(zip(entry.answers, pieces[1:], strict=True), 1):
        made += cloze("", escape(answer), escape(piece)).replace("{{c1::", f"{{{{c{number}::", 1)
    return made


def _listed(texts: Iterable[str], tag: str = "ul", attributes: str = "") -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return items and f"<{tag}{attributes}>{items}</{tag}>"


def _cell(html: str) -> str:
    """A field that no spreadsheet runs: the sign it would begin with becomes an entity."""
    return f"&#{ord(html[0])};{html[1:]}" if _RUNS.match(html) else html


def _deck(entry: Entry, quiz: Quiz) -> str:
    levels = name.deck_name(entry.section or (quiz.title,))
    deck = "::".join(levels)
    if _NUMBER.fullmatch(deck):
        deck += " (quizgen)"
    return deck[0].translate(_WIDE) + deck[1:]


def _tags(entry: Entry) -> str:
    """Our own first, which begins like no formula."""
    sheet, slash, _ = entry.id.partition("/")
    tags = name.tags(entry.tags, sheet if slash else "", entry.section[1:]).split()
    return " ".join(sorted(tags, key=lambda tag: not tag.startswith("quizgen")))
