"""`quizgen study`: a study session in the terminal."""

from __future__ import annotations

import sys
from random import Random

import click

from decks.deal import card
from decks.session import Session, apart
from quizgen.ask import questions
from quizgen.finding import QuizgenError
from quizgen.sources import read_all
from tui.lines import study
from tui.report import say_errors


@click.command("study")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option("--limit", type=click.IntRange(min=1), help="Ask this many cards at most.")
@click.option("--shuffle", is_flag=True, help="Ask in another order than the sheet's.")
@click.option("--seed", type=int, help="With --shuffle: the same number, the same order.")
def command(paths: tuple[str, ...], limit: int | None, shuffle: bool, seed: int | None) -> None:
    """Go through the cards in the terminal until you know them.

    Asks, shows the answer when you press Enter, and takes your word for whether you knew it. Cards you did
    not know come again. Answers may come from a pipe; the end of the input ends the session.
    """
    if seed is not None and not shuffle:
        raise click.UsageError("--seed says how to shuffle; give --shuffle as well")
    readings = read_all(paths)
    sheets = [reading.sheet for reading in readings if reading.sheet is not None]
    cards = apart(card(sheet, question) for sheet in sheets for question in questions(sheet))
    if shuffle:
        Random(seed).shuffle(cards)
    wrong = say_errors(readings)  # before the session, not after it
    if cards:
        study(Session(cards[:limit]), sys.stdin)
    if wrong:
        raise click.exceptions.Exit(1)
    if not cards:
        raise QuizgenError(
            "there is nothing to study; tag what a fact should be asked for, as in [1917]{.when}"
        )
