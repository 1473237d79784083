"""An exam date gives days that are all alike, on which most is gained for that one day."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from bench._student import HABITS, TODAY, Held, by_fsrs, deck, for_exam
from decks.scheduling.exam import Plan, choose, gain, plan, quota
from decks.scheduling.fsrs import Memory, Scheduler
from decks.scheduling.learner import Learner
from decks.scheduling.simulate import compare, simulate
from decks.scheduling.student import Habits
from quizgen.finding import QuizgenError

SCHEDULER = Scheduler()


def known(size: int, seed: int = 1) -> list[Held]:
    chance = Random(seed)
    return [
        Held(
            card=f"known-{n}",
            stability=chance.expovariate(1 / 20) + 0.2,
            difficulty=chance.uniform(1, 10),
            last_day=TODAY - chance.randrange(1, 40),
            first_day=TODAY - 60,
            due=TODAY + chance.randrange(-5, 20),
            interval=7,
        )
        for n in range(size)
    ]


def test_exam_needs_fewer_reviews_and_no_busy_day() -> None:
    """Same mean recall as FSRS at 0.90 with at least 5 % fewer reviews, and the busiest day at least 30 % lower."""
    usual = [by_fsrs(300, 30, 20, seed, SCHEDULER) for seed in range(2)]
    reached = sum(one.recall for one in usual) / 2
    daily = plan(deck(300), TODAY, TODAY + 30, SCHEDULER, goal=reached).daily
    planned = [for_exam(300, 30, daily, seed, SCHEDULER) for seed in range(2)]
    assert sum(one.recall for one in planned) / 2 > reached - 0.015
    assert sum(one.reviews for one in planned) < 0.95 * sum(one.reviews for one in usual)
    assert max(one.busiest for one in planned) < 0.7 * min(one.busiest for one in usual)


def test_plan_foretells_what_comes_of_following_it() -> None:
    found = plan(deck(300), TODAY, TODAY + 20, SCHEDULER)
    followed = [for_exam(300, 20, found.daily, seed, SCHEDULER) for seed in range(3)]
    assert sum(one.recall for one in followed) / 3 == pytest.approx(found.recall, abs=0.015)
    assert followed[0].reviews == pytest.approx(sum(day.reviews for day in found.days), rel=0.02)


def test_load_is_flat_and_new_cards_come_evenly_and_early() -> None:
    found = plan(deck(300), TODAY, TODAY + 30, SCHEDULER)
    assert [day.day for day in found.days] == list(range(TODAY, TODAY + 30))
    assert [day.new for day in found.days] == [15] * 20 + [0] * 10
    assert {day.new + day.reviews for day in found.days[2:]} == {found.daily}
    assert found.unmet == 0
    assert found.without == 0
    assert found.recall >= 0.948


def test_plan_is_the_same_when_asked_again() -> None:
    cards = known(40) + deck(60)
    assert plan(cards, TODAY, TODAY + 12, SCHEDULER) == plan(cards, TODAY, TODAY + 12, SCHEDULER)
    assert choose(cards, TODAY, TODAY + 12, SCHEDULER) == choose(cards, TODAY, TODAY + 12, SCHEDULER)


@pytest.mark.parametrize("size", [1, 3, 40, 2000, 9000])
def test_decks_of_all_sizes_are_planned_alike(size: int) -> None:
    """Small decks are learnt many times over and of large ones a part: the counts are those of the deck."""
    cards = (known(size) + deck(size))[size // 2 : size // 2 + size]
    found = plan(cards, TODAY, TODAY + 12, SCHEDULER)
    assert sum(day.new for day in found.days) == sum(not card.stability for card in cards)
    assert all(0 <= day.new + day.reviews <= found.daily <= size for day in found.days)
    assert found.without < found.recall <= 1


@pytest.mark.parametrize("exam", [TODAY, TODAY - 1, TODAY - 400])
def test_on_the_day_and_after_there_is_nothing_to_plan(exam: int) -> None:
    cards = known(10)
    now = (
        sum(SCHEDULER.retrievability(card.memory, TODAY - card.last_day) for card in cards if card.memory)
        / 10
    )
    found = plan(cards, TODAY, exam, SCHEDULER)
    assert found == Plan((), 0, pytest.approx(now), pytest.approx(now), 0)
    assert choose(cards, TODAY, exam, SCHEDULER) == ()
    assert plan(deck(10), TODAY, exam, SCHEDULER).unmet == 10


def test_exam_tomorrow_means_everything_today() -> None:
    found = plan(deck(30), TODAY, TODAY + 1, SCHEDULER)
    assert [(day.new, day.reviews) for day in found.days] == [(30, 0)]
    assert found.recall > 0.85
    assert choose(deck(30), TODAY, TODAY + 1, SCHEDULER) == tuple(card.card for card in deck(30))


def test_no_cards_no_work() -> None:
    found = plan([], TODAY, TODAY + 3, SCHEDULER)
    assert [(day.new, day.reviews) for day in found.days] == [(0, 0)] * 3
    assert (found.daily, found.recall, found.without, found.unmet) == (0, 0.0, 0.0, 0)
    assert choose([], TODAY, TODAY + 3, SCHEDULER) == ()


def test_more_cards_than_can_be_met_are_told() -> None:
    found = plan(deck(300), TODAY, TODAY + 10, SCHEDULER, daily=20)
    assert found.unmet == 100
    assert {day.new for day in found.days} == {20}
    assert found.recall < 2 / 3
    assert len(choose(deck(300), TODAY, TODAY + 10, SCHEDULER, daily=20)) == 20


def test_limits_hold() -> None:
    free = plan(deck(300), TODAY, TODAY + 10, SCHEDULER).daily
    assert plan(deck(300), TODAY, TODAY + 10, SCHEDULER, daily=40).daily <= 40 < free
    assert plan(deck(300), TODAY, TODAY + 10, SCHEDULER, daily=10**6).daily == free
    # Ten seconds an answer, of which one in ten is asked for twice: 32 in six minutes.
    assert plan(known(300), TODAY, TODAY + 10, SCHEDULER, minutes=6, goal=1.0).daily == 32
    slow = Habits(seconds=20)
    assert plan(known(300), TODAY, TODAY + 10, SCHEDULER, minutes=6, goal=1.0, habits=slow).daily == 16
    # Three new ones a day take a minute and seven seconds of these, and leave 26.
    assert plan(known(280) + deck(20), TODAY, TODAY + 10, SCHEDULER, minutes=6, goal=1.0).daily == 29
    assert plan(deck(300), TODAY, TODAY + 10, SCHEDULER, minutes=0.01).daily == 1


@pytest.mark.parametrize(
    ("limits", "said"),
    [({"daily": 0}, "0 cards a day"), ({"daily": -3}, "-3 cards a day"), ({"minutes": 0}, "0 minutes a day")],
)
def test_impossible_limits_are_refused(limits: dict[str, int], said: str) -> None:
    with pytest.raises(QuizgenError, match=said):
        plan(deck(3), TODAY, TODAY + 3, SCHEDULER, daily=limits.get("daily"), minutes=limits.get("minutes"))


def test_exam_in_another_century_is_a_slip() -> None:
    with pytest.raises(QuizgenError, match="the exam is 36500 days off"):
        plan(deck(3), TODAY, TODAY + 36500, SCHEDULER)


def test_a_higher_goal_costs_more() -> None:
    cards = deck(200)
    loads = [plan(cards, TODAY, TODAY + 20, SCHEDULER, goal=goal).daily for goal in (0.85, 0.93, 0.97)]
    assert loads == sorted(set(loads))


def test_choice_is_what_gains_most_then_new_cards() -> None:
    cards = known(60) + deck(30)
    chosen = choose(cards, TODAY, TODAY + 9, SCHEDULER, daily=25)
    by_id = {card.card: card for card in cards}
    reviews = [by_id[card] for card in chosen if by_id[card].stability]
    assert chosen[len(reviews) :] == tuple(card.card for card in deck(5))
    assert len(reviews) == 20
    gains = [worth(card, 9) for card in cards if card.stability]
    assert [worth(card, 9) for card in reviews] == sorted(gains, reverse=True)[:20]


def worth(card: Held, left: int) -> float:
    return gain(SCHEDULER, Memory(card.stability, card.difficulty), TODAY - card.last_day, left)


def test_what_was_done_today_counts() -> None:
    """The session is left and begun again: the rest of the day comes, and not another day's worth."""
    cards = known(60) + deck(30)
    chosen = choose(cards, TODAY, TODAY + 9, SCHEDULER, daily=25)
    done = set(chosen[:12]) | set(chosen[-2:])
    for place, card in enumerate(cards):
        if card.card in done:
            first = card.first_day or TODAY
            cards[place] = replace(card, stability=9.0, difficulty=5.0, last_day=TODAY, first_day=first)
    rest = choose(cards, TODAY, TODAY + 9, SCHEDULER, daily=25)
    assert rest == tuple(card for card in chosen if card not in done)
    found = plan(cards, TODAY, TODAY + 9, SCHEDULER, daily=25, goal=1.0)
    assert found.days[0].new == 3
    assert 14 + found.days[0].new + found.days[0].reviews == found.daily


