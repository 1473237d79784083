"""Pictures and sounds of a package on their way to a folder beside a sheet: which come along, and under which names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

from decks.anki.media import file_stem, is_what_it_says
from decks.reserved import free
from quizgen.reading.pictures import LARGEST, LARGEST_SOUND, SOUND_TYPES, TYPES

_FINGERPRINT = re.compile(r"-([0-9a-f]{10})")
_ACTS = re.compile(
    rb"<\s*(?:\w+:)?(?:script|foreignObject|iframe|embed|object|handler|listener)\b|\son\w+\s*=|javascript:"
    rb"|<!ENTITY|<!DOCTYPE[^>\[]{0,1000}\[|@import|url\(\s*[\"']?[^#\"'\s)]"
    rb"|(?:href|src)\s*=\s*[\"']\s*(?!data:image/(?:png|jpeg|gif))[^\"'#\s]",
    re.IGNORECASE,
)
"""What makes of a drawing more than a drawing: scripts, handlers, pages in it, and files from elsewhere."""


def fault(name: str, data: bytes) -> str:
    """Why a file cannot come along: "what is wrong; what would be right". Empty where it can."""
    suffix = suffix_of(name)
    if suffix in SOUND_TYPES:
        largest = LARGEST_SOUND
    elif suffix in TYPES:
        largest = LARGEST
    else:
        return (
            f"is neither a picture nor a sound that is known; known are {', '.join((*TYPES, *SOUND_TYPES))}"
        )
    if not data:
        return "is empty; give the note another"
    if len(data) > largest:
        return f"has {len(data) / 1e6:.1f} MB, and {largest // 1_000_000} are the most; make it smaller"
    if not is_what_it_says(suffix, data):
        return f"is no {suffix} picture, whatever its name says; save it anew"
    if suffix == ".svg" and _ACTS.search(data):
        return "is a drawing with a script, or with parts from elsewhere; save it as .png"
    return ""


def suffix_of(name: str) -> str:
    """The ending of a file's name in lower case, with its dot."""
    return f".{name.rpartition('.')[2].lower()}" if "." in name else ""


@dataclass(slots=True)
class Names:
    """The names that were given in a folder so far."""

    taken: dict[str, bytes] = field(default_factory=dict)
    """The digest of the content of each."""

    def name(self, name: str, data: bytes) -> str:
        """A path in the folder for a file: as its own name, safe everywhere, and never that of another content.

        The fingerprint by which our packages tell files apart is taken off again; where a name is taken, the file goes
        into a folder that is called by its fingerprint, so that its name stays what it was.
        """
        digest = hashlib.sha256(data).digest()
        mark = digest.hex()[:10]
        stem = unicodedata.normalize("NFC", name).rpartition(".")[0]
        if (found := _FINGERPRINT.search(stem, max(len(stem) - 11, 0))) and found[1] == mark:
            stem = stem[:-11]
        stem = free(file_stem(stem))
        file = f"{stem}{suffix_of(name)}"
        if self.taken.setdefault(file, digest) == digest:
            return file
        self.taken[f"{mark}/{file}"] = digest
        return f"{mark}/{file}"
