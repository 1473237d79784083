"""The pictures and sounds of our own notes, as the Markdown of their facts asks for them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from decks.anki.media import file_stem
from decks.importing.anki.cleaning import cleaned
from quizgen.fact import Fact, Picture, Place, Sound
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizgen.reading.pictures import Image

_PLACE, _LAST = Place("sheet.md"), Place("sheet.md", 10**9)


_ANKIS = re.compile(r"-[0-9a-f]{40}\Z")
"""What Anki puts behind the name of a file where that is taken."""
_OURS = re.compile(r"-[0-9a-f]{10}\Z")
"""What we put there: the digest of its content."""


def _own_stems(name: str) -> tuple[str, str]:
    """What a file was called when it went to Anki, and before; without its ending."""
    sent = _ANKIS.sub("", PurePosixPath(name).stem)
    return sent, _OURS.sub("", sent)


class Files:
    """The pictures and sounds of a note, as its Markdown asks for them."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self.images = [image for image in cleaned(said["Image"]).images if image.name]
        self.before = list(cleaned(said["Audio"]).sounds)
        self.behind = list(cleaned(said["Spare 2"]).sounds)
        self.used = False
        """Whether a Markdown was read with them, and did not have its files already."""
        self.missing: list[str] = []
        """What the Markdown names and the note does not have."""

    def look(self, image: Image, place: Place, fact: str) -> Picture | Sound | Finding:
        """The file of the note that a picture or sound of the Markdown became; its name is made of the old one."""
        file = PurePosixPath(image.address)
        names = [*self.before, *self.behind] if image.is_sound else [one.name for one in self.images]
        alike = [one for one in names if one.casefold().endswith(file.suffix.casefold())]
        stem = file_stem(file.stem)
        named = (one for one in alike if one == file.name or stem in _own_stems(one))
        found = next(named, next(iter(alike), ""))
        if not found:
            self.missing.append(image.address)
            return Finding(place, "warning", "picture-missing", f"there is no file {image.address}", fact)
        if image.is_sound:
            (self.before if found in self.before else self.behind).remove(found)
            return Sound(image.alt, found, place)
        self.images.remove(next(one for one in self.images if one.name == found))
        return Picture(image.alt, found, place)

    def rest(self, fact: Fact) -> Fact:
        """The fact with what a person added to it in Anki."""
        pictures = (Picture(one.alt, one.name, _PLACE) for one in self.images)
        before = (Sound("", one, _PLACE) for one in self.before)
        behind = (Sound("", one, _LAST) for one in self.behind)
        return replace(fact, pictures=(*fact.pictures, *pictures), sounds=(*before, *fact.sounds, *behind))
