"""`quizgen id`: write the missing ids into sheets, and change nothing else in them."""

from __future__ import annotations

from pathlib import Path

import click

from decks.write import replacing
from quizgen.finding import Finding, QuizgenError
from quizgen.identity import missing, stamped
from quizgen.reading.loading import load
from quizgen.sources import find_sheets
from tui.report import counted
from tui.terminal import safe


@click.command("id")
@click.argument("paths", nargs=-1, required=True, metavar="SHEET...")
@click.option("--dry-run", is_flag=True, help="List the missing ids and write nothing.")
def command(paths: tuple[str, ...], dry_run: bool) -> None:
    """Stamp ids into facts that have none.

    A fact with an id keeps all its progress when its words change or it moves. The id is the one that the
    fact has had all along, so nothing is lost by stamping either. Not one other byte of a sheet changes.
    """
    wrong = False
    for path in paths:
        try:
            for sheet in find_sheets([path]):
                _stamp(sheet, dry_run)
        except QuizgenError as error:
            click.echo(safe(str(error)), err=True)
            wrong = True
    if wrong:
        raise click.exceptions.Exit(1)


def _stamp(sheet: Path, dry_run: bool) -> None:
    """Stamp one file. Raises QuizgenError where it cannot be read as UTF-8, or not be written."""
    text = load(sheet)
    if isinstance(text, Finding):
        raise QuizgenError(str(text))
    stamps = missing(text, str(sheet))
    if dry_run:
        for stamp in stamps:
            click.echo(safe(f"{stamp.place}: #{stamp.id}"))
    elif stamps:
        _rewrite(sheet, stamped(text, stamps))
    verb = "would be stamped" if dry_run else "stamped"
    click.echo(safe(f"{sheet}: {counted(len(stamps), 'id')} {verb}"), err=True)


def _rewrite(sheet: Path, text: str) -> None:
    mode = sheet.stat().st_mode
    with replacing(sheet) as out:
        out.write(text.encode("utf-8"))
    sheet.chmod(mode)
