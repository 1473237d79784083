"""Compiled decks: the cards of sheets in a cache, so that a session over a hundred thousand starts at once."""

from __future__ import annotations

from decks.library.library import Library
from decks.library.shelf import Shelf, Shelved

__all__ = ["Library", "Shelf", "Shelved"]
