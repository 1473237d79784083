"""Scheduling: an exam planned against FSRS alone, what FSRS costs a card, plans and simulations of sizes, own weights.

The exam: the same students, 300 cards, 30 days, new cards in the first 20. One half reviews what FSRS says at a
retention of 0.90, the other what `choose` says, with the load that `plan` gives for the recall that FSRS reached, or
a card or two more, until they reach it too.
"""

from __future__ import annotations

import time
from random import Random
from statistics import mean
from typing import TYPE_CHECKING, TypeVar

from bench._student import TODAY, Held, Result, by_fsrs, deck, for_exam, histories
from decks.scheduling.exam import choose, plan
from decks.scheduling.fsrs import DEFAULT, Memory, Scheduler
from decks.scheduling.simulate import compare
from decks.scheduling.weights import optimise

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")

SEEDS = range(5)
TRUE = (
    *(0.5, 2.5, 5.0, 15.0, 5.5, 0.6, 2.2, 0.02, 1.4, 0.3, 0.6),
    *(1.2, 0.1, 0.35, 1.3, 0.4, 2.2, 0.6, 0.3, 0.1, 0.3),
)
"""The weights of an invented student, far from the default."""


def exam() -> None:
    scheduler = Scheduler()
    print(f"{'exam in':>8} {'':>6} {'recall':>8} {'reviews':>8} {'busiest day':>12}")
    for days in (14, 30, 60):
        meeting = -(-2 * days // 3)
        usual = [by_fsrs(300, days, meeting, seed, scheduler) for seed in SEEDS]
        reached = mean(one.recall for one in usual)
        daily = plan(deck(300), TODAY, TODAY + days, scheduler, goal=reached).daily
        planned: list[Result] = []
        while not planned or mean(one.recall for one in planned) < reached:
            planned = [for_exam(300, days, daily, seed, scheduler) for seed in SEEDS]
            daily += 1
        rows = []
        for name, runs in (("FSRS", usual), ("plan", planned)):
            row = [
                mean(x) for x in zip(*((one.recall, one.reviews, one.busiest) for one in runs), strict=True)
            ]
            rows.append(row)
            print(f"{days:>3} days {name:>6} {row[0]:>8.1%} {row[1]:>8.0f} {row[2]:>12.1f}", flush=True)
        fewer, flatter = (1 - rows[1][n] / rows[0][n] for n in (1, 2))
        print(f"{'':>15} {rows[1][0] - rows[0][0]:>+8.1%} {fewer:>7.0%} fewer {flatter:>5.0%} lower")


def sizes() -> None:
    scheduler, chance = Scheduler(), Random(1)
    plan(deck(10), TODAY, TODAY + 2, scheduler)  # numpy loads at the first plan
    print(f"{'cards':>8} {'days':>5} {'plan s':>8} {'choose s':>9} {'what-if s':>10}")
    for size, days in ((300, 30), (3_000, 60), (20_000, 120)):
        cards = [
            Held(
                f"c{n}",
                chance.expovariate(1 / 20) + 0.2,
                5.0,
                TODAY - chance.randrange(1, 60),
                TODAY - 90,
                TODAY,
            )
            if n % 5 < 2
            else Held(f"c{n}")
            for n in range(size)
        ]
        planning, found = timed(lambda cards=cards, days=days: plan(cards, TODAY, TODAY + days, scheduler))
        choosing, _ = timed(
            lambda cards=cards, days=days, load=found.daily: choose(
                cards, TODAY, TODAY + days, scheduler, daily=load
            )
        )
        comparing, _ = timed(lambda cards=cards, days=days: compare(cards, scheduler, TODAY, days))
        print(f"{size:>8,} {days:>5} {planning:>8.2f} {choosing:>9.2f} {comparing:>10.2f}", flush=True)


def buttons() -> None:
    scheduler, memory = Scheduler(), Memory(12.0, 5.0)
    scheduler.intervals(memory, 10, card="a/b/c", repetitions=0, previous=10)
    seconds, _ = timed(
        lambda: [
            scheduler.intervals(memory, 10, card="a/b/c", repetitions=n, previous=10) for n in range(2000)
        ]
    )
    print(f"four buttons: {seconds / 2000 * 1e6:.0f} µs")


def weights() -> None:
    print(
        f"{'reviews':>8} {'fit s':>6} {'log loss before':>16} {'after':>8} {'RMSE before':>12} {'after':>8}"
    )
    for cards in (100, 300, 1_000):
        reviews = histories(TRUE, cards, 5)
        seconds, fit = timed(lambda reviews=reviews: optimise(reviews, DEFAULT))
        print(
            f"{fit.reviews:>8,} {seconds:>6.1f} {fit.before.log_loss:>16.4f} {fit.after.log_loss:>8.4f} "
            f"{fit.before.rmse:>12.4f} {fit.after.rmse:>8.4f}",
            flush=True,
        )


def timed(act: Callable[[], Answer]) -> tuple[float, Answer]:
    start = time.perf_counter()
    answer = act()
    return time.perf_counter() - start, answer


if __name__ == "__main__":
    for part in (buttons, exam, sizes, weights):
        part()
