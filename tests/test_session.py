"""A study session: what comes up, what a grade does, what is written down; with a real store, and a clock of ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from session_cases import GRADES, Play
from steps import Case, facts, load

from decks.progress.state import CardState

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = load(Path(__file__).parent / "cases/sessions")


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    one = Play(tmp_path)
    yield one
    one.close()


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_case(case: Case, play: Play) -> None:
    play.play(case)
    assert play.store.differing() == 0


DEEDS = st.one_of(
    st.tuples(st.just("grade"), st.sampled_from([1, 2, 3, 4])),
    st.tuples(st.just("undo"), st.just(0)),
    st.tuples(st.just("bury"), st.just(0)),
    st.tuples(st.just("suspend"), st.just(0)),
    st.tuples(st.just("flag"), st.integers(0, 7)),
    st.tuples(st.just("mark"), st.just(0)),
    st.tuples(st.just("hours"), st.integers(-30, 24 * 60)),
    st.tuples(st.just("begin"), st.just(0)),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, min_size=1, max_size=25))
def test_grade_does_what_its_button_says_after_any_history(
    deeds: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    play = Play(tmp_path_factory.mktemp("history"))
    play.do("facts 5")
    play.do("begin leech=3")
    for deed, number in deeds:
        if deed == "hours":
            play.clock.move(number, "h")
        elif deed == "begin":
            play.do("begin leech=3")
        elif deed == "undo":
            play.now.undo()
        elif play.now.asked is not None:
            do(play, deed, number)
    assert play.store.differing() == 0
    play.close()


def do(play: Play, deed: str, number: int) -> None:
    """One deed, with all that must be so after it."""
    card, left = play.asked.card.id, play.now.left
    if deed != "grade":
        getattr(play.now, deed)(*([number] if deed == "flag" else []))
        assert play.now.left == left - (deed in ("bury", "suspend"))
        return
    play.now.reveal()
    button = play.now.buttons[number - 1]
    outcome = play.now.grade(number)
    state = play.store.state(card)
    assert outcome.saved
    assert (button.rating, button.interval) == (number, state.interval) == (number, state.due - play.today)
    assert play.now.left == left - (number > 1 or state.suspended)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deeds=st.lists(DEEDS.filter(lambda deed: deed[0] not in ("undo", "hours")), min_size=1, max_size=20),
    restart=st.booleans(),
)
def test_undo_takes_back_every_history_to_its_beginning(
    deeds: list[tuple[str, int]], restart: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    play = Play(tmp_path_factory.mktemp("undo"))
    play.do("facts 4")
    play.do("begin leech=1")
    for deed, number in deeds:
        if deed == "begin":
            play.do("begin leech=1")
        elif play.now.asked is not None:
            do(play, deed, number)
    if restart:
        play.do("restart")
        play.do("begin leech=1")
    while play.now.undo() is not None:
        pass
    cards = [row[0] for row in play.library.connection.execute("SELECT id FROM card")]
    for card, state in play.store.states(cards).items():
        assert state == CardState(card, rank=state.rank, last=state.last)
    assert play.store.differing() == 0
    play.close()


def test_shuffled_cards_stay_apart_and_are_the_same_for_the_same_seed(play: Play) -> None:
    play.do("facts 9")
    orders = [order(play, seed) for seed in (1, 2, 1, 2, 3)]
    assert orders[:2] == orders[2:4]
    assert len({tuple(one) for one in orders}) == 3
    assert all(sorted(one) == sorted(orders[0]) for one in orders)


def order(play: Play, seed: int) -> list[str]:
    play.do(f"begin purpose=cram seed={seed}")
    found = []
    while play.now.asked is not None:
        found.append(play.asked.card.id)
        play.now.reveal()
        play.now.grade(3)
    return found


def test_events_say_what_was_asked_how_and_by_which_rules(play: Play) -> None:
    play.do("at 2026-03-02 01:30 Europe/Berlin")
    play.do("facts 1")
    play.do("begin")
    play.do("later 3 s")
    play.do("good f1")
    (event,) = play.store.events()
    assert (event.card, event.rating, event.mode, event.duration) == ("sheet/f1/who", 3, "cards", 3000)
    assert (event.at, event.offset) == (play.clock.at, 60)
    assert event.day == date(2026, 3, 1).toordinal()
    assert event.session == play.now.id
    content = play.store.content(event.content)
    assert content is not None
    assert (content.prompt, content.answer) == ("Who drew map 1?", "Ada")
    assert play.store.schedulers()[event.scheduler] == play.options.scheduler


def test_summary_names_what_was_given_and_the_leeches(play: Play) -> None:
    play.do("facts 2")
    play.do("begin leech=1")
    play.do("good f1")
    play.do("later 9 days")
    play.do("begin leech=1")
    play.do("again f1")
    summary = play.now.summary()
    assert [card.id for card in summary.leeches] == ["sheet/f1/who"]
    assert summary.grades == (1, 0, 0, 0)
    play.do("undo")
    assert play.now.summary().leeches == ()
    assert play.now.summary().grades == (0, 0, 0, 0)


def test_many_missed_cards_all_come_again(play: Play) -> None:
    play.write(facts(20))
    play.do("begin new=20")
    for _ in range(60):
        play.now.reveal()
        play.now.grade(1)
        assert play.now.left == 20
    seen = set()
    while play.now.asked is not None:
        seen.add(play.asked.card.id)
        play.now.reveal()
        play.now.grade(GRADES["good"])
    assert len(seen) == 20
