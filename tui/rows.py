"""Items on stdout: as JSON lines for programs, as tables for people."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from string import ascii_lowercase
from typing import TYPE_CHECKING

import click

from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.table import Table

    from quizgen.fact import Sheet
    from quizgen.item import Item


def print_lines(rows: Iterable[tuple[Sheet, Item]], *, choices: bool = False) -> list[Item]:
    """One JSON object a line; with `choices` each has them, even if there are none to be had.

    Gives back the items whose choices were shown, for who has something to say of them; without `choices` only
    the first, so that a stream stays one.
    """
    shown: list[Item] = []
    for _, item in rows:
        click.echo(json.dumps(as_json(item, choices=choices), ensure_ascii=False))
        if choices or not shown:
            shown.append(item)
    return shown


def as_json(item: Item, *, choices: bool = False) -> dict[str, object]:
    """One item under the keys that programs rely on; what its form does not have is left out."""
    question = item.questions[0]
    fact = question.fact
    entry: dict[str, object] = {
        "id": item.id,
        "fact": fact.id,
        "path": fact.place.path,
        "line": fact.place.line,
        "ask": question.ask,
        "answer": item.answer,
        "also": list(item.also),
        "question": item.text,
        "variants": list(item.variants),
        "form": item.form,
        "section": list(fact.section),
        "tags": list(fact.tags),
    }
    if item.answers:
        entry["answers"] = list(item.answers)
    if item.parts:
        entry["parts"] = list(item.parts)
    if item.choices or choices:
        entry["choices"] = list(item.choices)
        entry["key"] = _key(item)
    if item.correction:
        entry["correction"] = item.correction
    if len(item.questions) > 1:
        entry["of"] = [
            {"id": one.id, "fact": one.fact.id, "line": one.fact.place.line} for one in item.questions
        ]
    return entry


def _key(item: Item) -> int | list[int] | None:
    """One number where one choice is right, all of them where the choices are ordered or matched."""
    if not item.key:
        return None
    return item.key[0] if len(item.key) == 1 else list(item.key)


def print_tables(rows: Iterable[tuple[Sheet, Item]], *, choices: bool = False) -> list[Item]:
    """A table for each sheet, in which the choices, if any, stand under their question. Gives back the items.

    `choices` is for programs; a person sees whether there are some.
    """
    # Deferred: rich takes 60 ms to import, and programs that read JSON lines never need it.
    from rich.console import Console

    console = Console(highlight=False)
    shown: list[Item] = []
    for sheet, group in groupby(rows, key=itemgetter(0)):
        items = [item for _, item in group]
        shown += items
        drawn = table(sheet, items)
        if console.is_terminal:
            console.print(drawn)
            continue
        with console.capture() as captured:
            console.print(drawn)
        click.echo("\n".join(line.rstrip() for line in captured.get().rstrip().splitlines()))
    return shown


def table(sheet: Sheet, items: Iterable[Item]) -> Table:
    """A sheet's items and their answers, a section at a time."""
    # Deferred like above.
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = Table(title=Text(safe(sheet.title), style="bold"), box=box.SIMPLE_HEAD, title_justify="left")
    rows.add_column("Line", justify="right", style="dim", no_wrap=True)
    rows.add_column("Question", ratio=3)
    rows.add_column("Answer", ratio=2, style="bold")
    section: tuple[str, ...] = ()
    for item in items:
        fact = item.questions[0].fact
        if fact.section != section:
            section = fact.section
            rows.add_section()
            rows.add_row("", Text(safe(" › ".join(section)), style="italic"), "")
        rows.add_row(str(fact.place.line), Text(safe(_stem(item))), Text(safe(_answer(item))))
    return rows


def _stem(item: Item) -> str:
    """The stem, under it what is to be matched, and what there is to choose from."""
    numbered = (f"  {number}. {part}" for number, part in enumerate(item.parts, 1))
    lettered = (f"  {_letter(number)}) {choice}" for number, choice in enumerate(item.choices))
    if item.form == "true-false":
        return item.text
    return "\n".join((item.text, *numbered, *lettered))


def _answer(item: Item) -> str:
    """In words, and where there are choices by their letters."""
    if item.correction and item.answer == "false":
        return f"false: {item.correction}"
    if item.form in ("true-false", "blanks"):
        return item.answer
    if len(item.key) > 1:
        return "".join(
            f"{number}{_letter(key)} " if item.parts else f"{_letter(key)} "
            for number, key in enumerate(item.key, 1)
        ).rstrip()
    words = item.answer if item.form in ("cloze", "event", "first") else item.questions[0].key
    return f"{_letter(item.key[0])}) {words}" if item.key else words


def _letter(number: int) -> str:
    return ascii_lowercase[number] if number < len(ascii_lowercase) else str(number + 1)
