"""The text of a file that says nowhere how it is encoded: by its mark, else UTF-16, UTF-8 or Windows-1252."""

from __future__ import annotations

import codecs

from quizgen.finding import QuizgenError

BIGGEST = 50_000_000
"""Bytes of a file that are read."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def check_size(data: bytes, name: str) -> None:
    """Raise QuizgenError for a file that is too big to be a table of questions."""
    if len(data) > BIGGEST:
        raise QuizgenError(f"{name}: this file is bigger than {BIGGEST // 1_000_000} MB; split it")


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what is worth saying of how it was read.

    Raises QuizgenError for one that is no text.
    """
    check_size(data, name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _by(encoding, data, name), ()
    start = data[:4096]
    if start.count(0) * 4 > len(start):
        # Every other byte of western UTF-16 is zero: in which half of the pairs says which end comes first.
        encoding = "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"
        return _by(encoding, data, name), ("read as UTF-16",)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        # The five bytes that Windows-1252 leaves open become U+FFFD.
        said = "read as Windows-1252, since it is not UTF-8; if letters are wrong, save it as UTF-8"
        return data.decode("cp1252", "replace"), (said,)


def _by(encoding: str, data: bytes, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise QuizgenError(f"{name}: this is no text in {encoding.upper()}; save it as UTF-8") from error
