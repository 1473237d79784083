"""Anki packages: decks written so that Anki takes every card, shows every character, and updates in place."""

from __future__ import annotations

from decks.anki.package import Written, is_package, write

__all__ = ["Written", "is_package", "write"]
