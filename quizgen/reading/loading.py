"""The text of a file, whatever the file turns out to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.fact import Place
from quizgen.finding import Finding
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from pathlib import Path

BIGGEST = 100_000_000
"""Bytes of a sheet that are read."""


def load(path: Path) -> str | Finding:
    """The text of a file, its line ends and byte-order mark as they are; or why there is none."""
    start = Place(str(path))
    try:
        if path.is_dir():
            return Finding(
                start, "error", "folder", "this is a folder; give the sheets in it, or the folder alone"
            )
        with path.open("rb") as file:
            data = file.read(BIGGEST + 1)
    except FileNotFoundError:
        return Finding(start, "error", "missing", "there is no such file; look at the spelling of its path")
    except PermissionError:
        return Finding(start, "error", "no-permission", "this file may not be read; change its permissions")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Finding(
            start, "error", "unreadable", f"this file cannot be read ({shown(reason)}); give another"
        )
    if len(data) > BIGGEST:
        size = f"{BIGGEST // 1_000_000} MB"
        return Finding(
            start, "error", "too-big", f"this file is bigger than {size}; split it into several sheets"
        )
    return decoded(data, str(path))


def lines_of(text: str) -> list[str]:
    """The lines of a file's text without their ends, whichever these are, and without its byte-order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def decoded(data: bytes, path: str) -> str | Finding:
    """The text of a file's bytes; or where they stop being UTF-8, and what to do about it."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Finding(Place(path), "error", "not-utf-8", f"this file is {name}; save it as UTF-8")
    if data[:4096].count(0) > len(data[:4096]) // 10:
        message = "this is not a text file, or it is UTF-16 without a mark; save the sheet as UTF-8"
        return Finding(Place(path), "error", "not-text", message)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        lines = lines_of(data[: error.start].decode("utf-8"))
        place = Place(path, len(lines), len(lines[-1]) + 1)
        message = (
            f"byte 0x{data[error.start]:02X} is not UTF-8; save the sheet as UTF-8{_encoding_hint(data)}"
        )
        return Finding(place, "error", "not-utf-8", message)


_WESTERN = frozenset((0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, *range(0xC0, 0x100)))
"""Typographic quotes, dashes and letters with accents, in Windows-1252."""


def _encoding_hint(data: bytes) -> str:
    """Most sheets that are not UTF-8 were saved by an old Windows program, in a language with a few accents."""
    start = data[:100_000]
    letters = sum(bytes((byte,)).isalpha() for byte in start)
    high = [byte for byte in start if byte >= 0x80]
    western = len(high) * 2 < letters and all(byte in _WESTERN for byte in high)
    return " (it looks like Windows-1252)" if western else ""
