"""A text as it comes in: its bytes, piece by piece or all at once, how far they are read, and whom to tell what."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from decks.importing.decoding import BIGGEST, check_size
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Say = Callable[[str], None]
    """Is told what is worth knowing of how a file was read."""
    Progress = Callable[[float], None]
    """Is told the share of the input that is read, from 0 to 1."""

START = 4096
"""Bytes by which a file is known."""
_PIECE = 65_536
_STEP = 1 / 200
"""A share of the input: less than this is not told."""


@dataclass(slots=True)
class Source:
    """A file that is being read."""

    file: BinaryIO
    """Stands behind `start`."""
    name: str
    """Its path, for messages."""
    start: bytes
    """Its first bytes; no more of them where it is no longer."""
    say: Say
    size: int = 0
    """In bytes; 0 where nobody knows, as with what comes through a pipe."""
    progress: Progress | None = None
    told: float = field(default=-1.0, init=False)
    """The share that was told last."""

    def share(self, share: float) -> None:
        """Tell how much of the input is read, from 0 to 1, if that is news."""
        if self.progress is not None and (share >= self.told + _STEP or share >= 1 > self.told):
            self.told = min(share, 1.0)
            self.progress(self.told)

    def pieces(self) -> Iterator[bytes]:
        """The bytes, some at a time, telling how far they are read. Raises QuizgenError when they become too many."""
        count, piece = 0, self.start
        while piece:
            count += len(piece)
            if count > BIGGEST:
                raise QuizgenError(
                    f"{self.name}: this file is bigger than {BIGGEST // 1_000_000} MB; split it"
                )
            yield piece
            if self.size:
                self.share(count / self.size)
            piece = self.file.read(_PIECE)

    def whole(self) -> bytes:
        """All bytes. Raises QuizgenError where they are too many."""
        data = self.start + self.file.read(BIGGEST + 1 - len(self.start))
        check_size(data, self.name)
        return data

    def seekable(self) -> BinaryIO:
        """The file at its beginning, to be read from any place. Raises QuizgenError where it is too big."""
        if 0 < self.size <= BIGGEST:
            self.file.seek(0)
            return self.file
        return io.BytesIO(self.whole())


def source(file: BinaryIO, name: str, say: Say, progress: Progress | None) -> Source:
    """An open file as a source; its size is known where it can be read from any place and stands at its beginning."""
    size = 0
    if file.seekable() and file.tell() == 0:
        size = file.seek(0, io.SEEK_END)
        file.seek(0)
    return Source(file, name, file.read(START), say, size, progress)
