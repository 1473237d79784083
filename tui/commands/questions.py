"""`quizgen questions`: the questions of sheets, as a table or as JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizgen.ask import questions
from quizgen.forms import FORMS
from quizgen.forms.asked import as_asked
from quizgen.forms.bank import Options
from quizgen.sources import read_all
from tui.choosing import USUAL, banks, choosing, in_forms, report_scarce
from tui.options import limited, selecting
from tui.report import say_errors
from tui.rows import print_lines, print_tables
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.fact import Sheet
    from quizgen.item import Item
    from quizgen.selection import Selection


@click.command("questions")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True,
              help="A table for people, or one JSON object a line for programs.")  # fmt: skip
@in_forms("Put them in these forms", "open, or a gap where no rule can ask")
@choosing
@selecting
@click.option("--limit", type=click.IntRange(min=1), metavar="N",
              help="At most N: the first, or with --seed some drawn by chance.")  # fmt: skip
def command(
    paths: tuple[str, ...],
    format_: str,
    forms: tuple[str, ...],
    choices: int | None,
    invent_names: bool,
    selection: Selection,
    limit: int | None,
    seed: int | None,
) -> None:
    """Print the questions that the facts answer.

    With --choices, each has wrong answers of its key's kind beside it, from the same sheet or from one that
    shares a tag with it; fewer rather than poor ones.
    """
    if invent_names and not choices and not set(forms) & _DEALT:
        raise click.UsageError(
            "--invent-names is for choices; give --choices or a form that has some as well"
        )
    readings = read_all(paths)
    wrong = say_errors(readings)
    sheets = [reading.sheet for reading in readings if reading.sheet is not None]
    selection.check(sheets)
    for sheet in sheets:
        if not sheet.facts:
            said = f"{sheet.path}: nothing is asked; tag words like this: [1917]{{.when}}"
            click.echo(safe(said), err=True)
    show = print_lines if format_ == "jsonl" else print_tables
    options = Options(choices or USUAL, seed or 0, invent_names)
    rows = limited(_rows(sheets, selection, forms, options, dealt=choices is not None), limit, seed)
    shown = show(rows, choices=choices is not None)
    if not shown and any(sheet.facts for sheet in sheets):
        click.echo(_NOTHING_IN_FORM if forms else "no question is of that kind", err=True)
    if choices is not None:
        report_scarce((item for item in shown if not forms or item.form == "choice"), choices)
    if wrong:
        raise click.exceptions.Exit(1)


_DEALT = {"choice", "true-false"}
"""Forms that have wrong answers in them."""

_NOTHING_IN_FORM = "nothing here takes that form; an event needs a date, a set several facts of one section"


def _rows(
    sheets: Sequence[Sheet], selection: Selection, forms: Sequence[str], options: Options, *, dealt: bool
) -> Iterator[tuple[Sheet, Item]]:
    """The items of every sheet. As they are asked, nothing is kept; forms and choices need the whole deck."""
    if not forms and not dealt:
        yield from (
            (sheet, as_asked(one)) for sheet in sheets for one in questions(sheet) if selection.wants(one)
        )
        return
    for bank in banks(sheets, options, selection):
        if not forms:
            yield from ((bank.sheet, as_asked(one, bank.choices[one.id])) for one in bank.questions)
        for form in forms:
            yield from ((bank.sheet, item) for item in FORMS[form](bank))
