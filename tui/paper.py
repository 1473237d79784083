"""The files of a worksheet: one for all versions or one for each, and the key."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from decks.paper.formats import PAPER_FORMATS
from decks.paper.naming import beside
from decks.write import replacing
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from decks.paper.worksheet import Worksheet

MANY = 8
"""Files from which it is shown how far the writing is."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written."""

    path: Path
    worksheet: Worksheet
    """With the versions that go into it."""
    is_key: bool = False


def key_beside(path: Path) -> Path:
    """Where the key of a worksheet goes, where nobody says it."""
    return path.with_name(f"{path.stem}-key{path.suffix}")


def to_write(
    worksheet: Worksheet, path: Path, key: Path | None, *, separate: bool, most: int = 0
) -> list[File]:
    """The worksheet at `path`, or each version in a file beside it; the keys first, so that no sheet
    lies there without its key.

    Where a file takes but so many versions (`most`; 0 for any number), there are several, FILE-1 and so on.
    """
    parts = _in_parts(worksheet, most)
    keys = _numbered(key, parts) if key else []
    taken = [path for path, _ in keys]
    if separate:
        names = [version.name for version in worksheet.versions]
        sheets = list(zip(beside(path, names, taken), _in_parts(worksheet, 1), strict=True))
    else:
        sheets = _numbered(path, parts, taken)
    return [*(File(*one, is_key=True) for one in keys), *(File(*one) for one in sheets)]


def _in_parts(worksheet: Worksheet, most: int) -> list[Worksheet]:
    """The worksheet in parts of at most so many versions."""
    versions = worksheet.versions
    step = most or len(versions)
    return [
        replace(worksheet, versions=versions[start : start + step]) for start in range(0, len(versions), step)
    ]


def _numbered(
    path: Path, parts: Sequence[Worksheet], taken: Sequence[Path] = ()
) -> list[tuple[Path, Worksheet]]:
    """Each part with its file: `path` itself for the only one."""
    if len(parts) == 1:
        return [(path, parts[0])]
    numbers = [str(number) for number, _ in enumerate(parts, 1)]
    return list(zip(beside(path, numbers, taken), parts, strict=True))


def write_files(files: Sequence[File], format_: str, *, force: bool) -> None:
    """Write them all. Raises QuizgenError, before anything is written, where a file is not ours to replace, or two
    would be one."""
    _demand_apart([file.path for file in files])
    formats = [
        PAPER_FORMATS[_format_of_key(file.path, format_) if file.is_key else format_] for file in files
    ]
    for file, format in zip(files, formats, strict=True):
        if file.path.is_file() and not force and not format.holds(file.path):
            raise QuizgenError(
                f"{file.path}: was not written by quizgen and would be lost; name another file, or give --force as well"
            )
    with _progress(len(files)) as tick:
        for file, format in zip(files, formats, strict=True):
            with replacing(file.path) as out:
                (format.write_key if file.is_key else format.write)(file.worksheet, out)
            tick()


def _demand_apart(paths: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in paths:
        first = seen.setdefault(os.path.realpath(path), path)
        if first is not path:
            raise QuizgenError(f"{path}: is the same file as {first}; give each a name of its own")


def _format_of_key(path: Path, format_: str) -> str:
    """The key may be of another kind than the worksheet: by its suffix, else the same."""
    suffix = path.suffix.lower().removeprefix(".")
    return suffix if suffix in PAPER_FORMATS else format_


@contextmanager
def _progress(files: int) -> Iterator[Callable[[], None]]:
    """What to call for every file: a bar on stderr, where somebody sees it and there is time to look."""
    if files < MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=files, label="writing", file=sys.stderr) as bar:
        yield lambda: bar.update(1)
