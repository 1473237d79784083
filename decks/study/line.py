"""The line of cards that wait: whose turn is next, with siblings kept apart and missed cards coming again."""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING

from decks.study.queue import fact_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

APART = 4
"""Cards between two of one fact, and before a card that was not known comes again, where there are so many."""


def in_rounds(cards: Iterable[str]) -> list[str]:
    """The first card of every fact, then the second of every fact, and so on; otherwise in their order.

    Asked one right after the other, the answer to one card of a fact would stand in the next.
    """
    rounds: list[list[str]] = []
    met: Counter[str] = Counter()
    for card in cards:
        fact = fact_of(card)
        if met[fact] == len(rounds):
            rounds.append([])
        rounds[met[fact]].append(card)
        met[fact] += 1
    return [card for one in rounds for card in one]


class Line:
    """Ids of cards in their order. Every act takes time in proportion to `APART`, but for `forget`."""

    def __init__(self, cards: Iterable[str]) -> None:
        self._cards = deque(in_rounds(cards))
        self._again: deque[tuple[int, str]] = deque()
        self._recent: deque[str] = deque(maxlen=APART)
        self._turn = 0

    def __len__(self) -> int:
        return len(self._cards) + len(self._again)

    def __iter__(self) -> Iterator[str]:
        yield from self._cards
        yield from (card for _, card in self._again)

    @property
    def coming_again(self) -> int:
        """How many were missed and wait to come again."""
        return len(self._again)

    def facts(self) -> set[str]:
        """The facts of which a card waits."""
        return {fact_of(card) for card in self}

    def extend(self, cards: Iterable[str]) -> None:
        """Let more cards stand at the end."""
        self._cards.extend(in_rounds(cards))

    def take(self) -> str | None:
        """The card whose turn it is, or None where nobody waits.

        A missed card whose time has come goes first; else the first in line whose fact was not up just now, or where
        there is none such among a few, the first.
        """
        self._turn += 1
        if self._again and (self._again[0][0] <= self._turn or not self._cards):
            taken = self._again.popleft()[1]
        elif self._cards:
            taken = self._first_apart()
        else:
            return None
        self._recent.append(fact_of(taken))
        return taken

    def _first_apart(self) -> str:
        # A fact has few cards, so that a few dozen places hold one of another, where there is one.
        near = (self._cards[number] for number in range(min(len(self._cards), 16 * APART)))
        number = next((number for number, card in enumerate(near) if fact_of(card) not in self._recent), 0)
        taken = self._cards[number]
        del self._cards[number]
        return taken

    def come_again(self, card: str) -> None:
        """Let a card that was just up come again after some others."""
        self._again.append((self._turn + APART + 1, card))

    def put_back(self, card: str) -> None:
        """Let a card that is up stand first in line again."""
        self._cards.appendleft(card)
        if self._recent and self._recent[-1] == fact_of(card):
            self._recent.pop()

    def forget(self, card: str) -> None:
        """Take a card out of the line, wherever it stands."""
        self._cards = deque(one for one in self._cards if one != card)
        self._again = deque(pair for pair in self._again if pair[1] != card)
