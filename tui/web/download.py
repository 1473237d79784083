"""A file that an app hands to the browser, fetched from the app piece by piece."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import quote

from quizgen.finding import QuizgenError
from tui.web import packets

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tui.web.process import App

PIECE = 65_536
"""Bytes asked for at a time."""

PATIENCE = 10.0
"""Seconds to wait for a piece."""


class Download:
    """One file, to be had once. It is always saved, never shown: a page from a file would pass for ours."""

    def __init__(self, key: str, file: str, name: str | None, app: App) -> None:
        """`key` and `name` are the app's own for this file; `file` is the name to save it by, without folders."""
        self._key, self._file, self._name, self._app = key, file, name, app
        self._pieces: asyncio.Queue[bytes] = asyncio.Queue()
        self._claimed = False

    def claim(self) -> bool:
        """Whether nobody has had it before; the app gives it once."""
        fresh, self._claimed = not self._claimed, True
        return fresh

    @property
    def headers(self) -> dict[str, str]:
        """What tells a browser to save it."""
        named = f"attachment; filename*=UTF-8''{quote(self._file, safe='')}"
        return {"Content-Disposition": named, "Content-Type": "application/octet-stream"}

    def take(self, piece: bytes) -> None:
        """Receive what the app sent; an empty piece is the end."""
        self._pieces.put_nowait(piece)

    def cancel(self) -> None:
        """Nothing more will come."""
        self._pieces.put_nowait(b"")

    async def pieces(self, most: int) -> AsyncIterator[bytes]:
        """Yield the file. Raises TimeoutError if the app no longer answers, QuizgenError if it gives more than `most`
        bytes; either breaks the browser's download off, so that half a file is not taken for the whole."""
        ask = packets.meta(type="deliver_chunk_request", key=self._key, size=PIECE, name=self._name)
        given = 0
        while True:
            await self._app.tell(ask)
            piece = await asyncio.wait_for(self._pieces.get(), PATIENCE)
            if not piece:
                return
            given += len(piece)
            if given > most:
                raise QuizgenError(
                    f"{self._file} is larger than the {most} bytes a browser window may be given"
                )
            yield piece
