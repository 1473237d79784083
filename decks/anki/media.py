"""Pictures and sounds on their way into Anki's media folder: under which name, and each content once."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from decks.anki.note import Media
from quizgen.reading.slug import slug

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_STEM = 40
"""Letters of a file's own name that are kept."""


_BEGINNINGS: dict[str, Callable[[bytes], bool]] = {
    ".png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    ".jpg": lambda data: data.startswith(b"\xff\xd8\xff"),
    ".jpeg": lambda data: data.startswith(b"\xff\xd8\xff"),
    ".gif": lambda data: data.startswith((b"GIF87a", b"GIF89a")),
    ".webp": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    ".svg": lambda data: b"<svg" in data,
}
"""How pictures begin; sounds begin in too many ways to tell."""
_LOOKED_AT = 1 << 20
"""Bytes of a file in which its beginning, or that of a drawing behind its comments, is looked for."""


def is_what_it_says(suffix: str, data: bytes) -> bool:
    """Whether a file with this ending, lower case with its dot, may be such a picture; sounds always may."""
    begins = _BEGINNINGS.get(suffix)
    return begins is None or begins(data)


class MediaFiles:
    """The files met so far. One of these for a whole package, or a content of two sheets would come twice."""

    def __init__(self) -> None:
        self.left_out: dict[str, str] = {}
        """Paths of files that do not come along, and why; to be said."""
        self.doubtful: dict[str, str] = {}
        """Paths of files that come along and will hardly be shown, and why; to be said."""
        self._met: dict[str, Media | None] = {}
        self._contents: dict[bytes, Media] = {}

    def media(self, path: str) -> Media | None:
        """The file under its name in Anki; None if it is empty or cannot be read, which `left_out` then says."""
        if path not in self._met:
            self._met[path] = self._read(Path(path))
        return self._met[path]

    def _read(self, path: Path) -> Media | None:
        try:
            with path.open("rb") as file:
                start = file.read(_LOOKED_AT)
                file.seek(0)
                digest = hashlib.file_digest(file, "sha256").digest()
                size = file.tell()
        except OSError as error:
            self.left_out[str(path)] = error.strerror or "it cannot be read"
            return None
        if not size:
            self.left_out[str(path)] = "it is empty"
            return None
        if not is_what_it_says(path.suffix.lower(), start):
            self.doubtful[str(path)] = (
                f"is no {path.suffix.lower()} picture, whatever its name says; save it anew"
            )
        return self._contents.setdefault(digest, Media(_name(path, digest), str(path)))


def file_stem(text: str) -> str:
    """A file's own name, without its ending, as it is safe on every system."""
    return slug(text)[:_LONGEST_STEM].strip("-") or "file"


def _name(path: Path, digest: bytes) -> str:
    """Lower case, and never that of another content: some systems do not tell capitals apart, or keep a folder flat.

    What has come back from Anki keeps the name that it has there.
    """
    mark = f"-{digest.hex()[:10]}"
    return f"{file_stem(path.stem.removesuffix(mark))}{mark}{path.suffix.lower()}"
