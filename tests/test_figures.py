"""Figures: counted by hand here, and by SQLite in the blink of an eye for years of study."""

from __future__ import annotations

import random
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from progress_cases import DAY, PLAIN, graded, happened, opened

from decks.progress import figures
from decks.progress.done import Done
from decks.progress.done import done as done_on
from decks.progress.figures import Buttons, Mastery, Rate, Retention, Totals
from decks.progress.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

JANUARY = date(2026, 1, 1).toordinal()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two cards met on the first of January, one of them seen through to March, and one that was cast aside."""
    with opened(tmp_path) as store:
        for card, day, rating in (
            ("s/a/who", 0, 1),
            ("s/a/who", 0, 3),
            ("t/b/who", 0, 3),
            ("t/b/who", 2, 3),
            ("t/b/who", 13, 4),
            ("t/b/who", 60, 1),
            ("t/b/who", 60, 3),
            ("t/b/who", 61, 2),
        ):
            graded(store, rating, card=card, day=JANUARY + day, at=hour_of(day, 9), duration=4000)
        store.append(
            happened("cram", "s/a/who", JANUARY + 61, "1", at=hour_of(61, 23), offset=120, duration=1000)
        )
        slip = graded(store, card="s/c/who", day=JANUARY + 61, at=hour_of(61, 9), duration=60_000)
        store.undo(store.history("s/c/who")[0], slip.rank, 0, JANUARY + 61, "")
        yield store


def hour_of(day: int, hour: int) -> int:
    return (JANUARY - date(1970, 1, 1).toordinal() + day) * DAY + hour * DAY // 24


@pytest.mark.parametrize(
    ("day", "sheets", "done"),
    [
        (0, (), Done(new=2, reviews=0, learning=1)),
        (0, ("s",), Done(new=1, reviews=0, learning=1)),
        (0, ("s", "t"), Done(new=2, reviews=0, learning=1)),
        (0, ("s/a", "", "s%", "' OR 1"), Done()),
        (60, (), Done(new=0, reviews=1, learning=1)),
        # Neither cramming nor what was taken back uses up a limit.
        (61, (), Done(new=0, reviews=1, learning=0)),
        (62, (), Done()),
    ],
)
def test_what_was_done_is_counted_by_study_day(
    store: Store, day: int, sheets: tuple[str, ...], done: Done
) -> None:
    assert done_on(store, JANUARY + day, sheets) == done


def test_answers_by_day_count_all_that_stands(store: Store) -> None:
    counted = figures.answers_by_day(store, JANUARY, JANUARY + 61)
    assert {day - JANUARY: number for day, number in counted.items()} == {0: 3, 2: 1, 13: 1, 60: 2, 61: 2}
    assert figures.answers_by_day(store, JANUARY + 1, JANUARY + 12, ["t"]) == {JANUARY + 2: 1}
    assert figures.answers_by_day(store, JANUARY + 1, JANUARY + 12, ["s"]) == {}


def test_the_forecast_puts_what_is_overdue_on_today_and_leaves_out_the_suspended(store: Store) -> None:
    due = store.state("t/b/who").due
    assert figures.forecast(store, due - 1, 3) == [1, 1, 0]
    assert figures.forecast(store, due - 1, 1) == [1]
    assert figures.forecast(store, due - 1, 0) == []
    assert figures.forecast(store, due - 1, 3, {"t/b/who"}) == [0, 1, 0]
    store.append(happened("suspend", "t/b/who", due, "1"))
    assert figures.forecast(store, due - 1, 3) == [1, 0, 0]


def test_true_retention_is_of_cards_that_had_an_interval(store: Store) -> None:
    assert figures.retention(store) == [
        Retention("2026-01", young=Rate(2, 2), mature=Rate(0, 0)),
        Retention("2026-03", young=Rate(1, 1), mature=Rate(1, 0)),
    ]
    assert [Rate(2, 2).share, Rate(4, 1).share, Rate(0, 0).share] == [1.0, 0.25, None]


def test_buttons_are_counted_by_how_old_the_card_was(store: Store) -> None:
    assert figures.buttons(store) == Buttons(learning=(1, 0, 3, 0), young=(0, 1, 1, 1), mature=(1, 0, 0, 0))


def test_hours_are_of_the_clock_on_the_wall(store: Store) -> None:
    graded(store, 3, card="t/b/who", day=JANUARY + 90, at=hour_of(89, 23), offset=-330)
    graded(store, 1, card="s/a/who", day=JANUARY + 90, at=hour_of(89, 23), offset=90)
    hours = figures.hours(store)
    assert len(hours) == 24
    assert {hour: rate for hour, rate in enumerate(hours) if rate.reviews} == {
        9: Rate(4, 3),
        17: Rate(1, 1),
        0: Rate(1, 0),
    }


def test_totals_and_the_days_in_a_row(store: Store) -> None:
    whole = Totals(answers=9, duration=8 * 4000 + 1000, cards=2, days=5, streak=2, longest=2)
    assert figures.totals(store, JANUARY + 61) == whole
    assert figures.totals(store, JANUARY + 62).streak == 2
    assert figures.totals(store, JANUARY + 63).streak == 0
    assert figures.totals(store, JANUARY + 2).streak == 1


def test_mastery_is_of_the_cards_seen(store: Store) -> None:
    due = store.state("t/b/who").due
    sections = {"s/a/who": "first", "s/c/who": "first", "t/b/who": "second", "t/z/who": "third"}
    known = figures.mastery(store, PLAIN, due, sections)
    assert (known["first"].cards, known["first"].seen, known["first"].firm) == (2, 1, 0)
    assert 0 < known["first"].recall < 0.8
    assert known["second"] == Mastery(1, 1, known["second"].firm, known["second"].recall)
    assert known["second"].recall == pytest.approx(0.9, abs=0.03)
    assert known["third"] == Mastery(cards=1, seen=0, firm=0, recall=0.0)
    today = figures.mastery(store, PLAIN, store.state("t/b/who").last_day, sections)
    assert (today["second"].firm, today["second"].share, today["third"].share) == (1, 1.0, 0.0)


def test_an_empty_log_has_figures_too(tmp_path: Path) -> None:
    with opened(tmp_path, "empty.db") as store:
        assert figures.totals(store, JANUARY) == Totals(0, 0, 0, 0, 0, 0)
        assert done_on(store, JANUARY) == Done()
        assert figures.forecast(store, JANUARY, 2) == [0, 0]
        assert figures.retention(store) == []
        assert figures.buttons(store) == Buttons((0,) * 4, (0,) * 4, (0,) * 4)
        assert figures.hours(store) == [Rate(0, 0)] * 24
        assert figures.mastery(store, PLAIN, JANUARY, {}) == {}


def test_years_of_study_are_counted_in_a_blink(tmp_path: Path) -> None:
    """100,000 reviews of 5,000 cards; the rows are made as the replay would, which takes its time."""
    chance = random.Random(0)
    with opened(tmp_path, "years.db") as store:
        rows = [
            (
                n,
                "grade",
                f"s{n % 50}/{n % 5000}/who",
                JANUARY + n // 140,
                n % 24,
                chance.randint(1, 4),
                5000,
                n % 60,
            )
            for n in range(100_000)
        ]
        states = [
            (f"s{n % 50}/{n}/who", 30.0 + n, 5.0, JANUARY + 700 + n % 90, 30, JANUARY + 690, JANUARY, 20, 1)
            for n in range(5000)
        ]
        store.connection.execute("BEGIN")
        store.connection.executemany("INSERT INTO review VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        store.connection.executemany(
            "INSERT INTO state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, '', '', 1, '')", states
        )
        store.connection.execute("COMMIT")
        today = JANUARY + 714
        start = time.process_time()
        done_on(store, today, ["s1"])
        figures.answers_by_day(store, today - 365, today)
        figures.forecast(store, today, 30)
        figures.retention(store)
        figures.buttons(store)
        figures.hours(store)
        assert figures.totals(store, today).answers == 100_000
        assert len(figures.mastery(store, PLAIN, today, {row[0]: row[0][:2] for row in states})) == 10
        # It takes a quarter of a second; a busy machine may take its time.
        assert time.process_time() - start < 2
