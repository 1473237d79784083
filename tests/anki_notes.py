"""Notes of a sheet, and a package of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.anki.note import NoteDeck
from decks.anki.noting import Options, notes
from decks.anki.package import write_notes
from quizgen.ask import attempts
from quizgen.forms.bank import Bank
from quizgen.reader import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from decks.anki.media import MediaFiles
    from decks.anki.note import Note


PLAIN = Options()


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
    """A package of notes in a folder, those of no deck in one of their own."""
    path = folder / name
    with path.open("wb") as out:
        write_notes([NoteDeck("Notes", made)], out)
    return path
