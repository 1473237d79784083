"""FORMATS: how a deck is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from decks import anki
from decks.card import Deck


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write decks."""

    title: str
    """For messages, with its article."""
    suffix: str
    """With its dot, lower case."""
    write: Callable[[Iterable[Deck], BinaryIO], anki.Written]
    """Goes through the cards once; the same decks give the same bytes."""
    holds: Callable[[Path], bool]
    """Whether a file that exists is one of these, and may be written over."""


FORMATS: dict[str, Format] = {
    "anki": Format("an Anki package", ".apkg", anki.write, anki.is_package),
}
