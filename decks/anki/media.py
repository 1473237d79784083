"""Pictures and sounds on their way into Anki's media folder: under which name, and each content once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from decks.anki.note import Media
from quizgen.reading.slug import slug

LONGEST = 40
"""Letters of a file's own name that are kept."""


class MediaFiles:
    """The files met so far. One of these for a whole package, or a content of two sheets would come twice."""

    def __init__(self) -> None:
        self.left_out: dict[str, str] = {}
        """Paths of files that do not come along, and why; to be said."""
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
                digest = hashlib.file_digest(file, "sha256").digest()
                size = file.tell()
        except OSError as error:
            self.left_out[str(path)] = error.strerror or "it cannot be read"
            return None
        if not size:
            self.left_out[str(path)] = "it is empty"
            return None
        return self._contents.setdefault(digest, Media(_name(path, digest), str(path)))


def _name(path: Path, digest: bytes) -> str:
    """Lower case, and never that of another content: some systems do not tell capitals apart, or keep a folder flat.

    What has come back from Anki keeps the name that it has there.
    """
    mark = f"-{digest.hex()[:10]}"
    stem = slug(path.stem.removesuffix(mark))[:LONGEST].strip("-") or "file"
    return f"{stem}{mark}{path.suffix.lower()}"
