"""TEXTS: what texts can be read. To add one is to write a module with `read`, and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from decks.importing.texts.kinds import foreign, no_text
from decks.importing.texts.source import START, Source, source
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from decks.importing.texts.source import Progress, Say
    from quizgen.tagging.passage import Line


@dataclass(frozen=True, slots=True)
class TextReader:
    """One way to read a text."""

    title: str
    """For messages, with its article."""
    suffixes: tuple[str, ...]
    """With their dots, lower case."""
    read: Callable[[Source], Iterator[Line]]
    """Reads a file from its beginning, tells how far it is, and what is worth knowing."""
    says: Callable[[bytes], bool]
    """Whether the beginning of a file says that it is one of these, whatever its name."""
    plain: bool = True
    """Whether its bytes are letters."""


def _reader(module: str) -> Callable[[Source], Iterator[Line]]:
    """`read` of a module, loaded when a text is read: pypdf alone takes a fifth of a second."""

    def read(source: Source) -> Iterator[Line]:
        found: Iterator[Line] = import_module(module).read(source)
        return found

    return read


def _is_page(start: bytes) -> bool:
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html"))


TEXTS: dict[str, TextReader] = {
    "pdf": TextReader(
        "a PDF file", (".pdf",), _reader("decks.importing.texts.pdf"), lambda start: b"%PDF-" in start[:1024],
        plain=False,
    ),
    "docx": TextReader(
        "a Word document", (".docx", ".docm"), _reader("decks.importing.texts.word"),
        lambda start: start.startswith(b"PK\x03\x04"), plain=False,
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


def lines(
    path: Path, kind: str = "", say: Say = lambda note: None, progress: Progress | None = None
) -> Iterator[Line]:
    """The lines of a file; `kind` is one of TEXTS, or empty for what `guess` finds.

    `progress` is told the share of the file that is read, from 0 to 1, at most some two hundred times and at the end.
    Raises QuizgenError, at the latest with its last line, for what cannot be read.
    """
    try:
        if not path.exists() or path.is_file() or path.is_dir():  # no pipe, whose bytes come once
            path.open("rb").close()  # so that a wrong path is told before anything is made of it
    except OSError as error:
        raise _unread(path, error) from error
    return _opened(path, kind, say, progress)


def _opened(path: Path, kind: str, say: Say, progress: Progress | None) -> Iterator[Line]:
    """The lines of a file, which is open from the first to the last of them."""
    try:
        with path.open("rb") as file:
            yield from lines_of(file, path.as_posix(), kind, say, progress)
    except OSError as error:
        raise _unread(path, error) from error


def _unread(path: Path, error: OSError) -> QuizgenError:
    return QuizgenError(f"{path}: cannot be read ({error.strerror or error}); look at its path")


def lines_of(
    file: BinaryIO,
    name: str,
    kind: str = "",
    say: Say = lambda note: None,
    progress: Progress | None = None,
) -> Iterator[Line]:
    """As `lines`, for a file that is open, such as standard input; of what comes through a pipe, `progress` is told
    only that it is over."""
    text = source(file, name, say, progress)
    chosen = kind or guess(text.start, name)
    if said := foreign(text.start) or (no_text(text.start) if TEXTS[chosen].plain else ""):
        raise QuizgenError(f"{name}: {said}")
    if TEXTS[chosen].plain and TEXTS["pdf"].says(text.start[:8]):
        raise QuizgenError(f"{name}: this is a PDF file, not {TEXTS[chosen].title}; read it as one")
    yield from TEXTS[chosen].read(text)
    text.share(1)


def guess(start: bytes, name: str) -> str:
    """Which of TEXTS a file is, by its first bytes where they tell, else by the end of its name, else plain text."""
    suffix = PurePath(name).suffix.lower()
    told = next(kind for kind, reader in TEXTS.items() if reader.says(start[:START]))
    named = next((kind for kind, reader in TEXTS.items() if suffix in reader.suffixes), "txt")
    return named if told == "txt" or (told == "html" and named == "md") else told
