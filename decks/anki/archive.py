"""The zip file of a package: the collection, and the files that its notes show, without the clock and the machine."""

from __future__ import annotations

import filecmp
import json
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from decks.anki.note import Media

COLLECTION = "collection.anki2"
MARK = b"written by quizgen"
"""The comment of our zip files, which nobody else writes and Anki does not keep: what may be written over."""

_ZIP64 = 2_000_000_000
"""What is larger needs the zip format's long sizes; room is left for what will not be compressed."""


class Files:
    """The files that go into a package, each name once."""

    def __init__(self) -> None:
        self.paths: dict[str, str] = {}
        """By name in Anki, where it lies now."""
        self._folded: dict[str, str] = {}

    def add(self, media: Iterable[Media]) -> None:
        """Take files in. Raises QuizgenError for two that would have one name, with other content."""
        for file in media:
            taken = self._folded.setdefault(file.name.casefold(), file.name)
            path = self.paths.setdefault(taken, file.path)
            if path != file.path and not _same(path, file.path):
                raise QuizgenError(
                    f"{file.path}: would be {file.name} in Anki, and so would {path}; give one of them another name"
                )


def _same(one: str, other: str) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> QuizgenError:
    return QuizgenError(f"{error.filename}: cannot be read: {error.strerror or error}")


def pack(collection: Path, files: Mapping[str, str], out: BinaryIO) -> int:
    """Write the package; the CRC of its collection comes back. Raises QuizgenError for a file that cannot be read."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        large = collection.stat().st_size > _ZIP64
        # An entry opened by its name has the date 1980-01-01.
        with archive.open(COLLECTION, "w", force_zip64=large) as entry, collection.open("rb") as rows:
            shutil.copyfileobj(rows, entry, 1 << 20)
        for number, path in enumerate(files.values()):
            _pack_file(archive, str(number), path)
        names = {str(number): name for number, name in enumerate(files)}
        with archive.open("media", "w") as entry:
            entry.write(json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode())
        archive.comment = MARK
        for info in archive.infolist():
            info.create_system = 3  # Unix; otherwise Windows and the rest would differ by this byte
        return archive.getinfo(COLLECTION).CRC


def _pack_file(archive: zipfile.ZipFile, name: str, path: str) -> None:
    """Pictures and sounds are compressed as they are."""
    info = zipfile.ZipInfo(name)
    try:
        source = Path(path).open("rb")  # noqa: SIM115 (what fails later is no fault of this file)
    except OSError as error:
        raise _unreadable(error) from error
    with source, archive.open(info, "w") as entry:
        shutil.copyfileobj(source, entry, 1 << 20)
