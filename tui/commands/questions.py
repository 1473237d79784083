"""`quizgen questions`: the questions of sheets, as a table or as JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from quizgen.ask import questions
from quizgen.sources import read_all
from tui.choosing import Wanted, choosing, dealt, report_scarce
from tui.report import report_errors
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.table import Table

    from quizgen.choices import Choices
    from quizgen.fact import Sheet
    from quizgen.question import Question


@click.command("questions")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True,
              help="A table for people, or one JSON object a line for programs.")  # fmt: skip
@choosing
def command(paths: tuple[str, ...], format_: str, choices: int | None, seed: int, invent_names: bool) -> None:
    """Print the questions that the facts answer.

    With --choices, each has wrong answers of its key's kind beside it, from the same sheet or from one that shares
    a tag with it; fewer rather than poor ones.
    """
    readings = read_all(paths)
    options: dict[str, Sequence[Choices]] = {}
    if choices is not None:
        pairs = dealt(readings, Wanted(choices, seed, invent_names))
        options = {sheet.path: of_sheet for sheet, _, of_sheet in pairs}
    for reading in readings:
        if reading.sheet is None:
            continue
        if not reading.sheet.facts:
            click.echo(
                safe(f"{reading.sheet.path}: nothing is asked; tag words like this: [1917]{{.when}}"),
                err=True,
            )
            continue
        of_sheet = options.get(reading.sheet.path)
        if format_ == "jsonl":
            for question, choice in _with_choices(reading.sheet, of_sheet):
                click.echo(json.dumps(as_json(question, choice), ensure_ascii=False))
        else:
            _print(reading.sheet, of_sheet)
    report_errors(readings)
    if choices is not None:
        report_scarce([choice for of_sheet in options.values() for choice in of_sheet], choices)


def _with_choices(
    sheet: Sheet, choices: Sequence[Choices] | None
) -> Iterable[tuple[Question, Choices | None]]:
    asked = questions(sheet)
    return ((question, None) for question in asked) if choices is None else zip(asked, choices, strict=True)


def as_json(question: Question, choices: Choices | None = None) -> dict[str, object]:
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
        **({} if choices is None else {"choices": list(choices.options), "key": choices.key}),
    }


def _print(sheet: Sheet, choices: Sequence[Choices] | None) -> None:
    # Deferred like in `table`.
    from rich.console import Console

    console = Console(highlight=False)
    if console.is_terminal:
        console.print(table(sheet, choices))
        return
    with console.capture() as captured:
        console.print(table(sheet, choices))
    click.echo("\n".join(line.rstrip() for line in captured.get().rstrip().splitlines()))


def table(sheet: Sheet, choices: Sequence[Choices] | None = None) -> Table:
    """The sheet's questions and answers, a section at a time, with their choices if they have any."""
    # Deferred: rich takes 60 ms to import, and programs that read JSON lines never need it.
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = Table(title=Text(safe(sheet.title), style="bold"), box=box.SIMPLE_HEAD, title_justify="left")
    rows.add_column("Line", justify="right", style="dim", no_wrap=True)
    rows.add_column("Question", ratio=3)
    rows.add_column("Answer", ratio=2, style="bold")
    if choices is not None:
        rows.add_column("Choices", ratio=3)
    section: tuple[str, ...] = ()
    for question, choice in _with_choices(sheet, choices):
        if question.fact.section != section:
            section = question.fact.section
            rows.add_section()
            rows.add_row("", Text(safe(" › ".join(section)), style="italic"), "")
        options = [] if choice is None else [Text(safe("\n".join(choice.options)))]
        rows.add_row(
            str(question.fact.place.line), Text(safe(question.text)), Text(safe(question.key)), *options
        )
    return rows
