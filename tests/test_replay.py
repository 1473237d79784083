"""What events come to: cases as text, and that it never matters how and in which order they got into the log."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from progress_cases import PLAIN, dump, graded, happened, hasty, opened, told

from decks.progress.event import LASTING, Event
from decks.progress.state import CardState, after
from decks.progress.store import ConflictError
from decks.scheduling.fsrs import Scheduler

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from decks.progress.store import Store

CASES = Path(__file__).parent / "cases" / "progress" / "fold.txt"


def cases() -> list[list[str]]:
    return [case.splitlines() for case in CASES.read_text("utf-8").strip().split("\n\n")]


def filled_in(store: Store, lines: Sequence[str]) -> list[str]:
    """Log what the lines say, `day kind card value = name`, and give them with what the cards come to."""
    uids: dict[str, str] = {}
    found = []
    for number, line in enumerate(lines, start=1):
        if "->" in line:
            card = line.partition(" ->")[0]
            line = f"{card} -> {told(store.state(card))}"
        elif not line.startswith("#"):
            said, _, name = line.partition(" = ")
            day, kind, card, *rest = said.split(" ", 3)
            value = "".join(rest)
            event = happened(kind, card, int(day), uids.get(value, value), uid=f"{number:016x}", rank=number)
            store.append_all([event], schedulers=[PLAIN])
            uids[name] = event.uid
        found.append(line)
    return found


def test_events_come_to_what_the_cases_say(tmp_path: Path, rewrite: bool) -> None:
    given = cases()
    found = []
    for number, lines in enumerate(given):
        with opened(tmp_path, f"{number}.db") as store:
            found.append(filled_in(store, lines))
            assert store.differing() == 0
    if rewrite:
        CASES.write_text("\n\n".join("\n".join(lines) for lines in found) + "\n", "utf-8")
    assert found == given


CARDS = ("s/a/who", "s/b/who", "t/c/what")
VALUES = {
    "grade": st.sampled_from("1234"),
    "cram": st.sampled_from("01234"),
    "test": st.sampled_from("04"),
    "bury": st.sampled_from("01"),
    "suspend": st.sampled_from("01"),
    "flag": st.sampled_from("0257"),
    "mark": st.sampled_from("01"),
    "reset": st.just(""),
    "change": st.sampled_from(["1917", "Ada’s"]),
    "relink": st.sampled_from(CARDS),
    "decline": st.sampled_from(CARDS),
    "import": st.just(
        '{"stability": 20.5, "difficulty": 6, "due": 30, "interval": 20, "last_day": 9, "repetitions": 4,'
        ' "lapses": 1}'
    ),
    "undo": st.integers(0, 30).map(str),
}
"""What the events of the random logs say; of an undo, how many events ago that was which it takes back."""


@st.composite
def events(draw: st.DrawFn) -> Event:
    """An event on any day: clocks are put back, and days go back with them."""
    kind = draw(st.sampled_from([*VALUES, "grade", "grade", "undo"]))
    card, value = draw(st.sampled_from(CARDS)), draw(VALUES[kind])
    return happened(
        kind, card, draw(st.integers(1, 60)), value, content=draw(st.sampled_from(["", "c1", "c2"]))
    )


LOGS = st.lists(events(), max_size=40)


def log(store: Store, events: Sequence[Event]) -> None:
    """Append them one by one, as a session does."""
    for event in events:
        if event.kind == "undo":
            undo(store, int(event.target), event)
        elif event.value != event.card:
            store.append(event, scheduler=PLAIN if event.kind == "grade" else None)


def undo(store: Store, ago: int, event: Event) -> None:
    older = [one for one in store.events() if one.kind != "undo"][::-1]
    if ago < len(older) and older[ago].uid not in store.undone():
        store.undo(older[ago], event.at, event.offset, event.day, event.session)


@given(LOGS)
@settings(max_examples=60)
def test_step_by_step_and_replayed_are_the_same_to_the_byte(given: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder, hasty(folder) as store:
        log(store, given)
        before = dump(store)
        assert store.differing() == 0
        store.connection.execute("UPDATE state SET due = due + 1, changed = 'x' WHERE card < 't'")
        store.connection.execute("DELETE FROM review WHERE seq % 2")
        assert (store.rebuild() == 0) == (not [row for row in before if row[0] < "t"] and not answers(store))
        assert dump(store) == before
        assert store.rebuild() == 0


def answers(store: Store) -> list[object]:
    return store.connection.execute("SELECT * FROM review WHERE seq % 2").fetchall()


@given(LOGS, LOGS, LOGS, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_copies_come_to_the_same_in_whatever_order_they_are_merged(
    common: list[Event], mine: list[Event], yours: list[Event], random: Random
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with hasty(folder, "a.db") as one, hasty(folder, "b.db") as other:
            log(one, common)
            other.append_all(one.events(), schedulers=[PLAIN])
            log(one, mine)
            log(other, yours)
            all_of_it = [*one.events(), *other.events()]
            one.append_all(list(other.events()), schedulers=[PLAIN])
            other.append_all(list(one.events()), schedulers=[PLAIN])
            assert dump(one) == dump(other)
            assert one.differing() == other.differing() == 0
        with hasty(folder, "c.db") as third:
            random.shuffle(all_of_it)
            for event in all_of_it:
                third.append_all([event], schedulers=[PLAIN])
            assert third.append_all(all_of_it) == 0
            with hasty(folder, "a.db") as one:
                assert dump(third) == dump(one)


@given(LOGS)
@settings(max_examples=40)
def test_undo_goes_back_to_the_beginning(given: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder, hasty(folder) as store:
        log(store, given)
        while event := store.undoable():
            store.undo(event, event.at, 0, event.day, "later")
        undone = store.undone()
        assert [e for e in store.events() if e.kind not in LASTING and e.uid not in undone] == []
        assert not store.connection.execute("SELECT * FROM review").fetchall()
        assert store.differing() == 0


def test_the_buttons_promise_what_the_grade_does(tmp_path: Path) -> None:
    scheduler = Scheduler()
    with opened(tmp_path) as store:
        for day in (1, 4, 4, 40, 39):
            state = store.state("s/f/who")
            promised = after(state, 3, day, scheduler)
            event = happened("grade", day=day, value="3", scheduler=scheduler.id)
            got = store.append(event, scheduler=scheduler)
            assert replace(got, rank=0, last="") == replace(promised, rank=0, last="")


def test_a_day_before_the_last_grade_counts_as_the_same_day() -> None:
    state = after(CardState("s/f/who"), 3, 100, PLAIN)
    assert after(state, 3, 90, PLAIN).stability == after(state, 3, 100, PLAIN).stability


def test_a_thousand_easy_grades_do_not_overflow() -> None:
    wild = Scheduler(weights=(*PLAIN.weights[:8], 4.5, 0.0, 3.5, *PLAIN.weights[11:]), fuzz=False)
    state = CardState("s/f/who")
    for turn in range(1000):
        state = after(state, 4, 1 + turn * 1000, wild)
    assert state.interval == 36500


def test_an_event_is_ranked_behind_the_last_of_its_card_whatever_the_clock_says(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        graded(store, 1, day=50)
        graded(store, 3, day=2)
        assert [event.day for event in store.history("s/f/who")] == [50, 2]
        graded(store, 3, card="s/f/what", day=2)
        assert store.state("s/f/what").rank < store.state("s/f/who").rank


def test_an_event_is_undone_once(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        graded(store)
        (event,) = store.history("s/f/who")
        store.undo(event, 0, 0, 1, "")
        with pytest.raises(ConflictError) as told:
            store.undo(event, 0, 0, 1, "")
        assert told.value.state == store.state("s/f/who")
