"""`quizgen export`: the questions of sheets as a file for a classroom."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.formats import FORMATS, by_suffix
from decks.write import replacing
from quizgen.finding import QuizgenError
from quizgen.forms.bank import Options
from quizgen.sources import read_all
from tui.choosing import USUAL, banks, choosing, in_forms
from tui.options import limited, selecting
from tui.report import counted, nothing_written, report_pictures, say_errors
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.formats import Format
    from decks.quiz import LeftOut, Quiz, Written
    from quizgen.fact import Sheet
    from quizgen.selection import Selection

NAMED = 3
"""Ids that are named for each reason why questions were left out; --verbose names all."""


@click.command("export")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option("--to", "to", type=click.Choice(tuple(FORMATS)), metavar="FORMAT",
              help=f"One of {', '.join(FORMATS)}. Without it: the one in which only FILE's name can end.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="The file to write. Without it: stdout for text, else named by the first sheet's id.")  # fmt: skip
@in_forms(
    "Ask in these forms",
    "open, or a gap where no rule can ask; choice for the games, which have nothing else",
)
@choosing
@selecting
@click.option("--limit", type=click.IntRange(min=1), metavar="N",
              help="At most N: the first, or with --seed some drawn by chance.")  # fmt: skip
@click.option("--points", type=click.IntRange(1, 1000), default=1, show_default=True, metavar="N",
              help="Points of each question.")  # fmt: skip
@click.option("--title", default="", help="The quiz's; by default the sheets' own.")
@click.option("--verbose", is_flag=True, help="Name every question that the format cannot hold.")
@click.option("--force", is_flag=True, help="Write over a file even if quizgen did not write it.")
def command(
    paths: tuple[str, ...],
    to: str | None,
    output: Path | None,
    forms: tuple[str, ...],
    choices: int | None,
    invent_names: bool,
    selection: Selection,
    limit: int | None,
    seed: int | None,
    points: int,
    title: str,
    verbose: bool,
    force: bool,
) -> None:
    """Write a quiz for a learning platform, a game, a table, a page.

    With --choices, each question that has wrong answers of its key's kind becomes multiple choice. What the
    format cannot hold is left out and named on stderr, never cut. docs/classroom.md tells where to import it.
    """
    # Deferred: the help needs none of it.
    from decks.classroom.entries import quiz

    name = _name(to, output)
    wanted = FORMATS[name]
    readings = read_all(paths)
    wrong = say_errors(readings)
    sheets = [reading.sheet for reading in readings if reading.sheet is not None]
    selection.check(sheets)
    asked = banks(sheets, Options(choices or USUAL, seed or 0, invent_names), selection)
    usual = () if "short" in wanted.kinds else ("choice",)
    made = quiz(asked, forms or usual, title, points=points, dealt=choices is not None)
    made = replace(made, entries=limited(made.entries, limit, seed))
    path = output or _default(wanted, sheets)
    try:
        written = _write(made, wanted, path, force=force)
    except _NothingError as nothing:
        _report_left_out(nothing.written.left_out, verbose=verbose)
        raise QuizgenError(nothing_written(sheets, wrong=wrong, otherwise=str(nothing))) from nothing
    _report_left_out(written.left_out, verbose=verbose)
    if not forms and usual and limit is None:
        _report_unasked(sum(len(bank.attempts) for bank in asked), written)
    _summarise(path, written, wanted)
    report_pictures(sheets, wanted.title)
    if wrong:
        raise click.exceptions.Exit(1)


class _NothingError(QuizgenError):
    """No question was written."""

    def __init__(self, written: Written, wanted: Format) -> None:
        why = (
            f"{wanted.title} holds none of these questions"
            if written.left_out
            else "nothing is asked in that form"
        )
        super().__init__(f"{why}; choose other forms with --forms, or another format")
        self.written = written


def _name(to: str | None, output: Path | None) -> str:
    """The format that is meant. Raises click.UsageError where that cannot be known."""
    if to is not None:
        return to
    if output is None:
        raise click.UsageError(f"say which format with --to: one of {', '.join(FORMATS)}")
    found = by_suffix(output.suffix)
    if len(found) == 1:
        return found[0]
    which = f"is that of {', '.join(found)}" if found else "is that of no format"
    raise click.UsageError(safe(f'{output}: "{output.suffix}" {which}; say which with --to'))


def _default(wanted: Format, sheets: Sequence[Sheet]) -> Path | None:
    """Where a format goes that no terminal can show; None is stdout."""
    if not wanted.binary:
        return None
    return Path(f"{sheets[0].id if sheets else 'quizgen'}{wanted.suffix}")


def _write(quiz: Quiz, wanted: Format, path: Path | None, *, force: bool) -> Written:
    """The quiz, written to a file or stdout; where nothing is left of it, what stood at `path` stays."""
    if path is None or str(path) == "-":
        return _print(quiz, wanted)
    if path.is_file() and not force and not wanted.holds(path):
        raise QuizgenError(
            f"{path}: is not known as {wanted.title} that quizgen wrote, and would be lost; "
            "name another file, or give --force as well"
        )
    with replacing(path) as out:
        return _checked(wanted.write(quiz, out), wanted)


def _print(quiz: Quiz, wanted: Format) -> Written:
    """The quiz on stdout, once it is known that there is one: a file's beginning alone would be no quiz."""
    file = io.BytesIO()
    written = _checked(wanted.write(quiz, file), wanted)
    sys.stdout.flush()
    sys.stdout.buffer.write(file.getbuffer())
    return written


def _checked(written: Written, wanted: Format) -> Written:
    if not written.entries:
        raise _NothingError(written, wanted)
    return written


def _report_left_out(left_out: Sequence[LeftOut], *, verbose: bool) -> None:
    """Each question that was left out, with the reason; many of one reason together."""
    by_reason: dict[str, list[str]] = {}
    for one in left_out:
        by_reason.setdefault(one.reason, []).append(one.name)
    for reason, names in by_reason.items():
        shown = names if verbose else names[:NAMED]
        more = f" and {len(names) - len(shown):,} more" if len(names) > len(shown) else ""
        click.echo(safe(f"left out: {', '.join(shown)}{more}: {reason}"), err=True)


def _report_unasked(questions: int, written: Written) -> None:
    """Say how many questions had nothing to choose from, where choices are all that a format has."""
    missing = questions - written.entries - len(written.left_out)
    if missing > 0:
        click.echo(
            f"{missing:,} of {counted(questions, 'question')} had no wrong answers of their kind to choose from; "
            "quizgen check --choices 2 names them",
            err=True,
        )


def _summarise(path: Path | None, written: Written, wanted: Format) -> None:
    where = f" {path}" if path is not None and str(path) != "-" else ""
    left = f"; {counted(len(written.left_out), 'question')} left out" if written.left_out else ""
    click.echo(safe(f"wrote{where}: {counted(written.entries, 'question')}, {wanted.title}{left}"), err=True)
