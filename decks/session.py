"""A study session: the card that is up, and what revealing and grading it does."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decks.card import Card


@dataclass(frozen=True, slots=True)
class Summary:
    """How a session went."""

    asked: int
    """Cards that were graded at least once."""
    known: int
    """Of these, the ones that were right the first time."""
    missed: tuple[Card, ...]
    """Cards that were wrong at least once, in the order they were first missed."""
    left: int
    """Cards not yet known when the session ended: never asked, or still to come again."""


class Session:
    """Goes through cards in their order; a card graded wrong comes again after the others, until it is known.

    A screen shows `card`, calls `reveal` and `grade`, and decides nothing itself. `card` is None when all
    cards are known. Nothing here meets a file, the clock or chance: to shuffle, hand in shuffled cards.
    """

    def __init__(self, cards: Iterable[Card]) -> None:
        self._queue = deque(cards)
        self._missed: dict[str, Card] = {}
        self._known_at_once = 0
        self.total = len(self._queue)
        self.revealed = False

    @property
    def card(self) -> Card | None:
        """The card that is up, or None when the session is over."""
        return self._queue[0] if self._queue else None

    @property
    def known(self) -> int:
        """How many cards have been graded right by now."""
        return self.total - len(self._queue)

    def reveal(self) -> None:
        """Show the answer of the card that is up. Raises ValueError when no card is up."""
        if self.card is None:
            raise ValueError("no card is up: the session is over")
        self.revealed = True

    def grade(self, right: bool) -> None:
        """Say whether the answer was known, and go on. Raises ValueError unless a card is up and revealed."""
        if not self.revealed:
            raise ValueError("a card is graded after it was revealed")
        self.revealed = False
        card = self._queue.popleft()
        if not right:
            self._missed.setdefault(card.id, card)
            self._queue.append(card)
        elif card.id not in self._missed:
            self._known_at_once += 1

    def summary(self) -> Summary:
        """How it went up to now; may be called at any time."""
        missed = tuple(self._missed.values())
        asked = self._known_at_once + len(missed)
        return Summary(asked=asked, known=self._known_at_once, missed=missed, left=len(self._queue))


def apart(cards: Iterable[Card]) -> list[Card]:
    """Cards in rounds: the first of every fact, then the second of every fact, and so on.

    Asked one right after the other, the answer to one card of a fact would stand in the next.
    """
    rounds: list[list[Card]] = []
    met: Counter[str] = Counter()
    for card in cards:
        fact = card.id.rpartition("/")[0]
        if met[fact] == len(rounds):
            rounds.append([])
        rounds[met[fact]].append(card)
        met[fact] += 1
    return [card for one in rounds for card in one]
