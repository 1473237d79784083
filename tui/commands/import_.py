"""`quizgen import`: other programs' questions into a fact sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.importing.readers import PACKAGES, READERS, guess
from decks.write import replacing
from quizgen.finding import QuizgenError
from tui.answers import bring_answers
from tui.bringing import bring
from tui.naming import SUFFIX, check_suffix
from tui.report import counted
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.importing.sheet import Made
    from decks.quiz import Entry, Quiz, Taken

BIGGEST = 50_000_001
"""Bytes that are read at most; a reader refuses what is as big."""


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="SHEET.md",
              help="The sheet to write, - for stdout; a folder where a package holds several."
              " Without it: the first file's name with .md.")  # fmt: skip
@click.option("--from", "from_", type=click.Choice((*READERS, *PACKAGES)), metavar="FORMAT",
              help=f"What the files are: {', '.join((*READERS, *PACKAGES))}. Without it: as they look.")  # fmt: skip
@click.option("--map", "mapped", multiple=True, metavar="question=2,answer=Back",
              help="What is in a column, by its number or heading; may be given several times.")  # fmt: skip
@click.option("--title", default="", help="The sheet's; without it the one the file gives, or its name.")
@click.option("--progress", is_flag=True,
              help="Bring Anki's answers to quizgen's cards into your progress, and make no sheet.")  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a sheet that is there.")
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    from_: str | None,
    mapped: tuple[str, ...],
    title: str,
    progress: bool,
    force: bool,
) -> None:
    """Make a sheet of a table, or of another program's questions.

    Reads tables (CSV, TSV, .xlsx), Quizlet's lists, GIFT, Moodle XML, QTI 1.2, JSON, and Anki's packages and text
    files. What each column holds is guessed and said on stderr; --map says it otherwise. What cannot be read is
    named by its row, and the rest imported. Of a package, notes that quizgen wrote become the facts they were made
    from, others plain cards; pictures and sounds go into a folder beside the sheet.
    """
    said = _said(mapped)
    kinds = [from_ or _kind(one) for one in paths]
    if progress:
        if output is not None or said or title:
            raise click.UsageError("--progress makes no sheet; take -o, --map and --title away")
        if other := next((one for one, kind in zip(paths, kinds, strict=True) if kind != "anki"), None):
            raise click.BadParameter(
                safe(f"{other}: there are no answers in it; export a package from Anki, scheduling included"),
                param_hint="--progress",
            )
        bring_answers(list(zip(paths, kinds, strict=True)))
        return
    if packages := [one for one, kind in zip(paths, kinds, strict=True) if kind in PACKAGES]:
        if len(packages) < len(paths):
            raise click.UsageError(
                "import Anki's files by themselves: their notes do not go into one sheet with others"
            )
        if said:
            raise click.BadParameter(
                "there are no columns in Anki's files; take --map away", param_hint="--map"
            )
        bring(list(zip(paths, kinds, strict=True)), output, title, force=force)
        return
    path = output or Path(f"{paths[0].stem or 'imported'}{SUFFIX}")
    _allow(path, force)
    taken = [_taken(one, kind, said) for one, kind in zip(paths, kinds, strict=True)]
    if not any(one.quiz.entries for one in taken):
        raise QuizgenError(f"{path}: nothing is written, since no question could be read")
    # Deferred: it brings markdown-it along, which a file that cannot be read does not need.
    from decks.importing.sheet import make

    quiz = _together([one.quiz for one in taken])
    made = make(quiz, title or quiz.title, f"imported from {', '.join(one.name for one in paths)}")
    for one in made.left_out:
        click.echo(safe(f"left out: {one.name}: {one.reason}"), err=True)
    if not made.cards:
        raise QuizgenError(f"{path}: nothing is written, since a sheet holds none of these questions")
    _write(made, path)
    _summarise(made, path, len(made.left_out) + sum(len(one.left_out) for one in taken))


def _said(mapped: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The pairs of `question=2,answer=Back`."""
    pairs = []
    for pair in (pair for text in mapped for pair in text.split(",") if pair.strip()):
        role, sign, column = pair.partition("=")
        if not sign or not role.strip() or not column.strip():
            raise click.BadParameter(
                safe(f"{pair!r} says no column; write it as question=2"), param_hint="--map"
            )
        pairs.append((role.strip().lower(), column.strip()))
    return tuple(pairs)


def _allow(path: Path, force: bool) -> None:
    """Raise where a sheet would be lost, or the name is not one of a sheet."""
    if str(path) == "-":
        return
    check_suffix(path, "imported")
    if path.exists() and not force:
        raise QuizgenError(
            f"{path}: is there already and may have been worked on; name another, or give --force"
        )


def _kind(path: Path) -> str:
    """What a file is, by its beginning and its name."""
    try:
        with path.open("rb") as file:
            return guess(file.read(4096), str(path))
    except OSError as error:
        raise QuizgenError(f"{path}: cannot be read ({error.strerror or error}); look at its path") from error


def _taken(path: Path, kind: str, said: tuple[tuple[str, str], ...]) -> Taken:
    """What is in a file; how it was understood, and what was left out, is said."""
    try:
        with path.open("rb") as file:
            data = file.read(BIGGEST)
    except OSError as error:
        raise QuizgenError(f"{path}: cannot be read ({error.strerror or error}); look at its path") from error
    taken = READERS[kind].read(data, str(path), said)
    for note in taken.notes:
        click.echo(safe(f"{path}: {note}"), err=True)
    for one in taken.left_out:
        place = one.name if one.name.startswith(f"{path}:") else f"{path}: {one.name}"
        click.echo(safe(f"{place}: {one.reason}"), err=True)
    return taken


def _together(quizzes: Sequence[Quiz]) -> Quiz:
    """One quiz of several, each under a heading of its own title."""
    if len(quizzes) == 1:
        return quizzes[0]
    entries: list[Entry] = []
    for quiz in quizzes:
        for entry in quiz.entries:
            below = entry.section[1:] if entry.section[:1] == (quiz.title,) else entry.section
            entries.append(replace(entry, section=(quiz.title, *below)))
    return replace(quizzes[0], title=" · ".join(quiz.title for quiz in quizzes), entries=tuple(entries))


def _write(made: Made, path: Path) -> None:
    if str(path) == "-":
        click.echo(made.text, nl=False)
        return
    with replacing(path) as out:
        out.write(made.text.encode("utf-8", "replace"))


def _summarise(made: Made, path: Path, left_out: int) -> None:
    if made.folded:
        said = (
            f"in {counted(made.folded, 'question')} line ends became spaces, or what nobody sees was left out"
        )
        click.echo(said, err=True)
    if made.weighed:
        click.echo(
            f"{counted(made.weighed, 'question')} gave more than one point, which a sheet does not keep; "
            "give --points to a worksheet",
            err=True,
        )
    left = f"; {left_out:,} left out, named above" if left_out else ""
    if str(path) == "-":
        click.echo(f"wrote {counted(made.cards, 'card')}{left}", err=True)
        return
    click.echo(
        safe(
            f"wrote {path}: {counted(made.cards, 'card')}{left}\n"
            f"Next: quizgen check {path} looks it over, quizgen study {path} learns it."
        ),
        err=True,
    )
