"""How a worksheet looks: paper, and presets of type for those who read in different ways."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """A manner of setting text."""

    size: float
    """Of the text, in points."""
    leading: float
    """From one line to the next, in sizes of the text."""
    meaning: str
    """For help: whom it serves."""
    sans: bool = False
    columns: int = 2
    """At most: options, clues and short things may stand side by side."""
    paper: str = ""
    """The paper it wants, where it is not the usual one."""


PRESETS: dict[str, Preset] = {
    "standard": Preset(11, 1.35, "for most readers"),
    "dyslexia": Preset(
        14, 1.5, "wide spacing, one column, no italics, a typeface without serifs", sans=True, columns=1
    ),
    "large-18": Preset(18, 1.4, "large print", sans=True, columns=1),
    "large-24": Preset(24, 1.4, "very large print", sans=True, columns=1),
    "large-36": Preset(
        36, 1.35, "giant print, on A3 (or Tabloid, with Letter)", sans=True, columns=1, paper="a3"
    ),
}
"""Sizes as the guides of UKAAF and the British Dyslexia Association have them; emphasis is bold, never italic."""

PAPERS: dict[str, tuple[float, float]] = {
    "a4": (210.0, 297.0),
    "letter": (215.9, 279.4),
    "a3": (297.0, 420.0),
    "tabloid": (279.4, 431.8),
}
"""Width and height in millimetres."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a teacher chose of it."""

    paper: str = "a4"
    """A key of PAPERS: a4 or letter; `size` says on what it is printed."""
    preset: str = "standard"
    """A key of PRESETS."""

    @property
    def type(self) -> Preset:
        """The preset itself."""
        return PRESETS[self.preset]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in millimetres."""
        if self.type.paper == "a3":
            return PAPERS["tabloid" if self.paper == "letter" else "a3"]
        return PAPERS[self.paper]


USUAL = Look()