@pytest.mark.parametrize(
    ("waiting", "met", "today", "exam", "since", "wanted"),
    [
        (300, 0, 0, 30, None, 15),
        (300, 0, 0, 30, 0, 15),
        (285, 15, 0, 30, 0, 0),
        (290, 10, 0, 30, 0, 5),
        (150, 0, 10, 30, 0, 15),
        (20, 0, 19, 30, 0, 20),
        # After the first two thirds.
        (12, 0, 24, 30, 0, 6),
        (12, 0, 29, 30, 0, 12),
        (0, 0, 0, 30, 0, 0),
        (5, 40, 0, 30, 0, 0),
    ],
)
def test_new_cards_of_a_day(
    waiting: int, met: int, today: int, exam: int, since: int | None, wanted: int
) -> None:
    assert quota(waiting, met, today, exam, since) == wanted


def test_gain_of_one_card_is_that_of_many() -> None:
    cards = known(50)
    student = Learner(SCHEDULER.weights, cards, 0, HABITS)
    assert [worth(card, 9) for card in cards] == pytest.approx(student.gain(np.arange(50), TODAY, TODAY + 9))


def test_higher_retention_costs_more_and_gives_more() -> None:
    cards = known(100) + deck(200)
    found = compare(cards, SCHEDULER, TODAY, 120, new_per_day=10)
    assert [outcome.scheduler.retention for outcome in found] == [0.8, 0.85, 0.9, 0.95]
    assert [one.reviews for one in found] == sorted({one.reviews for one in found})
    assert [one.minutes for one in found] == sorted({one.minutes for one in found})
    assert [one.known for one in found] == sorted({one.known for one in found})
    assert {one.new for one in found} == {200}


