"""Anki's packages into sheets, for `quizgen import`: where each sheet goes, how far it is, and what became of it."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import click

from decks.importing.readers import PACKAGES
from quizgen.finding import QuizgenError
from tui.naming import SUFFIX
from tui.report import counted
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from decks.anki.reading.collection import Package
    from decks.importing.anki import Made, Saved
    from decks.quiz import LeftOut

LONG = 2_000
"""Notes after which it is shown how far reading is."""


def bring(packages: Sequence[tuple[Path, str]], output: Path | None, title: str, *, force: bool) -> None:
    """Write the sheets of packages, each given with its key in PACKAGES; several sheets go into a folder.

    Raises QuizgenError where one cannot be read, where none of its notes can be a fact, and where a sheet, or a folder
    of pictures, would be lost.
    """
    if output is not None and len(packages) > 1 and (output.suffix.lower() == SUFFIX or str(output) == "-"):
        raise click.BadParameter(safe(f"{output}: several packages are several sheets; name a folder"))
    with ExitStack() as stack:
        brought = [
            _read(stack.enter_context(PACKAGES[kind].opened(path)), path, title) for path, kind in packages
        ]
        if str(output) == "-":
            _print(brought[0])
            return
        for one in brought:
            one.folder, one.targets = _targets(one.sheets, output, one.path)
        _allow(brought, force=force)
        for one in brought:
            _save(one)


@dataclass(slots=True)
class _Brought:
    """What a package came to, and where it goes."""

    path: Path
    package: Package
    sheets: Sequence[Made]
    left_out: int
    targets: Sequence[Path] = ()
    """The file of each sheet."""
    folder: Path | None = None
    """That for several sheets, which may have to be made."""


def _read(package: Package, path: Path, title: str) -> _Brought:
    # Deferred: it brings markdown-it and the English rules along, which no other file needs.
    from decks.importing.anki import take

    with _counting() as tick:
        sheets = take(package, str(path), tick)
    _say(path, sheets.left_out, sheets.notes)
    if not sheets.sheets:
        raise QuizgenError(f"{path}: nothing is written, since none of its notes can be a fact")
    return _Brought(path, package, _titled(sheets.sheets, title), len(sheets.left_out))


def _print(brought: _Brought) -> None:
    from decks.importing.anki import source

    (made,) = _one(brought.sheets, Path("-"), brought.path)
    text, saved = source(made)
    click.echo(text, nl=False)
    _summarise(brought.path, made, None, saved, brought.left_out)


def _allow(every: Sequence[_Brought], *, force: bool) -> None:
    """Raise QuizgenError, before anything is written, where a sheet would be lost: one that is there, or another."""
    from decks.importing.anki import allow

    taken: dict[str, Path] = {}
    for one in every:
        for made, target in zip(one.sheets, one.targets, strict=True):
            first = taken.setdefault(normalize("NFC", str(target.absolute())).casefold(), one.path)
            if first is not one.path:
                raise QuizgenError(
                    f"{target}: would be a sheet of {first} and one of {one.path};"
                    " import one of these by itself, into another folder"
                )
            if not force:
                allow(made, target)


def _save(brought: _Brought) -> None:
    from decks.importing.anki import make_folder, save

    if brought.folder:
        make_folder(brought.folder)
    left_out = brought.left_out
    for made, target in zip(brought.sheets, brought.targets, strict=True):
        saved = save(brought.package, made, target)
        _summarise(brought.path, made, target, saved, left_out)
        left_out = 0


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


def _targets(sheets: Sequence[Made], output: Path | None, path: Path) -> tuple[Path | None, list[Path]]:
    """The folder for several sheets, and the file for each of them."""
    stem = path.stem or "imported"
    if output is not None and output.suffix.lower() == SUFFIX and not output.is_dir():
        return None, [output for _ in _one(sheets, output, path)]
    if output is None and len(sheets) == 1:
        return None, [Path(f"{stem}{SUFFIX}")]
    folder = Path(stem) if output is None else output
    if folder.exists() and not folder.is_dir():
        raise QuizgenError(
            f"{folder}: is a file; name a folder for {counted(len(sheets), 'sheet')}, or x{SUFFIX} for one"
        )
    return folder, [folder / f"{made.sheet.path}{SUFFIX}" for made in sheets]


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
