"""The server of the browser window: it listens on this machine, opens visits, and ends them all before it ends."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
import threading
import webbrowser
from typing import TYPE_CHECKING

import click
from aiohttp import web

from quizgen.finding import QuizgenError
from tui.terminal import safe
from tui.web import packets, pages
from tui.web.gate import Gate, guard, harden
from tui.web.visit import FULL, STOPPED, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aiohttp.typedefs import Handler

    from tui.web.limits import Limits

HEARTBEAT = 20.0
"""Seconds between two questions whether a browser is still there."""

GOODBYE = 2.0
"""Seconds a browser has to answer that a window is closed."""

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl-C, what ends a service, the closing of a terminal, and Ctrl-Break on Windows."""

_SILENT = logging.Logger("quizgen.web")
"""For aiohttp, which would log addresses, and so the secret, of requests that are not HTTP."""
_SILENT.addHandler(logging.NullHandler())

_TAKEN = {
    errno.EADDRINUSE: "is taken; choose another, or 0 for a free one",
    errno.EACCES: "may not be used by you; choose one above 1023, or 0 for a free one",
}


class Server:
    """What is listened on, and who visits."""

    def __init__(self, command: Sequence[str], title: str, limits: Limits, gate: Gate | None = None) -> None:
        self.gate = gate or Gate()
        self.visits: set[Visit] = set()
        self._command, self._title, self._limits = tuple(command), title, limits
        self._statics = pages.statics()
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> None:
        """Listen; `gate.address` is then where. Raises QuizgenError where that cannot be."""
        app = web.Application(middlewares=[_own_up, guard(self.gate)], logger=_SILENT)
        app.add_routes(
            [
                web.get("/{secret}/", self._page),
                web.get("/{secret}/ws", self._socket),
                web.get("/{secret}/static/{name}", self._static),
                web.get("/{secret}/download/{key}", self._download, allow_head=False),
            ]
        )
        # So that there is something to refuse, whatever is asked for.
        app.router.add_route("*", "/{secret}{rest:.*}", _nothing)
        app.on_response_prepare.append(harden)
        self._runner = runner = web.AppRunner(app, access_log=None, logger=_SILENT, shutdown_timeout=GOODBYE)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            await runner.cleanup()
            why = _TAKEN.get(error.errno or 0, f"cannot be listened on ({error.strerror})")
            raise QuizgenError(f"port {port} on {host} {why}") from error
        self.gate.open(host, runner.addresses[0][1])

    async def stop(self) -> None:
        """Let everybody finish, then be gone; nothing that was started is left."""
        self.gate.close()
        try:
            for visit in self.visits:
                visit.dismiss(STOPPED)
            await asyncio.gather(*(visit.over.wait() for visit in self.visits))
            if self._runner is not None:
                await self._runner.cleanup()
        finally:
            for visit in self.visits:
                visit.kill()

    @property
    def _is_full(self) -> bool:
        return len(self.visits) >= self._limits.visitors

    async def _page(self, request: web.Request) -> web.Response:
        root = f"/{self.gate.secret}"
        if self._is_full:
            full = pages.page("full", title=self._title, root=root, sentence=FULL.sentence)
            return web.Response(
                status=503, text=full, content_type="text/html", headers={"Retry-After": "10"}
            )
        socket = f"ws://{request.host}{root}/ws"
        return web.Response(
            text=pages.page("session", title=self._title, root=root, socket=socket), content_type="text/html"
        )

    async def _static(self, request: web.Request) -> web.Response:
        found = self._statics.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        return web.Response(body=found[0], headers={"Content-Type": found[1]})

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if not self.gate.is_own_page(request):
            return web.Response(status=403, text="This window answers to its own page only.\n")
        try:
            asked = (
                int(request.query.get(name, usual)) for name, usual in (("width", "80"), ("height", "24"))
            )
            width, height = packets.size(*asked)
        except ValueError:
            return web.Response(status=400, text="A size is two whole numbers.\n")
        most = self._limits.message
        socket = web.WebSocketResponse(
            heartbeat=HEARTBEAT, max_msg_size=most, timeout=GOODBYE, compress=False
        )
        await socket.prepare(request)
        # From here to the visit's own place nothing is waited for: nobody slips in between.
        refused = STOPPED if not self.gate.hosts else FULL if self._is_full else None
        if refused is not None:
            await socket.close(code=refused.code, message=refused.sentence.encode())
            return socket
        address = f"http://{request.host}/{self.gate.secret}/"
        visit = Visit(self._command, socket, self._limits, address, say)
        self.visits.add(visit)
        try:
            await visit.run(width, height, request.query.get("scheme", "dark"))
        finally:
            self.visits.discard(visit)
        return socket

    async def _download(self, request: web.Request) -> web.StreamResponse:
        key = request.match_info["key"]
        download = next((found for visit in self.visits if (found := visit.downloads.get(key))), None)
        if download is None or not download.claim():
            raise web.HTTPNotFound
        response = web.StreamResponse(headers=download.headers)
        await response.prepare(request)
        async for piece in download.pieces(self._limits.download):
            await response.write(piece)
        await response.write_eof()
        return response


@web.middleware
async def _own_up(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Tell the terminal what went wrong here, since aiohttp is kept from it."""
    try:
        return await handler(request)
    except (web.HTTPException, ConnectionError):
        raise
    except QuizgenError as error:
        say(str(error))
        raise
    except Exception as error:
        say(f"quizgen itself is at fault in the browser window ({type(error).__name__}: {error})")
        raise


async def _nothing(request: web.Request) -> web.Response:
    raise web.HTTPNotFound


def run(
    command: Sequence[str], title: str, host: str, port: int, limits: Limits, *, open_browser: bool
) -> None:
    """Serve until a signal asks to end."""
    asyncio.run(_run(Server(command, title, limits), host, port, open_browser))


async def _run(server: Server, host: str, port: int, open_browser: bool) -> None:
    asked_to_end = asyncio.Event()
    with _heeding(asked_to_end):
        await server.start(host, port)
        try:
            say(f"Open {server.gate.address} in a browser on this machine; Ctrl-C ends it.")
            if open_browser:
                # A thread that nobody waits for: a browser of the terminal returns when it is left.
                threading.Thread(target=_open, args=(server.gate.sell(),), daemon=True).start()
            await asked_to_end.wait()
        finally:
            await server.stop()


def _open(address: str) -> None:
    if not webbrowser.open(address):
        say("No browser could be opened from here; open the address yourself.")


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    with contextlib.suppress(OSError):
        click.echo(safe(sentence), err=True)


@contextlib.contextmanager
def _heeding(asked_to_end: asyncio.Event) -> Iterator[None]:
    """Set the event for each signal that would end us; the second of them is as patient as the first."""
    loop = asyncio.get_running_loop()
    kept = {}
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        # What whoever started us wants ignored (nohup) stays ignored.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            # Not the loop's own way, which Windows has not. Our handler only wakes the loop.
            kept[number] = signal.signal(number, lambda *_: loop.call_soon_threadsafe(asked_to_end.set))
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
