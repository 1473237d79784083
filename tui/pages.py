"""Statistics in words and plots, page by page, as lines of text: the screen shows one, `quizgen stats` prints all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from decks.progress.figures import FIRM, MATURE
from tui.plots import Row, bars, columns, heatmap
from tui.report import counted, duration
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from decks.progress.figures import Rate
    from decks.study.overview import Standing
    from decks.study.statistics import Section, Statistics

GRADES = ("Again", "Hard", "Good", "Easy")
RECENT = 30
"""Days whose answers stand on the first page."""


@dataclass(frozen=True, slots=True)
class Page:
    """One thing that is told."""

    name: str
    """As short as a tab."""
    title: str
    lines: Callable[[Statistics, int, bool], list[str]]
    """Its text for a width in cells, with plots or in words and figures alone."""


def _today(found: Statistics, width: int, drawn: bool) -> list[str]:
    done, totals = found.today, found.totals
    parts = (counted(done.new, "new card"), counted(done.reviews, "review"), f"{done.learning:,} again")
    mean = counted(round(totals.answers / totals.days), "answer") if totals.days else "no answers yet"
    rows = (
        ("Today", f"{counted(found.year[-1], 'answer')} ({', '.join(parts)})"),
        (
            "In a row",
            f"{counted(totals.streak, 'day')}; the longest row was {counted(totals.longest, 'day')}",
        ),
        ("In all", f"{counted(totals.answers, 'answer')} on {counted(totals.days, 'day')}"),
        ("Time spent", duration(totals.duration)),
        ("On a day", mean),
        ("Cards", f"{totals.cards:,} begun"),
    )
    lines = bars([Row(name, 0, said) for name, said in rows], width, drawn=False)
    recent = found.year[-RECENT:]
    if not drawn or not any(recent):
        return lines
    days = [date.fromordinal(found.day - back) for back in range(len(recent) - 1, -1, -1)]
    labels = [f"{day.day}" if day.weekday() == 0 else "" for day in days]
    return [
        *lines,
        "",
        f"Answers in the last {RECENT} days (below, the Mondays)",
        *columns(recent, labels, width, 6),
    ]


def _decks(found: Statistics, width: int, drawn: bool) -> list[str]:
    rows = [Row(_shown(one.sheet.title), _part(one.begun, one.total), _standing(one)) for one in found.decks]
    return bars(rows, width, most=1.0, drawn=drawn)


def _standing(one: Standing) -> str:
    away = f", {one.suspended:,} suspended" if one.suspended else ""
    begun = f"{one.begun:,} of {one.total:,} begun, {one.mature:,} mature"
    return f"{one.due:,} due, {one.new:,} new, {begun}{away}"


def _year(found: Statistics, width: int, drawn: bool) -> list[str]:
    if not any(found.year):
        return ["No answers in the last year."]
    last = date.fromordinal(found.day)
    days = [(last - timedelta(days=back), found.year[-1 - back]) for back in range(len(found.year))]
    rows = []
    for (year, month), group in groupby(days, key=lambda one: (one[0].year, one[0].month)):
        answers = [number for _, number in group]
        with_any = sum(number > 0 for number in answers)
        if with_any:
            said = f"{counted(sum(answers), 'answer')} on {counted(with_any, 'day')}"
            rows.append(Row(f"{date(year, month, 1):%B %Y}", sum(answers), said))
    map_ = [*heatmap(found.year, last, width), ""] if drawn else []
    return [*map_, *bars(rows, width, drawn=drawn)]


def _coming(found: Statistics, width: int, drawn: bool) -> list[str]:
    due = found.coming
    if not any(due):
        return [f"No card that you have begun is due in the next {len(due)} days."]
    said = (
        f"{counted(due[0], 'card')} due today, {due[1]:,} tomorrow, {sum(due[:7]):,} in 7 days, "
        f"{sum(due):,} in {len(due)}. New cards come on top."
    )
    rows = [Row(_day(found.day, ahead), number, f"{number:,}") for ahead, number in enumerate(due)]
    return [said, "", *bars(rows, width, drawn=drawn)]


def _day(today: int, ahead: int) -> str:
    day = date.fromordinal(today + ahead)
    return "Today" if ahead == 0 else f"{day:%a} {day.day} {day:%b}"


def _retention(found: Statistics, width: int, drawn: bool) -> list[str]:
    if not found.retention:
        return ["No card has come again on a later day yet."]
    rows = []
    for month in reversed(found.retention):
        name = f"{date.fromisoformat(f'{month.month}-01'):%B %Y}"
        for age, rate in (("young", month.young), ("mature", month.mature)):
            if rate.reviews:
                rows.append(_rated(f"{name}, {age}", rate))
    told = f"Of cards that came again on a later day, so many were known. Mature: intervals of {MATURE} days or more."
    return [told, "", *bars(rows, width, most=1.0, drawn=drawn)]


def _hours(found: Statistics, width: int, drawn: bool) -> list[str]:
    rows = [_rated(f"{hour:02}:00", rate) for hour, rate in enumerate(found.hours) if rate.reviews]
    if not rows:
        return ["No card has come again on a later day yet."]
    told = "How much was known of cards that came again on a later day, by the hour."
    return [told, "", *bars(rows, width, most=1.0, drawn=drawn)]


def _rated(label: str, rate: Rate) -> Row:
    share = rate.share or 0.0
    return Row(label, share, f"{percent(share)} of {rate.reviews:,}")


def _buttons(found: Statistics, width: int, drawn: bool) -> list[str]:
    ages = (
        ("New and learning", found.buttons.learning),
        ("Young", found.buttons.young),
        ("Mature", found.buttons.mature),
    )
    rows = [
        Row(f"{age}, {name}", pressed / sum(times), f"{pressed:,} ({percent(pressed / sum(times))})")
        for age, times in ages
        if sum(times)
        for name, pressed in zip(GRADES, times, strict=True)
    ]
    if not rows:
        return ["Nothing has been graded yet."]
    told = f"How often each grade was given. Young: intervals under {MATURE} days; mature: {MATURE} or more."
    return [told, "", *bars(rows, width, most=1.0, drawn=drawn)]


def _sections(found: Statistics, width: int, drawn: bool) -> list[str]:
    lines = [f"Firm: a chance of {percent(FIRM)} or more that you know the card today."]
    for sheet, group in groupby(found.sections, key=lambda one: one.sheet):
        every = list(group)
        begun = [one for one in every if one.mastery.seen]
        left = len(every) - len(begun)
        more = [f"{counted(left, 'section')} not begun"] if left else []
        rows = [Row(_heading(one), _part(one.mastery.firm, one.mastery.cards), _known(one)) for one in begun]
        lines += ["", _shown(sheet.title), *bars(rows, width, most=1.0, drawn=drawn), *more]
    return lines


def _heading(one: Section) -> str:
    return _shown(" › ".join(one.names)) if one.names else "(before the first heading)"


def _known(one: Section) -> str:
    known = one.mastery
    begun = f", {known.seen:,} begun" if known.seen < known.cards else ""
    return f"{known.firm:,} of {known.cards:,} firm{begun}, recall {percent(known.recall)}"


PAGES: tuple[Page, ...] = (
    Page("Today", "Today, and all in all", _today),
    Page("Decks", "Decks", _decks),
    Page("Year", "The last year, day by day", _year),
    Page("Coming", "What comes", _coming),
    Page("Kept", "What was kept in memory", _retention),
    Page("Hours", "Hours of the day", _hours),
    Page("Grades", "Grades", _buttons),
    Page("Sections", "Sections", _sections),
)
"""In the order in which they are shown."""


def percent(share: float) -> str:
    """`93 %`."""
    return f"{100 * share:.0f} %"


def printed(found: Statistics, width: int, *, drawn: bool) -> Iterator[str]:
    """All pages, one below the other, each under its title."""
    for number, page in enumerate(PAGES):
        if number:
            yield ""
        yield page.title.upper()
        yield from page.lines(found, width, drawn)


def _part(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _shown(text: str) -> str:
    return safe(text).expandtabs(4)
