"""What lies on a student's desk from screen to screen: the decks, the progress, the settings, the clock."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from decks.library import Library
from decks.progress.event import Event
from decks.progress.store import Store
from decks.study.session import Session
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from decks.library import Shelf, Shelved
    from decks.study.clock import Now
    from decks.study.options import Options
    from tui.settings import Settings


@dataclass(slots=True)
class Desk:
    """Handed to every screen; `shelf` changes when sheets are read anew, `notes` when they were said."""

    store: Store
    library: Library
    shelf: Shelf
    paths: tuple[str, ...]
    """As the person gave them."""
    options: Options
    """Of the sessions that are begun, where no others are chosen."""
    settings: Settings
    clock: Callable[[], Now]
    notes: list[str] = field(default_factory=list)
    """What is to be said once the app is there."""

    @property
    def today(self) -> int:
        """The study day it is now."""
        return self.clock().day(self.options.rollover)

    def session(
        self,
        *,
        sheets: Sequence[Shelved] | None = None,
        cards: Sequence[str] | None = None,
        options: Options | None = None,
    ) -> Session:
        """A session over these sheets (all on the shelf), with these options (the usual ones)."""
        chosen = options or self.options
        over = self._as_they_are(self.shelf.sheets if sheets is None else sheets)
        if chosen.purpose == "learn" and cards is None:
            chosen = self._for_exam(over, chosen)
        return Session(self.store, self.library, over, chosen, self.clock, cards=cards)

    def _as_they_are(self, sheets: Sequence[Shelved]) -> tuple[Shelved, ...]:
        """The sheets as they lie in the library now: another window may have read one of them anew meanwhile."""
        there = {number for (number,) in self.library.connection.execute("SELECT number FROM sheet")}
        if all(sheet.number in there for sheet in sheets):
            return tuple(sheets)
        self.take(self.library.compile(self.paths))
        now = {sheet.id: sheet for sheet in self.shelf.sheets}
        return tuple(now.get(sheet.id, sheet) for sheet in sheets)

    def _for_exam(self, sheets: Sequence[Shelved], options: Options) -> Options:
        """The options with the exam that all these sheets are studied for, where there is one to come."""
        days = {self.store.exams().get(sheet.id) for sheet in sheets}
        exam = days.pop() if len(days) == 1 else None
        if exam is None:
            return options
        # Deferred: who has no exam does not wait for it.
        from decks.scheduling.exam import FARTHEST

        if not 0 < exam.toordinal() - self.today <= FARTHEST:
            return options
        entered = [event.day for event in self.store.events(("exam",)) if event.card == sheets[0].id]
        return replace(options, exam=exam, exam_since=entered[-1])

    def set_exam(self, sheets: Sequence[Shelved], day: date | None) -> None:
        """Study these sheets for an exam on this day, or for none.

        Raises QuizgenError for a day that is over or too far off, and NotSavedError.
        """
        # Deferred, as above.
        from decks.scheduling.exam import FARTHEST

        if day is not None and not 0 <= day.toordinal() - self.today <= FARTHEST:
            over = day.toordinal() < self.today
            what = "is over" if over else f"is more than {FARTHEST} days off"
            raise QuizgenError(f"{day.isoformat()} {what}; give the day of an exam that is to come")
        now = self.clock()
        for sheet in sheets:
            if self.store.exams().get(sheet.id) != day:
                value = day.isoformat() if day else ""
                self.store.append(Event("exam", sheet.id, now.at, now.offset, self.today, value=value))

    def deal_choices(
        self, sheets: Sequence[Shelved], say: Callable[[str, int, int], None] | None = None
    ) -> None:
        """Make sure that every card of these sheets has its choices; of a large deck that takes a while, once.

        With a library of its own, for a thread of its own.
        """
        with self.another_library() as library:
            for sheet in sheets:
                first = next((card for card in library.all() if card.id.startswith(f"{sheet.id}/")), None)
                if first is not None:
                    library.choices(first.id, say=say)

    def compiled_anew(self) -> Shelf:
        """The sheets read again, as they are now; for a thread of its own, since a large deck takes a while.

        Raises QuizgenError where none can be read.
        """
        with self.another_library() as library:
            return library.shelf

    def take(self, fresh: Shelf) -> tuple[str, ...]:
        """Put what was read anew on the shelf, and give back its errors; what could not be read stays as it was."""
        # At once, since all is there: cards are looked for as compiled last.
        self.library.compile(self.paths)
        there = {sheet.id for sheet in fresh.sheets}
        kept = tuple(sheet for sheet in self.shelf.sheets if sheet.id not in there)
        self.shelf = replace(fresh, sheets=(*fresh.sheets, *kept))
        return fresh.errors

    @contextmanager
    def another_library(self) -> Iterator[Library]:
        """The same library, opened once more, with the sheets as they are now: for a thread of its own."""
        with Library.open(self.library.path) as library:
            library.compile(self.paths)
            yield library

    @contextmanager
    def another_store(self) -> Iterator[Store]:
        """The same progress and library, opened once more: for a thread of its own."""
        with Store.open(self.store.path, create=False) as store:
            store.attach(self.library.path)
            yield store
