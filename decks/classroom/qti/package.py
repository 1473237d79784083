"""The files of a QTI package: a zip of strangers, of which only XML is read, into memory, and never too much of it.

No path in it is ever used to write, and the sizes that it tells of itself are not believed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES = 5_000
LARGEST_FILE = 64 * 2**20
"""Bytes; a hundred thousand questions have fewer."""
LARGEST_PACKAGE = 256 * 2**20
STEEPEST = 300
"""How many times larger a file of more than a megabyte may be than its packed bytes; XML of questions reaches 30."""

_SUFFIXES = (".xml", ".qti", ".dat")


def is_package(data: bytes) -> bool:
    """Whether a file is a zip file."""
    return data[:4] == b"PK\x03\x04"


def files(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each file of XML in a package, in the order of paths; QuizgenError where it is unsafe."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            if len(infos) > MOST_FILES:
                raise QuizgenError(f"{name}: it has {len(infos)} files; a quiz has at most {MOST_FILES}")
            total = 0
            for info in sorted(infos, key=lambda info: info.filename):
                if not info.is_dir() and info.filename.lower().endswith(_SUFFIXES):
                    content = _content(package, info, name)
                    total += len(content)
                    if total > LARGEST_PACKAGE:
                        raise QuizgenError(
                            f"{name}: unpacked it is larger than {_size(LARGEST_PACKAGE)}; split it"
                        )
                    yield info.filename, content
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise QuizgenError(f"{name}: this zip file cannot be read ({error}); export it again") from error


def _content(package: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    with package.open(info) as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise QuizgenError(f"{name}: {info.filename} is larger than {_size(LARGEST_FILE)}; split it")
    if len(content) > 2**20 and len(content) > STEEPEST * max(1, info.compress_size):
        raise QuizgenError(
            f"{name}: {info.filename} unpacks to more than {STEEPEST} times its size; no quiz does"
        )
    return content


def _size(count: int) -> str:
    return f"{count // 2**20} MB"
