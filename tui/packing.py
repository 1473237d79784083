"""Sheets into decks of Anki's notes: as they are asked or in other forms, with what was learned of them."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from decks.anki.note import NoteDeck
from decks.anki.noting import asked, notes
from quizgen.ask import attempts
from quizgen.finding import QuizgenError
from quizgen.rules import REWORDED
from tui.choosing import banks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from decks.anki.media import MediaFiles
    from decks.anki.note import Note, Schedule
    from decks.anki.noting import Options as Look
    from decks.anki.preset import Preset
    from quizgen.ask import Attempt
    from quizgen.fact import Sheet
    from quizgen.forms.bank import Options
    from quizgen.selection import Selection

EPOCH = "SOURCE_DATE_EPOCH"
LONGEST = 11
"""Digits of a time in Unix seconds; they last for three thousand years."""
LATEST = 99_999_999_999


@dataclass(frozen=True, slots=True)
class Packing:
    """What goes into a package, and how."""

    sheets: Sequence[Sheet]
    forms: tuple[str, ...]
    """Keys of FORMS; empty: every question as it is asked."""
    options: Options
    """How choices are dealt."""
    selection: Selection
    look: Look
    files: MediaFiles
    """Gathers pictures and sounds, and says which were left out."""
    schedule: Callable[[str], Schedule | None] = lambda _: None
    """How far a card has been learned, by its id."""

    def decks(self, tick: Callable[[], None]) -> Iterator[NoteDeck]:
        """A deck a sheet; `tick` is called for every fact."""
        every = self._in_forms(tick) if self.forms else self._as_asked(tick)
        for sheet, made in zip(self.sheets, every, strict=True):
            yield NoteDeck(
                sheet.title,
                map(self._learned, made),
                sheet.source or f"{Path(sheet.path).name}, by quizgen",
                modified=_modified(sheet),
                sheet=sheet.id,
            )

    def _as_asked(self, tick: Callable[[], None]) -> Iterator[Iterable[Note]]:
        """Question by question, none of them held."""
        for sheet in self.sheets:
            questions = (one.question for one in _ticking(attempts(sheet), tick))
            wanted = (question for question in questions if self.selection.wants(question))
            yield asked(sheet, wanted, self.look, self.files)

    def _in_forms(self, tick: Callable[[], None]) -> Iterator[Iterable[Note]]:
        for bank in banks(self.sheets, self.options, self.selection):
            for _ in bank.sheet.facts:
                tick()
            yield notes(bank, self.forms, self.look, self.files)

    def _learned(self, note: Note) -> Note:
        # Other types ask otherwise than the study app does, and have ids of their own.
        schedule = self.schedule(note.id) if note.type == "basic" else None
        return replace(note, schedule=schedule) if schedule else note


def _ticking(made: Iterable[Attempt], tick: Callable[[], None]) -> Iterator[Attempt]:
    fact = None
    for attempt in made:
        if attempt.question.fact is not fact:
            fact = attempt.question.fact
            tick()
        yield attempt


def _modified(sheet: Sheet) -> int:
    """When what its notes say last changed, in Unix seconds: by the author, and a second later by a rule of ours."""
    given = os.environ.get(EPOCH)
    if not given:
        return min(int(Path(sheet.path).stat().st_mtime), LATEST) + REWORDED
    if not (given.isascii() and given.isdigit() and len(given) <= LONGEST):
        raise QuizgenError(f"{EPOCH} is {given}; it is a number of seconds, as in {EPOCH}=1735689600")
    return int(given)


@contextmanager
def learned() -> Iterator[Callable[[str], Schedule | None]]:
    """How far each card has been learned here; raises QuizgenError where nothing was studied yet."""
    # Deferred, like all of this: who only writes a package has no use for it.
    from decks.anki.progress import schedules
    from decks.places import data_file
    from decks.progress.opening import backup_files
    from decks.progress.store import Store
    from decks.study.clock import wall_clock
    from tui.launch import settings

    path = data_file()
    if not path.exists() and not backup_files(path):
        raise QuizgenError(
            "nothing has been studied yet, so there is no progress to take along; leave --with-progress away"
        )
    with Store.open(path, create=False) as store:
        yield schedules(store, wall_clock().day(settings().rollover))


def preset() -> Preset:
    """The deck preset that the settings of the study app come to."""
    from decks.anki.preset import Preset
    from tui.launch import settings

    set_ = settings()
    return Preset(set_.retention, set_.new, set_.weights or None)
