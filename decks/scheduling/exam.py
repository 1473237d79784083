"""Exam dates: what to study on which day, so that most is known on one day with an even load.

What FSRS minimises is the work of remembering for ever. Before an exam only one day counts: each day those cards are
reviewed whose review adds most to the chance of recall on that day, as many every day. That gives the same recall as
FSRS with fewer reviews, and days that are all alike (`python -m bench scheduling` shows how many fewer).

The day of the exam itself is not a day of study: on it, and later, there is nothing to plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.scheduling.fsrs import AGAIN, GOOD, Memory
from decks.scheduling.student import Habits, parted
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.scheduling.course import Course
    from decks.scheduling.fsrs import Scheduler
    from decks.scheduling.student import Known


FARTHEST = 1096
"""Days; an exam that is farther off is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """What one day brings."""

    day: int
    """The study day."""
    new: int
    """Cards to be met."""
    reviews: int
    """Cards to be asked again, each counted once."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The days from today to the eve of the exam, and what comes of them."""

    days: tuple[PlannedDay, ...]
    daily: int
    """The most cards of a day, new ones counted."""
    recall: float
    """The share of all cards that is expected to be recalled on the day of the exam; 0 where there are no cards."""
    without: float
    """The same if nothing more were studied."""
    unmet: int
    """New cards for which there is no time before the exam."""


def plan(
    cards: Sequence[Known],
    today: int,
    exam: int,
    scheduler: Scheduler,
    *,
    daily: int | None = None,
    minutes: float | None = None,
    since: int | None = None,
    goal: float | None = None,
    habits: Habits | None = None,
) -> Plan:
    """Plan the study days `today` to `exam` - 1 for all cards of the exam, met or not.

    The load is the smallest that brings the mean recall to `goal`, and at most `daily` cards a day and `minutes` of
    study. Without a goal it is halfway between certainty and the scheduler's retention: what FSRS itself would reach.
    New cards are spread evenly over the first two thirds of the days from `since`, the day the exam was entered
    (today, if it is not given). An estimate by an imagined student, the same whenever it is asked for again.
    """
    if exam - today > FARTHEST:
        raise QuizgenError(f"the exam is {exam - today} days off; plan for one in the next {FARTHEST}")
    habits = habits or Habits()
    known, waiting = parted(cards)
    new = quota(len(waiting), 0, today, exam, since)
    most = _most(len(cards), new, scheduler.retention, daily, minutes, habits)
    # Here, since both need numpy, which takes 60 ms: who has no exam does not wait for it.
    from decks.scheduling.course import Course

    course = Course(known, len(waiting), today, exam, scheduler.weights, habits, since)
    wanted = (1 + scheduler.retention) / 2 if goal is None else goal
    load = _least_load(course, most, wanted) if cards and exam > today else 0
    run = course.run(load)
    return Plan(
        days=tuple(
            PlannedDay(day, new, reviews)
            for day, new, reviews in zip(range(today, exam), run.new, run.reviews, strict=True)
        ),
        daily=load,
        recall=run.recall,
        without=course.without,
        unmet=len(waiting) - sum(run.new),
    )


def choose(
    cards: Sequence[Known],
    today: int,
    exam: int,
    scheduler: Scheduler,
    *,
    daily: int | None = None,
    since: int | None = None,
) -> tuple[str, ...]:
    """The ids of the cards to study today, best first: reviews by what they add to the exam, then new cards.

    `daily` is the load of a plan; keep that of the first plan of a day. Where it is not given a plan is made, which
    takes longer than all else. Cards graded today are done and counted: asked again in the middle of the day, the
    rest of the day comes out. Empty on the day of the exam and after it.
    """
    if exam <= today or not cards:
        return ()
    if daily is None:
        daily = plan(cards, today, exam, scheduler, since=since).daily
    known, waiting = parted(cards)
    room = daily - sum(card.last_day >= today for card in known)
    met = sum(card.first_day >= today for card in known)
    new = min(quota(len(waiting), met, today, exam, since), max(room, 0))
    gains = sorted(
        (
            -gain(scheduler, Memory(card.stability, card.difficulty), today - card.last_day, exam - today),
            card.card,
        )
        for card in known
        if card.last_day < today
    )
    reviews = [card for loss, card in gains if loss < 0][: max(room - new, 0)]
    return (*reviews, *(card.card for card in waiting[:new]))


def gain(scheduler: Scheduler, memory: Memory, elapsed: int, left: int) -> float:
    """What a review today would add to the chance of recall on the day of the exam.

    `elapsed` is the study days since the last review, `left` those until the exam. A card that is recalled is taken
    to be graded Good; one that is forgotten Again, and Good when it comes again.
    """
    chance = scheduler.retrievability(memory, elapsed)
    recalled = scheduler.remember(memory, GOOD, elapsed)
    relearnt = scheduler.remember(scheduler.remember(memory, AGAIN, elapsed), GOOD, 0)
    return (
        chance * scheduler.retrievability(recalled, left)
        + (1 - chance) * scheduler.retrievability(relearnt, left)
        - scheduler.retrievability(memory, elapsed + left)
    )


def quota(waiting: int, met: int, today: int, exam: int, since: int | None = None) -> int:
    """How many of the `waiting` cards to meet today, when `met` were met today already.

    As many every day, in the first two thirds of the days from `since` to the exam: what is met on the eve is
    hardly remembered. Cards that come later than that have the first third of what is left.
    """
    begun = today if since is None else min(since, today)
    window = begun + -(-2 * (exam - begun) // 3) - today
    if window < 1:
        window = max(-(-(exam - today) // 3), 1)
    return max(min(-(-(waiting + met) // window) - met, waiting), 0)


def _most(
    cards: int, new: int, retention: float, daily: int | None, minutes: float | None, habits: Habits
) -> int:
    """The most cards that may be studied in a day with so many new ones."""
    if daily is not None and daily < 1:
        raise QuizgenError(f"{daily} cards a day lead to no exam; allow at least 1")
    if minutes is not None and not minutes > 0:
        raise QuizgenError(f"{minutes:g} minutes a day lead to no exam; allow at least 1")
    limits = [max(cards, 1)]
    if daily is not None:
        limits.append(daily)
    if minutes is not None:
        seconds = min(minutes, 1440) * 60
        # A card that is forgotten takes a second answer.
        review = habits.seconds * (2 - retention)
        meeting = habits.meeting + habits.seconds * habits.first[0] / sum(habits.first)
        met = min(new, int(seconds / meeting))
        limits.append(max(met + int((seconds - met * meeting) / review), 1))
    return min(limits)


def _least_load(course: Course, most: int, goal: float) -> int:
    """The fewest cards a day that reach the goal, or nearly what the most would reach, where that is less."""
    best = course.run(most)
    goal = min(goal, best.recall - 0.002)
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        run = course.run(middle)
        if run.recall >= goal and sum(run.new) >= sum(best.new):
            high = middle
        else:
            low = middle + 1
    return low
