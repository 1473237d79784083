"""The cards of a session: those known at its start, and the new ones of the day."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from decks.progress.done import done
from decks.study import queue
from quizgen.selection import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from decks.library import Library, Shelved
    from decks.progress.done import Done
    from decks.progress.store import Store
    from decks.study.options import Options
    from quizgen.selection import Selection


def check(library: Library, selection: Selection) -> None:
    """Raise QuizgenError for a section, tag or difficulty that no card on the shelf has."""
    if selection == EVERYTHING:
        return
    cards = list(library.all())
    selection.check_words(
        sections=(name for card in cards for name in card.section),
        tags=(tag for card in cards for tag in card.tags),
        difficulties=(card.difficulty for card in cards),
    )


def first_cards(store: Store, sheets: Sequence[Shelved], options: Options, today: int) -> list[str]:
    """All cards of a session but for new ones to learn, which `new_cards` gives."""
    everything = queue.wanted(sheets, options)
    if options.exam is not None:
        return _for_exam(store, sheets, options, options.exam, today)
    if options.purpose in ("cram", "test"):
        cards = queue.every(store.connection, everything)
        return queue.shuffled(cards, options.seed if options.seed is not None else today)[: options.limit]
    if options.purpose == "ahead":
        most = options.limit if options.limit is not None else -1
        return queue.due(store.connection, sheets, everything, today, most, ahead=options.ahead)
    left = max(0, options.reviews - done_today(store, sheets, today).reviews)
    cards = queue.due(store.connection, sheets, everything, today, left)
    if options.siblings == "bury":
        cards = list(queue.one_of_each(cards, set(), queue.answered(store.connection, today)))
    return cards[: options.limit]


def new_cards(
    store: Store, sheets: Sequence[Shelved], options: Options, today: int, *, there: int, facts: set[str]
) -> list[str]:
    """The new cards that may still be learned today, where so many cards, of these facts, are there already."""
    if options.purpose != "learn" or options.exam is not None:
        return []
    left = max(0, options.new - done_today(store, sheets, today).new)
    if options.limit is not None:
        left = min(left, max(0, options.limit - there))
    cards: Iterable[str] = queue.new(store.connection, queue.wanted(sheets, options), today)
    if options.siblings == "bury":
        cards = queue.one_of_each(cards, set(facts), queue.answered(store.connection, today))
    if options.seed is not None:
        cards = queue.shuffled(list(cards), options.seed)
    return list(islice(cards, left))


def done_today(store: Store, sheets: Sequence[Shelved], today: int) -> Done:
    """What was done of these sheets on this study day, in whichever session."""
    return done(store, today, [sheet.id for sheet in sheets])


def any_card(store: Store, sheets: Sequence[Shelved], options: Options, today: int) -> bool:
    """Whether a session with these options would have a card."""
    return bool(
        first_cards(store, sheets, options, today)
        or new_cards(store, sheets, options, today, there=0, facts=set())
    )


def _for_exam(store: Store, sheets: Sequence[Shelved], options: Options, exam: date, today: int) -> list[str]:
    # Deferred: the plan is for who has an exam.
    from decks.scheduling.exam import choose
    from decks.study.exam import known

    states = known(store, sheets, options, buried=today)
    chosen = choose(states, today, exam.toordinal(), options.scheduler, since=options.exam_since)
    # What was graded Again and is not known yet: the plan counts it as done.
    again = [state.card for state in states if state.due == today and not state.interval]
    return [*again, *(card for card in chosen if card not in again)][: options.limit]
