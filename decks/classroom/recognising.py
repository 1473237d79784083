"""Whether quizgen wrote a file that exists, by a mark of its own: only then may it be written over unasked.

That a file is of a format says nothing of whose it is. One that cannot be read is none of ours.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from decks.classroom import kahoot as kahoot_
from decks.classroom import markdown as markdown_
from decks.classroom import marks, tables, web

if TYPE_CHECKING:
    from pathlib import Path

_ENOUGH = 4_096
"""Bytes that tell what a file is."""


def csv(path: Path) -> bool:
    """A table of ours with commas."""
    return _starts(path, _quoted(tables.BEFORE, ","))


def tsv(path: Path) -> bool:
    """A table of ours with tabs."""
    return _starts(path, _quoted(tables.BEFORE, "\t"))


def _quoted(names: tuple[str, ...], delimiter: str) -> str:
    return "\ufeff" + delimiter.join(f'"{name}"' for name in names)


def never(_path: Path) -> bool:
    """Of a format without room for a mark of ours nobody can say who wrote it."""
    return False


def json(path: Path) -> bool:
    """A quiz of ours."""
    text = _text(path)
    return text.startswith('{"title": ') and '"questions": [\n' in text


def jsonl(path: Path) -> bool:
    """Questions of ours."""
    return _starts(path, '{"id": ') and '"kind": "' in _text(path)


def html(path: Path) -> bool:
    """A page of ours."""
    return web.MARK in _text(path)


def markdown(path: Path) -> bool:
    """A list of ours; a fact sheet never is."""
    return _starts(path, markdown_.MARK)


def anki_tsv(path: Path) -> bool:
    """Notes for Anki of ours."""
    return _starts(path, marks.ANKI)


def moodle_xml(path: Path) -> bool:
    """A quiz for Moodle of ours."""
    return _starts(path, marks.MOODLE)


def gift(path: Path) -> bool:
    """Questions in GIFT of ours."""
    return _starts(path, marks.GIFT)


def qti(path: Path) -> bool:
    """A package of ours."""
    return marks.COMMENT.encode() in _part(path, "imsmanifest.xml")


def kahoot(path: Path) -> bool:
    """A workbook of ours for Kahoot, as we write it: by inline strings."""
    return kahoot_.MARK.encode() in _part(path, "xl/worksheets/sheet1.xml")


def _starts(path: Path, start: str) -> bool:
    return _text(path).startswith(start)


def _text(path: Path) -> str:
    """The beginning of a file, line ends and all."""
    try:
        with path.open("rb") as file:
            return file.read(_ENOUGH).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def _part(path: Path, name: str) -> bytes:
    """The beginning of a file in a zip."""
    try:
        with zipfile.ZipFile(path) as package, package.open(name) as part:
            return part.read(_ENOUGH)
    except (OSError, KeyError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return b""
