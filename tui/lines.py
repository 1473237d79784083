"""A study session one line at a time: for a pipe, a screen reader, a terminal that can do no more."""

from __future__ import annotations

import sys
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, TextIO

import click

from tui.terminal import safe

if TYPE_CHECKING:
    from decks.card import Card
    from decks.session import Session, Summary

GRADES = {"y": True, "yes": True, "n": False, "no": False}
STOP = ("q", "quit")


def study(session: Session, source: TextIO) -> None:
    """Ask every card until it is known, reading what the person says from source.

    Ends when all cards are known, at `q` and at the end of the input; an interrupt passes through. However
    it ends, the last thing said is the summary.
    """
    click.echo(f"{_cards(session.total)}. Think, then press Enter; then y: I knew it, n: I did not, q: stop.")
    try:
        going = True
        while going and (card := session.card) is not None:
            going = _ask(session, card, source)
    finally:
        _sum_up(session.summary())


def _ask(session: Session, card: Card, source: TextIO) -> bool:
    """Ask one card; False when the person wants to stop."""
    click.echo(f"\n{session.total - session.known} to go.")
    _say(card.prompt)
    if _hear(source, "Enter shows the answer: ") is None:
        return False
    session.reveal()
    _show(card)
    while (said := _hear(source, "Did you know it? [y/n/q] ")) not in GRADES:
        if said is None:
            return False
        click.echo("Please type y, n or q, and press Enter.")
    session.grade(GRADES[said])
    return True


def _show(card: Card) -> None:
    _say(f"Answer: {card.answer}")
    if card.also:
        _say(f"Also right: {', '.join(card.also)}")
    for line in (card.sentence, card.explanation, card.source):
        if line:
            _say(line)


def _say(text: str) -> None:
    """Print text, on a terminal broken between words."""
    width = get_terminal_size().columns if sys.stdout.isatty() else 0
    for line in safe(text).splitlines():
        click.echo(fill(line, width) if width > 1 else line)


def _hear(source: TextIO, question: str) -> str | None:
    """What the person says to a question; None for stop, or when nobody is there any more."""
    click.echo(question, nl=False)
    line = source.readline()
    if not source.isatty():
        # Where nobody presses Enter, nothing ends the line of the question.
        click.echo()
    said = line.strip().lower()
    return said if line and said not in STOP else None


def _sum_up(summary: Summary) -> None:
    left = f", {summary.left} to go" if summary.left else ""
    click.echo(f"\n{_cards(summary.asked)} asked: {summary.known} known at once{left}.")
    if summary.missed:
        click.echo("To look at again:")
    for card in summary.missed:
        _say(f"{card.origin}: {card.prompt} {card.answer}")


def _cards(number: int) -> str:
    return "1 card" if number == 1 else f"{number} cards"
