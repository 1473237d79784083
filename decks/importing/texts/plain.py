"""Plain text: its lines as they stand, read as they come, so that a book needs no more memory than a page.

A form feed begins a line of its own, as what prints pages writes it. A text without line breaks is cut where sentences
end, into lines of the same number.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from decks.importing.texts.kinds import encoding
from quizgen.finding import QuizgenError
from quizgen.tagging.passage import Line
from quizgen.tagging.text.pages import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from decks.importing.texts.source import Source

_BREAK = re.compile("\r\n|\n|\r(?!\\Z)|[\u2028\u2029]")
_LONGEST = 50_000
"""Characters of a line that are waited for: no paragraph has as many."""
_END = re.compile(r"[.!?][\"”’)]* (?=[\"“‘(]?[A-Z])")
_UNDECODED = 200_000
"""Bytes that are held for the end of their line."""


def read(source: Source) -> Iterator[Line]:
    """The lines of a plain text. Raises QuizgenError for what is none."""
    for number, line in _counted(_texts(source)):
        if PAGE not in line:
            yield Line(number, line)
            continue
        first, *pages = line.split(PAGE)
        if first:
            yield Line(number, first)
        for page in pages:
            yield Line(number, PAGE + page)


def _counted(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each line with its number."""
    number, rest = 1, ""
    for text in texts:
        *lines, rest = _BREAK.split(rest + text)
        for line in lines:
            yield number, line
            number += 1
        while len(rest) > _LONGEST:
            at = _cut(rest)
            yield number, rest[:at]
            rest = rest[at:]
    if rest := rest.removesuffix("\r"):
        yield number, rest


def _cut(text: str) -> int:
    """Where to cut a line that does not end: behind a sentence, else a word, else anywhere."""
    ends = [match.end() for match in _END.finditer(text, 0, _LONGEST)]
    return ends[-1] if ends else text.rfind(" ", 0, _LONGEST) + 1 or _LONGEST


def _texts(source: Source) -> Iterator[str]:
    """The text of a source, some at a time."""
    name = encoding(source.start)
    if name == "utf-8":
        return _by_bytes(source)
    if name.endswith("e"):
        source.say("read as UTF-16")
    return _by_codec(source, name)


def _by_codec(source: Source, name: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for piece in source.pieces():
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise QuizgenError(f"{source.name}: this is no text in {name.upper()}; save it as UTF-8") from error


def _by_bytes(source: Source) -> Iterator[str]:
    """The text of a source in UTF-8; a line that is none is read as Windows-1252, and that is said once."""
    said = False
    for piece in _whole_lines(source):
        try:
            yield piece.decode("utf-8")
        except UnicodeDecodeError:
            if not said:
                said = True
                source.say(
                    "read as Windows-1252, since it is not UTF-8; if letters are wrong, save it as UTF-8"
                )
            yield "".join(_either(line) for line in piece.splitlines(keepends=True))


def _either(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")  # the five bytes that it leaves open become U+FFFD


def _whole_lines(source: Source) -> Iterator[bytes]:
    """The bytes of a source, cut where lines end; behind a blank or a letter where one does not end for long."""
    rest = b""
    for number, piece in enumerate(source.pieces()):
        rest += piece.removeprefix(codecs.BOM_UTF8) if number == 0 else piece
        at = max(rest.rfind(b"\n"), rest.rfind(b"\r", 0, -1)) + 1
        if not at and len(rest) > _UNDECODED:
            at = rest.rfind(b" ") + 1 or _last_letter(rest) or len(rest)
        if at:
            yield rest[:at]
            rest = rest[at:]
    if rest:
        yield rest


def _last_letter(data: bytes) -> int:
    """Where the last letter in UTF-8 begins, of which bytes may be missing."""
    at = len(data) - 1
    while at and data[at] & 0xC0 == 0x80:
        at -= 1
    return at
