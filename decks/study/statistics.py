"""Statistics: how it goes, all figures at once, as the screen and `quizgen stats` show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.library.rows import unpacked
from decks.library.schema import span
from decks.progress import figures
from decks.progress.done import done
from decks.study.overview import standings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.library import Shelved
    from decks.progress.done import Done
    from decks.progress.figures import Buttons, Mastery, Rate, Retention, Totals
    from decks.progress.store import Store
    from decks.scheduling.fsrs import Scheduler
    from decks.study.overview import Standing

YEAR = 365
"""Study days looked back upon, today among them."""
COMING = 30
"""Study days looked ahead, today among them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a sheet, and how well it is known."""

    sheet: Shelved
    names: tuple[str, ...]
    """The headings that it stands under; none for facts before the first."""
    mastery: Mastery


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything that is told of a student's work, on one study day. What was taken back is not counted."""

    day: int
    """The study day it was counted on."""
    totals: Totals
    today: Done
    year: tuple[int, ...]
    """Answers on each of the last `YEAR` study days, of which the last is today."""
    coming: tuple[int, ...]
    """Cards due on each of `COMING` study days, of which the first is today, with what is overdue."""
    retention: tuple[Retention, ...]
    """By month, oldest first; months without reviews are left out."""
    hours: tuple[Rate, ...]
    """By hour of the local clock, 0 to 23."""
    buttons: Buttons
    decks: tuple[Standing, ...]
    sections: tuple[Section, ...]
    """In the order of the sheets, and of the facts in them."""


def statistics(
    store: Store, sheets: Sequence[Shelved], scheduler: Scheduler, today: int, *, whole_log: bool = False
) -> Statistics:
    """The figures of these sheets on a study day. The library that holds them must be attached to the store.

    With `whole_log` all answers are counted, also those to cards of other sheets and to cards that are gone; what is
    due, how the decks stand and how well sections are known is of these sheets alone in any case.
    """
    of = [] if whole_log else [sheet.id for sheet in sheets]
    days = figures.answers_by_day(store, today - YEAR + 1, today, of)
    cards = _sections_of_cards(store, sheets)
    known = figures.mastery(store, scheduler, today, cards)
    return Statistics(
        day=today,
        totals=figures.totals(store, today, of),
        today=done(store, today, of),
        year=tuple(days.get(day, 0) for day in range(today - YEAR + 1, today + 1)),
        coming=tuple(figures.forecast(store, today, COMING, cards)),
        retention=tuple(figures.retention(store, of)),
        hours=tuple(figures.hours(store, of)),
        buttons=figures.buttons(store, of),
        decks=tuple(standings(store.connection, sheets, today)),
        sections=tuple(
            Section(sheets[number], unpacked(names), mastery) for (number, names), mastery in known.items()
        ),
    )


def _sections_of_cards(store: Store, sheets: Sequence[Shelved]) -> dict[str, tuple[int, str]]:
    """Of each card which of the sheets it is of, and its headings as the library keeps them."""
    # Straight from the table: as cards they would take ten times as long.
    query = "SELECT id, section FROM library.card WHERE place BETWEEN ? AND ? ORDER BY place"
    return {
        card: (number, section)
        for number, sheet in enumerate(sheets)
        for card, section in store.connection.execute(query, span(sheet.number))
    }
