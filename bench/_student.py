"""A student of chance, one card at a time by the library `fsrs`: whom plans are tried on that were made without him."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from decks.scheduling.exam import choose
from decks.scheduling.fsrs import AGAIN, GOOD, RATINGS, Memory, Scheduler
from decks.scheduling.student import Habits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TODAY = 740_000
"""A study day in the year 2027."""
HABITS = Habits()


@dataclass(slots=True)
class Held:
    """A card as it is held in memory; what plans need to know of it."""

    card: str
    stability: float = 0.0
    difficulty: float = 0.0
    last_day: int = 0
    first_day: int = 0
    due: int = 0
    interval: int = 0
    repetitions: int = 0

    @property
    def memory(self) -> Memory | None:
        return Memory(self.stability, self.difficulty) if self.stability else None


@dataclass(frozen=True, slots=True)
class Result:
    """How the days before an exam went."""

    recall: float
    """The mean chance of recall on the day of the exam."""
    reviews: int
    """Cards that were asked again, summed over the days."""
    busiest: int
    """The most cards of a day, new ones counted."""


def deck(size: int) -> list[Held]:
    return [Held(f"exam/card-{n}/who") for n in range(size)]


def by_fsrs(size: int, days: int, meeting: int, seed: int, scheduler: Scheduler) -> Result:
    """Review what is due; meet the new cards evenly in the first `meeting` days."""
    cards, chance = deck(size), Random(seed)
    loads: list[int] = []
    for n in range(days):
        due = [card for card in cards if card.stability and card.due <= TODAY + n]
        new = cards[size * n // meeting : size * (n + 1) // meeting] if n < meeting else []
        loads.append(study((*due, *new), TODAY + n, scheduler, chance))
    return result(cards, loads, TODAY + days, scheduler)


def for_exam(size: int, days: int, daily: int, seed: int, scheduler: Scheduler) -> Result:
    """Study what `choose` says, every day anew."""
    cards, chance = deck(size), Random(seed)
    by_id = {card.card: card for card in cards}
    loads: list[int] = []
    for day in range(TODAY, TODAY + days):
        chosen = choose(cards, day, TODAY + days, scheduler, daily=daily, since=TODAY)
        loads.append(study((by_id[card] for card in chosen), day, scheduler, chance))
    return result(cards, loads, TODAY + days, scheduler)


def study(cards: Iterable[Held], day: int, scheduler: Scheduler, chance: Random) -> int:
    """Answer each card, and those that were forgotten once more; returns how many cards there were."""
    count = 0
    for card in cards:
        count += 1
        if answer(card, day, scheduler, chance) == AGAIN:
            grade(card, GOOD, day, scheduler)
    return count


def answer(card: Held, day: int, scheduler: Scheduler, chance: Random) -> int:
    """Recall the card or forget it, as chance and its memory will have it; returns the rating."""
    if card.memory is None:
        rating = chance.choices(RATINGS, HABITS.first)[0]
        card.first_day = day
    elif chance.random() < scheduler.retrievability(card.memory, day - card.last_day):
        rating = chance.choices(RATINGS[1:], HABITS.recalled)[0]
    else:
        rating = AGAIN
    grade(card, rating, day, scheduler)
    return rating


def grade(card: Held, rating: int, day: int, scheduler: Scheduler) -> None:
    offered = scheduler.intervals(
        card.memory,
        day - card.last_day if card.memory else 0,
        card=card.card,
        repetitions=card.repetitions,
        previous=card.interval,
    )
    memory, card.interval = offered[rating - 1]
    card.stability, card.difficulty = memory.stability, memory.difficulty
    card.last_day, card.due, card.repetitions = day, day + card.interval, card.repetitions + 1


def result(cards: Sequence[Held], loads: Sequence[int], exam: int, scheduler: Scheduler) -> Result:
    chances = [
        scheduler.retrievability(card.memory, exam - card.last_day) if card.memory else 0.0 for card in cards
    ]
    met = sum(card.memory is not None for card in cards)
    return Result(sum(chances) / len(chances), sum(loads) - met, max(loads))


def histories(
    weights: tuple[float, ...], cards: int, seed: int, days: int = 180
) -> list[list[tuple[int, int]]]:
    """Reviews as (rating, days since the last) of a student whose memory has these weights, scheduled without them."""
    truth, scheduler, chance = Scheduler(weights), Scheduler(), Random(seed)
    return [_history(truth, scheduler, chance, f"card-{n}", days) for n in range(cards)]


def _history(
    truth: Scheduler, scheduler: Scheduler, chance: Random, card: str, days: int
) -> list[tuple[int, int]]:
    held, believed = Held(card), Held(card)
    reviews: list[tuple[int, int]] = []
    day = 0
    while day <= days:
        elapsed = day - held.last_day
        rating = answer(held, day, truth, chance)
        for given in (rating, GOOD) if rating == AGAIN else (rating,):
            grade(believed, given, day, scheduler)
            reviews.append((given, elapsed if given == rating else 0))
        if rating == AGAIN:
            grade(held, GOOD, day, truth)
        # Nobody studies on the day: early here, late there.
        day += max(round(believed.interval * chance.choice((0.5, 1, 1, 1, 1.5, 2.5))), 1)
    return reviews
