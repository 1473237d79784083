"""Anki's packages into sheets, for `quizgen import`: where each sheet goes, how far it is, and what became of it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.importing.readers import PACKAGES
from quizgen.finding import QuizgenError
from tui.report import counted
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from decks.importing.anki import Made, Saved
    from decks.quiz import LeftOut

SUFFIX = ".md"
LONG = 2_000
"""Notes after which it is shown how far reading is."""


def bring(packages: Sequence[tuple[Path, str]], output: Path | None, title: str, *, force: bool) -> None:
    """Write the sheets of packages, each given with its key in PACKAGES; several sheets go into a folder.

    Raises QuizgenError where one cannot be read, where none of its notes can be a fact, and where a sheet, or a folder
    of pictures, would be lost.
    """
    if output is not None and len(packages) > 1 and output.suffix.lower() == SUFFIX:
        raise click.BadParameter(safe(f"{output}: several packages are several sheets; name a folder"))
    for path, kind in packages:
        _bring(path, kind, output, title, force=force, several=len(packages) > 1)


def _bring(path: Path, kind: str, output: Path | None, title: str, *, force: bool, several: bool) -> None:
    # Deferred: it brings markdown-it and the English rules along, which no other file needs.
    from decks.importing.anki import allow, save, source, take

    with PACKAGES[kind].opened(path) as package:
        with _counting() as tick:
            sheets = take(package, str(path), tick)
        _say(path, sheets.left_out, sheets.notes)
        if not sheets.sheets:
            raise QuizgenError(f"{path}: nothing is written, since none of its notes can be a fact")
        every = _titled(sheets.sheets, title)
        if output is not None and str(output) == "-":
            (made,) = _one(every, output, path)
            text, saved = source(made)
            click.echo(text, nl=False)
            _summarise(path, made, None, saved, len(sheets.left_out))
            return
        targets = _targets(every, output, path, several=several)
        for made, target in targets:
            if not force:
                allow(made, target)
        for number, (made, target) in enumerate(targets):
            saved = save(package, made, target)
            _summarise(path, made, target, saved, 0 if number else len(sheets.left_out))


def _titled(sheets: Sequence[Made], title: str) -> Sequence[Made]:
    if not title:
        return sheets
    if len(sheets) > 1:
        raise click.BadParameter(
            f"one title is not enough for {counted(len(sheets), 'sheet')}; take it away", param_hint="--title"
        )
    return [replace(made, sheet=replace(made.sheet, title=title)) for made in sheets]


def _one(sheets: Sequence[Made], output: Path, path: Path) -> Sequence[Made]:
    """The only sheet. Raises where there are more, which one file cannot hold."""
    if len(sheets) > 1:
        names = ", ".join(made.sheet.path for made in sheets[:5]) + (", …" if len(sheets) > 5 else "")
        said = f"{output}: {path} holds {len(sheets)} sheets ({names}); name a folder, as -o {path.stem or 'imported'}"
        raise click.BadParameter(safe(said), param_hint="-o")
    return sheets


def _targets(
    sheets: Sequence[Made], output: Path | None, path: Path, *, several: bool
) -> list[tuple[Made, Path]]:
    """The file for each sheet. Makes the folder for several of them."""
    from decks.importing.anki import make_folder

    stem = path.stem or "imported"
    if output is not None and output.suffix.lower() == SUFFIX and not output.is_dir():
        return [(made, output) for made in _one(sheets, output, path)]
    if output is None and len(sheets) == 1:
        return [(sheets[0], Path(f"{stem}{SUFFIX}"))]
    folder = Path(stem) if output is None else output
    if folder.exists() and not folder.is_dir():
        raise QuizgenError(
            f"{folder}: is a file; name a folder for {counted(len(sheets), 'sheet')}, or x{SUFFIX} for one"
        )
    make_folder(folder)
    return [(made, folder / f"{made.sheet.path}{SUFFIX}") for made in sheets]


@contextmanager
def _counting() -> Iterator[Callable[[], None]]:
    """What to call for every note: the count on stderr, where somebody sees it and there is time to look."""
    count = 0

    def tick() -> None:
        nonlocal count
        count += 1
        if count % LONG == 0 and sys.stderr.isatty():
            click.echo(f"\r{count:,} notes read", nl=False, err=True)

    yield tick
    if count >= LONG and sys.stderr.isatty():
        click.echo(f"\r{' ' * 30}\r", nl=False, err=True)


def _say(path: Path, left_out: Sequence[LeftOut], notes: Sequence[str]) -> None:
    for note in notes:
        click.echo(safe(f"{path}: {note}"), err=True)
    for one in left_out:
        click.echo(safe(f"left out: {one.name}: {one.reason}"), err=True)


def _summarise(path: Path, made: Made, target: Path | None, saved: Saved, before: int) -> None:
    _say(path, saved.left_out, ())
    count = before + len(saved.left_out)
    left = f"; {count:,} left out, named above" if count else ""
    files = f" and {counted(saved.files, 'file')}" if saved.files else ""
    if target is None:
        click.echo(f"wrote {counted(saved.facts, 'fact')}{left}", err=True)
        return
    click.echo(
        safe(
            f"wrote {target}: {counted(saved.facts, 'fact')}{files}{left}\n"
            f"Next: quizgen check {target} looks it over, quizgen study {target} learns it."
        ),
        err=True,
    )
