"""The browser window: who gets in, what it loads, how it ends, in a real browser too."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientPayloadError, ClientSession, WSMsgType, WSServerHandshakeError
from browser import browser, found, until
from yarl import URL

from quizgen.finding import QuizgenError
from tui import web
from tui.web import check_command, packets, pages, serve, server, visit
from tui.web.gate import Gate
from tui.web.limits import Limits
from tui.web.process import App
from tui.web.server import Server
from tui.web.visit import Farewell, Pace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from aiohttp import ClientWebSocketResponse

ROOT = Path(__file__).parent.parent
APP = Path(__file__).parent / "web_app.py"
QUESTION = b"Who wrote"

needs_browser = pytest.mark.skipif(found() is None, reason="no Chromium here")
needs_signals = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no signals to send to another process"
)


@pytest.fixture(autouse=True)
def _apps_find_this_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


class Guest:
    """Somebody who comes over the network, and the server they come to."""

    def __init__(self, server: Server, session: ClientSession, log: Path) -> None:
        self.server, self.session, self._log = server, session, log
        self.page = URL(server.gate.address)
        self.home = self.page.origin()

    @property
    def log(self) -> list[str]:
        return self._log.read_text("utf-8").splitlines() if self._log.exists() else []

    @property
    def pids(self) -> list[int]:
        return [int(line.partition(" ")[2]) for line in self.log if line.startswith("pid ")]

    async def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str, Any]:
        """Status, text and headers; `path` goes out letter by letter."""
        address = URL(f"{self.home}{path}", encoded=True)
        async with self.session.request(method, address, headers=headers, allow_redirects=False) as answer:
            return answer.status, await answer.text("utf-8", "replace"), answer.headers

    async def enter(self, **query: str) -> Window:
        origin = {"Origin": str(self.home)}
        query = {"width": "80", "height": "24"} | query
        return Window(await self.session.ws_connect(self.page / "ws" % query, headers=origin))


_OPEN: list[ClientWebSocketResponse] = []
"""To be closed when a test is done; what is left to the garbage collector complains in the midst of another."""


class Window:
    """A websocket as our page has it."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        _OPEN.append(socket)
        self.drawn = b""
        self.told: list[Any] = []

    async def see(self, text: bytes) -> None:
        """Wait until the app has drawn `text`."""
        async with asyncio.timeout(20):
            while text not in self.drawn:
                assert await self._receive(), f"closed with {self.socket.close_code} before {text!r}"

    async def hear(self) -> Any:
        """The next thing that is said to the page itself."""
        async with asyncio.timeout(20):
            while not self.told:
                assert await self._receive()
        return self.told.pop(0)

    async def type(self, text: str) -> None:
        await self.socket.send_str(json.dumps(["stdin", text]))

    async def farewell(self) -> int | None:
        """Wait for the end; the code it came with."""
        async with asyncio.timeout(20):
            while await self._receive():
                pass
        return self.socket.close_code

    async def _receive(self) -> bool:
        message = await self.socket.receive()
        if message.type == WSMsgType.BINARY:
            self.drawn += message.data
        elif message.type == WSMsgType.TEXT:
            self.told.append(json.loads(message.data))
        return message.type in (WSMsgType.BINARY, WSMsgType.TEXT)


@contextlib.asynccontextmanager
async def served(folder: Path, habit: str = "", limits: Limits | None = None) -> AsyncIterator[Guest]:
    log = folder / "log"
    habits = [habit] if habit else []
    one = Server([sys.executable, str(APP), str(log), *habits], 'Facts & <b>"more"</b>', limits or Limits())
    await one.start("127.0.0.1", 0)
    try:
        async with ClientSession() as session:
            yield Guest(one, session, log)
    finally:
        await one.stop()


def run(work: Coroutine[Any, Any, None]) -> None:
    async def whole() -> None:
        try:
            await work
        finally:
            while _OPEN:
                await _OPEN.pop().close()

    asyncio.run(whole())


