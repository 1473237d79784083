"""TEXTS: what texts can be read. To add one is to write a module with `read`, and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from decks.importing.decoding import BIGGEST, check_size
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from quizgen.tagging.passage import Line

    Say = Callable[[str], None]
    """Is told what is worth knowing of how a file was read."""

_START = 4096
"""Bytes by which a file is known."""


@dataclass(frozen=True, slots=True)
class TextReader:
    """One way to read a text."""

    title: str
    """For messages, with its article."""
    suffixes: tuple[str, ...]
    """With their dots, lower case."""
    read: Callable[[bytes, str, Say], Iterator[Line]]
    """Takes the bytes of a file, its path for messages, and whom to tell of what is worth knowing."""
    says: Callable[[bytes], bool]
    """Whether the beginning of a file says that it is one of these, whatever its name."""


def _reader(module: str) -> Callable[[bytes, str, Say], Iterator[Line]]:
    """`read` of a module, loaded when a text is read: python-docx and pypdf take a quarter of a second each."""

    def read(data: bytes, name: str, say: Say) -> Iterator[Line]:
        found: Iterator[Line] = import_module(module).read(data, name, say)
        return found

    return read


def _is_page(start: bytes) -> bool:
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html"))


TEXTS: dict[str, TextReader] = {
    "pdf": TextReader(
        "a PDF file", (".pdf",), _reader("decks.importing.texts.pdf"), lambda start: b"%PDF-" in start[:1024]
    ),
    "docx": TextReader(
        "a Word document", (".docx", ".docm"), _reader("decks.importing.texts.word"),
        lambda start: start.startswith(b"PK\x03\x04"),
    ),
    "html": TextReader(
        "a web page", (".html", ".htm", ".xhtml"), _reader("decks.importing.texts.web"), _is_page
    ),
    "md": TextReader(
        "a Markdown file", (".md", ".markdown"), _reader("decks.importing.texts.markdown"), lambda start: False
    ),
    "txt": TextReader(
        "a plain text", (".txt", ".text"), _reader("decks.importing.texts.plain"), lambda start: True
    ),
}  # fmt: skip
"""By the name of the kind; what says itself what it is comes first, and what anything may be comes last."""


def lines(path: Path, kind: str = "", say: Say = lambda note: None) -> Iterator[Line]:
    """The lines of a file; `kind` is one of TEXTS, or empty for what `guess` finds.

    Raises QuizgenError, at the latest with its last line, for what cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(BIGGEST + 1)
    except OSError as error:
        raise QuizgenError(f"{path}: cannot be read ({error.strerror or error}); look at its path") from error
    return _lines(data, path.as_posix(), kind, say)


def lines_of(file: BinaryIO, name: str, kind: str = "", say: Say = lambda note: None) -> Iterator[Line]:
    """As `lines`, for a file that is open, such as standard input."""
    return _lines(file.read(BIGGEST + 1), name, kind, say)


def guess(start: bytes, name: str) -> str:
    """Which of TEXTS a file is, by its first bytes where they tell, else by the end of its name, else plain text."""
    suffix = PurePath(name).suffix.lower()
    told = next(kind for kind, reader in TEXTS.items() if reader.says(start))
    named = next((kind for kind, reader in TEXTS.items() if suffix in reader.suffixes), "txt")
    return named if told == "txt" or (told == "html" and named == "md") else told


def _lines(data: bytes, name: str, kind: str, say: Say) -> Iterator[Line]:
    check_size(data, name)
    return TEXTS[kind or guess(data[:_START], name)].read(data, name, say)
