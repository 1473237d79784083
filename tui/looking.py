"""A desk for looking only: where nothing was studied yet, nothing is made."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from decks.library import Library
from decks.places import cache_file, data_file
from decks.progress.opening import backup_files
from decks.progress.store import Store
from decks.study.clock import wall_clock
from tui.desk import Desk
from tui.launch import settings, shelf, studied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from decks.study.clock import Now

STANDARD = 80
"""Cells in a line where nobody says how many there are."""


@contextmanager
def looking(paths: Sequence[str], clock: Callable[[], Now] = wall_clock) -> Iterator[Desk]:
    """The desk with these sheets, or without paths with all that were studied and are still there.

    Where none was, those that ship with quizgen. Errors in sheets are said on stderr. Raises QuizgenError where the
    progress is damaged, and where there is not one card.
    """
    set_ = settings()
    with Library.open(cache_file()) as library, _progress() as store:
        chosen = tuple(paths) or studied(library, store)
        found = shelf(library, chosen)
        store.attach(library.path)
        yield Desk(store, library, found, chosen, set_.options(), set_, clock)


def width() -> int:
    """Cells in a line of the terminal; `STANDARD` where there is none."""
    return get_terminal_size((STANDARD, 24)).columns if sys.stdout.isatty() else STANDARD


@contextmanager
def _progress() -> Iterator[Store]:
    """The progress; an empty one, which is thrown away, where nothing was studied."""
    path = data_file()
    if path.exists() or backup_files(path):
        with Store.open(path, create=False) as store:
            yield store
        return
    with TemporaryDirectory(prefix="quizgen-") as folder, Store.open(Path(folder) / "none.db") as store:
        yield store