def alive(pid: int) -> bool:
    if os.name == "nt":
        listed = subprocess.run(["tasklist", "/FI", f"PID eq {pid}"], capture_output=True, text=True)
        return str(pid) in listed.stdout
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # What has ended and was not yet fetched by its parent is dead too.
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return not state.stdout.strip().startswith("Z") and state.returncode == 0


# The page


def test_page_shows_its_title_as_text_and_speaks_to_those_without_scripts_or_eyes(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            status, page, headers = await guest.get(guest.page.path)
        assert status == 200
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert "<title>Facts &amp; &lt;b&gt;&quot;more&quot;&lt;/b&gt;</title>" in page
        assert '<html lang="en">' in page
        assert "<noscript>" in page
        assert "quizgen study --plain" in page

    run(work())


def test_every_answer_forbids_what_a_page_could_do_to_us(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            for path in (
                guest.page.path,
                f"{guest.page.path}static/page.js",
                f"{guest.page.path}nowhere",
                "/",
            ):
                _, _, headers = await guest.get(path)
                policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
                assert policy["default-src"] == "'none'"
                assert policy["script-src"] == "'self'"
                assert policy["connect-src"] == f"ws://{guest.home.authority}"
                assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
                assert not re.search(r"https?:|\*|data:|unsafe-eval", headers["Content-Security-Policy"])
                assert headers["X-Frame-Options"] == "DENY"
                assert headers["Referrer-Policy"] == "no-referrer"
                assert headers["X-Content-Type-Options"] == "nosniff"
                assert headers["Cache-Control"] == "no-store"
                assert headers["Server"] == "quizgen"

    run(work())


def test_page_and_files_name_nothing_outside(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            _, page, _ = await guest.get(guest.page.path)
            wanted = re.findall(r'(?:src|href)="([^"]+)"', page)
            assert len(wanted) == 5
            for path in wanted:
                status, text, _ = await guest.get(path)
                assert status == 200
                assert text
                assert not re.search(r"""(?:url\(|@import|import\(|src=)\s*["']?(?:https?:)?//""", text)
                # A namespace and the licence of xterm are named, and not loaded.
                text = re.sub(r'xmlns="[^"]*"|/\*.*?\*/', "", text, flags=re.DOTALL)
                assert not re.search(r"https?://\w", text), path

    run(work())


def test_every_file_of_the_page_is_there() -> None:
    files = pages.statics()
    assert all(content for content, _ in files.values())
    assert b'url("mono.ttf")' in files["page.css"][0]
    # What page.js relies on: the script starts at window.onload, and takes its address and letters from data-….
    script = files["textual.js"][0]
    for relied_on in (b"window.onload=", b"sessionWebsocketUrl", b"dataset.fontSize", b'"-first-byte"'):
        assert relied_on in script


# Who gets in


def test_without_the_secret_there_is_nothing(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            secret = guest.server.gate.secret
            assert len(secret) >= 43
            wrong = (
                "x" * len(secret),
                secret[:-1],
                f"{secret}x",
                secret.swapcase(),
                "%00",
                "%f0%9f%98%80",
                "%ff",
            )
            ends = ("", "/", "/ws", "/static/page.js", "/download/key")
            paths = ["/", "/ws", "/static/page.js", "/download/key", "/favicon.ico", "//"]
            for path in [*paths, *(f"/{first}{end}" for first in wrong for end in ends)]:
                for method in ("GET", "HEAD", "POST"):
                    status, text, headers = await guest.get(path, method)
                    assert (status, secret in f"{text}{headers}") == (404, False), path
            for path in ("/ws", f"/{wrong[0]}/ws"):
                with pytest.raises(WSServerHandshakeError, match="404"):
                    await guest.session.ws_connect(f"{guest.home}{path}", headers={"Origin": str(guest.home)})
            assert guest.log == []

    run(work())


def test_another_name_for_this_machine_is_refused(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            port = guest.home.port
            for host in (
                "evil.example",
                f"evil.example:{port}",
                "127.0.0.1",
                "localhost:1",
                f"127.0.0.2:{port}",
                "",
            ):
                status, _, _ = await guest.get(guest.page.path, Host=host)
                assert status == 403, host
                rebound = {"Host": host, "Origin": f"http://{host}"}
                with pytest.raises(WSServerHandshakeError, match="403"):
                    await guest.session.ws_connect(guest.page / "ws", headers=rebound)
            status, page, _ = await guest.get(guest.page.path, Host=f"localhost:{port}")
            assert status == 200
            assert f"ws://localhost:{port}/" in page
            assert guest.log == []

    run(work())


def test_a_page_of_others_cannot_open_the_socket(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            port = guest.home.port
            others = (
                None,
                "null",
                "http://evil.example",
                f"https://127.0.0.1:{port}",
                f"http://localhost:{port}",
                "http://127.0.0.1:1",
                f"http://127.0.0.1:{port}/",
                f"http://127.0.0.1:{port}.evil.example",
            )
            for origin in others:
                with pytest.raises(WSServerHandshakeError, match="403"):
                    await guest.session.ws_connect(
                        guest.page / "ws", headers={"Origin": origin} if origin else {}
                    )
            assert guest.log == []

    run(work())


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_only_reading_is_done_here(tmp_path: Path, method: str) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            for end in ("", "ws", "static/page.js", "download/key"):
                status, _, headers = await guest.get(f"{guest.page.path}{end}", method)
                assert (status, headers["Allow"]) == (405, "GET, HEAD")

    run(work())


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../session.html",
        "%2e%2e/session.html",
        "%2e%2e%2fsession.html",
        "..%5csession.html",
        "....//session.html",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "page.js/..%2f..%2fserver.py",
        "page.js%00",
        "css/xterm.css",
        "PAGE.JS",
        "~",
        "C:%5cWindows%5cwin.ini",
    ],
)
def test_no_path_leads_out_of_the_files_of_the_page(tmp_path: Path, path: str) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            status, _, _ = await guest.get(f"{guest.page.path}static/{path}")
            assert status == 404

    run(work())


def test_a_ticket_leads_in_once_and_holds_no_secret(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            ticket = URL(guest.server.gate.sell())
            assert guest.server.gate.secret not in str(ticket)
            assert (await guest.get(ticket.path, "HEAD"))[0] == 404
            assert (await guest.get(ticket.path, Host="evil.example"))[0] == 403
            status, _, headers = await guest.get(ticket.path)
            assert (status, headers["Location"]) == (303, guest.page.path)
            assert (await guest.get(ticket.path))[0] == 404

    run(work())


def test_a_secret_is_made_for_each_start_and_not_printed_with_the_gate() -> None:
    one, other = Gate(), Gate()
    assert one.secret != other.secret
    assert one.secret not in repr(one)


def test_without_a_ticket_none_is_taken() -> None:
    assert not Gate().tear("")


@pytest.mark.parametrize(
    ("host", "port", "names"),
    [
        ("127.0.0.1", 8000, ("127.0.0.1:8000", "localhost:8000")),
        ("::1", 8000, ("[::1]:8000", "localhost:8000")),
        ("127.0.0.1", 80, ("127.0.0.1:80", "localhost:80", "127.0.0.1", "localhost")),
    ],
)
def test_a_gate_knows_its_names(host: str, port: int, names: tuple[str, ...]) -> None:
    gate = Gate()
    gate.open(host, port)
    assert gate.hosts == names


# A session


def test_a_session_shows_the_question_and_keeps_the_grade(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            window = await guest.enter(width="100", height="30")
            await window.see(QUESTION)
            await window.type(" ")
            await window.see(b"Lovelace")
            await window.socket.send_str('["resize", {"width": 60, "height": 20}]')
            await window.socket.send_str('["ping", "1"]')
            await window.type("3")
            await window.see(b"kept 3")
            (pid,) = guest.pids
            assert alive(pid)
            await window.socket.close()
            await until(lambda: not guest.server.visits)
            assert not alive(pid)
            assert {"size 100x30", "grade 3"} < set(guest.log)
            assert guest.log[-1] == "bye"

    run(work())


def test_each_window_has_a_process_of_its_own(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            one, other = await guest.enter(), await guest.enter()
            await one.see(QUESTION)
            await other.see(QUESTION)
            assert len(set(guest.pids)) == 2
            await one.type("q")
            assert await one.farewell() == visit.ENDED.code
            await other.type(" ")
            await other.see(b"Lovelace")

    run(work())


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        ("light", "colours 0;15 textual-light"),
        ("dark", "colours 15;0 textual-dark"),
        ("?", "colours 15;0 textual-dark"),
    ],
)
def test_the_app_is_told_which_colours_the_browser_likes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str, told: str
) -> None:
    monkeypatch.delenv("TEXTUAL_THEME", raising=False)

    async def work() -> None:
        async with served(tmp_path) as guest:
            window = await guest.enter(scheme=scheme)
            await window.see(QUESTION)
            await window.type("w")
            await until(lambda: told in guest.log)

    run(work())


def test_words_of_the_command_reach_the_app_as_they_are(tmp_path: Path) -> None:
    async def work() -> None:
        words = ["a b", 'c"d', "$HOME `x` %PATH%", "e\\", "", "; exit", "ä*", "'"]
        say = f"import sys, json; open({str(tmp_path / 'words')!r}, 'w').write(json.dumps(sys.argv[1:]))"
        app = await App.start([sys.executable, "-c", say, *words], 80, 24)
        async for _ in app.packets():
            pytest.fail("it says nothing")
        await app.end(5)
        assert json.loads((tmp_path / "words").read_text()) == words

    run(work())


def test_a_file_of_the_app_can_be_saved_once(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            window = await guest.enter()
            await window.see(QUESTION)
            await window.type("d")
            kind, said = await window.hear()
            assert kind == "open_url"
            address = URL(said["url"])
            assert address.origin() == guest.home
            key = address.name
            assert (await guest.get(f"/download/{key}"))[0] == 404
            taking = asyncio.create_task(guest.get(address.path))
            while not taking.done():  # what is drawn meanwhile is taken, as a browser does
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(asyncio.shield(taking), 0.1)
            status, text, headers = taking.result()
            assert (status, text) == (200, "kept äöü " * 20_000)
            assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''gr%C3%A4de%20s.txt"
            assert headers["Content-Type"] == "application/octet-stream"
            assert (await guest.get(address.path))[0] == 404

    run(work())


def test_a_file_too_large_is_not_taken_for_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def work() -> None:
        async with served(tmp_path, limits=Limits(download=100_000)) as guest:
            window = await guest.enter()
            await window.see(QUESTION)
            await window.type("d")
            _, said = await window.hear()
            with pytest.raises(ClientPayloadError):
                await guest.get(URL(said["url"]).path)

    run(work())
    assert "is larger than the 100000 bytes" in capsys.readouterr().err


# How it ends


def test_an_app_that_quits_says_so(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            window = await guest.enter()
            await window.see(QUESTION)
            await window.type("q")
            assert await window.farewell() == visit.ENDED.code
            assert guest.log[-1] == "bye"

    run(work())


def test_an_app_that_falls_over_says_why_at_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            window = await guest.enter()
            await window.see(QUESTION)
            await window.type("x")
            assert await window.farewell() == visit.BROKEN.code

    run(work())
    said = capsys.readouterr().err
    assert "fell over" in said
    assert "\x1b" not in said


@pytest.mark.parametrize("limits", [Limits(start=1, grace=0.5), Limits(start=60, visitors=1, grace=0.5)])
def test_what_is_no_app_does_not_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], limits: Limits
) -> None:
    async def work() -> None:
        async with served(tmp_path, "silent", limits) as guest:
            window = await guest.enter()
            if limits.start > 1:
                await until(lambda: guest.pids)
                os.kill(guest.pids[0], signal.SIGTERM)
            assert await window.farewell() == visit.FAILED.code
            await until(lambda: not guest.server.visits)
            assert not alive(guest.pids[0])

    run(work())
    assert "a reason" in capsys.readouterr().err


def test_a_program_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def work() -> None:
        one = Server([str(tmp_path / "nobody")], "Facts", Limits())
        await one.start("127.0.0.1", 0)
        async with ClientSession() as session:
            window = await Guest(one, session, tmp_path / "log").enter()
            assert await window.farewell() == visit.FAILED.code
        await one.stop()

    run(work())
    assert re.search(r"nobody cannot be run: ", capsys.readouterr().err)


@pytest.mark.parametrize("habit", ["stubborn", pytest.param("child", marks=needs_signals)])
def test_nothing_outlives_its_window(tmp_path: Path, habit: str) -> None:
    async def work() -> None:
        async with served(tmp_path, habit, Limits(grace=0.5)) as guest:
            window = await guest.enter()
            await window.see(QUESTION)
            await window.type("1")
            await window.see(b"kept 1")
            assert all(alive(pid) for pid in guest.pids)
            await window.socket.close()
            await until(lambda: not guest.server.visits)
            await until(lambda: not any(alive(pid) for pid in guest.pids))
            assert "grade 1" in guest.log

    run(work())


def test_stopping_ends_every_session_in_order(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            windows = [await guest.enter() for _ in range(2)]
            for window in windows:
                await window.see(QUESTION)
                await window.type("3")
                await window.see(b"kept 3")
            ends = [asyncio.create_task(window.farewell()) for window in windows]
            await guest.server.stop()
            assert await asyncio.gather(*ends) == [visit.STOPPED.code] * 2
            assert not any(alive(pid) for pid in guest.pids)
            assert guest.log.count("bye") == guest.log.count("grade 3") == 2

    run(work())


# Limits


def test_beyond_the_last_place_there_is_a_polite_page(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path, limits=Limits(visitors=1)) as guest:
            first = await guest.enter()
            await first.see(QUESTION)
            status, page, headers = await guest.get(guest.page.path)
            assert (status, headers["Retry-After"]) == (503, "10")
            assert visit.FULL.sentence in page
            assert "Try again" in page
            second = await guest.enter()
            assert await second.farewell() == visit.FULL.code
            assert len(guest.pids) == 1
            await first.socket.close()
            await until(lambda: not guest.server.visits)
            third = await guest.enter()
            await third.see(QUESTION)

    run(work())


def test_a_window_nobody_touches_is_closed(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path, limits=Limits(idle=1.5)) as guest:
            window = await guest.enter()
            await window.see(QUESTION)
            for _ in range(4):
                await asyncio.sleep(0.5)
                await window.type("1")
            await window.see(b"kept 1")  # after 2 seconds: a key begins the time anew
            assert await window.farewell() == visit.IDLE.code
            await until(lambda: not guest.server.visits)
            assert not any(alive(pid) for pid in guest.pids)

    run(work())


@pytest.mark.parametrize(
    "message",
    [
        "",
        "{}",
        "[]",
        '["stdin"]',
        '["stdin", 1]',
        '["quit"]',
        '["resize", {"width": "80", "height": 24}]',
        '["resize", {"width": true, "height": 24}]',
        '["resize", {"width": 1e3, "height": 24}]',
        "[" * 50_000,
        '["stdin", ' + "9" * 10_000 + "]",
    ],
    ids=lambda message: message[:20],
)
def test_nonsense_is_not_a_message(message: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        packets.from_page(message)


def test_nonsense_ends_the_session_and_nothing_else(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            for text in ("nonsense", b"nonsense"):
                window = await guest.enter()
                await window.see(QUESTION)
                if isinstance(text, str):
                    await window.socket.send_str(text)
                else:
                    await window.socket.send_bytes(text)
                assert await window.farewell() == visit.NONSENSE.code
            await (await guest.enter()).see(QUESTION)

    run(work())


def test_a_message_too_long_is_not_read(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path, limits=Limits(message=1000)) as guest:
            window = await guest.enter()
            await window.see(QUESTION)
            await window.type("1" * 2000)
            assert await window.farewell() == 1009
            await until(lambda: not guest.server.visits)
            assert "grade 1" not in guest.log

    run(work())


def test_a_flood_ends_the_session(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path, limits=Limits(rate=10, burst=20)) as guest:
            window = await guest.enter()
            await window.see(QUESTION)
            for _ in range(40):
                await window.socket.send_str('["ping", "1"]')
            assert await window.farewell() == visit.FLOOD.code

    run(work())


def test_a_pace_allows_bursts_but_not_for_long() -> None:
    now = 0.0
    pace = Pace(10, 3, lambda: now)
    assert [pace.allows() for _ in range(4)] == [True, True, True, False]
    now = 0.25
    assert [pace.allows() for _ in range(3)] == [True, True, False]
    now = 100.0
    assert [pace.allows() for _ in range(4)] == [True, True, True, False]


@pytest.mark.parametrize(("width", "kept"), [("0", "1"), ("-5", "1"), ("100000", "500")])
def test_a_size_is_brought_into_reason(tmp_path: Path, width: str, kept: str) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            window = await guest.enter(width=width, height="10")
            await until(lambda: f"size {kept}x10" in guest.log)
            await window.socket.close()

    run(work())


@pytest.mark.parametrize("width", ["x", "", "1e3", "9" * 5000])
def test_a_size_that_is_none_is_refused(tmp_path: Path, width: str) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest:
            with pytest.raises(WSServerHandshakeError, match="400"):
                await guest.enter(width=width)

    run(work())


@pytest.mark.parametrize("farewell", [value for value in vars(visit).values() if isinstance(value, Farewell)])
def test_a_farewell_fits_into_a_websocket(farewell: Farewell) -> None:
    assert len(farewell.sentence.encode()) <= 123


# The command


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.1.2", "example.org", "127.0.0.1.example.org"])
def test_only_this_machine_can_be_served(host: str) -> None:
    with pytest.raises(QuizgenError, match="stays on this machine"):
        serve(["app"], title="Facts", host=host)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_is_none_is_named(port: int) -> None:
    with pytest.raises(QuizgenError, match=f"no port has the number {port}"):
        serve(["app"], title="Facts", port=port)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    async def work() -> int:
        async with served(tmp_path) as guest:
            port = guest.home.port
            assert port is not None
            with pytest.raises(QuizgenError, match=f"^port {port} on 127.0.0.1 is taken; choose another"):
                await Server(["app"], "Facts", Limits()).start("127.0.0.1", port)
            return port

    assert asyncio.run(work())


def test_without_textual_serve_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "find_spec", lambda name: None)
    sentence = r"^the browser window needs textual-serve; pip install 'quizgen\[web\]'$"
    with pytest.raises(QuizgenError, match=sentence):
        serve(["app"], title="Facts")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ([], "nothing to show"),
        ([""], "nothing to show"),
        (["app", "a\0b"], "NUL"),
        (["C:\\quizgen.BAT"], "is a batch file"),
        (["quizgen.cmd. "], "is a batch file"),
    ],
)
def test_a_command_that_cannot_be_run_word_by_word_is_refused(command: list[str], why: str) -> None:
    with pytest.raises(QuizgenError, match=why):
        check_command(command, "nt")


def test_a_command_of_a_real_program_is_taken() -> None:
    check_command(["C:\\Program Files\\quizgen.exe", "study", "a b.md"], "nt")
    check_command(["./quizgen.cmd"], "posix")


@contextlib.asynccontextmanager
async def started(log: Path, *habit: str, **env: str) -> AsyncIterator[tuple[Any, str]]:
    """`serve` in a process of its own, and what it says first."""
    command = [sys.executable, str(APP), str(log), *habit]
    source = f"from tui.web import serve; serve({command!r}, title='Facts', open_browser={bool(env)})"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        source,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | env,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        yield process, (await asyncio.wait_for(process.stderr.readline(), 20)).decode()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.stderr.read()
        await process.wait()


@needs_signals
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_the_server_and_all_it_started(tmp_path: Path, name: str) -> None:
    async def work() -> None:
        async with started(tmp_path / "log") as (process, said), ClientSession() as session:
            line = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+/([\w-]{43})/) in a browser .*\n", said)
            assert line is not None
            address, secret = line.groups()
            windows = []
            for _ in range(2):
                headers = {"Origin": str(URL(address).origin())}
                windows.append(Window(await session.ws_connect(f"{address}ws", headers=headers)))
                await windows[-1].see(QUESTION)
                await windows[-1].type("3")
                await windows[-1].see(b"kept 3")
            log = (tmp_path / "log").read_text("utf-8").splitlines()
            pids = [int(entry[4:]) for entry in log if entry.startswith("pid")]
            listed = subprocess.run(["ps", "-e", "-ww", "-o", "args="], capture_output=True, text=True).stdout
            assert str(APP) in listed
            assert secret not in listed
            for pid in pids:
                if (environ := Path(f"/proc/{pid}/environ")).exists():
                    assert secret.encode() not in environ.read_bytes()
            process.send_signal(getattr(signal, name))
            process.send_signal(getattr(signal, name))  # the impatient press twice
            assert [await window.farewell() for window in windows] == [visit.STOPPED.code] * 2
            assert await asyncio.wait_for(process.wait(), 20) == 0
            assert not any(alive(pid) for pid in pids)
            log = (tmp_path / "log").read_text("utf-8").splitlines()
            assert (len(pids), log.count("grade 3"), log.count("bye")) == (2, 2, 2)
            assert await process.stderr.read() == b""

    run(work())


@needs_signals
def test_a_server_that_is_killed_leaves_nothing_running(tmp_path: Path) -> None:
    async def work() -> None:
        async with started(tmp_path / "log") as (process, said), ClientSession() as session:
            address = said.split()[1]
            window = Window(
                await session.ws_connect(f"{address}ws", headers={"Origin": str(URL(address).origin())})
            )
            await window.see(QUESTION)
            await window.type("3")
            await window.see(b"kept 3")
            log = tmp_path / "log"
            pid = int(log.read_text("utf-8").partition("\n")[0].removeprefix("pid "))
            process.kill()
            await until(lambda: not alive(pid))
            assert log.read_text("utf-8").splitlines()[-2:] == ["grade 3", "bye"]

    run(work())


@needs_signals
def test_a_browser_is_started_without_the_secret_among_its_words(tmp_path: Path) -> None:
    opener = tmp_path / "opener"
    opener.write_text(
        f'#!/bin/sh\nprintf %s "$1" >"{tmp_path}/opening" && mv "{tmp_path}/opening" "{tmp_path}/opened"\n'
    )
    opener.chmod(0o755)

    async def work() -> None:
        async with started(tmp_path / "log", BROWSER=str(opener)) as (_, said), ClientSession() as session:
            address = said.split()[1]
            await until(lambda: (tmp_path / "opened").exists())
            ticket = (tmp_path / "opened").read_text()
            assert ticket.startswith(str(URL(address).origin()))
            assert URL(address).parts[1] not in ticket
            async with session.get(ticket) as page:
                assert (page.status, str(page.url)) == (200, address)

    run(work())


def test_the_window_costs_nothing_until_it_is_opened() -> None:
    source = (
        "import sys, tui.web; print({'aiohttp', 'textual', 'textual_serve', 'jinja2'} & set(sys.modules))"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", source], env=env, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("set()\n", "")


# In a real browser

LETTERS = "document.querySelector('canvas.xterm-text-layer').toDataURL()"


@needs_browser
def test_a_browser_shows_the_session_and_asks_nobody_else(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest, browser(tmp_path / "profile") as chromium:
            tab = await chromium.open(guest.server.gate.address)
            await until(lambda: "Who wrote" in tab.text)
            await tab.becomes(f"{LETTERS}.length > 1000")
            await asyncio.sleep(0.5)  # until all of it is drawn
            await tab.run(f"window.question = {LETTERS}")
            await tab.press(" ")
            await until(lambda: "Lovelace" in tab.text)
            await tab.becomes(f"{LETTERS} !== window.question")
            await tab.press("3")
            await until(lambda: "grade 3" in guest.log)
            # Larger letters, the same session.
            await tab.run("document.getElementById('larger').click()")
            await until(lambda: len({line for line in guest.log if line.startswith("size")}) > 1)
            await tab.press("1")
            await until(lambda: "grade 1" in guest.log)
            assert await tab.run("document.getElementById('size').textContent") == "22"
            assert await tab.run("document.querySelectorAll('.xterm').length") == 1
            ours = (f"{guest.home}/{guest.server.gate.secret}/", f"ws://{guest.home.authority}/")
            assert [address for address in tab.asked if not address.startswith(ours)] == []
            assert len([address for address in tab.asked if address.startswith("ws:")]) == 1
            # The policy lets all of the page work.
            assert tab.complaints == []
            (pid,) = guest.pids
            await tab.shut()
            await until(lambda: not guest.server.visits)
            assert not alive(pid)
            assert guest.log[-1] == "bye"

    run(work())


@needs_browser
def test_a_browser_without_the_secret_gets_no_terminal(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest, browser(tmp_path / "profile") as chromium:
            for path in ("/", f"/{'x' * 43}/"):
                tab = await chromium.open(f"{guest.home}{path}")
                await until(lambda tab=tab: len(tab.asked) > 0)
                await tab.becomes("document.body.innerText.trim()", "There is nothing here.")
                assert await tab.run("document.querySelectorAll('canvas, script').length") == 0
            # Nor does another page, even if it knew the secret.
            tab = await chromium.open("data:text/html,<p>another page")
            await tab.becomes("document.body.innerText.trim()", "another page")
            socket = f"ws://{guest.home.authority}{guest.page.path}ws"
            closed = f"""new Promise(tell => {{
                const socket = new WebSocket("{socket}");
                socket.onopen = () => tell("open");
                socket.onclose = () => tell("closed");
            }})"""
            assert await tab.run(closed) == "closed"
            assert guest.log == []

    run(work())


@needs_browser
def test_a_browser_says_why_a_session_is_over_and_starts_another(tmp_path: Path) -> None:
    async def work() -> None:
        async with served(tmp_path) as guest, browser(tmp_path / "profile") as chromium:
            tab = await chromium.open(f"{guest.server.gate.address}?font=28", "light")
            await until(lambda: "Who wrote" in tab.text)
            assert await tab.run("document.getElementById('size').textContent") == "28"
            await tab.press("q")
            await until(lambda: not guest.server.visits)
            await tab.becomes("document.getElementById('over').open")
            assert await tab.run("document.getElementById('why').textContent") == visit.ENDED.sentence
            tab.drawn = b""
            await tab.run("document.getElementById('again').click()")
            await until(lambda: "Who wrote" in tab.text)
            assert len(guest.pids) == 2
            ending = asyncio.create_task(guest.server.stop())
            await until(lambda: ending.done())
            await tab.becomes("document.getElementById('why').textContent", visit.STOPPED.sentence)

    run(work())


@needs_browser
@needs_signals
def test_a_browser_says_that_the_connection_was_lost(tmp_path: Path) -> None:
    async def work() -> None:
        async with started(tmp_path / "log") as (process, said), browser(tmp_path / "profile") as chromium:
            tab = await chromium.open(said.split()[1])
            await until(lambda: "Who wrote" in tab.text)
            process.kill()
            await tab.becomes("document.getElementById('over').open")
            why = await tab.run("document.getElementById('why').textContent")
            assert why == "The connection to quizgen was lost. What you graded is kept."
            assert await tab.run("document.activeElement.textContent") == "Start again"

    run(work())


def test_a_server_of_the_other_protocol_answers_to_its_own_name(tmp_path: Path) -> None:
    async def work() -> None:
        one = Server([sys.executable, str(APP), str(tmp_path / "log")], "Facts", Limits())
        try:
            await one.start("::1", 0)
        except QuizgenError:
            pytest.skip("no IPv6 here")
        async with ClientSession() as session:
            guest = Guest(one, session, tmp_path / "log")
            assert (await guest.get(guest.page.path))[0] == 200
            assert (await guest.get(guest.page.path, Host=f"127.0.0.1:{guest.home.port}"))[0] == 403
            window = await guest.enter()
            await window.see(QUESTION)
            await window.socket.close()
        await one.stop()

    run(work())


def test_a_server_that_stops_twice_stops_once(tmp_path: Path) -> None:
    async def work() -> None:
        one = server.Server(["app"], "Facts", Limits())
        await one.start("127.0.0.1", 0)
        await one.stop()
        await one.stop()
        await server.Server(["app"], "Facts", Limits()).stop()

    run(work())
