"""READERS: what can be imported. To add one is to write a module with `read`, and a line here.

PACKAGES are read another way: their notes are facts, or can be made some, and a quiz would lose most of them.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from decks.anki.reading.collection import Package
    from decks.quiz import Taken

    Said = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """One way to read a quiz."""

    title: str
    """For messages, with its article."""
    suffixes: tuple[str, ...]
    """With their dots, lower case: a file with one of them is read so if its content does not say otherwise."""
    read: Callable[[bytes, str, Said], Taken]
    """Takes the bytes of a file, its path for messages, and what a person says of its columns."""
    says: Callable[[bytes], bool]
    """Whether the beginning of a file says that it is one of these, whatever its name."""
    columns: bool = False
    """Whether it has columns of which something can be said."""


def _reader(module: str, name: str = "read", *, columns: bool = False) -> Callable[[bytes, str, Said], Taken]:
    """A function of a module, loaded when something is read: pydantic, openpyxl and lxml are slow to load."""

    def read(data: bytes, path: str, said: Said = ()) -> Taken:
        function = getattr(import_module(module), name)
        if said and not columns:
            raise QuizgenError(f"{path}: there are no columns in such a file; take --map away")
        taken: Taken = function(data, path, said) if columns else function(data, path)
        return taken

    return read


_GIFT = re.compile(rb"(?m)^::|^\$CATEGORY:|(?<!\\)\{\s*(?:[=~#]|T\}|F\}|TRUE\}|FALSE\})")


def _never(start: bytes) -> bool:
    return False


def _is_workbook(start: bytes) -> bool:
    return start.startswith(b"PK\x03\x04") and (b"xl/" in start or b"[Content_Types].xml" in start)


def _is_lines(start: bytes) -> bool:
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"id": ')


READERS: dict[str, Reader] = {
    "qti12": Reader(
        "a QTI 1.2 file", (".zip", ".imscc"), _reader("decks.classroom.qti"), lambda start: b"<questestinterop" in start
    ),
    "moodle-xml": Reader(
        "a Moodle XML file", (".xml",), _reader("decks.classroom.moodle"), lambda start: b"<quiz" in start
    ),
    "xlsx": Reader(
        "a workbook", (".xlsx", ".xlsm"), _reader("decks.importing.workbook", columns=True), _is_workbook, True,
    ),
    "jsonl": Reader("JSON lines", (".jsonl", ".ndjson"), _reader("decks.importing.lines", "read_jsonl"), _is_lines),
    "json": Reader("a JSON file", (".json",), _reader("decks.importing.lines", "read_json"), _never),
    "gift": Reader(
        "a GIFT file", (".gift",), _reader("decks.classroom.gift"),
        lambda start: bool(_GIFT.search(start)),
    ),
    "csv": Reader("a table", (".csv",), _reader("decks.importing.table", columns=True), _never, True),
    "tsv": Reader(
        "a table with tabs", (".tsv", ".tab"), _reader("decks.importing.table", "read_tsv", columns=True), _never, True,
    ),
    "quizlet": Reader("a list of Quizlet's", (".txt",), _reader("decks.importing.quizlet"), _never),
}  # fmt: skip
"""By the name that `quizgen import --from` knows; what says itself what it is comes first, most telling first."""


@dataclass(frozen=True, slots=True)
class PackageReader:
    """One way to read a collection of Anki's, which stays open while it is gone through."""

    title: str
    """For messages, with its article."""
    suffixes: tuple[str, ...]
    opened: Callable[[Path], AbstractContextManager[Package]]
    """Raises QuizgenError for what is no such file, or cannot be read."""
    says: Callable[[bytes], bool]
    """As of a Reader."""


@contextmanager
def _opened(path: Path) -> Iterator[Package]:
    # Deferred: it brings sqlite3 and more along, and other files need none of it.
    from decks.anki.reading import opened

    with opened(path) as package:
        yield package


@contextmanager
def _opened_text(path: Path) -> Iterator[Package]:
    from decks.anki.reading import read_text
    from decks.importing.decoding import BIGGEST

    try:
        with path.open("rb") as file:
            data = file.read(BIGGEST + 1)
    except OSError as error:
        raise QuizgenError(f"{path}: cannot be read ({error.strerror or error}); look at its path") from error
    yield read_text(data, str(path))


def _is_package(start: bytes) -> bool:
    return start.startswith(b"PK\x03\x04") and b"collection.anki2" in start


def _has_headers(start: bytes) -> bool:
    if not start.removeprefix(b"\xef\xbb\xbf").startswith((b"#", b"tags:")):
        return False
    # Deferred as above.
    from decks.anki.reading import has_headers

    return has_headers(start)


PACKAGES: dict[str, PackageReader] = {
    "anki": PackageReader("an Anki package", (".apkg", ".colpkg"), _opened, _is_package),
    "anki-tsv": PackageReader("a text file of Anki's", (), _opened_text, _has_headers),
}
"""What holds notes and decks instead of a quiz, by the name that `--from` knows."""


def guess(data: bytes, name: str) -> str:
    """Which reader of READERS or PACKAGES a file is for: by the end of its name, and by its beginning where names
    say little.

    Raises QuizgenError where neither says.
    """
    start, suffix = data[:4096], PurePath(name).suffix.lower()
    for known, reader in PACKAGES.items():
        if suffix in reader.suffixes or reader.says(start):
            return known
    if suffix in _SHEETS:  # which has braces as GIFT has
        raise QuizgenError(
            f"{name}: a sheet of facts is not imported; quizgen check {name} reads it as it is"
        )
    named = next((known for known, reader in READERS.items() if suffix in reader.suffixes), "")
    if named and named not in _DOUBTFUL:
        return named
    told = next((known for known, reader in READERS.items() if reader.says(start)), "")
    if told or named:
        return told or named
    every: list[Reader | PackageReader] = [*READERS.values(), *PACKAGES.values()]
    known = ", ".join(suffix for reader in every for suffix in reader.suffixes)
    raise QuizgenError(f"{name}: what is in this file? Its name ends in none of {known}; say it with --from")


_SHEETS = (".md", ".markdown")
_DOUBTFUL = ("quizlet", "moodle-xml", "qti12", "json")
"""Their suffixes are those of much else: .txt, .xml, .zip."""
