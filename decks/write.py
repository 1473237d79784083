"""The one place that opens a file to write a deck in."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, BinaryIO

from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` when the block ends well, and is gone when it does not.

    Until then it lies in the same folder under another name, so what stood at `path` is there, whole, for as
    long as the new file is not. Raises QuizgenError where the file system will not have it.
    """
    target = Path(os.path.realpath(path))  # a link goes on pointing to the file, and the file is replaced
    if target.exists() and not target.is_file() and not target.is_dir():
        # A device or a pipe would be gone, and a file stand in its place.
        raise QuizgenError(f"{path}: is no file that could be replaced; name another, or write to stdout")
    part = target.with_name(f".quizgen-{token_hex(8)}.part")
    try:
        with part.open("xb") as out:
            yield out
        part.replace(target)
    except OSError as error:
        raise QuizgenError(_refused(path, target, error)) from error
    finally:
        part.unlink(missing_ok=True)


def _refused(path: Path, target: Path, error: OSError) -> str:
    if not target.parent.is_dir():
        return f"{path}: there is no folder {path.parent}; make it, or name another"
    if target.is_dir():
        return f"{path}: is a folder; name a file in it"
    return f"{path}: cannot be written: {error.strerror or error}"
