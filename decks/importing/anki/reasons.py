"""Why a note of somebody else's has no place in a sheet."""

from __future__ import annotations


class NoFactError(Exception):
    """Why a card cannot be a fact: "what is wrong; what would be right"."""
