"""Anki packages: decks written so that Anki takes every card, shows every character, and updates in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from decks.anki.package import Written, is_ours, write, write_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from decks.card import Deck

__all__ = ["ANKI", "DeckFormat", "Written", "is_ours", "write", "write_notes"]


@dataclass(frozen=True, slots=True)
class DeckFormat:
    """One way to write decks of cards."""

    title: str
    """For messages, with its article."""
    suffix: str
    """With its dot, lower case."""
    write: Callable[[Iterable[Deck], BinaryIO], Written]
    """Goes through the cards once; the same decks give the same bytes."""
    holds: Callable[[Path], bool]
    """Whether a file that exists is one of these that we wrote, and may be written over."""


ANKI = DeckFormat("an Anki package", ".apkg", write, is_ours)
"""Beside FORMATS, since it holds cards with their schedule's identity, and not questions of a quiz."""
