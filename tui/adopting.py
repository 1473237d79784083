"""One setting written into the configuration file; every other byte of it stays as it is.

TOML can be written in many ways, and Python can only read it. So each place where the setting may stand is tried, and
taken only if the file then says what it said before, but for that one setting.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from decks.write import replacing
from quizgen.finding import QuizgenError
from tui.configuration import checked
from tui.settings import template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def adopt(file: Path, line: str) -> None:
    """Set what `line` sets (`weights = [1.0, …]`) in a configuration file, which is made if there is none.

    Raises QuizgenError where the file is wrong already, or cannot be written; it is then as it was.
    """
    try:
        written = file.read_bytes()
    except FileNotFoundError:
        written = template().encode()
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QuizgenError(f"{file}: cannot be read: {error.strerror or error}") from error
    checked(written, str(file))
    fresh = with_line(written, line)
    if fresh is None:
        raise QuizgenError(
            f"{file}: no place was found for the line; write it into the file yourself:\n{line}"
        )
    checked(fresh, str(file))
    with replacing(file) as out:
        out.write(fresh)


def with_line(written: bytes, line: str) -> bytes | None:
    """The bytes of a TOML file with a line that sets one name at its top level, instead of what set it before.

    None where no place for it is found.
    """
    text = written.decode("utf-8-sig")
    wanted = tomllib.loads(text) | tomllib.loads(line)
    mark = "\ufeff" if written.startswith(b"\xef\xbb\xbf") else ""
    for start, end, put in _places(text, line):
        fresh = f"{text[:start]}{put}{text[end:]}"
        if _says(fresh) == wanted:
            return f"{mark}{fresh}".encode()
    return None


def _places(text: str, line: str) -> Iterator[tuple[int, int, str]]:
    """Where the line may go: the piece of the text that it replaces, and how it is put there.

    First that which sets the name now, up to any closing bracket or the end of its line; then below the comment that
    explains the setting; then the top of the file, where a line is never part of a table.
    """
    name = line.partition(" ")[0]
    newline = "\r\n" if "\r\n" in text else "\n"
    for found in re.finditer(rf"""^[ \t]*(["']?){name}\1[ \t]*=""", text, re.MULTILINE):
        start = found.end() - len(found[0].lstrip())
        for bracket in re.finditer(r"\]", text[found.end() :]):
            yield start, found.end() + bracket.end(), line
        end = found.end() + len(re.split(r"[\r\n]", text[found.end() :], maxsplit=1)[0])
        yield start, end, line
    for found in re.finditer(rf"^#[ \t]*{name}[ \t]*=.*$", text, re.MULTILINE):
        end = found.end() - found[0].endswith("\r")
        yield end, end, f"{newline}{line}"
    yield 0, 0, f"{line}{newline}"


def _says(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
