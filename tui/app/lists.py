"""The list of cards that is shown, and behind it the next one, which a thread makes while the first can be read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from decks.library.listing import Listing, StoppedError
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from pathlib import Path

    from decks.library import Shelf

PATIENCE = 0.02
"""Seconds after which a thread that still works for what nobody wants any more is told again to stop."""


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """A list that somebody asked for. Each is another one, also with the same words."""

    search: str = ""
    order: str = "position"
    descending: bool = False
    day: int = 0
    """Today's study day."""


class Lists:
    """Two listings of the same cards: `front` is shown, and only the other one is ever worked on in a thread."""

    def __init__(self, library: Path, shelf: Shelf, progress: Path) -> None:
        """Raises QuizgenError where the cards cannot be read."""
        self._files = (library, shelf, progress)
        self.front = _opened(*self._files)
        self._back: Listing | None = None
        self._working = Lock()
        self._wanted: Wanted | None = None

    def want(self, wanted: Wanted) -> None:
        """From now on this list is wanted, and no other."""
        self._wanted = wanted
        self._give_up()

    def is_wanted(self, wanted: Wanted) -> bool:
        """Whether nobody wanted another list since."""
        return wanted is self._wanted

    def make(self, wanted: Wanted) -> bool:
        """Make a list, in a thread; whether it is there and still wanted, and can be shown by `turn`.

        Raises QuizgenError, what is wrong and what would be right, where the search line cannot be read, or the
        cards.
        """
        if not self._wait_for(wanted):
            return False
        try:
            while self.is_wanted(wanted):
                if self._made(wanted):
                    return self.is_wanted(wanted)
            return False
        finally:
            self._working.release()

    def turn(self) -> None:
        """Show what was made last."""
        if self._back is not None:
            self.front, self._back = self._back, self.front

    def close(self) -> None:
        """Let go of the files; who still makes a list is told to stop."""
        self._wanted = None
        while not self._working.acquire(timeout=PATIENCE):
            self._give_up()
        try:
            self.front.close()
            if self._back is not None:
                self._back.close()
        finally:
            self._working.release()

    def _wait_for(self, wanted: Wanted) -> bool:
        """Wait until no other list is being made; False where this one is no longer wanted."""
        while self.is_wanted(wanted):
            if self._working.acquire(timeout=PATIENCE):
                return True
            # It may have been told in the moment before it began, and not have heard.
            self._give_up()
        return False

    def _made(self, wanted: Wanted) -> bool:
        """Make it; False where we were told to stop, which may have been meant for the list before."""
        try:
            if self._back is None:
                self._back = _opened(*self._files)
            self._back.arrange(wanted.search, wanted.order, descending=wanted.descending, day=wanted.day)
        except StoppedError:
            return False
        except sqlite3.Error as error:
            raise _unreadable(error) from error
        return True

    def _give_up(self) -> None:
        if self._back is not None:
            self._back.stop()


def _opened(library: Path, shelf: Shelf, progress: Path) -> Listing:
    try:
        return Listing(library, shelf, progress)
    except sqlite3.Error as error:
        raise _unreadable(error) from error


def _unreadable(error: sqlite3.Error) -> QuizgenError:
    return QuizgenError(f"the cards cannot be listed ({error}); leave this list and open it again")
