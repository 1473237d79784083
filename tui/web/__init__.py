"""The browser window: the study app drawn by a browser of this machine, and by no other."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

from quizgen.finding import QuizgenError
from tui.web.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Limits", "serve"]

LOOPBACK = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "::1"}
"""What may be asked for, and the address that is then listened on: all of them lead nowhere but here.
`localhost` is one address, since two would have two ports."""

PORTS = range(65536)

_SCRIPTS = (".bat", ".cmd")


def serve(
    command: Sequence[str],
    *,
    title: str,
    host: str = "127.0.0.1",
    port: int = 0,
    open_browser: bool = False,
    limits: Limits | None = None,
) -> None:
    """Show the Textual app that `command` runs to browsers of this machine, until Ctrl-C or SIGTERM.

    `command` is a program and its words, run without a shell, once for each window, in the current folder.
    `title` heads the page. Port 0 is any free one. The address, a line on stderr, holds a secret made for this
    start, and whoever lacks it sees nothing. When this returns, every process it started has ended. Raises
    QuizgenError for another host than this machine, for a port that is taken, and where textual-serve is missing.
    """
    if host not in LOOPBACK:
        known = ", ".join(LOOPBACK)
        raise QuizgenError(
            f"the browser window cannot be opened on {host}; it stays on this machine: {known}"
        )
    if port not in PORTS:
        raise QuizgenError(
            f"no port has the number {port}; ports go from 1 to {PORTS[-1]}, and 0 is any free one"
        )
    check_command(command)
    if find_spec("textual_serve") is None:
        raise QuizgenError("the browser window needs textual-serve; pip install 'quizgen[web]'")
    # Deferred: aiohttp takes 200 ms, and whoever studies in a terminal may not have it.
    from tui.web.server import run

    run(command, title, LOOPBACK[host], port, limits or Limits(), open_browser=open_browser)


def check_command(command: Sequence[str], system: str = os.name) -> None:
    """Raise QuizgenError for a command that cannot be run word by word, without a shell.

    Windows hands batch files to its shell, whatever the caller wants, and there is no quoting that a batch file
    reads back as it was written.
    """
    if not command or not command[0]:
        raise QuizgenError("the browser window has nothing to show; give it a command")
    if system == "nt" and command[0].rstrip(" .").lower().endswith(_SCRIPTS):
        raise QuizgenError(f"{command[0]} is a batch file; give the program that it starts")
    if any("\0" in word for word in command):
        raise QuizgenError("a word of the command holds the character NUL; take it out")
