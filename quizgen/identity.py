"""Stamping: the ids that the reader made from words are written into the sheet, so that its words may change.

A card's id is made of the sheet's id, the fact's id and what is asked. As long as a fact has no id of its own
it is known by its words, and a corrected typo makes it another fact. Stamping writes down exactly the id it had.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.reader import survey

if TYPE_CHECKING:
    from quizgen.reader import Stamp

_LINE_END = re.compile(r"\r\n|\r|\n")


def missing(text: str, path: str) -> tuple[Stamp, ...]:
    """The ids that are not written in a sheet yet, and where each belongs, in the order of the facts."""
    return survey(text, path).stamps


def stamp(text: str, path: str) -> str:
    """A sheet with every missing id written into it, and no other character changed.

    `text` is the sheet as it is in its file, line ends and byte-order mark included. A fact that cannot be
    read for a mistake in it gets no id.
    """
    return stamped(text, missing(text, path))


def stamped(text: str, stamps: tuple[Stamp, ...]) -> str:
    """The text with these stamps in it, which must be its own and in reading order."""
    starts = [int(text.startswith("\ufeff")), *(match.end() for match in _LINE_END.finditer(text))]
    pieces: list[str] = []
    done = 0
    for one in stamps:
        at = starts[one.place.line - 1] + one.place.column - 1
        pieces += (text[done:at], one.text)
        done = at
    pieces.append(text[done:])
    return "".join(pieces)
