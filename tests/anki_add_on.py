"""AnkiConnect's stand-in: a server on this machine that speaks its protocol, and answers as a test wants."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GRANTED = {"result": {"permission": "granted", "requireApikey": False, "version": 6}, "error": None}
TAKEN = {"result": True, "error": None}


class AddOn(BaseHTTPRequestHandler):
    """AnkiConnect as far as a client can see: who has an origin must be let in, and who has no key may need one."""

    server: StandIn

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(request)
        assert request["version"] == 6
        if "Origin" in self.headers:
            self.send_error(403)
            return
        self.server.answer(self, request)

    def do_GET(self) -> None:
        self.server.requests.append({"action": "GET"})

    def say(self, answer: object, *, status: int = 200, length: int | None = None, **headers: str) -> None:
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Access-Control-Allow-Origin", "http://localhost")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""


class StandIn(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answer: Callable[[AddOn, dict[str, Any]], None]) -> None:
        super().__init__(("127.0.0.1", 0), AddOn)
        self.answer = answer
        self.requests: list[dict[str, Any]] = []
        self.address = f"127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up early, as after a time-out, is no error of ours."""


@contextmanager
def listening(answer: Callable[[AddOn, dict[str, Any]], None]) -> Iterator[StandIn]:
    with StandIn(answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def saying(
    permission: object, imported: object = TAKEN, **how: Any
) -> Callable[[AddOn, dict[str, Any]], None]:
    """Gives these answers to the two requests; the last in this way."""

    def answer(add_on: AddOn, request: dict[str, Any]) -> None:
        if request["action"] == "requestPermission":
            add_on.say(permission)
        else:
            add_on.say(imported, **how)

    return answer
