r"""Markdown, to be read and edited: questions numbered through, and the answers below them all.

All kinds are held, with feedback, correction and points. Every sign that Markdown would act upon has a backslash
before it, a line end is a hard break, and white space that Markdown would fold or strip is a character reference.
"""

from __future__ import annotations

import re
import tempfile
from shutil import copyfileobj
from typing import TYPE_CHECKING, BinaryIO

from decks.classroom.holding import NOT_XML, check_characters, held
from decks.classroom.web import answers
from decks.quiz import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from decks.quiz import Entry, LeftOut, Quiz

MARK = "<!-- questions written by quizgen -->"
"""The first line: says that the file may be written over, which no fact sheet may."""

_SIGN = re.compile(r"[\\`*_\[\]<>&#~|$!{}^]|(?<![^\n])[ ]*[-+=:]")
_NUMBER = re.compile(r"(?m)^(\d{1,9})([.)])")
_SPACE = re.compile(r"[^\S \n]|(?<=[ ])[ ]|\A[ ]|[ ]\Z|(?<=\n)[ ]|[ ](?=\n)|\A\n|\n\Z|(?<=\n)\n")


def write(quiz: Quiz, out: BinaryIO) -> Written:
    """Write the questions as they come; the answers wait in a temporary file for their turn."""
    left_out: list[LeftOut] = []
    out.write(f"{MARK}\n\n# {escaped(quiz.title, 2)}\n\n".encode("utf-8", "replace"))
    if quiz.description:
        out.write(f"{escaped(quiz.description, 0)}\n\n".encode("utf-8", "replace"))
    count, section = 0, None
    with tempfile.TemporaryFile() as key:
        for count, (entry, _) in enumerate(held(quiz.entries, _check, left_out), 1):
            if entry.section != section:
                section = entry.section
                heading = " › ".join(section[1:] or section).replace("\n", " ")
                out.write(f"## {escaped(heading, 3)}\n\n".encode() if heading else b"")
            out.write("".join(_question(count, entry)).encode())
            key.write("".join(_answer(count, entry)).encode())
        key.seek(0)
        out.write(b"## Answers\n\n" if count else b"")
        copyfileobj(key, out)
    return Written(count, tuple(left_out))


def _check(entry: Entry) -> None:
    check_characters(entry, NOT_XML, "Markdown")


def _question(number: int, entry: Entry) -> Iterator[str]:
    indent = len(f"{number}. ")
    points = f" \\[{entry.points} points\\]" if entry.points > 1 else ""
    yield f"{number}. {escaped(entry.text, indent)}{points}\n\n"
    if entry.kind == "matching":
        yield _list(entry.parts, indent, "-")
    if entry.kind in ("choice", "matching", "ordering"):
        yield _list(entry.choices, indent, "1." if entry.kind == "choice" else "*")


def _answer(number: int, entry: Entry) -> Iterator[str]:
    indent = len(f"{number}. ")
    yield f"{number}. "
    yield _list(answers(entry), indent, "-").lstrip(" ") or "\n"
    for text in (entry.correction, entry.feedback):
        if text:
            yield f"{' ' * indent}> {escaped(text, indent, '> ')}\n\n"


def _list(texts: Iterable[str], indent: int, mark: str) -> str:
    inner = indent + len(mark) + 1
    items = "".join(f"{' ' * indent}{mark} {escaped(text, inner)}\n" for text in texts)
    return f"{items}\n" if items else ""


def escaped(text: str, indent: int, prefix: str = "") -> str:
    """A text as one paragraph whose lines stand `indent` deep, behind a `prefix`."""
    signed = _SIGN.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", text)
    numbered = _NUMBER.sub(r"\1\\\2", signed)
    spaced = _SPACE.sub(lambda match: f"&#{ord(match[0])};", numbered)
    return spaced.replace("\n", f"\\\n{' ' * indent}{prefix}")
