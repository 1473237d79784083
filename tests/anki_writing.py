"""Notes made by hand for tests of packages, and packages written as the command writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.anki import write_notes
from decks.anki.escape import cloze
from decks.anki.ids import FIELD_NAMES
from decks.anki.ledger import keeping, ledger_path
from decks.anki.note import Media, Note, NoteDeck, Schedule
from decks.write import replacing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from decks.anki import Written
    from decks.anki.preset import Preset

MONDAY = 1_700_438_400
"""Some day. It is past on any machine: Check Database sets a note of the future to today."""


def note(
    id_: str,
    question: str = "",
    *,
    line: int = 1,
    kind: str = "basic",
    tags: tuple[str, ...] = ("history",),
    deck: tuple[str, ...] = ("Title", "Section"),
    media: tuple[Media, ...] = (),
    schedule: Schedule | None = None,
) -> Note:
    """A note whose question is told apart from others by its id."""
    told = {
        "Question": question or f"Who is {id_}?",
        "Answer": "Ada",
        "Sentence": cloze("It is ", "Ada", "."),
        "Origin": f"sheet.md:{line}",
        "Id": id_,
        "Choices": '<ul><li class="right">Ada</li><li>Eva</li></ul>' if kind == "choice" else "",
        "Image": "".join(f'<img src="{file.name}" alt="">' for file in media),
    }
    fields = tuple(told.get(name, "") for name in FIELD_NAMES)
    return Note(id_, kind, fields, deck, tags, media=media, schedule=schedule)


def sheet(notes: Iterable[Note], modified: int = MONDAY, name: str = "s") -> NoteDeck:
    return NoteDeck("Title", notes, modified=modified, sheet=name)


def told(
    path: Path, *decks: NoteDeck, retiring: Collection[str] = ("",), preset: Preset | None = None
) -> Written:
    """Write a package, and keep its ledger."""
    with keeping(ledger_path(path), path) as ledger, replacing(path) as out:
        return write_notes(decks, out, ledger=ledger, retiring=retiring, preset=preset)
