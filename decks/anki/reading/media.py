"""The files of a package: which entry of the zip holds which, by either of the two ways to list them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from decks.anki.reading import wire
from decks.anki.reading.archive import MOST_LIST
from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decks.anki.reading.archive import Archive

LIST = "media"

_NAME, _LEGACY_ENTRY = 1, 255
"""Fields of the message MediaEntry, of which MediaEntries has any number as its field 1."""

_UNSAFE = re.compile(r"[/\\\x00-\x1f\x7f]|^\.{0,2}$|^[A-Za-z]:")
"""A name of no file, or of one in another folder. Anki keeps all in one folder and writes none of these."""


def entries(archive: Archive, *, latest: bool) -> dict[str, str]:
    """The entry of the zip for the name of each file that came along.

    Raises QuizgenError for a list that cannot be read, and for a name that leads out of a folder.
    """
    if LIST not in archive.entries:
        return {}
    listed = archive.content(LIST, MOST_LIST, zstd=latest)
    try:
        pairs = list(_of_message(listed) if latest else _of_json(listed))
    except (ValueError, RecursionError) as error:
        raise QuizgenError(
            f"{archive.name}: its list of pictures and sounds is broken; export it from Anki anew"
        ) from error
    for name, _ in pairs:
        if _UNSAFE.search(name):
            raise QuizgenError(
                f'{archive.name}: a file of it is called "{shown(name)}", which is no name of a file;'
                " take a package that Anki wrote"
            )
    return {name: entry for name, entry in pairs if entry in archive.entries}


def _of_json(listed: bytes) -> Iterable[tuple[str, str]]:
    said = json.loads(listed)
    if not isinstance(said, dict) or not all(isinstance(name, str) for name in said.values()):
        raise ValueError("it is no list of names")
    return ((name.encode("utf-8", "replace").decode("utf-8"), entry) for entry, name in said.items())


def _of_message(listed: bytes) -> Iterable[tuple[str, str]]:
    for place, one in enumerate(wire.fields(listed).get(1, ())):
        if not isinstance(one, bytes):
            raise wire.WireError("has a number where a file belongs")
        entry = wire.fields(one)
        yield (
            wire.text(entry, _NAME),
            str(wire.number(entry, _LEGACY_ENTRY) if _LEGACY_ENTRY in entry else place),
        )
