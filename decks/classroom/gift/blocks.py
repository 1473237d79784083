"""The blocks of a GIFT file, parted by blank lines, and the parts of each: title, text, answers, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.classroom.gift.texts import WHITE, shown
from decks.classroom.taking import UnusableError
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = r"((?:\\\]|[^\]\x00-\x1f\x7f])+)"
ID = re.compile(rf"\[id:{_NAME}\]")
TAG = re.compile(rf"\[tag:{_NAME}\]")


def decode(data: bytes, name: str) -> str:
    """Return the text of a file in UTF-8 or UTF-16; QuizgenError with the line where it is neither."""
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise QuizgenError(f"{name}:{line}: this is not UTF-8; save the file as UTF-8") from error


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between blank ones."""

    line: int
    text: str
    """Its lines without comments, as written."""
    comments: str


def blocks(text: str) -> Iterator[Block]:
    """Yield what blank lines part. A comment alone belongs to nothing."""
    lines: list[str] = []
    comments: list[str] = []
    start = 0
    for number, raw in enumerate((*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""), 1):
        line = raw.strip(WHITE)
        if line.startswith("//"):
            comments.append(line)
        elif line:
            if line.startswith("$CATEGORY:") and not lines:
                yield Block(number, line, "")  # people forget the blank line behind it
                continue
            start = start if lines else number
            lines.append(line)
        else:
            if lines:
                yield Block(start, "\n".join(lines), "\n".join(comments))
            lines, comments = [], []


def title_of(text: str) -> tuple[str, str]:
    """Return the title of a question, and the rest."""
    if not text.startswith("::"):
        return "", text
    title, closed, rest = text[2:].partition("::")
    return (shown(title).strip(), rest.strip()) if closed else ("", text[2:])


def parted(text: str) -> tuple[str, str, str]:
    """Return what stands before the answers, the answers, and what stands behind them."""
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        raise UnusableError("it has no answers, so it is a description; write them behind it in braces")
    if start < 0 or end < start:
        raise UnusableError("its braces do not match; a brace that is text is written \\{ or \\}")
    if "{" in text[end + 1 :]:
        raise UnusableError(
            "it has answers in several places; GIFT has one gap in a question, Moodle XML has more"
        )
    return text[:start], text[start + 1 : end], text[end + 1 :]
