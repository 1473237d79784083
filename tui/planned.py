"""The plan for an exam in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tui.report import counted

if TYPE_CHECKING:
    from decks.scheduling.exam import Plan


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


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
