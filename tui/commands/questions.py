"""`quizgen questions`: the questions of sheets, as a table or as JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizgen.ask import attempts, questions
from quizgen.forms import FORMS
from quizgen.forms.asked import as_asked
from quizgen.forms.bank import Bank, Options, bank
from quizgen.sources import read_all
from tui.choosing import choosing, report_scarce
from tui.options import LIST, limited, selecting, several
from tui.report import report_errors
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
@click.option(
    "--forms",
    default="",
    metavar=LIST,
    callback=several(FORMS),
    help=f"Put them in these forms: {', '.join(FORMS)}. Without it: open, or a gap where no rule can ask.",
)
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
    readings = read_all(paths)
    sheets = [reading.sheet for reading in readings if reading.sheet is not None]
    selection.check(sheets)
    for sheet in sheets:
        if not sheet.facts:
            said = f"{sheet.path}: nothing is asked; tag words like this: [1917]{{.when}}"
            click.echo(safe(said), err=True)
    show = print_lines if format_ == "jsonl" else print_tables
    if not forms and not choices:
        rows = (
            (sheet, as_asked(one)) for sheet in sheets for one in questions(sheet) if selection.wants(one)
        )
        show(limited(rows, limit, seed))
    else:
        banks = _banks(sheets, selection, Options(choices or 4, seed or 0, invent_names))
        items = list(limited(_items(banks, forms), limit, seed))
        show(items, choices=bool(choices))
        if not items and any(sheet.facts for sheet in sheets):
            click.echo(
                "nothing in these sheets takes that form; an event needs a date, a set several facts of one section",
                err=True,
            )
        if choices:
            report_scarce([one.choices[question.id] for one in banks for question in one.questions], choices)
    report_errors(readings)


def _banks(sheets: Sequence[Sheet], selection: Selection, options: Options) -> list[Bank]:
    """Every sheet asked, since distractors come out of the whole deck and of others with its tags."""
    asked = [(sheet, tuple(attempts(sheet))) for sheet in sheets]
    lent = [(sheet, tuple(one.question for one in made)) for sheet, made in asked]
    return [
        bank(
            sheet,
            made,
            options=options,
            sisters=[pair for pair in lent if pair[0] is not sheet],
            wanted=selection,
        )
        for sheet, made in asked
    ]


def _items(banks: Sequence[Bank], forms: Sequence[str]) -> Iterator[tuple[Sheet, Item]]:
    for one in banks:
        if not forms:
            yield from (
                (one.sheet, as_asked(question, one.choices[question.id])) for question in one.questions
            )
        for form in forms:
            yield from ((one.sheet, item) for item in FORMS[form](one))
