"""What a quiz is called whose file does not say: as the file."""

from __future__ import annotations

from pathlib import PurePath


def title_of(name: str) -> str:
    """`folder/Week_3.csv` is called "Week 3"."""
    return " ".join(PurePath(name).stem.replace("_", " ").split()) or "Imported"
