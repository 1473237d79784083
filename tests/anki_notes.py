"""Notes of a sheet into a package by plain genanki: what is judged is the notes and their types."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import genanki

from decks.anki.media import MediaFiles
from decks.anki.name import deck_id, guid
from decks.anki.notetype import FIELD_NAMES, NOTE_TYPES, NoteType
from decks.anki.noting import Options, notes
from quizgen.ask import attempts
from quizgen.forms.bank import Bank
from quizgen.reader import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from decks.anki.note import Note


class _Kind(genanki.Model):  # type: ignore[misc]
    """A type of ours, where genanki wants one of its own."""

    def __init__(self, kind: NoteType) -> None:
        self.kind = kind
        super().__init__(
            kind.id,
            kind.name,
            fields=[{"name": name} for name in FIELD_NAMES],
            templates=[{"name": "Card", "qfmt": kind.front, "afmt": kind.back}],
            model_type=genanki.Model.CLOZE if kind.cloze else genanki.Model.FRONT_BACK,
        )

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        return self.kind.model(deck_id)


PLAIN = Options()
KINDS = {key: _Kind(kind) for key, kind in NOTE_TYPES.items()}


def bank_of(text: str, path: str = "sheet.md") -> Bank:
    sheet = read_text(text, path).sheet
    assert sheet is not None
    return Bank(sheet, attempts(sheet))


def notes_of(
    text: str,
    forms: Sequence[str] = (),
    look: Options = PLAIN,
    path: str = "sheet.md",
    files: MediaFiles | None = None,
) -> list[Note]:
    return list(notes(bank_of(text, path), forms, look, files))


def packed(folder: Path, made: Iterable[Note], name: str = "notes.apkg") -> Path:
    """A package of notes in a folder, all in one deck."""
    deck = genanki.Deck(deck_id(("notes",)), "Notes")
    media = {}
    for note in made:
        fields = list(note.fields)
        deck.add_note(genanki.Note(KINDS[note.type], fields, guid=guid(note.id), tags=[]))
        media |= {file.name: file.path for file in note.media}
    (folder / "media").mkdir(exist_ok=True)
    copies = [shutil.copy(path, folder / "media" / name) for name, path in media.items()]
    genanki.Package(deck, media_files=copies).write_to_file(folder / name)
    return folder / name
