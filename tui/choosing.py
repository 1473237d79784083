"""Choices on the command line: their options, the banks they are dealt in, and a word on those that fall short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quizgen.ask import attempts
from quizgen.forms import FORMS
from quizgen.forms.bank import Bank, Options
from quizgen.selection import EVERYTHING
from tui.options import LIST, several
from tui.report import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quizgen.fact import Sheet
    from quizgen.item import Item
    from quizgen.selection import Selection

USUAL = Options().count
"""Choices, where nobody says how many."""


def in_forms(does: str, usual: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--forms`, which `does` what with them, and what comes without it."""
    return click.option(
        "--forms",
        default="",
        metavar=LIST,
        callback=several(FORMS),
        help=f"{does}: {', '.join(FORMS)}. Without it: {usual}.",
    )


def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--choices`, `--seed` and `--invent-names`."""
    for option in (
        click.option("--invent-names", is_flag=True,
                     help="Invent names in the deck's style where it has too few to choose from."),
        click.option("--seed", type=int, metavar="N",
                     help="What chance decides: another number, another deal."),
        click.option("--choices", type=click.IntRange(2, 10), metavar="N",
                     help="Give each question up to N choices, the right one among them."),
    ):  # fmt: skip
        command = option(command)
    return command


def banks(sheets: Sequence[Sheet], options: Options, wanted: Selection = EVERYTHING) -> list[Bank]:
    """Every sheet asked, since distractors come out of the whole deck and of others with its tags."""
    asked = [(sheet, tuple(attempts(sheet))) for sheet in sheets]
    lent = [(sheet, tuple(one.question for one in made)) for sheet, made in asked]
    return [
        Bank(sheet, made, options, [pair for pair in lent if pair[0] is not sheet], wanted)
        for sheet, made in asked
    ]


def report_scarce(items: Iterable[Item], count: int) -> None:
    """Say how many of these questions have fewer choices than were asked for, if any has."""
    shown = list(items)
    scarce = sum(len(item.choices) < count and not item.questions[0].has_all_choices for item in shown)
    if scarce:
        has = "has" if scarce == 1 else "have"
        names = "names it" if scarce == 1 else "names them"
        click.echo(
            f"{scarce} of {counted(len(shown), 'question')} {has} fewer than {count} choices; "
            f"quizgen check --choices {count} {names}",
            err=True,
        )
