"""Numbers in words, and on stderr what is wrong with the sheets that were read, with the exit code for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.fact import Sheet
    from quizgen.finding import Finding
    from quizgen.reader import Reading


TAG = "tag what a fact should be asked for, as in [1917]{.when}"


def counted(number: int, noun: str) -> str:
    """`1 fact`, `2 facts`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def duration(milliseconds: int) -> str:
    """`45 s`, `3 min`, `1 h 5 min`."""
    seconds = round(milliseconds / 1000)
    if seconds < 90:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60:,} h {minutes % 60} min"


def report_missing_ids(readings: Iterable[Reading]) -> None:
    """Say how many facts are known by their words alone, and what to do about it."""
    for reading in readings:
        unstamped = sum(not fact.stamped for fact in reading.sheet.facts) if reading.sheet else 0
        if unstamped and reading.sheet:
            facts = f"{counted(unstamped, 'fact')} {'has' if unstamped == 1 else 'have'}"
            path = reading.sheet.path
            click.echo(
                safe(f"{path}: {facts} no id; run quizgen id {path} before you change their words"), err=True
            )


def report_pictures(sheets: Iterable[Sheet], where: str) -> None:
    """Say which facts have pictures or sounds that do not come along, `where` being the format with its article."""
    facts = [fact for sheet in sheets for fact in sheet.facts]
    _report_without("pictures", [fact.id for fact in facts if fact.pictures], where)
    _report_without("sounds", [fact.id for fact in facts if fact.sounds], where)


def report_missing_files(readings: Iterable[Reading]) -> None:
    """Say which pictures and sounds could not be used, for what would show or play them."""
    for reading in readings:
        for finding in reading.findings:
            if finding.code.startswith(("picture-", "sound-")):
                click.echo(safe(str(finding)), err=True)


def _report_without(what: str, having: list[str], where: str) -> None:
    if having:
        more = f" and {len(having) - 5:,} more" if len(having) > 5 else ""
        click.echo(
            safe(f"{where} is written without {what}; these facts have some: {', '.join(having[:5])}{more}"),
            err=True,
        )


def nothing_written(sheets: Iterable[Sheet], *, wrong: bool, otherwise: str) -> str:
    """Why nothing is written, and what to do: `wrong` where errors were said, `otherwise` where there are facts."""
    if any(sheet.facts for sheet in sheets):
        return f"nothing is written: {otherwise}"
    if wrong:
        return "nothing is written; mend first what is said above"
    return f"nothing is written; {TAG}"


def errors(readings: Iterable[Reading]) -> list[Finding]:
    """Every error finding."""
    return [finding for reading in readings for finding in reading.findings if finding.severity == "error"]


def say_errors(readings: Iterable[Reading]) -> bool:
    """Print every error finding; whether there was one."""
    found = errors(readings)
    for finding in found:
        click.echo(safe(str(finding)), err=True)
    return bool(found)


def report_errors(readings: Iterable[Reading]) -> None:
    """Print every error finding, then leave with exit code 1 if there was one."""
    if say_errors(readings):
        raise click.exceptions.Exit(1)
