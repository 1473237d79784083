"""What the days to come ask: in words, in tables, and under the keys that docs/study.md names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tui.plots import table
from tui.report import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decks.scheduling.exam import Plan
    from decks.scheduling.simulate import Outcome

BY_DAY = 31
"""Days up to which each has a line; beyond, each week."""


def told(plan: Plan, today: int, day: date) -> str:
    """`Until 1 June: 34 days, 12 cards a day at most (8 new at first, …` of a plan made on the study day `today`."""
    when = f"{day.day} {day:%B}" if day.year == date.fromordinal(today).year else f"{day.day} {day:%B %Y}"
    if not plan.days:
        return f"The exam is today: nothing is left to plan. Expected recall: {_percent(plan.recall)}."
    if not plan.daily:
        return "There is no card to plan for."
    new = max(one.new for one in plan.days)
    kinds = f" ({new:,} new at first, then reviews)" if new else ""
    lines = [
        f"Until {when}: {counted(len(plan.days), 'day')}, {counted(plan.daily, 'card')} a day at most{kinds}.",
        f"Expected recall on that day: {_percent(plan.recall)} (without study {_percent(plan.without)}).",
    ]
    if plan.unmet:
        lines.append(f"For {counted(plan.unmet, 'new card')} there is no time; plan more cards a day.")
    return "\n".join(lines)


def exam_days(plan: Plan) -> list[str]:
    """The days of a plan as a table."""
    rows = [(_day(one.day), f"{one.new:,}", f"{one.reviews:,}") for one in plan.days]
    return table([("day", "new", "reviews"), *rows])


def exam_as_json(plan: Plan, exam: date) -> dict[str, object]:
    """The plan for an exam under the keys that docs/study.md names."""
    return {
        "exam": exam.isoformat(),
        "daily": plan.daily,
        "recall": round(plan.recall, 4),
        "without": round(plan.without, 4),
        "unmet": plan.unmet,
        "days": [{"day": _iso(one.day), "new": one.new, "reviews": one.reviews} for one in plan.days],
    }


@dataclass(frozen=True, slots=True)
class Lived:
    """Days that were simulated, and the setting they were simulated under."""

    retention: float
    """The share of cards to be known when they come up."""
    new: int
    """New cards a day at most."""
    reviews: int
    """Due cards a day at most."""
    outcome: Outcome


def by_day(now: Lived) -> Iterator[str]:
    """What the days bring as things are set, in words and as a table."""
    yield (
        f"As it is set: {counted(now.new, 'new card')} and {counted(now.reviews, 'review')} a day at most, "
        f"to know {100 * now.retention:g} % of what comes up."
    )
    yield ""
    days = now.outcome.days
    step = 1 if len(days) <= BY_DAY else 7
    parts = [days[start : start + step] for start in range(0, len(days), step)]
    rows = [
        (
            _day(part[0].day),
            f"{sum(one.new for one in part):,}",
            f"{sum(one.reviews for one in part):,}",
            f"{part[-1].late:,}",
            f"{sum(one.minutes for one in part):,.1f}",
            f"{part[-1].known:,.0f}",
        )
        for part in parts
    ]
    yield from table(
        [("day" if step == 1 else "week from", "new", "reviews", "left over", "minutes", "known"), *rows]
    )


def side_by_side(now: Lived, others: Sequence[Lived], cards: int) -> Iterator[str]:
    """The same days under other settings, a row each."""
    days = len(now.outcome.days)
    yield f"Side by side, {counted(days, 'day')} with {counted(others[0].reviews, 'review')} a day at most:"
    yield ""
    rows = [
        (
            f"{100 * one.retention:g} %"
            f"{', as set' if (one.retention, one.new) == (now.retention, now.new) else ''}",
            f"{one.new:,}",
            f"{(one.outcome.new + one.outcome.reviews) / days:,.1f}",
            f"{one.outcome.busiest:,}",
            f"{one.outcome.minutes / days:,.1f}",
            f"{one.outcome.known:,.0f} of {cards:,}",
        )
        for one in others
    ]
    yield from table(
        [("retention", "new a day", "cards a day", "busiest day", "minutes a day", "known then"), *rows]
    )


def as_json(cards: int, now: Lived, others: Sequence[Lived]) -> dict[str, object]:
    """The simulated days under the keys that docs/study.md names."""
    return {"cards": cards, "now": _as_json(now), "others": [_as_json(one) for one in others]}


def _as_json(lived: Lived) -> dict[str, object]:
    days = [
        {
            "day": _iso(one.day),
            "new": one.new,
            "reviews": one.reviews,
            "left": one.late,
            "minutes": round(one.minutes, 1),
            "known": round(one.known, 1),
        }
        for one in lived.outcome.days
    ]
    return {"retention": lived.retention, "new": lived.new, "reviews": lived.reviews, "days": days}


def _day(day: int) -> str:
    found = date.fromordinal(day)
    return f"{found:%a} {found.day:>2} {found:%b %Y}"


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
