"""The zip file around a package. Anybody may have made it, so every promise it gives is held to a limit."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, TYPE_CHECKING

from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_DIRECTORY = 24_000_000
"""Bytes of the list of what is in a zip: some 400,000 files, of which the largest collections have a tenth."""
FREELY = 100_000_000
"""Bytes that anything may unpack to."""
RATIO = 100
"""What is larger than that may unpack to so many times its size: collections come to ten, hardly any to fifty."""
FILES_RATIO = 20
"""All pictures and sounds together may unpack to so many times the size of the whole."""
MOST_COLLECTION = 4_000_000_000
"""Bytes of a collection."""
MOST_LIST = 16_000_000
"""Bytes of the list of files."""
MOST_FILE = 200_000_000
"""Bytes of a picture or a sound, which is held while it is handed on."""

_CHUNK = 1 << 18
_SMALL = 512
"""Bytes of zstd unpacked at a time: four of them can stand for 128 kB, so more would be a way to fill the memory."""
_NO_END = "File is not a zip file"
"""What zipfile says where it does not find the end of one."""
_WINDOW = 1 << 27
"""Bytes that zstd may look back, 16 times what Anki has it do."""

_BROKEN = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)
"""What zipfile raises where a zip is none, is cut off, or asks for what it cannot do."""


_LOOKED_AT = 512
_AGAIN = "export a deck from Anki as .apkg"
_BARE = "export it from Anki as .colpkg, or put it into a zip file under the name collection.anki2"
_KNOWN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", _AGAIN),
    (b"<!doctype html", "a web page", "download the package itself, not the page that offers it"),
    (b"<html", "a web page", "download the package itself, not the page that offers it"),
    (b"<?xml", "an XML file", _AGAIN),
    (b"{", "a JSON file", f"call it .json, or {_AGAIN}"),
    (b"SQLite format 3\x00", "a bare collection", _BARE),
    (b"\x28\xb5\x2f\xfd", "something packed with zstd", _AGAIN),
    (b"Rar!", "a RAR archive", "unpack it; the package may be in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it; the package may be in it"),
    (b"\x1f\x8b", "a gzip archive", "unpack it; the package may be in it"),
)
"""How files begin that are called .apkg by mistake: what they are, and what would be right."""


class Archive:
    """A zip file that is open for reading. Nothing in it is ever written where its names say."""

    def __init__(self, file: _Reined, path: Path) -> None:
        self.name = path.as_posix()
        self.size = path.stat().st_size
        with _sound(self.name):
            try:
                self._zip = zipfile.ZipFile(file)
            except zipfile.BadZipFile as error:
                file.seek(0)
                start = file.read(4)
                if str(error) != _NO_END or start not in (b"", b"PK\x03\x04"):
                    raise
                what = "it was cut off: its end is missing" if start else "it is empty"
                raise zipfile.BadZipFile(what) from error
        self.entries = frozenset(self._zip.namelist())
        for entry in self._zip.infolist():
            if not is_safe(entry.filename):
                raise QuizgenError(
                    f'{self.name}: an entry is called "{shown(entry.filename)}", which leads out of the folder;'
                    " take a package that Anki wrote"
                )

    def chunks(self, entry: str, most: int, *, zstd: bool = False) -> Iterator[bytes]:
        """The content of an entry, piece by piece, unpacked twice where it is also zstd.

        Raises QuizgenError where it cannot be unpacked or comes to more than `most` bytes or `RATIO`.
        """
        with _sound(self.name):
            info = self._zip.getinfo(entry)
            self._look_at(info)
            # What an entry says of its packed size may be anything, too.
            allowed = min(most, max(FREELY, RATIO * min(info.compress_size, self.size)))
            total = 0
            with self._zip.open(info) as packed:
                for chunk in _unpacked(packed) if zstd else iter(lambda: packed.read(_CHUNK), b""):
                    total += len(chunk)
                    if total > allowed:
                        raise QuizgenError(
                            f"{self.name}: {entry} unpacks to more than {allowed // 1_000_000:,} MB;"
                            " take a package that Anki wrote"
                        )
                    yield chunk

    def content(self, entry: str, most: int, *, zstd: bool = False) -> bytes:
        """All of an entry at once. Raises as `chunks` does."""
        return b"".join(self.chunks(entry, most, zstd=zstd))

    def _look_at(self, info: zipfile.ZipInfo) -> None:
        """Raise for what no Anki writes, and zipfile would ask a password or much memory for."""
        if info.flag_bits & 1:
            raise QuizgenError(
                f"{self.name}: this package is encrypted; unpack it and zip it without a password"
            )
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise QuizgenError(
                f"{self.name}: {shown(info.filename)} is packed in a way that Anki does not know; zip it by deflate"
            )


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a zip file. Raises QuizgenError where it is none, and OSError where it cannot be read at all."""
    with path.open("rb") as file:
        _refuse_others(file.read(_LOOKED_AT), path.as_posix())
        file.seek(0)
        yield Archive(_Reined(file), path)


def _refuse_others(start: bytes, name: str) -> None:
    """Raise for a file whose beginning says what it is, if that is no zip file."""
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for sign, what, right in _KNOWN:
        if start.startswith(sign) or (sign[:1] in b"<{" and bare.startswith(sign)):
            raise QuizgenError(f"{name}: this is {what}, and no package of Anki's; {right}")


def is_safe(name: str) -> bool:
    """Whether a name in a zip stays in the folder it would be unpacked to, on any system."""
    if name.startswith(("/", "\\")) or PureWindowsPath(name).drive:
        return False
    return ".." not in (*PurePosixPath(name).parts, *PureWindowsPath(name).parts)


class _Reined(io.RawIOBase):
    """A file of which nobody can read too much at once: zipfile would take in the whole list of entries unseen."""

    def __init__(self, file: io.BufferedIOBase) -> None:
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        if size > MOST_DIRECTORY:
            raise zipfile.BadZipFile("its list of files is too long")
        data = self._file.read(MOST_DIRECTORY + 1 if size < 0 else size)
        if len(data) > MOST_DIRECTORY:
            raise zipfile.BadZipFile("its list of files is too long")
        return data

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


@contextmanager
def _sound(name: str) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        reason = shown(str(error)) or type(error).__name__
        raise QuizgenError(
            f"{name}: this package cannot be unpacked ({reason}); copy it or export it from Anki anew"
        ) from error


def _unpacked(packed: IO[bytes]) -> Iterator[bytes]:
    # Deferred: most packages that people share have no zstd in them.
    from zstandard import ZstdDecompressor, ZstdError

    frame = ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
    try:
        while not frame.eof:
            piece = packed.read(_SMALL)
            if not piece:
                raise EOFError("it is cut off")
            yield frame.decompress(piece)
    except ZstdError as error:
        raise ValueError(str(error)) from error
