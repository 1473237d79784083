"""Plain text: its lines as they stand. A form feed begins a line of its own, as what prints pages writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from decks.importing.decoding import decoded
from quizgen.tagging.pages import PAGE
from quizgen.tagging.passage import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.importing.texts.readers import Say

_LINE = re.compile(r"[^\n\r\u2028\u2029]*+(?:\r\n|[\n\r\u2028\u2029]|\Z)")


def read(data: bytes, name: str, say: Say) -> Iterator[Line]:
    """The lines of a plain text. Raises QuizgenError for what is none."""
    text, notes = decoded(data, name)
    for note in notes:
        say(note)
    return numbered(text)


def numbered(text: str) -> Iterator[Line]:
    """Each line of a text with its number; what stands on both sides of a form feed has the same one."""
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = match[0].rstrip("\r\n\u2028\u2029")
        if match.start() == len(text):  # behind the last line break
            return
        if PAGE not in line:
            yield Line(number, line)
            continue
        first, *pages = line.split(PAGE)
        if first:
            yield Line(number, first)
        for page in pages:
            yield Line(number, PAGE + page)
