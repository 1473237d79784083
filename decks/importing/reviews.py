"""Which of Anki's reviews the log knows: those that were brought in before, and those that went out from here.

A review has no name of its own in Anki but its millisecond. It is known by its card, its button and its instant; on
its way out the instant may have moved by a little, since Anki has room for one review in a millisecond.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from decks.progress.event import ANSWERED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decks.progress.store import Store

NEAR = 1000
"""Milliseconds that an instant may have moved; nobody answers one card twice within them."""
SCHEDULING = (*ANSWERED, "reset", "change", "relink")


class Deed(NamedTuple):
    """An answer or a reset in the log."""

    at: int
    """UTC milliseconds."""
    rating: int
    """0 for a reset."""
    counts: bool
    """Whether it stands, and the schedule goes by it."""


@dataclass(frozen=True, slots=True)
class Relink:
    """A card that went on from another."""

    rank: int
    old: str
    new: str


class Known:
    """What the log has of the schedules of all cards, read once."""

    def __init__(self, store: Store) -> None:
        undone = store.undone()
        self._deeds: defaultdict[str, list[Deed]] = defaultdict(list)
        self._changed: dict[str, int] = {}
        self._relinks: list[Relink] = []
        self._linked: set[str] = set()
        for event in store.events(SCHEDULING):
            stands = event.uid not in undone
            if event.kind == "relink":
                if stands:
                    self._relinks.append(Relink(event.rank, event.value, event.card))
                    self._linked |= {event.value, event.card}
                    self._deeds[event.card] = self._deeds.pop(event.value, []) + self._deeds[event.card]
            elif event.kind == "change":
                self._changed[event.card] = event.at
            else:
                counts = stands and event.kind in ("grade", "reset")
                self._deeds[event.card].append(Deed(event.at, event.rating, counts))

    def now(self, card: str) -> str:
        """The card that this one has become."""
        return self.home(card, 2**63)

    def home(self, card: str, at: int) -> str:
        """The card that an answer at an instant belongs to in the log, so that its fold finds it.

        Before a relink that is the old card, after it the new one, whichever of the two Anki calls it by.
        """
        if card not in self._linked:
            return card
        for link in reversed(self._relinks):
            if link.rank > at and link.new == card:
                card = link.old
        for link in self._relinks:
            if link.rank <= at and link.old == card:
                card = link.new
        return card

    def unknown(self, card: str, reviews: Iterable[tuple[int, int]]) -> tuple[list[int], bool]:
        """Which of the reviews of a card, each (instant, rating, 0 for a reset), the log does not have, by number.

        And whether the log has more of its schedule than these say: an answer that stands, a reset, or a change of
        its answer after the last of them.
        """
        given = list(reviews)
        left = Counter(self._deeds.get(card, ()))
        exact = {(deed.at, deed.rating): deed for deed in left}
        fresh = [number for number, review in enumerate(given) if not _taken(left, exact.get(review))]
        fresh = [number for number in fresh if not _taken(left, _near(left, *given[number]))]
        last = max((at for at, _ in given), default=0)
        more = any(deed.counts for deed in left.elements()) or self._changed.get(card, -1) > last
        return fresh, more


def _taken(left: Counter[Deed], deed: Deed | None) -> bool:
    if deed is None or not left[deed]:
        return False
    left[deed] -= 1
    return True


def _near(left: Counter[Deed], at: int, rating: int) -> Deed | None:
    near = (deed for deed in left.elements() if deed.rating == rating and 0 < at - deed.at <= NEAR)
    return max(near, default=None)
