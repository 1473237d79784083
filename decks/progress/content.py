"""What a card said when it was studied, so that a changed answer and a vanished card can be told."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decks.card import Card


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a card."""

    prompt: str
    answer: str
    sentence: str

    @property
    def id(self) -> str:
        """16 hex digits that stand for all of it."""
        return _digest(json.dumps([self.prompt, self.answer, self.sentence]))

    @property
    def answer_id(self) -> str:
        """16 hex digits that stand for the answer, however it is spaced."""
        return _digest(" ".join(self.answer.split()))


def content_of(card: Card) -> Content:
    """What a card says now."""
    return Content(card.prompt, card.answer, card.sentence)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
