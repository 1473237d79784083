"""`quizgen log`: everything that was studied, as text: to take elsewhere, to bring together, to look at."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

import click

from quizgen.finding import QuizgenError
from tui.report import counted
from tui.terminal import safe


@click.group("log")
def command() -> None:
    """Take your progress elsewhere, or bring it in, as JSON lines.

    Bringing a log in adds what is not here yet and changes nothing else, however often it is done: so two
    computers that each bring in the other's log know the same.
    """


@command.command("export")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
def export(output: Path | None) -> None:
    """Write the whole log, to stdout or a file."""
    # Deferred: what the help does not need.
    from decks.places import data_file
    from decks.progress.exchange import export as write
    from decks.progress.store import Store
    from decks.write import replacing

    with Store.open(data_file(), create=False) as store:
        if output is None:
            write(store, sys.stdout.buffer)
            return
        with replacing(output) as out:
            events = write(store, out)
    click.echo(safe(f"wrote {output}: {counted(events, 'event')}"), err=True)


@command.command("import")
@click.argument("file", type=click.File("rb"))
def bring_in(file: BinaryIO) -> None:
    """Bring in a log that was exported elsewhere; - is stdin."""
    from decks.places import data_file
    from decks.progress.exchange import bounded, import_
    from decks.progress.store import Store

    with Store.open(data_file()) as store:
        done = import_(store, bounded(file), str(file.name))
    if done.wrong and not done.new + done.known:
        raise QuizgenError(f"{file.name}: this is no log; quizgen log export writes one")
    for wrong in done.wrong:
        click.echo(safe(wrong), err=True)
    click.echo(f"{counted(done.new, 'event')} new, {counted(done.known, 'event')} known", err=True)
    if done.wrong:
        raise click.exceptions.Exit(1)
