r"""The first lines of a text file of Anki's, which say how the others are to be read.

    head   = ("tags:" words "\n")? ("#" (key ":" value | any) "\n")*
    key    = "separator" | "html" | "notetype" | "deck" | "tags" | "columns"
           | ("guid" | "notetype" | "deck" | "tags") " column" | "if matches" | "match scope"

After https://docs.ankiweb.net/importing/text-files.html. Keys are read whatever their capitals; columns count from 1.
The last two only say what Anki should do with notes that it has. Any other line that begins with # is a comment.
"""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass, field

from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown

SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
MOST_COLUMNS = 1_000

_LOOKED_AT = 4_096
"""Bytes in which a file says what it is."""
_ROLES = ("guid", "notetype", "deck", "tags")
_KNOWN = {
    "separator", "html", "notetype", "deck", "tags", "columns", "if matches", "match scope",
    *(f"{role} column" for role in _ROLES),
}  # fmt: skip
_GUESSED = ("\t", ";", ",", "|")
"""Tried in this order on the first row; a colon or a space is in every other text."""


@dataclass(slots=True)
class Head:
    """What the first lines say, as far as they say it."""

    separator: str = ""
    html: bool | None = None
    notetype: str = ""
    deck: str = ""
    tags: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """What the columns are called."""
    columns: dict[str, int] = field(default_factory=dict)
    """Which column, from 0, is the guid, the notetype, the deck or the tags."""
    end: int = 0
    """The character at which the rows begin."""


def has_headers(data: bytes) -> bool:
    """Whether one of the first lines of a file says that it is a text file of Anki's."""
    for line in data[:_LOOKED_AT].removeprefix(codecs.BOM_UTF8).splitlines():
        if not line.startswith((b"#", b"tags:")):
            return False
        key, colon, _ = line.lstrip(b"#").partition(b":")
        if colon and key.decode("ascii", "replace").strip().lower() in _KNOWN:
            return True
    return False


def head(text: str, name: str) -> Head:
    """Read the head of a text. Raises QuizgenError, with the line, for a value that cannot be meant."""
    made = Head()
    columns = ""
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if number == 1 and line.startswith("tags:"):
            made.tags = tuple(line.removeprefix("tags:").split())
        elif not line.startswith("#"):
            break
        else:
            key, colon, value = line[1:].rstrip("\r\n").partition(":")
            key = key.strip().lower()
            if colon and key == "columns":
                columns = value  # cut when the separator is known, which may stand below
            elif colon and key in _KNOWN:
                _take(made, key, value, f"{name}:{number}:1")
        made.end += len(line)
    made.separator = made.separator or _guessed(text[made.end :])
    made.labels = tuple(next(csv.reader([columns], delimiter=made.separator), ()))
    if not made.columns.get("tags") and "tags" in (
        lowered := [label.strip().lower() for label in made.labels]
    ):
        made.columns.setdefault("tags", lowered.index("tags"))
    return made


def _take(made: Head, key: str, value: str, place: str) -> None:
    """Take what a line says."""
    word = value.strip()
    if key == "separator":
        made.separator = _separator(value, place)
    elif key == "html":
        if word.lower() not in ("true", "false"):
            raise QuizgenError(f'{place}: html is "{shown(word)}"; write true or false')
        made.html = word.lower() == "true"
    elif key == "notetype":
        made.notetype = word
    elif key == "deck":
        made.deck = word
    elif key == "tags":
        made.tags = tuple(word.split())
    elif key.endswith(" column"):
        if not (word.isascii() and word.isdigit() and len(word) < 5 and 1 <= int(word) <= MOST_COLUMNS):
            raise QuizgenError(
                f'{place}: {key} is "{shown(word)}"; write the number of a column, the first is 1'
            )
        made.columns[key.removesuffix(" column")] = int(word) - 1


def _separator(value: str, place: str) -> str:
    known = SEPARATORS.get(value.strip().lower(), value)
    if known not in SEPARATORS.values():
        raise QuizgenError(
            f'{place}: no separator is called "{shown(value)}"; write {" or ".join(SEPARATORS)}'
        )
    return known


def _guessed(rows: str) -> str:
    first = next(
        (line for line in rows[:20_000].splitlines() if line.strip() and not line.startswith("#")), ""
    )
    return next((sign for sign in _GUESSED if sign in first), "\t")
