"""The file of a ledger, and the package that may serve as one: unpacked within limits, and packed.

    ledger = "quizgen ledger " version " " size "\n" collection
    collection: SQLite, `size` bytes, compressed with zstd

The collection is that of the package, with notes more that are in no package any longer, and a table `ledger`.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from decks.anki.archive import COLLECTION
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from pathlib import Path

VERSION = 1
_MAGIC = re.compile(rb"quizgen ledger (\d{1,9}) (\d{1,15})\n")
_DENSEST = 300
"""Bytes that one byte of a file may come to, beside the first gigabyte; notes come to ten."""
_LEVEL = -1
"""Of zstd: half the time of level 1, and still smaller than the package."""

_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NO_PACKAGE = (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, EOFError)
"""What zipfile raises for a file that is none, is broken, or is locked."""


class UnsoundError(Exception):
    """It is no ledger, or no package of ours; the words say why."""


def unpack_ledger(path: Path, to: Path) -> None:
    """Raises UnsoundError, and OSError where there is no file or no room for it."""
    import zstandard  # deferred: only ledgers need it

    with path.open("rb") as file:
        line = file.readline(64)
        match = _MAGIC.fullmatch(line)
        if match is None:
            raise UnsoundError("is no ledger of quizgen's")
        if int(match[1]) > VERSION:
            raise UnsoundError(f"is a ledger of a newer quizgen (version {int(match[1])})")
        size = int(match[2])
        if size > 10**9 + _DENSEST * path.stat().st_size:
            raise UnsoundError("is broken (it says that it is larger than it can be)")
        try:
            with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(file) as packed:
                _copy(packed, to, size)
        except zstandard.ZstdError as error:
            raise UnsoundError(f"is broken ({error})") from error


def pack_ledger(collection: Path, to: Path) -> None:
    """The file of a ledger whose collection this is."""
    import zstandard  # deferred: only ledgers need it

    size = collection.stat().st_size
    with collection.open("rb") as rows, to.open("wb") as out:
        out.write(b"quizgen ledger %d %d\n" % (VERSION, size))
        zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).copy_stream(rows, out, size=size)


def checksum(package: Path) -> int | None:
    """The CRC of a package's collection; None where there is no package of ours."""
    try:
        with zipfile.ZipFile(package) as archive:
            return archive.getinfo(COLLECTION).CRC
    except _NO_PACKAGE:
        return None


def unpack_package(path: Path, to: Path) -> None:
    """Raises UnsoundError for what is no package of ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            info = archive.getinfo(COLLECTION)
            if info.file_size > 10**9 + _DENSEST * info.compress_size or info.compress_type not in _PLAIN:
                raise UnsoundError("is nothing that we write")
            with archive.open(info) as packed:
                _copy(packed, to, info.file_size)
    except _NO_PACKAGE as error:
        raise UnsoundError(f"is no package ({error})") from error


def _copy(packed: IO[bytes], to: Path, size: int) -> None:
    done = 0
    while (piece := packed.read(1 << 20)) and done <= size:
        done += len(piece)
        try:
            with to.open("ab") as out:
                out.write(piece)
        except OSError as error:
            raise no_room(to, error.strerror or str(error)) from error
    if done != size:
        raise UnsoundError("is broken (it ends too early or too late)")


def no_room(path: Path, reason: str) -> QuizgenError:
    """What to say where a file of the temporary folder cannot be written."""
    return QuizgenError(f"{path.parent.parent}: what was written before cannot be unpacked there: {reason}")


def is_no_room(error: Exception) -> bool:
    """Whether SQLite could not write to the disk, which is no fault of what it reads."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE"))
