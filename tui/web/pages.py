"""What a browser gets to see: our page, and the files it needs, all of them from this machine."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from string import Template

_OURS, _THEIRS = ("tui.web", "static"), ("textual_serve", "static")

_FILES = {
    "page.css": (*_OURS, "page.css"),
    "page.js": (*_OURS, "page.js"),
    "icon.svg": (*_OURS, "icon.svg"),
    "xterm.css": (*_THEIRS, "css", "xterm.css"),
    "textual.js": (*_THEIRS, "js", "textual.js"),
    "mono.ttf": (*_THEIRS, "fonts", "RobotoMono-VariableFont_wght.ttf"),
}

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
}


def statics() -> dict[str, tuple[bytes, str]]:
    """Name to content and its type, of every file there is; no other name leads to a file, however it is put."""
    return {name: (_read(*place), _TYPES[name.rpartition(".")[2]]) for name, place in _FILES.items()}


def page(kind: str, **values: str) -> str:
    """The page `session` or `full`, with values that may hold anything."""
    text = _read("tui.web", f"{kind}.html").decode("utf-8")
    return Template(text).substitute({name: escape(value) for name, value in values.items()})


def _read(package: str, *path: str) -> bytes:
    return files(package).joinpath(*path).read_bytes()
