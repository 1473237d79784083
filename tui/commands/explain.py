"""`quizgen explain`: how a fact was read, and why each question came out or did not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from quizgen.ask import ask_in_sheet
from quizgen.explain import explain
from quizgen.finding import QuizgenError
from quizgen.sources import read_all
from tui.terminal import safe

if TYPE_CHECKING:
    from quizgen.fact import Fact, Sheet


@click.command("explain")
@click.argument("place", metavar="SHEET:LINE")
def command(place: str) -> None:
    """Show how the fact on a line was read, and which rule asked what."""
    match = re.fullmatch(r"(.+):(\d+)", place)
    if match is None:
        raise click.UsageError(f"{place} names no line; write it as SHEET:LINE, for example facts.md:12")
    path, line = match.group(1), int(match.group(2))
    readings = read_all([path])
    if len(readings) != 1:
        raise QuizgenError(f"{path}: is a folder; name one of its sheets")
    reading = readings[0]
    unread = reading.sheet is None
    for finding in (found for found in reading.findings if unread or found.place.line == line):
        click.echo(safe(str(finding)), err=True)
    if reading.sheet is None:
        raise click.exceptions.Exit(1)
    fact = _fact_on(reading.sheet, line)
    for text in explain(ask_in_sheet(fact, reading.sheet)):
        click.echo(safe(text))


def _fact_on(sheet: Sheet, line: int) -> Fact:
    """The fact that begins on a line, or the last one before it; a `QuizgenError` names the lines there are."""
    facts = [fact for fact in sheet.facts if fact.place.line <= line]
    later = [fact for fact in sheet.facts if fact.place.line > line]
    if facts and (facts[-1].place.line == line or _reaches(facts[-1], line)):
        return facts[-1]
    lines = ", ".join(str(fact.place.line) for fact in [*facts[-2:], *later[:2]])
    near = f"the nearest facts begin on lines {lines}" if lines else "the sheet has no facts"
    raise QuizgenError(f"{sheet.path}:{line}:1: no fact begins here; {near}")


def _reaches(fact: Fact, line: int) -> bool:
    """Whether the fact's own text or spans go on to this line."""
    return any(span.place.line >= line for span in fact.spans)
