"""An exam to come: what each day until then asks of a student, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.study import queue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from decks.library import Shelved
    from decks.progress.state import CardState
    from decks.progress.store import Store
    from decks.scheduling.exam import Plan
    from decks.study.options import Options


def course(
    store: Store,
    sheets: Sequence[Shelved],
    options: Options,
    today: int,
    day: date,
    *,
    daily: int | None = None,
) -> Plan:
    """The plan for an exam in these sheets on a day, from the study day `today` on; at most `daily` cards a day.

    The library that holds the sheets must be attached to the store. Suspended cards, and those that the options'
    filters leave out, are no part of it. Raises QuizgenError for a day too far off.
    """
    # Deferred: the plan is for who has an exam.
    from decks.scheduling.exam import plan

    cards = known(store, sheets, options)
    return plan(cards, today, day.toordinal(), options.scheduler, daily=daily, since=options.exam_since)


def known(store: Store, sheets: Sequence[Shelved], options: Options, *, buried: int = 0) -> list[CardState]:
    """Where each card stands that the options' filters let through, in sheet order.

    Without those that are suspended, or buried on the study day `buried`.
    """
    cards = queue.every(store.connection, queue.wanted(sheets, options), buried=buried)
    return list(store.states(cards).values())
