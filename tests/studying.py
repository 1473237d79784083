"""Logs made by hand for tests: grades on study days, and a season of study that is the same every time."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

from decks.progress.event import Event
from decks.progress.state import CardState, after
from decks.scheduling.fsrs import Scheduler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.progress.store import Store

TODAY = date(2025, 10, 18).toordinal()
"""The study day of the clock in `screens`."""
EPOCH = date(1970, 1, 1).toordinal()
DAY = 86_400_000
SCHEDULER = Scheduler()

SHEET = """---
title: Petrograd
---

# Dissent

- [Lev Kamenev]{.who} broke [party discipline]{.what} on [18 October 1917]{.when}. {#kamenev}

# Physics

## Radium

- [Marie Curie]{.who} discovered [radium]{.what}. {#curie}
"""
CARDS = (
    *("sheet/kamenev/who", "sheet/kamenev/what", "sheet/kamenev/when"),
    *("sheet/curie/who", "sheet/curie/what"),
)
"""Of SHEET in a file sheet.md."""


def event(kind: str, card: str, day: int, *, hour: int = 8, **others: object) -> Event:
    """What happened to a card at this hour (UTC) of a study day."""
    at = (day - EPOCH) * DAY + hour * 3_600_000
    return Event(kind, card, at, 0, day, **others)  # type: ignore[arg-type]


def grade(store: Store, card: str, day: int, rating: int, *, hour: int = 8, seconds: int = 5) -> Event:
    """Grade a card; gives back what stands in the log."""
    store.append(
        event(
            "grade",
            card,
            day,
            hour=hour,
            rating=rating,
            duration=1000 * seconds,
            scheduler=SCHEDULER.id,
        ),
        scheduler=SCHEDULER,
    )
    newest = store.undoable()
    assert newest is not None
    return newest


def season(
    store: Store, cards: Sequence[str], days: int, *, today: int = TODAY, new: int = 3, seed: int = 1
) -> int:
    """So many days of study up to today, one in six left out, each card asked when it is due; how many answers.

    The student remembers as FSRS foretells, by a chance that is the same every time.
    """
    chance = Random(seed)
    states: dict[str, CardState] = {}
    waiting = list(cards)
    made: list[Event] = []
    for day in range(today - days, today + 1):
        if chance.random() < 1 / 6:
            continue
        met, waiting = waiting[:new], waiting[new:]
        for card in [*(state.card for state in states.values() if state.due <= day), *met]:
            state, rating = states.get(card) or CardState(card), 1
            while rating == 1:
                recall = SCHEDULER.retrievability(state.memory, day - state.last_day) if state.memory else 0.7
                rating = chance.choice((2, 3, 3, 3, 4)) if chance.random() < recall else 1
                hour, number = chance.choice((8, 9, 19)), len(made) + 1
                asked = event(
                    "grade", card, day, hour=hour, rating=rating, duration=chance.randrange(2000, 15000),
                    scheduler=SCHEDULER.id, uid=f"{number:016x}", rank=(day - EPOCH) * DAY + number,
                )  # fmt: skip
                made.append(asked)
                state = states[card] = after(state, rating, day, SCHEDULER)
    return store.append_all(made, schedulers=[SCHEDULER])
