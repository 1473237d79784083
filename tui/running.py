"""Running an app in the terminal, and what it leaves behind."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tui.app.frame import Frame


def mind_no_color() -> None:
    """Prepare the environment; before Textual is loaded, which reads it once."""
    if os.environ.get("NO_COLOR"):
        # An ANSI theme has no colours of its own to send.
        os.environ["TEXTUAL_THEME"] = "ansi-dark"
    else:
        # By https://no-color.org an empty one asks for nothing; to Textual it would.
        os.environ.pop("NO_COLOR", None)


def run(app: Frame) -> None:
    """Run an app until it is left. Raises what went wrong in it, and Exit where it was ended from outside."""
    app.run()
    if (fault := app.fault()) is not None:
        raise fault
    if app.return_code:
        raise click.exceptions.Exit(app.return_code)


def no_screen() -> bool:
    """Whether there is no terminal that could show screens; behind a browser window there is."""
    if "TEXTUAL_DRIVER" in os.environ:
        return False
    if sys.stdin is None or sys.stdout is None:
        return True
    return not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") in ("dumb", "unknown")
