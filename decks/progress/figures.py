"""Figures: what the log tells of how much was studied and how well, counted by SQLite.

All are of the answers that stand (the table `review`): what was taken back is not counted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from decks.progress.done import of_sheets
from decks.progress.errors import told
from decks.scheduling.fsrs import Memory

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping

    from decks.progress.store import Store
    from decks.scheduling.fsrs import Scheduler

    Section = TypeVar("Section")

MATURE = 21
"""Days of interval from which a card counts as mature, as in Anki."""
FIRM = 0.9
"""The chance of recall from which a card counts as mastered."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many reviews, and how many of them were remembered: any grade but Again."""

    reviews: int
    remembered: int

    @property
    def share(self) -> float | None:
        """0 to 1; None where there were no reviews."""
        return self.remembered / self.reviews if self.reviews else None


@dataclass(frozen=True, slots=True)
class Retention:
    """How much was remembered in a month, of cards that had an interval of a day or more."""

    month: str
    """YYYY-MM, by study day."""
    young: Rate
    """Of cards with intervals below MATURE days."""
    mature: Rate


@dataclass(frozen=True, slots=True)
class Buttons:
    """How often each was pressed: Again, Hard, Good, Easy."""

    learning: tuple[int, int, int, int]
    """For new cards and those that came again the same day."""
    young: tuple[int, int, int, int]
    mature: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Totals:
    """All of it."""

    answers: int
    """Grades, and answers in cramming and tests."""
    duration: int
    """Milliseconds."""
    cards: int
    """Cards that were graded and not reset since."""
    days: int
    """Study days with an answer."""
    streak: int
    """Study days in a row with an answer, up to today, or to yesterday while today has none yet."""
    longest: int
    """The longest such row."""


@dataclass(frozen=True, slots=True)
class Mastery:
    """How well a section is known."""

    cards: int
    seen: int
    firm: int
    """Cards whose chance of recall today is FIRM or more."""
    recall: float
    """The mean chance of recall of the cards seen, 0 to 1."""

    @property
    def share(self) -> float:
        """Of the cards seen, the part that is firm, 0 to 1."""
        return self.firm / self.seen if self.seen else 0.0


def answers_by_day(store: Store, first: int, last: int, sheets: Collection[str] = ()) -> dict[int, int]:
    """How many answers there were on each study day from first to last; days without any are left out."""
    query = f"SELECT day, count(*) FROM review WHERE day BETWEEN ? AND ?{of_sheets(sheets)} GROUP BY day"
    return dict(_rows(store, query, first, last, *sheets))


def forecast(store: Store, today: int, days: int, cards: Container[str] | None = None) -> list[int]:
    """How many cards are due today (with what is overdue) and on each of the days after, `days` numbers in all.

    Suspended cards are not counted, nor, where `cards` are given, any but these.
    """
    due = [0] * days
    query = "SELECT card, due FROM state WHERE repetitions > 0 AND NOT suspended AND due < ?"
    for card, day in _rows(store, query, today + days):
        if days and (cards is None or card in cards):
            due[max(0, day - today)] += 1
    return due


def retention(store: Store, sheets: Collection[str] = ()) -> list[Retention]:
    """True retention, month by month, oldest first: a card that comes again the same day is no review then."""
    query = (
        "SELECT day, before >= ?, count(*), total(rating > 1) FROM review"
        f" WHERE kind = 'grade' AND before >= 1{of_sheets(sheets)} GROUP BY 1, 2"
    )
    months: defaultdict[str, list[list[int]]] = defaultdict(lambda: [[0, 0], [0, 0]])
    for day, mature, reviews, remembered in _rows(store, query, MATURE, *sheets):
        counts = months[f"{date.fromordinal(day):%Y-%m}"][mature]
        counts[0] += reviews
        counts[1] += int(remembered)
    return [Retention(month, Rate(*young), Rate(*old)) for month, (young, old) in sorted(months.items())]


def buttons(store: Store, sheets: Collection[str] = ()) -> Buttons:
    """How often each answer button was pressed, by how old the card was."""
    query = (
        "SELECT (before >= 1) + (before >= ?), rating, count(*) FROM review"
        f" WHERE kind = 'grade'{of_sheets(sheets)} GROUP BY 1, 2"
    )
    counts = [[0] * 4 for _ in range(3)]
    for age, rating, number in _rows(store, query, MATURE, *sheets):
        counts[age][rating - 1] = number
    learning, young, mature = ((one[0], one[1], one[2], one[3]) for one in counts)
    return Buttons(learning, young, mature)


def hours(store: Store, sheets: Collection[str] = ()) -> list[Rate]:
    """Reviews of cards with an interval of a day or more, by hour of the local clock: 24 rates."""
    query = (
        "SELECT hour, count(*), total(rating > 1) FROM review"
        f" WHERE kind = 'grade' AND before >= 1{of_sheets(sheets)} GROUP BY hour"
    )
    found = {
        hour: Rate(reviews, int(remembered)) for hour, reviews, remembered in _rows(store, query, *sheets)
    }
    return [found.get(hour, Rate(0, 0)) for hour in range(24)]


def totals(store: Store, today: int, sheets: Collection[str] = ()) -> Totals:
    """All answers, the time they took, and the days in a row."""
    of = of_sheets(sheets)
    ((answers, duration),) = _rows(
        store, f"SELECT count(*), total(duration) FROM review WHERE 1{of}", *sheets
    )
    ((cards,),) = _rows(store, f"SELECT count(*) FROM state WHERE repetitions > 0{of}", *sheets)
    days = [
        day for (day,) in _rows(store, f"SELECT DISTINCT day FROM review WHERE 1{of} ORDER BY day", *sheets)
    ]
    streak, longest = _streaks(days, today)
    return Totals(answers, int(duration), cards, len(days), streak, longest)


def mastery(
    store: Store, scheduler: Scheduler, today: int, sections: Mapping[str, Section]
) -> dict[Section, Mastery]:
    """How well each section is known today; `sections` says of each card which it is of. For sheets, name those."""
    cards: defaultdict[Section, int] = defaultdict(int)
    recalls: defaultdict[Section, list[float]] = defaultdict(list)
    for section in sections.values():
        cards[section] += 1
    # Not the states themselves: of a hundred thousand, to make them takes most of a second.
    query = "SELECT card, stability, difficulty, last_day FROM state WHERE repetitions > 0 AND stability > 0"
    for card, stability, difficulty, last_day in _rows(store, query):
        if card in sections:
            memory = Memory(stability, difficulty)
            recalls[sections[card]].append(scheduler.retrievability(memory, max(0, today - last_day)))
    return {section: _mastery(number, recalls[section]) for section, number in cards.items()}


def _mastery(cards: int, recalls: list[float]) -> Mastery:
    seen = len(recalls)
    return Mastery(cards, seen, sum(one >= FIRM for one in recalls), sum(recalls) / seen if seen else 0.0)


def _streaks(days: Iterable[int], today: int) -> tuple[int, int]:
    """The row that lasts today, and the longest, of days in their order."""
    row = longest = streak = 0
    before = None
    for day in days:
        row = row + 1 if before is not None and day == before + 1 else 1
        longest = max(longest, row)
        if day in (today - 1, today):
            streak = row
        before = day
    return streak, longest


def _rows(store: Store, query: str, *values: object) -> list[tuple[Any, ...]]:
    with told(store.path):
        return store.connection.execute(query, values).fetchall()
