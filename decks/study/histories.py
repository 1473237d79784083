"""Histories: the grades that each memory was built by, as the fit of weights wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.progress.event import imported as memory_of

if TYPE_CHECKING:
    from decks.progress.event import Event
    from decks.progress.store import Store

History = list[tuple[int, int]]
"""Grades in their order, each (rating 1 to 4, study days since the one before); 0 days at the first."""


def histories(store: Store) -> list[History]:
    """The grades that stand, card by card, as the log is folded.

    A reset begins a new history, a relink goes on with that of the old card. What follows an import is left out up to
    the next reset: how that memory began, the log does not say. But where the import counts no more repetitions than
    there are grades, the log has them all, and the history goes on.
    """
    undone = store.undone()
    done: list[History] = []
    open_: dict[str, tuple[History, int]] = {}
    imported: set[str] = set()
    for event in store.events(("grade", "reset", "import", "relink")):
        if event.uid in undone:
            continue
        card = event.card
        match event.kind:
            case "grade" if card not in imported:
                history, last = open_.get(card) or ([], event.day)
                history.append((event.rating, max(0, event.day - last)))
                open_[card] = history, event.day
            case "reset":
                imported.discard(card)
                _end(open_, card, done)
            case "import" if _counts(event) != len(open_.get(card, ([], 0))[0]):
                imported.add(card)
                _end(open_, card, done)
            case "relink":
                _end(open_, card, done)
                imported.discard(card)
                if event.value in open_:
                    open_[card] = open_.pop(event.value)
                if event.value in imported:
                    imported.remove(event.value)
                    imported.add(card)
    return [*done, *(history for history, _ in open_.values())]


def _counts(event: Event) -> int:
    memory = memory_of(event.value)
    return int(memory["repetitions"]) if memory else 0


def _end(open_: dict[str, tuple[History, int]], card: str, done: list[History]) -> None:
    """Nothing more comes to the history of this card."""
    if card in open_:
        done.append(open_.pop(card)[0])