def test_simulation_keeps_the_limits() -> None:
    found = simulate(known(100) + deck(50), SCHEDULER, TODAY, 30, new_per_day=4, review_limit=6)
    assert [day.new for day in found.days] == [4] * 12 + [2] + [0] * 17
    assert max(day.reviews for day in found.days) == 6
    assert found.days[0].late > 0
    assert found.busiest == 10
    assert found.reviews == sum(day.reviews for day in found.days)


def test_simulation_grants_today_what_is_left_of_its_limits() -> None:
    cards = known(100) + deck(50)
    today, tomorrow = simulate(
        cards, SCHEDULER, TODAY, 2, new_per_day=4, review_limit=6, met_today=3, reviewed_today=4
    ).days
    assert (today.new, today.reviews, tomorrow.new, tomorrow.reviews) == (1, 2, 4, 6)
    over = simulate(cards, SCHEDULER, TODAY, 1, new_per_day=4, review_limit=6, met_today=9, reviewed_today=9)
    assert (over.new, over.reviews) == (0, 0)


def test_simulation_is_decided_by_its_seed() -> None:
    cards = known(50) + deck(50)
    first, again, other = (simulate(cards, SCHEDULER, TODAY, 40, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_simulated_minutes_are_those_of_the_answers() -> None:
    sure = Habits(first=(0, 0, 1, 0), seconds=6, meeting=30)
    (day,) = simulate(deck(10), SCHEDULER, TODAY, 1, habits=sure).days
    assert (day.new, day.reviews, day.minutes, day.known) == (10, 0, 5.0, 10.0)
    unsure = replace(sure, first=(1, 0, 0, 0))
    assert simulate(deck(10), SCHEDULER, TODAY, 1, habits=unsure).days[0].minutes == 6.0


def test_simulation_of_nothing() -> None:
    empty = simulate([], SCHEDULER, TODAY, 3)
    assert (empty.reviews, empty.new, empty.minutes, empty.known, empty.busiest) == (0, 0, 0.0, 0.0, 0)
    none = simulate(known(5), SCHEDULER, TODAY, 0)
    assert none.known == none.before > 0


def test_simulated_reviews_are_those_of_a_student_card_by_card() -> None:
    """Two students who share no code but the scheduler do about the same work and know about the same."""
    other = by_fsrs(300, 60, 20, 1, SCHEDULER)
    found = simulate(deck(300), SCHEDULER, TODAY, 60, new_per_day=15)
    assert found.reviews == pytest.approx(other.reviews, rel=0.08)
    assert found.known / 300 == pytest.approx(other.recall, abs=0.02)
