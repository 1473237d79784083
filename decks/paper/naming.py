"""Names of versions, and of the files they are written in."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from decks.paper.plan import ALONE, Named
from decks.reserved import is_reserved
from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST = 200
"""Versions that are asked for by a number."""

LONGEST = 80
"""Bytes of a version's name in a file's; a file system takes 255 of the whole."""

_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


def read_versions(text: str) -> tuple[Named, ...]:
    """`A,B,C`, or `3` for the same. Raises QuizgenError, a sentence without a place, for what names none."""
    names = [name for name in (" ".join(piece.split()) for piece in text.split(",")) if name]
    if len(names) == 1 and names[0].isascii() and names[0].isdigit():
        number = int(names[0][:9])
        if not 1 <= number <= MOST:
            raise QuizgenError(f"{shown(names[0])} versions cannot be; there are 1 to {MOST}")
        return tuple(Named(_letters(index)) for index in range(number)) if number > 1 else ALONE
    if not names:
        raise QuizgenError("no version is named; write A,B,C or how many there are")
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise QuizgenError(f'two versions are called "{shown(name)}"; give each a name of its own')
        seen.add(name.casefold())
    return tuple(Named(name) for name in names)


def _letters(index: int) -> str:
    """A to Z, then AA, AB, … as a spreadsheet has its columns."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def beside(path: Path, names: Iterable[str], taken: Iterable[Path] = ()) -> list[Path]:
    """A file for each name, `FILE-name.suffix`, that every system can have; those that would be one are numbered.

    None is one of `taken`.
    """
    used = {_key(one.name) for one in taken}
    found = []
    for name in names:
        stem = f"{path.stem}-{_fit(name)}"
        whole, number = f"{stem}{path.suffix}", 1
        while _key(whole) in used:
            number += 1
            whole = f"{stem}-{number}{path.suffix}"
        used.add(_key(whole))
        found.append(path.with_name(whole))
    return found


def _key(name: str) -> str:
    """Equal for names that are one file where capitals do not count, or accents are written apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _fit(name: str) -> str:
    fit = "".join(" " if char.isspace() else char for char in name if unicodedata.category(char)[0] != "C")
    fit = _UNFIT.sub("-", unicodedata.normalize("NFC", fit))
    fit = fit.encode("utf-8", "ignore")[:LONGEST].decode("utf-8", "ignore").strip(" .")
    return f"{fit}-" if is_reserved(fit) else fit or "version"
