"""`quizgen plan`: what the coming days will ask, as it is and under other settings, or up to an exam."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from quizgen.finding import QuizgenError
from tui.report import counted
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decks.scheduling.exam import Plan
    from decks.scheduling.simulate import Outcome
    from tui.desk import Desk

RETENTIONS = (0.80, 0.85, 0.90, 0.95)
"""Set side by side, with the person's own, where they name none."""
BY_DAY = 31
"""Days up to which each has a line; beyond, each week."""


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
    """Show what the coming days will ask, as it is and under other settings.

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
    from tui.planned import told
    from tui.plots import table

    if exam.toordinal() < laid.today:
        raise QuizgenError(f"{exam.isoformat()}: this day is over; give the day of an exam that is to come")
    plan = course(laid.store, laid.shelf.sheets, laid.options, laid.today, exam, daily=daily)
    if shape == "json":
        yield _json(_exam_as_json(plan, exam))
        return
    yield from told(plan, laid.today, exam).split("\n")
    if plan.daily:
        yield ""
        rows = [(_day(one.day), f"{one.new:,}", f"{one.reviews:,}") for one in plan.days]
        yield from table([("day", "new", "reviews"), *rows])


def _ahead(
    laid: Desk,
    days: int,
    retentions: Sequence[float],
    news: Sequence[int],
    reviews: int | None,
    shape: str,
) -> Iterator[str]:
    from dataclasses import replace

    # Deferred: the simulation brings numpy along.
    from decks.scheduling.simulate import simulate
    from decks.study.exam import known
    from decks.study.habits import habits

    cards = known(laid.store, laid.shelf.sheets, laid.options)
    usual, limit = laid.settings, laid.settings.reviews if reviews is None else reviews
    own = habits(laid.store)

    def lived(retention: float, new: int, most: int) -> Outcome:
        scheduler = replace(usual.scheduler, retention=retention)
        return simulate(cards, scheduler, laid.today, days, new_per_day=new, review_limit=most, habits=own)

    now = lived(usual.retention, usual.new, usual.reviews)
    wanted = [
        (retention, new)
        for new in sorted(set(news) or {usual.new})
        for retention in sorted(set(retentions) or {*RETENTIONS, usual.retention})
    ]
    others = [(retention, new, lived(retention, new, limit)) for retention, new in wanted]
    if shape == "json":
        yield _json(_as_json(len(cards), (usual.retention, usual.new, usual.reviews, now), limit, others))
        return
    yield (
        f"As it is set: {counted(usual.new, 'new card')} and {counted(usual.reviews, 'review')} a day at most, "
        f"to know {_percent(usual.retention)} of what comes up."
    )
    yield ""
    yield from _days(now)
    yield ""
    yield f"Side by side, {counted(days, 'day')} with {counted(limit, 'review')} a day at most:"
    yield ""
    yield from _side_by_side(others, (usual.retention, usual.new), len(cards))


def _days(now: Outcome) -> list[str]:
    from tui.plots import table

    step = 1 if len(now.days) <= BY_DAY else 7
    rows = [("day" if step == 1 else "week from", "new", "reviews", "left over", "minutes", "known")]
    for start in range(0, len(now.days), step):
        some = now.days[start : start + step]
        rows.append(
            (
                _day(some[0].day),
                f"{sum(one.new for one in some):,}",
                f"{sum(one.reviews for one in some):,}",
                f"{some[-1].late:,}",
                f"{sum(one.minutes for one in some):,.1f}",
                f"{some[-1].known:,.0f}",
            )
        )
    return table(rows)


def _side_by_side(
    others: Sequence[tuple[float, int, Outcome]], as_set: tuple[float, int], cards: int
) -> list[str]:
    from tui.plots import table

    rows = [("retention", "new a day", "cards a day", "busiest day", "minutes a day", "known then")]
    for retention, new, found in others:
        days = len(found.days)
        rows.append(
            (
                f"{_percent(retention)}{', as set' if (retention, new) == as_set else ''}",
                f"{new:,}",
                f"{(found.new + found.reviews) / days:,.1f}",
                f"{found.busiest:,}",
                f"{found.minutes / days:,.1f}",
                f"{found.known:,.0f} of {cards:,}",
            )
        )
    return table(rows)


def _as_json(
    cards: int,
    now: tuple[float, int, int, Outcome],
    limit: int,
    others: Sequence[tuple[float, int, Outcome]],
) -> dict[str, object]:
    """The simulated days under the keys that docs/study.md names."""
    return {
        "cards": cards,
        "now": _outcome(*now),
        "others": [_outcome(retention, new, limit, found) for retention, new, found in others],
    }


def _outcome(retention: float, new: int, reviews: int, found: Outcome) -> dict[str, object]:
    days = [
        {
            "day": date.fromordinal(one.day).isoformat(),
            "new": one.new,
            "reviews": one.reviews,
            "left": one.late,
            "minutes": round(one.minutes, 1),
            "known": round(one.known, 1),
        }
        for one in found.days
    ]
    return {"retention": retention, "new": new, "reviews": reviews, "days": days}


def _exam_as_json(plan: Plan, exam: date) -> dict[str, object]:
    """The plan for an exam under the keys that docs/study.md names."""
    return {
        "exam": exam.isoformat(),
        "daily": plan.daily,
        "recall": round(plan.recall, 4),
        "without": round(plan.without, 4),
        "unmet": plan.unmet,
        "days": [
            {"day": date.fromordinal(one.day).isoformat(), "new": one.new, "reviews": one.reviews}
            for one in plan.days
        ],
    }


def _json(found: dict[str, object]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2)


def _day(day: int) -> str:
    found = date.fromordinal(day)
    return f"{found:%a} {found.day:>2} {found:%b %Y}"


def _percent(share: float) -> str:
    return f"{100 * share:g} %"
