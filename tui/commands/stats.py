"""`quizgen stats`: how it goes, on paper: the figures of the app's statistics, or all of them as JSON."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from tui.terminal import safe

if TYPE_CHECKING:
    from decks.progress.figures import Rate
    from decks.study.statistics import Statistics

NOTHING = "Nothing has been studied yet; quizgen study begins."


@click.command("stats")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option(
    "--format",
    "shape",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="For people, or for programs.",
)
@click.option(
    "--plain", is_flag=True, help="Words and figures alone, as for a screen reader; so it is in a pipe, too."
)
def command(paths: tuple[str, ...], shape: str, plain: bool) -> None:
    """Show what is known, what is due, how well it is kept.

    Without SHEET: of everything that was studied. With some: of these alone. What was taken back is not counted.
    """
    # Deferred: what the help does not need.
    from decks.study.statistics import statistics
    from tui.looking import looking, width
    from tui.pages import printed

    with looking(paths) as laid:
        found = statistics(
            laid.store, laid.shelf.sheets, laid.options.scheduler, laid.today, whole_log=not paths
        )
        errors = laid.shelf.errors
    if shape == "json":
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))
    elif not found.totals.answers and not found.totals.cards:
        click.echo(NOTHING)
    else:
        for line in printed(found, width(), drawn=not plain and _can_draw()):
            click.echo(safe(line))
    if errors:
        raise click.exceptions.Exit(1)


def as_json(found: Statistics) -> dict[str, object]:
    """The figures under the keys that docs/study.md names and programs rely on."""
    totals, today = found.totals, found.today
    return {
        "day": _iso(found.day),
        "totals": {
            "answers": totals.answers,
            "milliseconds": totals.duration,
            "cards": totals.cards,
            "days": totals.days,
            "streak": totals.streak,
            "longest": totals.longest,
        },
        "today": {"new": today.new, "reviews": today.reviews, "learning": today.learning},
        "decks": [
            {
                "id": one.sheet.id, "title": one.sheet.title, "path": one.sheet.path, "cards": one.total,
                "due": one.due, "new": one.new, "begun": one.begun, "mature": one.mature,
                "suspended": one.suspended,
            }
            for one in found.decks
        ],
        "answers": {
            _iso(found.day - back): number
            for back, number in zip(range(len(found.year) - 1, -1, -1), found.year, strict=True)
            if number
        },
        "coming": {_iso(found.day + ahead): number for ahead, number in enumerate(found.coming)},
        "retention": [
            {"month": one.month, "young": _rate(one.young), "mature": _rate(one.mature)} for one in found.retention
        ],
        "hours": [{"hour": hour} | _rate(rate) for hour, rate in enumerate(found.hours)],
        "buttons": {
            age: dict(zip(("again", "hard", "good", "easy"), times, strict=True))
            for age, times in (
                ("learning", found.buttons.learning), ("young", found.buttons.young), ("mature", found.buttons.mature),
            )
        },
        "sections": [
            {
                "sheet": one.sheet.id, "section": list(one.names), "cards": one.mastery.cards,
                "begun": one.mastery.seen, "firm": one.mastery.firm, "recall": round(one.mastery.recall, 4),
            }
            for one in found.sections
        ],
    }  # fmt: skip


def _rate(rate: Rate) -> dict[str, object]:
    return {"reviews": rate.reviews, "remembered": rate.remembered}


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _can_draw() -> bool:
    """Whether somebody looks who can see plots."""
    return sys.stdout.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
