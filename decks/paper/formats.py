"""PAPER_FORMATS: how a worksheet is written, and how to know a file that quizgen wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from decks.paper.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class PaperFormat:
    """One way to write a worksheet. Its writer is loaded when something is written."""

    title: str
    """For messages, with its article."""
    module: str
    """Has `write` and `write_key`."""
    holds: Callable[[Path], bool]
    """Whether a file that exists is one that quizgen wrote, and may be written over."""
    text: bool = False
    """Whether it can be shown in a terminal."""
    most: int = 0
    """Versions in one file, as far as memory goes (10 MB each); 0 for any number."""

    def write(self, worksheet: Worksheet, out: BinaryIO) -> None:
        """Write all versions. The same worksheet gives the same bytes."""
        import_module(self.module).write(worksheet, out)

    def write_key(self, worksheet: Worksheet, out: BinaryIO) -> None:
        """Write the key of all versions."""
        import_module(self.module).write_key(worksheet, out)


_NEAR = 1 << 16
"""Bytes at either end of a file in which its mark stands."""

_GENERATOR = re.compile(rb"<meta\s+name=[\"']?generator[\"']?\s+content=[\"']quizgen", re.IGNORECASE)


def _ends(path: Path) -> bytes:
    """The beginning and the end of a file."""
    with path.open("rb") as file:
        start = file.read(_NEAR)
        size = file.seek(0, 2)
        file.seek(max(len(start), size - _NEAR))
        return start + file.read()


def _is_pdf(path: Path) -> bool:
    ends = _ends(path)
    return ends.startswith(b"%PDF-") and any(
        mark in ends for mark in (b"quizgen", "quizgen".encode("utf-16-be"))
    )


def _is_docx(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return b"quizgen" in archive.read("docProps/core.xml")
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return False


def _is_html(path: Path) -> bool:
    return _GENERATOR.search(_ends(path)) is not None


def _is_markdown(path: Path) -> bool:
    return _ends(path).rstrip().endswith(b"<!-- quizgen -->")


PAPER_FORMATS: dict[str, PaperFormat] = {
    "pdf": PaperFormat("a PDF", "decks.paper.pdf", _is_pdf, most=40),
    "docx": PaperFormat("a Word document", "decks.paper.docx", _is_docx),
    "html": PaperFormat("a web page", "decks.paper.html", _is_html, text=True),
    "md": PaperFormat("Markdown", "decks.paper.markdown", _is_markdown, text=True),
}
"""By suffix, without its dot."""
