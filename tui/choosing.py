"""The options of the questions that a command prints: dealt for all its sheets, which may lend each other answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from quizgen.ask import questions
from quizgen.choices import Choices, deal_choices
from tui.report import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quizgen.fact import Sheet
    from quizgen.question import Question
    from quizgen.reader import Reading


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line says of options."""

    count: int
    seed: int = 0
    invent_names: bool = False


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


def dealt(
    readings: Sequence[Reading], wanted: Wanted
) -> Iterator[tuple[Sheet, list[Question], list[Choices]]]:
    """Each sheet with its questions and their options, in the order of the readings."""
    asked = [(reading.sheet, list(questions(reading.sheet))) for reading in readings if reading.sheet]
    for sheet, own in asked:
        others = [pair for pair in asked if pair[0] is not sheet]
        choices = deal_choices(
            own,
            sheet,
            count=wanted.count,
            seed=wanted.seed,
            sisters=others,
            invent_names=wanted.invent_names,
        )
        yield sheet, own, list(choices)


def report_scarce(choices: Sequence[Choices], count: int) -> None:
    """Say how many questions have fewer options than were asked for, if any has."""
    scarce = sum(len(choice.options) < count for choice in choices)
    if scarce:
        have, them = ("has", "it") if scarce == 1 else ("have", "them")
        of = f"{scarce} of {counted(len(choices), 'question')} {have} fewer than {count} choices"
        click.echo(f"{of}; quizgen check --choices {count} names {them}", err=True)
