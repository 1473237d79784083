"""Which rows of a list are chosen: some of them, or all but some, without a word of a million others."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Chosen:
    """A choice of cards, by their ids."""

    all: bool = False
    """Whether it is all cards of the list but those named, or none but those."""
    named: dict[str, None] = field(default_factory=dict)
    """In the order in which they were named."""

    def __contains__(self, card: object) -> bool:
        return self.all != (card in self.named)

    def count(self, cards: int) -> int:
        """How many are chosen of a list of so many cards."""
        return cards - len(self.named) if self.all else len(self.named)

    def put(self, card: str, *, on: bool) -> None:
        """Choose a card, or do not."""
        if on != self.all:
            self.named[card] = None
        else:
            self.named.pop(card, None)

    def clear(self) -> None:
        """Choose none."""
        self.all = False
        self.named.clear()

    def choose_all(self) -> None:
        """Choose every card of the list."""
        self.clear()
        self.all = True
