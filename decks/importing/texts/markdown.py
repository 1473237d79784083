r"""Markdown as lines of plain text, each under its own number: what marks it up goes, what it says stays.

    line = front matter | comment | fence | rule | definition      is left out
         | heading                                                 keeps its `#`; underlined ones get it
         | (">" | indentation)* ("-" | "1.")? text                 items begin with a bullet
    text = emphasis, `code`, [links](…) and [spans]{…} are their words; pictures, notes[^1] and tags are left out

It goes line by line, so that a book needs no more memory than a page.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from decks.importing.texts import plain
from quizgen.tagging.passage import Line
from quizgen.tagging.text.apparatus import CELL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from decks.importing.texts.source import Source

_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
_RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}$|\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t:|-]*)?$|=+$|-$")
_UNDERLINE = re.compile(r" {0,3}(?:(=+)|-{2,})\s*")
_DEFINITION = re.compile(r"\[[^\]]{1,200}\]:\s")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
_QUOTED = re.compile(r"[\s>]*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_PRIVATE = 0xE000
_ESCAPES = {_PRIVATE + sign: chr(sign) for sign in range(0x21, 0x7F)}
"""An escaped sign stands for itself: it is put aside among the private ones and brought back when all is read."""
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[[^\[\]]{0,500}\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])"), ""),
    (re.compile(r"\[\^[^\[\]\s]{1,100}\]"), ""),
    (re.compile(
        r"\[([^\[\]]{1,2000})\]"
        r"(?:\([^()]{0,2000}(?:\([^()]{0,200}\)[^()]{0,200})?\)|\[[^\[\]]{0,200}\]|\{[^{}]{0,500}\})"
    ), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]{0,2000}>"), ""),
    (re.compile(r"(?<!`)(`{1,3})(?!`)([^`]{1,1000})\1(?!`)"), r"\2"),
    (re.compile(r"\*+(?=[^\s*\d])|(?<=[^\s*\d])\*+|(?<!\S)\*+(?=\d)|(?<=\d)\*+(?=\W|$)|~~"), ""),
    (re.compile(r"(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)"), ""),
)  # fmt: skip
"""What is read in a line, in this order, and what is left of it."""
_MARKS = frozenset("*_`[<~&\\")


def read(source: Source) -> Iterator[Line]:
    """The lines of a Markdown file. Raises QuizgenError for what is no text."""
    return _told(_prose(plain.read(source)))


def _prose(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without front matter, comments and code, each of which leaves an empty line."""
    fence = comment = ""
    matter = False
    for line in lines:
        text = line.text.strip()
        told = ""
        if line.number == 1 and text == "---":
            matter = True
        elif matter:
            matter = text not in ("---", "...")
        elif fence:
            fence = "" if text.startswith(fence) and not text.strip(fence[0]) else fence
        elif comment:
            _, end, told = text.partition("-->")
            comment = "" if end else comment
        elif marked := _FENCE.match(text):
            fence = marked[1]
        elif "<!--" in text:
            told, comment = _uncommented(line.text)
        else:
            told = line.text
        yield Line(line.number, told)


def _uncommented(text: str) -> tuple[str, str]:
    """A line without its comments, and the mark of one that is still open."""
    kept = []
    while "<!--" in text:
        before, _, text = text.partition("<!--")
        kept.append(before)
        _, end, text = text.partition("-->")
        if not end:
            return "".join(kept), "<!--"
    return "".join((*kept, text)), ""


def _told(lines: Iterator[Line]) -> Iterator[Line]:
    """Each line as it is read; a heading that is underlined is told by the line below it."""
    before: Line | None = None
    for line in lines:
        underline = _UNDERLINE.fullmatch(line.text)
        if before is not None and underline and _may_be_heading(before.text):
            yield Line(before.number, f"{'#' if underline[1] else '##'} {_words(before.text)}")
            before = Line(line.number, "")
            continue
        if before is not None:
            yield Line(before.number, _words(before.text))
        before = line
    if before is not None:
        yield Line(before.number, _words(before.text))


def _may_be_heading(text: str) -> bool:
    text = text.strip()
    return 0 < len(text) <= 200 and text[0] not in "#>|-*+" and text[-1] not in ".;,"


def _words(text: str) -> str:
    """What a line says."""
    text = _QUOTED.sub("", text, count=1)
    if _RULE.match(text) or _DEFINITION.match(text):
        return ""
    if item := _ITEM.match(text):
        text = f"• {text[item.end() :]}"
    elif text.startswith("|"):
        text = f"{CELL}{cells}" if (cells := text.strip("| ")) else ""
    return _said(text) if not _MARKS.isdisjoint(text) else text


def _said(text: str) -> str:
    text = _ESCAPED.sub(lambda sign: chr(_PRIVATE + ord(sign[1])), text).removesuffix("\\")
    for pattern, words in _INLINE:
        text = pattern.sub(words, text)
    return html.unescape(text).translate(_ESCAPES)
