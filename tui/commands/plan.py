"""`quizgen plan`: what the coming days will ask, as it is and under other settings, or up to an exam."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from quizgen.finding import QuizgenError
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from tui.desk import Desk

RETENTIONS = (0.80, 0.85, 0.90, 0.95)
"""Set side by side, with the person's own, where they name none."""


@click.command("plan")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option(
    "--exam", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Plan for an exam on this day."
)
@click.option(
    "--days", type=click.IntRange(1, 365), metavar="N", help="How many days to look ahead.  [default: 30]"
)
@click.option(
    "--retention", "retentions", type=click.FloatRange(0.7, 0.99), multiple=True, metavar="SHARE",
    help="The share of cards to know when they come up, 0.7 to 0.99; may be given several times.",
)  # fmt: skip
@click.option("--new", "news", type=click.IntRange(min=0), multiple=True, metavar="N",
              help="New cards a day; may be given several times.")  # fmt: skip
@click.option("--reviews", type=click.IntRange(min=0), metavar="N",
              help="Due cards a day at most; with --exam, cards a day at most.")  # fmt: skip
@click.option(
    "--format",
    "shape",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="For people, or for programs.",
)
def command(
    paths: tuple[str, ...],
    exam: datetime | None,
    days: int | None,
    retentions: tuple[float, ...],
    news: tuple[int, ...],
    reviews: int | None,
    shape: str,
) -> None:
    """Show what the coming days will ask, also under other settings.

    Each setting is lived through day by day, by a student who answers as you do; nothing is changed. Without
    SHEET: all that you have studied.
    """
    if exam is not None and (days or retentions or news):
        raise click.UsageError("--exam plans all days up to it; leave out --days, --retention and --new")
    # Deferred: what the help does not need.
    from tui.looking import looking

    with looking(paths) as laid:
        if exam is not None:
            lines = _for_exam(laid, exam.date(), reviews, shape)
        else:
            lines = _ahead(laid, days or 30, retentions, news, reviews, shape)
        for line in lines:
            click.echo(safe(line))
        errors = laid.shelf.errors
    if errors:
        raise click.exceptions.Exit(1)


def _for_exam(laid: Desk, exam: date, daily: int | None, shape: str) -> Iterator[str]:
    # Deferred: the plan brings numpy along.
    from decks.study.exam import course
    from tui.planned import exam_as_json, exam_days, told

    if exam.toordinal() < laid.today:
        raise QuizgenError(f"{exam.isoformat()}: this day is over; give the day of an exam that is to come")
    plan = course(laid.store, laid.shelf.sheets, laid.options, laid.today, exam, daily=daily)
    if shape == "json":
        yield _json(exam_as_json(plan, exam))
    else:
        yield from told(plan, laid.today, exam).split("\n")
        if plan.daily:
            yield from ("", *exam_days(plan))


def _ahead(
    laid: Desk,
    days: int,
    retentions: Sequence[float],
    news: Sequence[int],
    reviews: int | None,
    shape: str,
) -> Iterator[str]:
    # Deferred: the simulation brings numpy along.
    from decks.scheduling.simulate import simulate
    from decks.study.choosing import done_today
    from decks.study.exam import known
    from decks.study.habits import habits
    from tui.planned import Lived, as_json, by_day, side_by_side

    cards = known(laid.store, laid.shelf.sheets, laid.options)
    usual, own = laid.settings, habits(laid.store)
    done = done_today(laid.store, laid.shelf.sheets, laid.today)

    def lived(retention: float, new: int, most: int) -> Lived:
        scheduler = replace(usual.scheduler, retention=retention)
        found = simulate(
            cards, scheduler, laid.today, days, new_per_day=new, review_limit=most,
            met_today=done.new, reviewed_today=done.reviews, habits=own,
        )  # fmt: skip
        return Lived(retention, new, most, found)

    now = lived(usual.retention, usual.new, usual.reviews)
    others = [
        lived(retention, new, usual.reviews if reviews is None else reviews)
        for new in sorted(set(news) or {usual.new})
        for retention in sorted(set(retentions) or {*RETENTIONS, usual.retention})
    ]
    if shape == "json":
        yield _json(as_json(len(cards), now, others))
    else:
        yield from by_day(now)
        yield ""
        yield from side_by_side(now, others, len(cards))


def _json(found: dict[str, object]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2)
