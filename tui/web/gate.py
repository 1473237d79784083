"""Who may come in: those who know the secret, by a name of this machine, from our own page."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler, Middleware

METHODS = ("GET", "HEAD")

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",  # the terminal makes style elements for its rows; they load nothing
    "font-src": "'self'",
    "img-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), clipboard-read=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Server": "quizgen",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


@dataclass(slots=True)
class Gate:
    """The secret of one start, and the names under which this start can be called."""

    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    ticket: str = field(default="", repr=False)
    """Leads to the secret, once. It is what a browser is started with, since everybody on a machine may read
    the words a program was started with."""
    hosts: tuple[str, ...] = ()
    """`host:port` as a browser may write it, the one we print first; empty until we listen, and so closed.
    Another name that leads to this machine is an attack: a page of that name would pass for ours."""

    def open(self, host: str, port: int) -> None:
        """Let those in who call us by `host`, the address listened on, or by localhost."""
        names = ("[::1]" if host == "::1" else host, "localhost")
        ports = ("", f":{port}") if port == 80 else (f":{port}",)
        self.hosts = tuple(f"{name}{port}" for port in reversed(ports) for name in names)

    def close(self) -> None:
        """Let nobody in any more."""
        self.hosts = ()

    @property
    def address(self) -> str:
        """Where the page is, secret and all."""
        return f"http://{self.hosts[0]}/{self.secret}/"

    def sell(self) -> str:
        """An address that leads to the page the first time it is asked for."""
        self.ticket = secrets.token_urlsafe(32)
        return f"http://{self.hosts[0]}/{self.ticket}"

    def tear(self, shown: str) -> bool:
        """Whether `shown` is the ticket, which is then worth nothing any more."""
        good = bool(self.ticket) and _equal(shown, self.ticket)
        if good:
            self.ticket = ""
        return good

    def refusal(self, request: web.Request) -> web.Response | None:
        """What to answer instead of what was asked for; None if the request may pass."""
        if request.headers.getall("Host", []) not in [[host] for host in self.hosts]:
            return web.Response(status=403, text="This window answers to its own address only.\n")
        shown = request.match_info.get("secret", "")
        if request.method == "GET" and self.tear(shown):
            return web.Response(status=303, headers={"Location": f"/{self.secret}/"})
        if not _equal(shown, self.secret):
            return web.Response(status=404, text="There is nothing here.\n")
        if request.method not in METHODS:
            return web.Response(
                status=405, headers={"Allow": ", ".join(METHODS)}, text="This is not done here.\n"
            )
        return None

    def is_own_page(self, request: web.Request) -> bool:
        """Whether a page of ours asks, which its browser says and no page can change."""
        return request.headers.getall("Origin", []) == [f"http://{request.host}"]


def _equal(shown: str, secret: str) -> bool:
    # In a time that does not tell how much of it was right.
    return secrets.compare_digest(shown.encode("utf-8", "replace"), secret.encode())


def guard(gate: Gate) -> Middleware:
    """What stands before every page, file and socket, those that do not exist included."""

    @web.middleware
    async def refuse(request: web.Request, handler: Handler) -> web.StreamResponse:
        return gate.refusal(request) or await handler(request)

    return refuse


async def harden(request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on that keep a browser from loading, keeping or telling anything."""
    response.headers.update(HEADERS)
    policy = _POLICY | {"connect-src": f"ws://{request.host}"}
    response.headers["Content-Security-Policy"] = "; ".join(
        f"{name} {value}" for name, value in policy.items()
    )
