"""Memory and intervals are those of FSRS-6, counted in study days, the same on every machine."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import fsrs
import numpy as np
import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given
from hypothesis import strategies as st

from decks.scheduling import fuzz, vectors
from decks.scheduling.fsrs import BOUNDS, DEFAULT, Memory, Scheduler
from quizgen.finding import QuizgenError

ROOT = Path(__file__).parent.parent
VECTORS = json.loads((ROOT / "tests/cases/scheduling/fsrs_vectors.json").read_text("utf-8"))
PLAIN = Scheduler(fuzz=False)

memories = st.builds(Memory, stability=st.floats(0.001, 36500), difficulty=st.floats(1, 10))


def test_defaults_are_those_of_the_library() -> None:
    assert DEFAULT == DEFAULT_PARAMETERS
    assert tuple(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)) == BOUNDS


@pytest.mark.parametrize("number", range(len(VECTORS["histories"])))
def test_memory_and_intervals_are_those_of_another_implementation(number: int) -> None:
    tolerance = VECTORS["tolerance"]
    memory = None
    for review in VECTORS["histories"][number]:
        offered = PLAIN.intervals(memory, review["elapsed_days"], card="a/b/c", repetitions=0, previous=0)
        memory = PLAIN.remember(memory, review["rating"], review["elapsed_days"])
        assert offered[review["rating"] - 1][0] == memory
        assert memory.stability == pytest.approx(review["stability"], rel=tolerance["stability_rel"])
        assert memory.difficulty == pytest.approx(review["difficulty"], abs=tolerance["difficulty_abs"])
        for retention, days in review["interval"].items():
            scheduler = Scheduler(retention=float(retention), fuzz=False)
            found = scheduler.interval(memory, seed="a", previous=0)
            assert found == pytest.approx(days, abs=tolerance["interval_days"])


def test_unfuzzed_interval_is_the_library_s() -> None:
    library = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    for stability in (0.001, 0.4, 1.6, 2.3065, 8.2956, 61.2, 900.7, 1e6):
        card = fsrs.Card(1, fsrs.State.Review, None, stability, 5.0)
        elapsed = PLAIN.interval(Memory(stability, 5.0), seed="", previous=0)
        assert elapsed == library._next_interval(stability=card.stability)


def test_the_same_day_is_not_a_day_later() -> None:
    memory = PLAIN.remember(None, 3, 0)
    assert PLAIN.remember(memory, 3, 0) != PLAIN.remember(memory, 3, 1)
    assert PLAIN.remember(memory, 3, -5) == PLAIN.remember(memory, 3, 0)
    assert PLAIN.retrievability(memory, 0) == PLAIN.retrievability(memory, -1) == 1.0


def test_recall_is_ninety_percent_after_as_many_days_as_the_stability() -> None:
    assert PLAIN.retrievability(Memory(20.0, 5.0), 20) == pytest.approx(0.9)


def test_a_memory_may_be_as_old_as_the_calendar() -> None:
    assert 0 < PLAIN.remember(Memory(5.0, 5.0), 3, 10**9).stability < 10**6


@given(
    st.tuples(*(st.floats(least, most) for least, most in BOUNDS)),
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 40000)), max_size=60),
)
def test_no_weights_lead_to_infinity(weights: tuple[float, ...], reviews: list[tuple[int, int]]) -> None:
    scheduler = Scheduler(weights)
    memory = None
    for rating, elapsed in [*reviews, (4, 40000), (4, 40000), (4, 40000)]:
        memory = scheduler.remember(memory, rating, elapsed)
        assert 0.001 <= memory.stability <= 36500
        assert 1 <= memory.difficulty <= 10
        assert 0 <= scheduler.retrievability(memory, elapsed) <= 1
        assert 1 <= scheduler.interval(memory, seed="x", previous=0) <= 36500


@pytest.mark.parametrize("rating", [0, 5, -1])
def test_other_ratings_are_refused(rating: int) -> None:
    with pytest.raises(ValueError, match="a rating is 1, 2, 3 or 4"):
        PLAIN.remember(None, rating, 0)


@given(
    st.none() | memories,
    st.integers(0, 40000),
    st.integers(0, 36500),
    st.integers(1, 36500),
    st.sampled_from([0.7, 0.8, 0.9, 0.95, 0.99]),
    st.booleans(),
    st.integers(0, 50),
)
def test_buttons_are_in_order(
    memory: Memory | None,
    elapsed: int,
    previous: int,
    maximum: int,
    retention: float,
    fuzzed: bool,
    repetitions: int,
) -> None:
    scheduler = Scheduler(retention=retention, maximum=maximum, fuzz=fuzzed)
    offered = scheduler.intervals(memory, elapsed, card="s/f/who", repetitions=repetitions, previous=previous)
    again, hard, good, easy = (days for _, days in offered)
    assert again == 0
    assert 1 <= hard <= good <= easy <= maximum
    assert good < easy or good == maximum
    assert offered == scheduler.intervals(
        memory, elapsed, card="s/f/who", repetitions=repetitions, previous=previous
    )


def test_a_longer_interval_is_never_fuzzed_back() -> None:
    scheduler = Scheduler()
    for repetitions in range(200):
        memory = Memory(30.0, 5.0)
        assert scheduler.interval(memory, seed=f"x:{repetitions}", previous=29) >= 30
        assert 27 <= scheduler.interval(memory, seed=f"x:{repetitions}", previous=40) <= 33


def test_fuzz_takes_each_day_equally_often() -> None:
    """Ten days may be 8 to 12, and 13 never: where the library rounds, the last day would be half a day too far."""
    found = Counter(fuzz.days(10.0, fuzz.share_of(f"{n}"), 0, 1, 36500) for n in range(5000))
    assert sorted(found) == [8, 9, 10, 11, 12]
    assert min(found.values()) > 900


@pytest.mark.parametrize(
    ("exact", "least", "most", "first", "middle", "last"),
    [
        # What Anki's own tests say of its fuzz.
        (1.0, 1, 1000, 1, 1, 1),
        (2.49, 1, 1000, 2, 2, 2),
        (2.5, 1, 1000, 2, 3, 4),
        (7.0, 1, 1000, 5, 7, 9),
        (17.0, 1, 1000, 14, 17, 20),
        (37.0, 1, 1000, 33, 37, 41),
        (2.0, 2, 1000, 2, 2, 2),
        (2.0, 3, 1000, 3, 4, 4),
        (2.0, 3, 3, 3, 3, 3),
        (6.9, 3, 1000, 5, 7, 9),
        (19.9, 3, 1000, 17, 20, 23),
        (20.1, 3, 1000, 17, 20, 23),
        (100.0, 101, 1000, 101, 105, 108),
        (100.0, 1, 99, 92, 96, 99),
        (100.0, 97, 103, 97, 100, 103),
        (1.0, 3, 2, 2, 2, 2),
    ],
)
def test_fuzz_is_anki_s(exact: float, least: int, most: int, first: int, middle: int, last: int) -> None:
    # The previous interval is no shorter, so that only `least` holds.
    assert [fuzz.days(exact, share, 36500, least, most) for share in (0.0, 0.5, 0.99)] == [
        first,
        middle,
        last,
    ]


def test_chance_is_the_same_on_every_machine() -> None:
    assert fuzz.share_of("october-1917/kamenev/who:3") == 0.7139870707752098
    assert Scheduler().id == "56da80a963ddad30"


def test_settings_read_back_equal() -> None:
    scheduler = Scheduler((*DEFAULT[:20], 0.2), 0.87, 400, False)
    assert Scheduler.from_json(scheduler.to_json()) == scheduler
    assert Scheduler.from_json("{}") == Scheduler()
    assert Scheduler.from_json('{"retention": 0.9}').id == Scheduler().id
    assert len({scheduler.id, replace(scheduler, fuzz=True).id, replace(scheduler, retention=0.88).id}) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[]", "no JSON object"),
        ('{"retentoin": 0.9}', "no setting 'retentoin'"),
        ('{"retention": 1.5}', "the retention is 1.5"),
        ('{"retention": NaN}', "the retention is nan"),
        ('{"retention": "0.9"}', "the retention is '0.9'"),
        ('{"retention": true}', "the retention is True"),
        ('{"maximum": 0}', "the longest interval is 0"),
        ('{"maximum": 1.5}', "the longest interval is 1.5"),
        ('{"fuzz": 1}', "fuzz is 1"),
        ('{"weights": [0.4, 0.6]}', "are 2; FSRS-6 has a list of 21 numbers"),
        ('{"weights": "many"}', "are something else; FSRS-6"),
        (json.dumps({"weights": [*DEFAULT[:20], 0.9]}), "weight 20 of the scheduler is 0.9"),
        (json.dumps({"weights": [float("nan"), *DEFAULT[1:]]}), "weight 0 of the scheduler is nan"),
        (json.dumps({"weights": ["x", *DEFAULT[1:]]}), "weight 0 of the scheduler is 'x'"),
        (json.dumps({"weights": [None, *DEFAULT[1:]]}), "weight 0 of the scheduler is None"),
    ],
)
def test_wrong_settings_say_what_would_be_right(text: str, said: str) -> None:
    with pytest.raises(QuizgenError, match=said):
        Scheduler.from_json(text)


def test_many_cards_at_once_are_as_the_library_has_them() -> None:
    chance = np.random.default_rng(7)
    weights = tuple(
        float(np.clip(weight * chance.uniform(0.8, 1.2), least, most))
        for weight, (least, most) in zip(DEFAULT, BOUNDS, strict=True)
    )
    scheduler = Scheduler(weights)
    rating = chance.integers(1, 5, 500)
    elapsed = chance.integers(0, 60, 500)
    elapsed[:20] = 36500
    stability, difficulty = vectors.first(weights, rating)
    one = [scheduler.remember(None, int(rating[n]), 0) for n in range(500)]
    for _ in range(4):
        assert [memory.stability for memory in one] == pytest.approx(stability, rel=1e-9)
        assert [memory.difficulty for memory in one] == pytest.approx(difficulty, rel=1e-9)
        chances = vectors.recall(weights, stability, elapsed)
        assert [
            scheduler.retrievability(memory, int(days)) for memory, days in zip(one, elapsed, strict=True)
        ] == pytest.approx(chances, rel=1e-9)
        rating, elapsed = chance.permutation(rating), chance.permutation(elapsed)
        stability, difficulty = vectors.review(weights, stability, difficulty, rating, elapsed)
        one = [scheduler.remember(one[n], int(rating[n]), int(elapsed[n])) for n in range(500)]


def test_buttons_cost_well_under_a_millisecond() -> None:
    scheduler, memory = Scheduler(), Memory(5.0, 5.0)
    scheduler.intervals(memory, 5, card="a/b/c", repetitions=0, previous=4)

    def once(repetitions: int) -> float:
        start = time.process_time()
        scheduler.intervals(memory, 5, card="a/b/c", repetitions=repetitions, previous=4)
        return time.process_time() - start

    assert min(once(n) for n in range(50)) < 0.0005


HEAVY = {
    "numpy",
    "torch",
    "fsrs_rs_python",
    "pydantic",
    "markdown_it",
    "lemminflect",
    "rich",
    "textual",
    "fsrs",
}


def test_memory_is_light_to_import() -> None:
    """What every study session imports; the library itself follows at the first card, and takes 20 ms."""
    code = (
        "import dataclasses, datetime, functools, hashlib, json, sys, time, typing\n"
        "start = time.process_time()\n"
        "import decks.scheduling.fsrs, decks.progress.days\n"
        "print(json.dumps([time.process_time() - start, sorted(sys.modules)]))"
    )
    found = [json.loads(_python(code)) for _ in range(5)]
    assert HEAVY.isdisjoint(found[0][1])
    assert min(seconds for seconds, _ in found) < 0.03


def test_plans_import_numpy_only_to_plan() -> None:
    code = "import json, sys, decks.scheduling.exam, decks.scheduling.simulate, decks.scheduling.weights\n"
    assert HEAVY.isdisjoint(json.loads(_python(code + "print(json.dumps(sorted(sys.modules)))")))


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout
