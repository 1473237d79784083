"""Count the figures of a year of study: 100,000 answers to the cards of a deck of 100,000.

The log is made up: two answers to each card of the first half of the deck, spread over a year. What is measured is
all that the screen and `quizgen stats` show, and the slowest of its parts.
"""

from __future__ import annotations

import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench._process import alone, run
from decks.library import Library, Shelved
from decks.library.schema import HALF
from decks.progress import figures
from decks.progress.event import Event
from decks.progress.store import Store
from decks.scheduling.fsrs import Scheduler
from decks.study.overview import standings
from decks.study.statistics import statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CARDS = ANSWERS = 100_000
TODAY = 739_500
"""A study day of 2025."""
GOAL = 1.0
"""Seconds."""
ROUNDS = 3


def measure(answers: int) -> dict[str, float]:
    """Seconds of all figures after so many answers and of parts of them, best of `ROUNDS`."""
    scheduler = Scheduler()
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
        deck = _deck(library)
        with Store.open(Path(folder) / "progress.db") as store:
            store.append_all(_answers(answers, scheduler), schedulers=[scheduler])
            store.attach(library.path)
            parts: dict[str, Callable[[], object]] = {
                "all": lambda: statistics(store, [deck], scheduler, TODAY),
                "totals": lambda: figures.totals(store, TODAY),
                "retention": lambda: figures.retention(store),
                "decks": lambda: standings(store.connection, [deck], TODAY),
                "buttons": lambda: figures.buttons(store),
            }
            return {name: min(_seconds(part) for _ in range(ROUNDS)) for name, part in parts.items()}


def _seconds(part: Callable[[], object]) -> float:
    start = time.perf_counter()
    part()
    return time.perf_counter() - start


def _deck(library: Library) -> Shelved:
    """A deck as if it were compiled; of each card it has only what figures are counted by."""
    empty = ("fact", "prompt", "answer", "sentence", "tags", "plain", "also", "explanation", "source",
             "difficulty", "rule", "content_id", "answer_id")  # fmt: skip
    nothing = ", ''" * len(empty)
    library.connection.execute("BEGIN")
    library.connection.execute(
        "INSERT INTO sheet (key, id, path, title, language, cards, errors, tags, used) "
        "VALUES ('made', 'made', 'made.md', 'Made', 'en', ?, '[]', '', 0)",
        (CARDS,),
    )
    library.connection.executemany(
        f"INSERT INTO card (place, sheet, position, id, section, ask, form, start, stop, line, {', '.join(empty)}) "
        f"VALUES (?, 1, ?, ?, ?, 'what', 'open', 0, 0, 1{nothing})",
        (((1 << HALF) + n, n, _card(n), f'["Part {n // 5000}", "Section {n // 100}"]') for n in range(CARDS)),
    )
    library.connection.execute("COMMIT")
    return Shelved(1, "made", "made", "made.md", "Made", "en", CARDS)


def _card(number: int) -> str:
    return f"made/fact-{number}/what"


def _answers(many: int, scheduler: Scheduler) -> Iterator[Event]:
    """Two answers to each of half as many cards, the second after a week or so."""
    chance = Random(1)
    for number in range(many // 2):
        day = TODAY - 365 + 350 * number // (many // 2)
        for later in (0, chance.randrange(1, 15)):
            at = (day + later - 719_163) * 86_400_000 + chance.randrange(7, 23) * 3_600_000
            yield Event(
                "grade", _card(number), at, 0, day + later, rating=chance.choice((1, 2, 3, 3, 3, 4)),
                duration=chance.randrange(2_000, 20_000), scheduler=scheduler.id,
                uid=f"{2 * number + (later > 0):016x}", rank=at,
            )  # fmt: skip


def main() -> int:
    """Print a line a size; 1 where the goal is missed."""
    print(f"{'answers':>8} {'all s':>7} {'totals':>7} {'retention':>9} {'decks':>7} {'buttons':>8}")
    for answers in (ANSWERS // 10, ANSWERS):
        found = alone("bench.statistics", answers)
        print(
            f"{answers:>8,} {found['all']:>7.3f} {found['totals']:>7.3f} {found['retention']:>9.3f} "
            f"{found['decks']:>7.3f} {found['buttons']:>8.3f}",
            flush=True,
        )
    print(f"goal {GOAL} s for {ANSWERS:,} answers: {'reached' if found['all'] <= GOAL else 'missed'}")
    return 0 if found["all"] <= GOAL else 1


if __name__ == "__main__":
    run(measure, main)
