"""Pictures of a fact: which file an image of the sheet names, and whether it can be shown.

A picture is a file that lies in the sheet's folder or below it, so that a folder of sheets can be handed on whole, and
no sheet that somebody sends can bring other files of this machine to paper.
"""

from __future__ import annotations

import re
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from quizgen.fact import Picture
from quizgen.finding import Finding
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from quizgen.fact import Place

TYPES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
LARGEST = 10_000_000
"""Bytes of a picture."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//|\\\\")


class Image(NamedTuple):
    """An image as the sheet has it: `![alt](address)`."""

    alt: str
    """Plain text, white space folded."""
    address: str
    """Escapes and character references read."""
    at: int
    """Offset of its exclamation mark in the paragraph's source."""


def picture(image: Image, place: Place, fact: str) -> Picture | Finding:
    """The picture that an image at a place stands for; or why `fact`, whose id that is, has to do without it.

    Looks whether the file is there, and how large, and reads nothing of it.
    """
    folder = Path(place.path).parent
    address = image.address
    if _ADDRESS.match(address):
        return _left_out(place, fact, "picture-address", f'"{shown(address)}" is an address, and nothing is fetched; '
                         "save the picture beside the sheet and write its file's name")  # fmt: skip
    if Path(address).suffix.lower() not in TYPES:
        return _left_out(place, fact, "picture-type", f'"{shown(address)}" is no picture that can be shown; known are '
                         f"{', '.join(TYPES)}")  # fmt: skip
    try:
        file = _file(folder, address)
        inside = not PureWindowsPath(address).anchor and file.resolve().is_relative_to(folder.resolve())
        size = file.stat().st_size if inside and file.is_file() else -1
    except (OSError, ValueError, RuntimeError):  # a name no system takes, a link to itself
        inside, size, file = True, -1, folder
    if not inside:
        return _left_out(place, fact, "picture-outside", f'"{shown(address)}" lies outside the sheet\'s folder; '
                         "put the picture beside the sheet")  # fmt: skip
    if size < 0:
        return _left_out(place, fact, "picture-missing", f'there is no file "{shown(address)}" in the sheet\'s folder; '
                         "put it there, or mend its name")  # fmt: skip
    if size > LARGEST:
        return _left_out(place, fact, "picture-too-large", f'"{shown(address)}" has {size / 1e6:.1f} MB, and '
                         f"{LARGEST // 1_000_000} are the most; make it smaller")  # fmt: skip
    return Picture(image.alt, str(file), place)


def _file(folder: Path, address: str) -> Path:
    """The file of that very name, else of the name that an address like `old%20map.png` spells."""
    literal = folder / address
    return folder / unquote(address) if "%" in address and not literal.is_file() else literal


def _left_out(place: Place, fact: str, code: str, message: str) -> Finding:
    return Finding(place, "warning", code, f"{message}; the picture is left out", fact)
