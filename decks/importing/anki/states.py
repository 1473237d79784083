"""Tags, and what else Anki knows of a card beside its progress, as tags: set aside, and with a flag of a colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from decks.anki.scheduling import SUSPENDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.anki.reading.collection import Card

_BETWEEN = re.compile("[,|]")
"""What stands between two tags in a sheet."""


def one_tag(tag: str) -> str:
    """A tag of Anki's as a sheet can hold it: `a,b` would be two."""
    return _BETWEEN.sub("_", tag)


def states(cards: Sequence[Card]) -> tuple[str, ...]:
    """The tags for what is true of cards: set aside where all of them are, and each flag."""
    suspended = bool(cards) and all(card.queue == SUSPENDED for card in cards)
    flags = sorted({card.flag for card in cards if card.flag})
    return (*(["anki-suspended"] if suspended else []), *(f"anki-flag-{flag}" for flag in flags))
