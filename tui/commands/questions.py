"""`quizgen questions`: the questions of sheets, as a table or as JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from quizgen.ask import questions
from quizgen.sources import read_all
from tui.report import report_errors
from tui.terminal import safe

if TYPE_CHECKING:
    from rich.table import Table

    from quizgen.fact import Sheet
    from quizgen.question import Question


@click.command("questions")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True,
              help="A table for people, or one JSON object a line for programs.")  # fmt: skip
def command(paths: tuple[str, ...], format_: str) -> None:
    """Print the questions that the facts answer."""
    readings = read_all(paths)
    for reading in readings:
        if reading.sheet is None:
            continue
        if not reading.sheet.facts:
            click.echo(
                safe(f"{reading.sheet.path}: nothing is asked; tag words like this: [1917]{{.when}}"),
                err=True,
            )
            continue
        if format_ == "jsonl":
            for question in questions(reading.sheet):
                click.echo(json.dumps(as_json(question), ensure_ascii=False))
        else:
            _print(reading.sheet)
    report_errors(readings)


def as_json(question: Question) -> dict[str, object]:
    """One question under the keys that programs rely on."""
    fact = question.fact
    return {
        "id": question.id,
        "fact": fact.id,
        "path": fact.place.path,
        "line": fact.place.line,
        "ask": question.ask,
        "answer": question.answer,
        "also": list(question.also),
        "question": question.text,
        "variants": list(question.variants),
        "form": question.form,
        "section": list(fact.section),
        "tags": list(fact.tags),
    }


def _print(sheet: Sheet) -> None:
    # Deferred like in `table`.
    from rich.console import Console

    console = Console(highlight=False)
    if console.is_terminal:
        console.print(table(sheet))
        return
    with console.capture() as captured:
        console.print(table(sheet))
    click.echo("\n".join(line.rstrip() for line in captured.get().rstrip().splitlines()))


def table(sheet: Sheet) -> Table:
    """The sheet's questions and answers, a section at a time."""
    # Deferred: rich takes 60 ms to import, and programs that read JSON lines never need it.
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = Table(title=Text(safe(sheet.title), style="bold"), box=box.SIMPLE_HEAD, title_justify="left")
    rows.add_column("Line", justify="right", style="dim", no_wrap=True)
    rows.add_column("Question", ratio=3)
    rows.add_column("Answer", ratio=2, style="bold")
    section: tuple[str, ...] = ()
    for question in questions(sheet):
        if question.fact.section != section:
            section = question.fact.section
            rows.add_section()
            rows.add_row("", Text(safe(" › ".join(section)), style="italic"), "")
        rows.add_row(str(question.fact.place.line), Text(safe(question.text)), Text(safe(question.key)))
    return rows
