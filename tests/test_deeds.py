"""What is done to cards by hand, outside of a session, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from decks.progress.event import Event
from decks.progress.store import Store
from decks.scheduling.fsrs import Scheduler
from decks.study import deeds
from tests.screens import DAY, Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from decks.study.deeds import Deed

ROLLOVER = 4
CARDS = [f"s/f{number}/who" for number in range(5)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "progress.db") as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


def put(store: Store, deed: Deed, cards: list[str], value: str, clock: Clock, session: str = "") -> int:
    return deeds.put(store, deed, cards, value, clock(), ROLLOVER, session)


def undo(store: Store, clock: Clock) -> int:
    events = deeds.undoing(store)
    deeds.take_back(store, events, clock(), ROLLOVER)
    return len(events)


def grade(store: Store, card: str, clock: Clock) -> None:
    now, scheduler = clock(), Scheduler()
    event = Event("grade", card, now.at, now.offset, now.day(ROLLOVER), rating=3, scheduler=scheduler.id)
    store.append(event, scheduler=scheduler)


@pytest.mark.parametrize(
    ("deed", "value", "field", "stands"),
    [
        ("suspend", "1", "suspended", True),
        ("mark", "1", "marked", True),
        ("flag", "3", "flag", 3),
    ],
)
@pytest.mark.parametrize("number", [1, 5])
def test_a_deed_is_done_to_one_card_or_to_many(
    store: Store, clock: Clock, deed: Deed, value: str, field: str, stands: object, number: int
) -> None:
    assert put(store, deed, CARDS[:number], value, clock) == number
    assert [getattr(store.state(card), field) for card in CARDS[:number]] == [stands] * number


def test_buried_is_until_tomorrow(store: Store, clock: Clock) -> None:
    put(store, "bury", CARDS, "1", clock)
    assert {store.state(card).buried for card in CARDS} == {clock().day(ROLLOVER)}
    assert put(store, "bury", CARDS, "1", clock) == 0
    clock.at += DAY
    assert put(store, "bury", CARDS[:1], "1", clock) == 1


def test_cards_that_stand_so_already_are_passed_over(store: Store, clock: Clock) -> None:
    put(store, "suspend", CARDS[:2], "1", clock)
    assert put(store, "suspend", CARDS, "1", clock) == 3
    assert put(store, "suspend", CARDS, "1", clock) == 0
    assert put(store, "flag", CARDS, "0", clock) == 0
    assert put(store, "reset", CARDS[2:4], "", clock) == 2
    assert put(store, "reset", CARDS[2:4], "", clock) == 0
    assert len(list(store.events())) == 7


def test_a_reset_forgets_the_schedule_and_can_be_taken_back(store: Store, clock: Clock) -> None:
    grade(store, CARDS[0], clock)
    graded = store.state(CARDS[0])
    put(store, "reset", CARDS, "", clock)
    assert store.state(CARDS[0]).is_new
    undo(store, clock)
    assert store.state(CARDS[0]).due == graded.due


def test_what_was_done_at_once_is_taken_back_at_once_also_in_another_run(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    put(store, "mark", CARDS[:1], "1", clock)
    session = deeds.batch()
    for some in (CARDS[:2], CARDS[2:]):
        put(store, "suspend", some, "1", clock, session)
    with Store.open(tmp_path / "progress.db") as again:
        assert undo(again, clock) == 5
        assert not any(again.state(card).suspended for card in CARDS)
        assert again.state(CARDS[0]).marked
        assert undo(again, clock) == 1
        assert not again.state(CARDS[0]).marked
        assert deeds.undoing(again) == ()
        assert again.rebuild() == 0


def test_what_was_left_of_an_undo_that_broke_off_is_taken_back_by_the_next(
    store: Store, clock: Clock
) -> None:
    put(store, "suspend", CARDS, "1", clock, deeds.batch())
    deeds.take_back(store, deeds.undoing(store)[:3], clock(), ROLLOVER)
    assert sum(store.state(card).suspended for card in CARDS) == 2
    assert undo(store, clock) == 2
    assert not any(store.state(card).suspended for card in CARDS)


def test_two_deeds_at_once_are_two_undos(store: Store, clock: Clock) -> None:
    put(store, "suspend", CARDS, "1", clock, deeds.batch())
    put(store, "flag", CARDS, "2", clock, deeds.batch())
    assert undo(store, clock) == 5
    assert {store.state(card).flag for card in CARDS} == {0}
    assert all(store.state(card).suspended for card in CARDS)


def test_a_grade_of_a_session_is_taken_back_alone(store: Store, clock: Clock) -> None:
    for card in CARDS[:2]:
        grade(store, card, clock)
    assert undo(store, clock) == 1
    assert [store.state(card).is_new for card in CARDS[:2]] == [False, True]


def test_a_deed_counts_after_all_that_is_known_also_where_the_clock_was_put_back(
    store: Store, clock: Clock
) -> None:
    put(store, "suspend", CARDS, "1", clock)
    clock.at -= 30 * DAY
    put(store, "suspend", CARDS, "0", clock)
    assert not any(store.state(card).suspended for card in CARDS)
    assert store.rebuild() == 0
    assert not any(store.state(card).suspended for card in CARDS)
