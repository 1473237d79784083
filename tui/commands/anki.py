"""`quizgen anki`: sheets into an Anki package."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.anki import ANKI as FORMAT
from decks.card import Deck
from decks.deal import card
from decks.write import replacing
from quizgen.ask import questions
from quizgen.finding import QuizgenError
from quizgen.rules import REWORDED
from quizgen.sources import read_all
from tui.report import (
    TAG,
    counted,
    nothing_written,
    report_errors,
    report_missing_ids,
    report_pictures,
    say_errors,
)
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from decks.anki import Written
    from decks.card import Card
    from quizgen.fact import Sheet

EPOCH = "SOURCE_DATE_EPOCH"
LONG = 2_000
"""Facts from which writing takes long enough to show how far it is."""


@click.command("anki")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="The package to write; by default the first sheet's id with .apkg, in this folder.")  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file even if it is not an Anki package.")
def command(paths: tuple[str, ...], output: Path | None, force: bool) -> None:
    """Write an Anki package.

    Import it in Anki with File > Import. Import it again after the sheets have changed: notes are updated in
    place and keep their progress. Notes are as new as their sheet; SOURCE_DATE_EPOCH, in Unix seconds, gives
    them another date.
    """
    readings = read_all(paths)
    sheets = [reading.sheet for reading in readings if reading.sheet is not None]
    try:
        path = output or Path(f"{sheets[0].id}{FORMAT.suffix}" if sheets else f"quizgen{FORMAT.suffix}")
        _allow(path, force)
        click.echo(safe(_summary(path, _write(sheets, path))), err=True)
        report_pictures(sheets, FORMAT.title)
        report_missing_ids(readings)
    except _NothingError as nothing:
        wrong = say_errors(readings)
        reason = f"no fact asks anything; {TAG}"
        raise QuizgenError(nothing_written(sheets, wrong=wrong, otherwise=reason)) from nothing
    report_errors(readings)


class _NothingError(Exception):
    """No sheet asks anything."""


def _allow(path: Path, force: bool) -> None:
    """Raise if the package may not be written there."""
    if path.suffix.lower() != FORMAT.suffix:
        right = (path / "quizgen" if path.is_dir() else path).with_suffix(FORMAT.suffix)
        raise click.BadParameter(
            safe(f"{path}: {FORMAT.title} ends in {FORMAT.suffix}; would {right} be right?")
        )
    if path.is_file() and not force and not FORMAT.holds(path):
        raise QuizgenError(
            f"{path}: is not {FORMAT.title} and would be lost; name another file, or give --force as well"
        )


def _write(sheets: Sequence[Sheet], path: Path) -> Written:
    with replacing(path) as out, _progress(sheets, path) as tick:
        written = FORMAT.write((_deck(sheet, tick) for sheet in sheets), out)
        if not written.notes:
            raise _NothingError
    return written


def _deck(sheet: Sheet, tick: Callable[[], None]) -> Deck:
    return Deck(
        sheet.title,
        _cards(sheet, tick),
        description=sheet.source,
        language=sheet.language,
        modified=_modified(sheet),
    )


def _cards(sheet: Sheet, tick: Callable[[], None]) -> Iterator[Card]:
    fact = None
    for question in questions(sheet):
        if question.fact is not fact:
            fact = question.fact
            tick()
        yield card(sheet, question)


def _modified(sheet: Sheet) -> int:
    """When what its notes say last changed, in Unix seconds: by the author, and a second later by a rule of ours."""
    given = os.environ.get(EPOCH)
    if not given:
        return int(Path(sheet.path).stat().st_mtime) + REWORDED
    if not (given.isascii() and given.isdigit()):
        raise QuizgenError(f"{EPOCH} is {given}; it is a number of seconds, as in {EPOCH}=1735689600")
    return int(given)


@contextmanager
def _progress(sheets: Sequence[Sheet], path: Path) -> Iterator[Callable[[], None]]:
    """What to call for every fact: a bar on stderr, where somebody sees it and there is time to look."""
    facts = sum(len(sheet.facts) for sheet in sheets)
    if facts < LONG or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=facts, label=safe(path.name), file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _summary(path: Path, written: Written) -> str:
    size = max(path.stat().st_size // 1000, 1)
    held = f"{counted(written.notes, 'note')} in {counted(written.decks, 'deck')}"
    return (
        f"wrote {path}: {held}, {size:,} kB\n"
        f"Next: in Anki, choose File > Import and take {path.name}. After a change, write and import it again:"
        " notes are updated in place and keep their progress."
    )
