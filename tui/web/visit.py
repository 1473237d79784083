"""One window and the app behind it: what each says goes to the other, and when one leaves, both end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType
from textual_serve._binary_encode import load

from quizgen.finding import QuizgenError
from tui.web import packets
from tui.web.download import Download
from tui.web.process import App

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from aiohttp import web

    from tui.web.limits import Limits


@dataclass(frozen=True, slots=True)
class Farewell:
    """Why a window is closed: the code of the websocket, and the sentence the page shows (123 bytes at most)."""

    code: int
    sentence: str


ENDED = Farewell(1000, "The session has ended. What you graded is kept.")
STOPPED = Farewell(1001, "quizgen was stopped. Start it again and open the new address.")
NONSENSE = Farewell(1008, "The page said something that is not understood. What you graded is kept.")
BROKEN = Farewell(
    4000, "The session broke off; the terminal quizgen runs in says why. What you graded is kept."
)
FAILED = Farewell(4001, "The session could not start; the terminal quizgen runs in says why.")
IDLE = Farewell(4002, "Nothing was pressed for a long time, so the session ended. What you graded is kept.")
FULL = Farewell(4003, "All windows are taken. Close one of the others, then try again.")
FLOOD = Farewell(4004, "Too much came in at once, so the session ended. What you graded is kept.")
GONE = Farewell(1000, "")
"""The browser itself has left."""


class Pace:
    """How often something may happen: `rate` a second over a longer time, `burst` at once."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left, self._at = float(burst), clock()

    def allows(self) -> bool:
        """Whether it may happen now, once."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate) - 1
        self._at = now
        if self._left >= 0:
            return True
        self._left = 0
        return False


class Visit:
    """From the opening of a window to the end of its process."""

    def __init__(
        self,
        command: Sequence[str],
        socket: web.WebSocketResponse,
        limits: Limits,
        address: str,
        say: Callable[[str], None],
    ) -> None:
        """`address` is where the page is, with a slash behind it; `say` tells the person at the terminal."""
        self.downloads: dict[str, Download] = {}
        self.over = asyncio.Event()
        self._command, self._socket, self._limits = command, socket, limits
        self._address, self._say = address, say
        self._drawn = asyncio.Event()
        self._dismissed: asyncio.Future[Farewell] = asyncio.get_running_loop().create_future()
        self._app: App | None = None

    def dismiss(self, farewell: Farewell) -> None:
        """Begin to end the visit; `over` is set when it has ended."""
        if not self._dismissed.done():
            self._dismissed.set_result(farewell)

    def kill(self) -> None:
        """End the process at once."""
        if self._app is not None:
            self._app.kill()

    async def run(self, width: int, height: int, scheme: str) -> None:
        """Start the app on a screen of `width` by `height` cells; return when window and process are gone."""
        try:
            self._app = app = await App.start(self._command, width, height, scheme)
            try:
                farewell = await self._first(
                    self._show(app), self._hear(app), self._watch(), self._until_dismissed()
                )
            except BaseException:
                # Cancelled, or a fault of ours: the process must not outlive it.
                await asyncio.shield(app.end(self._limits.grace))
                raise
            await self._leave(app, farewell)
        except QuizgenError as error:
            self._say(str(error))
            await self._close(FAILED)
        finally:
            for download in self.downloads.values():
                download.cancel()
            self.kill()  # should all of the above have been cut short
            self.over.set()

    async def _first(self, *works: Coroutine[Any, Any, Farewell]) -> Farewell:
        """What the first that ends says, in the order given; the others are stopped."""
        tasks = [asyncio.create_task(work) for work in works]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return next(task.result() for task in tasks if task.done())
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _show(self, app: App) -> Farewell:
        """Bring what the app says to the window, until the app has nothing more to say."""
        try:
            async with contextlib.aclosing(app.packets()) as said:
                async for kind, payload in said:
                    if kind == packets.DATA:
                        self._drawn.set()
                        await self._socket.send_bytes(payload)
                    elif kind == packets.META:
                        if (wish := json.loads(payload)).get("type") == "exit":
                            break
                        await self._do(app, wish)
                    elif kind == packets.PACKED:
                        self._pass_on(load(payload))
        except ConnectionError:
            return GONE
        return ENDED

    async def _hear(self, app: App) -> Farewell:
        """Bring what comes from the window to the app, until the window is gone or asks too much."""
        pace = Pace(self._limits.rate, self._limits.burst)
        touched = time.monotonic()
        while True:
            try:
                left = touched + self._limits.idle - time.monotonic()
                message = await asyncio.wait_for(self._socket.receive(), max(left, 0))
            except TimeoutError:
                return IDLE
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR):
                return GONE
            if not pace.allows():
                return FLOOD
            try:
                told = packets.from_page(message.data if message.type == WSMsgType.TEXT else "")
            except ValueError:
                return NONSENSE
            if packets.is_input(told):
                touched = time.monotonic()
            try:
                await asyncio.wait_for(app.tell(told), self._limits.start)
            except TimeoutError:
                return BROKEN  # it has not read for so long that it never will

    async def _watch(self) -> Farewell:
        """An app has some time to draw, and then all the time in the world."""
        try:
            await asyncio.wait_for(self._drawn.wait(), self._limits.start)
        except TimeoutError:
            return FAILED
        return await self._dismissed

    async def _until_dismissed(self) -> Farewell:
        return await self._dismissed

    async def _do(self, app: App, wish: dict[str, Any]) -> None:
        """What an app asks of the browser: to open an address, to take a file."""
        match wish:
            case {"type": "open_url", "url": str(url)} if url.startswith(("http://", "https://")):
                await self._open(url)
            case {"type": "deliver_file_start", "key": str(key), "path": str(path)}:
                # Reads the name behind slashes of both kinds.
                name = PureWindowsPath(path).name or "file"
                self.downloads[key] = Download(key, name, wish.get("name"), app)
                await self._open(f"{self._address}download/{key}")

    async def _open(self, url: str) -> None:
        await self._socket.send_str(json.dumps(["open_url", {"url": url, "new_tab": True}]))

    def _pass_on(self, said: object) -> None:
        match said:
            case ("deliver_chunk", str(key), bytes() | str() as chunk) if key in self.downloads:
                self.downloads[key].take(chunk.encode() if isinstance(chunk, str) else chunk)

    async def _leave(self, app: App, farewell: Farewell) -> None:
        grace = self._limits.grace
        if farewell is not ENDED:
            await asyncio.gather(self._close(farewell), app.end(grace))
            wrong = farewell in (BROKEN, FAILED)
        else:
            # How it ended is known when it has.
            wrong = await app.end(grace) != 0 or not self._drawn.is_set()
            await self._close((BROKEN if self._drawn.is_set() else FAILED) if wrong else ENDED)
        if wrong:
            self._say(f"a session broke off: {app.last_words or 'it said nothing about it'}")

    async def _close(self, farewell: Farewell) -> None:
        with contextlib.suppress(ConnectionError):
            await self._socket.close(code=farewell.code, message=farewell.sentence.encode())
