"""Say on stderr what is wrong with the sheets that were read, and end with the exit code that goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.reader import Reading


def report_errors(readings: Iterable[Reading]) -> None:
    """Print every error finding, then leave with exit code 1 if there was one."""
    errors = [finding for reading in readings for finding in reading.findings if finding.severity == "error"]
    for finding in errors:
        click.echo(safe(str(finding)), err=True)
    if errors:
        raise click.exceptions.Exit(1)
