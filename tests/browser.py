"""A real browser without a head, driven over the DevTools protocol; what a test does to it, a person could do."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import ClientSession

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

FLAGS = """
--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync --disable-default-apps --disable-dev-shm-usage --disable-extensions
--metrics-recording-only --mute-audio --no-default-browser-check --window-size=1280,800 --remote-debugging-port=0
""".split()


def found() -> str | None:
    """Where a browser is, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextlib.asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Browser]:
    """A browser whose profile is in `folder`; it ends with the block."""
    program = found()
    assert program is not None
    process = await asyncio.create_subprocess_exec(
        program,
        *FLAGS,
        f"--user-data-dir={folder}",
        env=os.environ | {"HOME": str(folder)},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        async with asyncio.timeout(30):
            while not (
                told := re.search(rb"DevTools listening on (ws://\S+)", await process.stderr.readline())
            ):
                assert not process.stderr.at_eof()
        emptying = asyncio.create_task(process.stderr.read())
        async with ClientSession() as session, session.ws_connect(told[1].decode(), max_msg_size=0) as socket:
            yield (one := Browser(socket))
            await one.close()
    finally:
        process.terminate()
        await process.wait()
        await emptying


class Browser:
    """Sends commands, and hands events to the tab they are about."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._tabs: dict[str, Tab] = {}
        self._reading = asyncio.create_task(self._read())

    async def do(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        message = {"id": self._number, "method": method, "params": params}
        await self._socket.send_json(message | ({"sessionId": session} if session else {}))
        async with asyncio.timeout(30):
            return await answer

    async def open(self, address: str, scheme: str = "dark") -> Tab:
        """A new tab that watches itself from its first request on."""
        target = (await self.do("Target.createTarget", url="about:blank"))["targetId"]
        session = (await self.do("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        tab = self._tabs[session] = Tab(self, target, session)
        for domain in ("Page", "Network", "Runtime", "Log"):
            await tab.do(f"{domain}.enable")
        await tab.do(
            "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}]
        )
        await tab.do("Page.navigate", url=address)
        return tab

    async def close(self) -> None:
        with contextlib.suppress(ConnectionError):
            await self.do("Browser.close")
        self._reading.cancel()

    async def _read(self) -> None:
        async for message in self._socket:
            said = message.json()
            if (answer := self._answers.pop(said.get("id"), None)) is not None:
                if "error" in said:
                    answer.set_exception(RuntimeError(said["error"]["message"]))
                else:
                    answer.set_result(said["result"])
            elif (tab := self._tabs.get(said.get("sessionId", ""))) is not None:
                tab.note(said["method"], said["params"])


class Tab:
    """One page: what it asked for, what its terminal was told, what it complained of."""

    def __init__(self, browser: Browser, target: str, session: str) -> None:
        self._browser, self._target, self._session = browser, target, session
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.drawn = b""

    def note(self, method: str, params: dict[str, Any]) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.asked.append(params["request"]["url"])
            case "Network.webSocketCreated":
                self.asked.append(params["url"])
            case "Network.webSocketFrameReceived" if params["response"]["opcode"] == 2:
                self.drawn += base64.b64decode(params["response"]["payloadData"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(params["exceptionDetails"]))
            case "Log.entryAdded" if params["entry"]["level"] in ("error", "warning"):
                self.complaints.append(params["entry"]["text"])

    async def do(self, method: str, **params: Any) -> dict[str, Any]:
        return await self._browser.do(method, self._session, **params)

    async def run(self, script: str) -> Any:
        """The value of a script of the page."""
        done = await self.do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return done["result"].get("value")

    async def becomes(self, expression: str, wanted: object = True, seconds: float = 20.0) -> None:
        """Wait until an expression of JavaScript has a value; a page that is not there yet has none."""
        expression = f"(() => {{ try {{ return {expression}; }} catch {{ return null; }} }})()"
        async with asyncio.timeout(seconds):
            while await self.run(expression) != wanted:
                await asyncio.sleep(0.05)

    async def press(self, key: str) -> None:
        code = {"Key": key, "code": "Space" if key == " " else f"Key{key.upper()}", "text": key}
        keyed = {"key": key, "code": code["code"], "windowsVirtualKeyCode": ord(key.upper())}
        await self.do("Input.dispatchKeyEvent", type="keyDown", text=key, **keyed)
        await self.do("Input.dispatchKeyEvent", type="keyUp", **keyed)

    @property
    def text(self) -> str:
        """All that the terminal was told to show so far, without colours and places."""
        return re.sub(r"\x1b\[[\d;?$]*[A-Za-z]|\x1b.", "", self.drawn.decode("utf-8", "replace"))

    async def picture(self) -> bytes:
        """A screenshot, as a PNG."""
        return base64.b64decode((await self.do("Page.captureScreenshot", format="png"))["data"])

    async def shut(self) -> None:
        """Close the tab, as a person does."""
        await self._browser.do("Target.closeTarget", targetId=self._target)


async def until(true: Callable[[], Any], seconds: float = 20.0) -> None:
    """Wait until something holds; a test that waits in vain fails."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.05)
