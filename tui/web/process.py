"""The app behind one window: a process of its own, spoken to by packets, ended for certain."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from asyncio.subprocess import PIPE
from typing import TYPE_CHECKING, Any

from quizgen.finding import QuizgenError
from tui.web import packets

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncGenerator, Callable, Sequence

DRIVER = "tui.web.driver:WindowDriver"

CHATTER = 100
"""Lines an app may print before it starts to draw; an app that prints more is none."""

TAIL = 4096
"""Bytes of what an app said on stderr that are kept, for the person at the terminal."""

SCHEMES = {"dark": ("15;0", "textual-dark"), "light": ("0;15", "textual-light")}
"""What the browser prefers, and how an app is told: in COLORFGBG, as terminals do, and as Textual's theme."""


class App:
    """A running app. Whoever starts it ends it; what it still says then is read and thrown away, because an app
    whose words nobody takes stands still and cannot finish."""

    def __init__(self, process: Process) -> None:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        self._process = process
        self._in, self._out = process.stdin, process.stdout
        self._said = b""
        self._ended = False
        self._listening = asyncio.create_task(self._listen(process.stderr))

    @classmethod
    async def start(cls, command: Sequence[str], width: int, height: int, scheme: str = "dark") -> App:
        """Run `command`, without a shell, on a screen of `width` by `height` cells."""
        try:
            return cls(
                await asyncio.create_subprocess_exec(
                    *command,
                    stdin=PIPE,
                    stdout=PIPE,
                    stderr=PIPE,
                    env=environment(width, height, scheme),
                    **apart(),
                )
            )
        except OSError as error:
            raise QuizgenError(f"{command[0]} cannot be run: {error.strerror}") from error

    async def packets(self) -> AsyncGenerator[tuple[bytes, bytes], None]:
        """Kind and payload of all that the app says, until it has ended; nothing if it is no Textual app."""
        if not await self._begins():
            return
        with contextlib.suppress(asyncio.IncompleteReadError):
            while True:
                head = await self._out.readexactly(5)
                yield head[:1], await self._out.readexactly(int.from_bytes(head[1:], "big"))

    async def tell(self, packet: bytes) -> None:
        """Hand a packet over, and wait while the app is behind. An app that is gone hears nothing."""
        with contextlib.suppress(ConnectionError, RuntimeError):
            self._in.write(packet)
            await self._in.drain()

    async def end(self, grace: float) -> int:
        """Ask the app to finish, after `grace` seconds tell it to, after as many more kill it; its exit code.

        What the app has saved by then is saved: a grade is on the disk before the next card is shown.
        """
        emptying = asyncio.create_task(self._empty())
        with contextlib.suppress(ConnectionError, RuntimeError):
            self._in.write(packets.meta(type="quit"))
            # On Windows the app's reading thread wakes for nothing else, and the app waits for it.
            self._in.close()
        for harder in (self._terminate, self.kill, self.kill):
            try:
                await asyncio.wait_for(self._process.wait(), grace)
                break
            except TimeoutError:
                harder()
        self.kill()  # what it started and left behind
        self._ended = True
        await asyncio.wait((emptying, self._listening), timeout=grace)
        emptying.cancel()
        self._listening.cancel()
        return self._process.returncode or 0

    def kill(self) -> None:
        """End the app and, but for Windows, what it started, at once. It may have ended before."""
        if not self._ended:  # or its number may be somebody else's by now
            self._signal("SIGKILL", self._process.kill)

    @property
    def last_words(self) -> str:
        """The end of what the app said on stderr."""
        return self._said.decode("utf-8", "replace").strip()

    async def _begins(self) -> bool:
        """Read up to the packets; whether there are any."""
        with contextlib.suppress(ValueError):  # a line without end
            for _ in range(CHATTER):
                if not (line := await self._out.readline()) or line == packets.PRELUDE:
                    return bool(line)
        return False

    def _terminate(self) -> None:
        self._signal("SIGTERM", self._process.terminate)

    def _signal(self, name: str, otherwise: Callable[[], None]) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                otherwise()
            else:
                os.killpg(self._process.pid, signal.Signals[name])

    async def _listen(self, stderr: asyncio.StreamReader) -> None:
        while said := await stderr.read(TAIL):
            self._said = (self._said + said)[-TAIL:]

    async def _empty(self) -> None:
        while await self._out.read(65_536):
            pass


def environment(width: int, height: int, scheme: str) -> dict[str, str]:
    """Our own environment, and what makes a Textual app speak packets instead of drawing."""
    colours, theme = SCHEMES.get(scheme, SCHEMES["dark"])
    return (
        {"TEXTUAL_THEME": theme}
        | os.environ
        | {
            "COLORFGBG": colours,
            "COLUMNS": str(width),
            "ROWS": str(height),
            "TERM_PROGRAM": "textual",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
            "TEXTUAL_DRIVER": DRIVER,
        }
    )


def apart() -> dict[str, Any]:
    """How to start a process so that a Ctrl-C in our terminal reaches us alone, and the app ends in order."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    else:  # noqa: RET505 (mypy, told that this is Windows, would call what stands outside unreachable)
        return {"start_new_session": True}
