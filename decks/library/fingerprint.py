"""What asks the questions, as a key: another version of it never shows what an earlier one asked."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

from decks.library.schema import VERSION
from quizgen import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).parents[2]
_OURS = ("quizgen", "decks/library", "decks/card.py", "decks/deal.py", "decks/progress/content.py")
_NOT_RULES = ("__pycache__", "bundled")
"""Folders in which a change changes no question; the sheets that ship with quizgen have keys of their own."""

_LIBRARIES = ("lemminflect", "markdown_it", "yaml")
"""Where another version may read a sheet otherwise, or word a question otherwise."""


@cache
def fingerprint() -> str:
    """Of quizgen's own code and data: 64 hex digits, made of names, sizes and times, in 2 ms.

    The files themselves are not read. Where a folder cannot be listed (a package in a zip file), the version
    stands for it.
    """
    made = hashlib.sha256(f"{__version__} {VERSION} {_ROOT}".encode("utf-8", "surrogatepass"))
    for path in _OURS:
        for line in _stated(str(_ROOT / path), path):
            made.update(line.encode("utf-8", "surrogatepass"))
    for name in _LIBRARIES:
        found = PathFinder.find_spec(name)
        with suppress(OSError):
            if found and found.origin:
                made.update(_line(found.origin, Path(found.origin).stat()).encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def _stated(path: str, name: str) -> Iterator[str]:
    """A line for each file in and under a folder, in an order that is always the same."""
    try:
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except NotADirectoryError:
        yield _line(name, Path(path).stat())
        return
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name not in _NOT_RULES:
                yield from _stated(entry.path, f"{name}/{entry.name}")
        elif not entry.name.endswith(".pyc"):
            yield _line(f"{name}/{entry.name}", entry.stat())


def _line(name: str, state: os.stat_result) -> str:
    return f"\n{name} {state.st_size} {state.st_mtime_ns}"
