"""Pictures and sounds of a fact: which file an image of the sheet names, and whether it can be shown or played.

It is a file that lies in the sheet's folder or below it, so that a folder of sheets can be handed on whole, and
no sheet that somebody sends can bring other files of this machine to paper.
"""

from __future__ import annotations

import re
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from quizgen.fact import Picture, Sound
from quizgen.finding import Finding
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from quizgen.fact import Place

TYPES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
LARGEST = 10_000_000
"""Bytes of a picture."""
SOUND_TYPES = (".mp3", ".ogg", ".opus", ".wav", ".m4a", ".flac")
LARGEST_SOUND = 50_000_000
"""Bytes of a sound."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//|\\\\")


class Image(NamedTuple):
    """An image as the sheet has it: `![alt](address)`."""

    alt: str
    """Plain text, white space folded."""
    address: str
    """Escapes and character references read."""
    at: int
    """Offset of its exclamation mark in the paragraph's source."""

    @property
    def is_sound(self) -> bool:
        """Whether what it names is to be heard, by the end of its name."""
        return Path(self.address).suffix.lower() in SOUND_TYPES


def picture(image: Image, place: Place, fact: str) -> Picture | Sound | Finding:
    """The picture or sound that an image at a place stands for; or why `fact`, whose id that is, goes without it.

    Looks whether the file is there, and how large, and reads nothing of it.
    """
    folder = Path(place.path).parent
    address, sound = image.address, image.is_sound
    what, largest = ("sound", LARGEST_SOUND) if sound else ("picture", LARGEST)
    if _ADDRESS.match(address):
        code = "sound-address" if sound else "picture-address"
        return _left_out(place, fact, code, f'"{shown(address)}" is an address, and nothing is fetched; '
                         f"save the {what} beside the sheet and write its file's name", what)  # fmt: skip
    if not sound and Path(address).suffix.lower() not in TYPES:
        return _left_out(place, fact, "picture-type", f'"{shown(address)}" is no picture that can be shown; known are '
                         f"{', '.join(TYPES)}, and for sounds {', '.join(SOUND_TYPES)}", what)  # fmt: skip
    try:
        file = _file(folder, address)
        inside = not PureWindowsPath(address).anchor and file.resolve().is_relative_to(folder.resolve())
        size = file.stat().st_size if inside and file.is_file() else -1
    except (OSError, ValueError, RuntimeError):  # a name no system takes, a link to itself
        inside, size, file = True, -1, folder
    if not inside:
        code = "sound-outside" if sound else "picture-outside"
        return _left_out(place, fact, code, f'"{shown(address)}" lies outside the sheet\'s folder; '
                         f"put the {what} beside the sheet", what)  # fmt: skip
    if size < 0:
        code = "sound-missing" if sound else "picture-missing"
        return _left_out(place, fact, code, f'there is no file "{shown(address)}" in the sheet\'s folder; '
                         "put it there, or mend its name", what)  # fmt: skip
    if size > largest:
        code = "sound-too-large" if sound else "picture-too-large"
        return _left_out(place, fact, code, f'"{shown(address)}" has {size / 1e6:.1f} MB, and '
                         f"{largest // 1_000_000} are the most; make it smaller", what)  # fmt: skip
    return Sound(image.alt, str(file), place) if sound else Picture(image.alt, str(file), place)


def _file(folder: Path, address: str) -> Path:
    """The file of that very name, else of the name that an address like `old%20map.png` spells."""
    literal = folder / address
    return folder / unquote(address) if "%" in address and not literal.is_file() else literal


def _left_out(place: Place, fact: str, code: str, message: str, what: str) -> Finding:
    return Finding(place, "warning", code, f"{message}; the {what} is left out", fact)
