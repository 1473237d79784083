"""`quizgen anki`: sheets into an Anki package, and into a running Anki."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.anki import ANKI as FORMAT
from decks.write import replacing
from quizgen.finding import QuizgenError
from quizgen.selection import EVERYTHING
from quizgen.sources import read_all
from tui.choosing import USUAL, choosing, in_forms
from tui.options import selecting
from tui.report import (
    TAG,
    counted,
    errors,
    nothing_written,
    report_errors,
    report_missing_files,
    report_missing_ids,
    say_errors,
)
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from decks.anki.package import Written
    from decks.anki.preset import Preset
    from quizgen.fact import Sheet
    from quizgen.reader import Reading
    from quizgen.selection import Selection
    from tui.packing import Packing

LONG = 2_000
"""Facts from which writing takes long enough to show how far it is."""


@click.command("anki")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="The package to write; by default the first sheet's id with .apkg, in this folder.")  # fmt: skip
@in_forms("Notes in these forms", "open, or else a gap")
@choosing
@selecting
@click.option("--typed", is_flag=True, help="Let short answers be typed; other right answers count as well.")
@click.option("--link", default="", metavar="ADDRESS",
              help="Make a card's origin a link, as vscode://file/{path}:{line}.")  # fmt: skip
@click.option("--preset", "with_preset", is_flag=True,
              help="Bring a deck preset: retention, new cards a day and weights of your settings.")  # fmt: skip
@click.option("--with-progress", is_flag=True, help="Bring along what you have learned in quizgen study.")
@click.option("--ledger", type=click.Path(path_type=Path), metavar="FILE",
              help="Where what was sent is kept; without it beside the package, its name with .ledger.")  # fmt: skip
@click.option("--no-ledger", is_flag=True, help="Keep none: every note is as new as its sheet.")
@click.option("--push", "pushed", is_flag=True,
              help="Let the Anki that runs on this machine import it, through its add-on AnkiConnect.")  # fmt: skip
@click.option("--address", default=None, metavar="HOST:PORT",
              help="Where AnkiConnect listens; without it where it usually does, 127.0.0.1:8765.")  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file even if quizgen did not write it.")
def command(
    paths: tuple[str, ...],
    output: Path | None,
    forms: tuple[str, ...],
    choices: int | None,
    seed: int | None,
    invent_names: bool,
    selection: Selection,
    typed: bool,
    link: str,
    with_preset: bool,
    with_progress: bool,
    ledger: Path | None,
    no_ledger: bool,
    pushed: bool,
    address: str | None,
    force: bool,
) -> None:
    """Write an Anki package.

    Import it in Anki with File > Import. Import it again after the sheets have changed: what has changed is
    updated in place, and all else stays as you have it there, with its progress. What was sent is remembered in a
    ledger beside the package, so keep the two together. docs/anki.md tells the rest.
    """
    if ledger is not None and no_ledger:
        raise click.UsageError("--ledger and --no-ledger contradict each other; give one")
    readings = read_all(paths)
    sheets = [reading.sheet for reading in readings if reading.sheet is not None]
    selection.check(sheets)
    path = output or Path(f"{sheets[0].id}{FORMAT.suffix}" if sheets else f"quizgen{FORMAT.suffix}")
    _allow(path, force)
    if ledger is not None and os.path.realpath(ledger) == os.path.realpath(path):
        raise click.UsageError("--ledger names the package itself; give the ledger a file of its own")
    # Deferred: what the help does not need.
    from decks.anki.ledger import ledger_path
    from decks.anki.media import MediaFiles
    from decks.anki.noting import Options as Look
    from quizgen.forms.bank import Options
    from tui import packing

    dealt = Options(choices or USUAL, seed or 0, invent_names)
    wanted = forms or (("choice",) if choices else ())
    way = _Way(
        path,
        None if no_ledger else ledger or ledger_path(path),
        packing.preset() if with_preset else None,
        _retiring(readings, wanted, chosen=seed is not None or bool(choices) or selection != EVERYTHING),
    )
    with packing.learned() if with_progress else nullcontext(lambda _: None) as schedule:
        pack = packing.Packing(sheets, wanted, dealt, selection, Look(typed, link), MediaFiles(), schedule)
        try:
            written = _write(pack, way)
        except _NothingError as nothing:
            reason = f"nothing is asked in that form; {TAG}"
            said = nothing_written(sheets, wrong=say_errors(readings), otherwise=reason)
            raise QuizgenError(said) from nothing
    report_missing_files(readings)
    for file, why in pack.files.doubtful.items():
        click.echo(safe(f"{file}: {why}"), err=True)
    for file, why in pack.files.left_out.items():
        click.echo(safe(f"{file}: does not come along: {why}"), err=True)
    click.echo(safe("\n".join(_summary(way, written, with_progress=with_progress, pushed=pushed))), err=True)
    if pushed:
        _push(path, address)
    report_missing_ids(readings)
    report_errors(readings)


class _NothingError(Exception):
    """No sheet asks anything."""


@dataclass(frozen=True, slots=True)
class _Way:
    """Where a package goes, and with what."""

    path: Path
    ledger: Path | None
    preset: Preset | None
    retiring: tuple[str, ...]
    """The forms of which all notes are in it, so that what is missing has been retired."""


def _retiring(readings: Sequence[Reading], forms: Sequence[str], *, chosen: bool) -> tuple[str, ...]:
    """The forms of which a note that is missing is gone from its sheet.

    None where a mistake may have cost it its fact, or where a filter or chance has `chosen` among the notes.
    """
    if chosen or errors(readings):
        return ()
    # "open" is a part of the questions as they are asked.
    return tuple(form for form in forms if form != "open") if forms else ("",)


def _allow(path: Path, force: bool) -> None:
    """Raise if the package may not be written there."""
    if path.suffix.lower() != FORMAT.suffix:
        right = (path / "quizgen" if path.is_dir() else path).with_suffix(FORMAT.suffix)
        raise click.BadParameter(
            safe(f"{path}: {FORMAT.title} ends in {FORMAT.suffix}; would {right} be right?")
        )
    if path.is_file() and not force and not FORMAT.holds(path):
        raise QuizgenError(
            f"{path}: is not {FORMAT.title} that quizgen wrote, and would be lost; name another file, or give --force"
            " as well"
        )


def _write(pack: Packing, way: _Way) -> Written:
    from decks.anki.ledger import keeping
    from decks.anki.package import write_notes

    with (
        keeping(way.ledger, way.path) if way.ledger else nullcontext() as ledger,
        replacing(way.path) as out,
        _progress(pack.sheets, way.path) as tick,
    ):
        written = write_notes(pack.decks(tick), out, ledger=ledger, preset=way.preset, retiring=way.retiring)
        if not written.notes and not written.retired:
            raise _NothingError
    return written


@contextmanager
def _progress(sheets: Sequence[Sheet], path: Path) -> Iterator[Callable[[], None]]:
    """What to call for every fact: a bar on stderr, where somebody sees it and there is time to look."""
    facts = sum(len(sheet.facts) for sheet in sheets)
    if facts < LONG or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=facts, label=safe(path.name), file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _summary(way: _Way, written: Written, *, with_progress: bool, pushed: bool) -> Iterator[str]:
    size = max(way.path.stat().st_size // 1000, 1)
    files = f", {counted(written.media, 'file')}" if written.media else ""
    held = f"{counted(written.notes, 'note')} in {counted(written.decks, 'deck')}{files}"
    yield f"wrote {way.path}: {held}, {size:,} kB"
    yield from _of_the_ledger(way, written)
    if pushed and (with_progress or way.preset):
        yield (
            "AnkiConnect imports by its own settings; for progress or preset, import the package by File > Import and"
            " tick them there"
        )
        return
    if with_progress:
        # Deferred: it brings the scheduler along.
        from decks.anki.progress import ONLY_NEW

        yield f"Your progress is in it. {ONLY_NEW}."
    if way.preset:
        yield (
            'The preset: tick "Import any deck presets", and see that FSRS is on in the deck options; no package can'
            " do that."
        )
    if not pushed:
        yield (
            f"Next: in Anki, choose File > Import and take {way.path.name}. After a change, write and import it again:"
            " notes are updated in place and keep their progress."
        )


def _of_the_ledger(way: _Way, written: Written) -> Iterator[str]:
    """What is different from last time, and how the ledger stood."""
    if written.ledger in ("kept", "package"):
        retired = f", {written.retired:,} retired" if written.retired else ""
        yield f"since last time: {written.new:,} new, {written.changed:,} changed, {written.same:,} the same{retired}"
    for sheet, notes in written.left:
        yield (
            f"left as they are: {counted(notes, 'note')} of {sheet}, which was not given this time; if that sheet has a"
            f" new name, give it its old one, as id: {sheet}"
        )
    if written.ledger == "package":
        yield (
            f"{way.ledger}: was not there, so the last package told what had been sent; keep the two together"
        )
    if written.ledger == "new":
        yield (
            f"{way.ledger}: new; it keeps what was sent, so that Anki updates only what you change. If you had one"
            " before, put it back and write again before you import"
        )


def _push(path: Path, address: str | None) -> None:
    # Deferred: http.client takes its time to load.
    from decks.anki.push import ADDRESS, push

    done = push(path, address or ADDRESS)
    click.echo(safe(f"Anki at {done.address} has imported {path.name}"), err=True)
