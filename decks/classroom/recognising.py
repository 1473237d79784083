"""Whether a file that exists is one of a format, by its first lines: only then may it be written over unasked.

A file that cannot be read is none of any.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from decks.classroom import blooket as blooket_
from decks.classroom import gimkit as gimkit_
from decks.classroom import markdown as markdown_
from decks.classroom import tables, web

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


def blooket(path: Path) -> bool:
    """A table with the title of Blooket's template."""
    return _starts(path, f'"{blooket_.TITLE[0]}",')


def gimkit(path: Path) -> bool:
    """A table with the title of Gimkit's template."""
    return _starts(path, f"{gimkit_.TITLE[0]},")


def quizlet(path: Path) -> bool:
    """Lines with a tab in each, as far as is looked at."""
    lines = _text(path).rpartition("\n")[0].split("\n")
    return lines != [""] and all(line.count("\t") == 1 for line in lines)


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


def moodle_xml(path: Path) -> bool:
    """A quiz of Moodle's."""
    text = _text(path).lstrip("\ufeff")
    return text.startswith("<?xml") and "<quiz>" in text


def gift(path: Path) -> bool:
    """Questions in GIFT, which have a name or a category of their own."""
    text = _text(path)
    return "\n::" in f"\n{text}" or "$CATEGORY:" in text


def qti(path: Path) -> bool:
    """A package of assessments."""
    return "imsmanifest.xml" in _names(path)


def kahoot(path: Path) -> bool:
    """A workbook with the headings of Kahoot's template, as we write them: by inline strings."""
    name = "xl/worksheets/sheet1.xml"
    if name not in _names(path):
        return False
    try:
        with zipfile.ZipFile(path) as package, package.open(name) as sheet:
            return b"Question - max 120 characters" in sheet.read(_ENOUGH)
    except (OSError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile):
        return False


def _starts(path: Path, start: str) -> bool:
    return _text(path).startswith(start)


def _text(path: Path) -> str:
    """The beginning of a file, line ends and all."""
    try:
        with path.open("rb") as file:
            return file.read(_ENOUGH).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def _names(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as package:
            return package.namelist()
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return []
