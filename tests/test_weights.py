"""Weights fitted to one's own reviews foretell reviews to come better than the default, or are not given."""

from __future__ import annotations

import numpy as np
import pytest

from bench._student import histories
from bench.scheduling import TRUE
from decks.scheduling.descent import first_stabilities
from decks.scheduling.fsrs import BOUNDS, DEFAULT, Scheduler
from decks.scheduling.likelihood import foretold, log_loss, reviews_of, rmse
from decks.scheduling.slope import gradient
from decks.scheduling.weights import LEAST, Fit, optimise
from quizgen.finding import QuizgenError

OWN = histories(TRUE, 300, 5)


@pytest.fixture(scope="module")
def fit() -> Fit:
    return optimise(OWN)


def test_fitted_weights_foretell_reviews_they_never_saw(fit: Fit) -> None:
    """Three quarters of what could be gained at all is gained, and the chances come close to the true ones."""
    later = reviews_of(histories(TRUE, 600, 77))
    default, fitted, true = (foretold(weights, later) for weights in (DEFAULT, fit.weights, TRUE))
    assert fit.better
    assert fit.after.log_loss < fit.before.log_loss
    assert log_loss(*fitted) < log_loss(*default) - 0.6 * (log_loss(*default) - log_loss(*true))
    assert distance(fitted[0], true[0]) < 0.5 * distance(default[0], true[0])
    assert rmse(fit.weights, later) < rmse(DEFAULT, later)


def distance(one: np.typing.NDArray[np.float64], other: np.typing.NDArray[np.float64]) -> float:
    return float(np.sqrt(((one - other) ** 2).mean()))


def test_fitted_weights_make_a_scheduler(fit: Fit) -> None:
    assert Scheduler.from_json(Scheduler(fit.weights).to_json()).weights == fit.weights
    assert fit.weights[:4] == tuple(sorted(fit.weights[:4]))
    assert 0 < fit.judged < fit.reviews == reviews_of(OWN).judged


def test_same_reviews_same_weights(fit: Fit) -> None:
    assert optimise(OWN) == fit


def test_who_is_as_the_default_keeps_it_or_betters_it() -> None:
    for seed in (1, 2):
        found = optimise(histories(DEFAULT, 80, seed))
        assert found.after.log_loss <= found.before.log_loss
        assert found.better or (found.weights, found.after) == (DEFAULT, found.before)


def test_default_is_given_to_whom_other_weights_misled(monkeypatch: pytest.MonkeyPatch) -> None:
    worse = (*(0.01,) * 4, *DEFAULT[4:])
    monkeypatch.setattr("decks.scheduling.descent.descend", lambda start, histories: start)
    found = optimise(OWN, worse)
    assert found.weights == DEFAULT
    assert found.better


def test_fitted_weights_that_are_worse_are_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    worse = (*(0.01,) * 4, *DEFAULT[4:])
    monkeypatch.setattr("decks.scheduling.descent.descend", lambda start, histories: worse)
    found = optimise(OWN)
    assert found.weights == DEFAULT
    assert found.after == found.before
    assert not found.better


@pytest.mark.parametrize(
    ("cards", "many"),
    [(0, 0), (1, 0), (LEAST, 0), (LEAST - 1, 1)],
)
def test_too_few_reviews_are_counted(cards: int, many: int) -> None:
    """The first review of a card tells nothing, and neither does a second on the same day."""
    history = [(3, 0), (3, 0), (3, 4)] if many else [(3, 0), (1, 0), (3, 0)]
    with pytest.raises(QuizgenError, match=f"^{cards * many} reviews .* until there are {LEAST}$"):
        optimise([history] * cards)


def test_ratings_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="a rating is 1, 2, 3 or 4"):
        optimise([[(3, 0), (0, 5)]] * 500)


@pytest.mark.parametrize("grades", [(3,), (1,), (1, 3)])
def test_one_sided_reviews_do_no_harm(grades: tuple[int, ...]) -> None:
    """Someone who always knows, never knows, or is asked on one day only."""
    found = optimise([[(3, 0), *((grade, 5) for grade in grades * 2)] for _ in range(250)])
    assert all(least <= weight <= most for weight, (least, most) in zip(found.weights, BOUNDS, strict=True))
    assert found.after.log_loss <= found.before.log_loss


@pytest.mark.parametrize("seed", range(3))
def test_slope_is_that_of_the_loss(seed: int) -> None:
    chance = np.random.default_rng(seed)
    least, most = np.array(BOUNDS).T
    weights = np.clip(np.array(DEFAULT) * chance.uniform(0.7, 1.3, 21), least, most)
    reviews = reviews_of(OWN[:60])
    total, slope = gradient(tuple(weights.tolist()), reviews)
    assert total / reviews.judged == pytest.approx(log_loss(*foretold(tuple(weights.tolist()), reviews)))
    for number in range(21):
        step = np.zeros(21)
        step[number] = 1e-6
        up, down = (gradient(tuple((weights + way * step).tolist()), reviews)[0] for way in (1, -1))
        assert slope[number] == pytest.approx((up - down) / 2e-6, rel=1e-3, abs=1e-3)


def test_chances_are_those_of_the_scheduler() -> None:
    scheduler = Scheduler(TRUE)
    wanted: list[float] = []
    history = max(OWN, key=len)
    memory = None
    for rating, elapsed in history:
        if memory is not None and elapsed:
            wanted.append(scheduler.retrievability(memory, elapsed))
        memory = scheduler.remember(memory, rating, elapsed)
    chances, recalled = foretold(TRUE, reviews_of([history]))
    assert chances == pytest.approx(wanted)
    assert recalled.tolist() == [rating > 1 for rating, elapsed in history if elapsed]


def test_first_stabilities_are_found() -> None:
    """The second review of many cards says where the curve lies; a rating without cards moves like the others."""
    chance, true = np.random.default_rng(1), 6.0
    days = chance.integers(1, 20, 3000).tolist()
    curve = [
        Scheduler().retrievability(Scheduler((true,) * 4 + DEFAULT[4:]).remember(None, 3, 0), n) for n in days
    ]
    passed = (chance.random(3000) < curve).tolist()
    found = first_stabilities(
        DEFAULT, [[(3, 0), (3 if ok else 1, n)] for ok, n in zip(passed, days, strict=True)]
    )
    assert found[2] == pytest.approx(true, rel=0.15)
    assert found[3] == pytest.approx(DEFAULT[3] * found[2] / DEFAULT[2], rel=1e-6)
    assert found[4:] == DEFAULT[4:]


def test_measures_of_reviews_foretold_perfectly() -> None:
    assert log_loss(np.ones(3), np.ones(3, dtype=np.bool_)) == pytest.approx(0, abs=1e-6)
    assert log_loss(np.array([0.5]), np.array([True])) == pytest.approx(np.log(2))
    # Ninety of a hundred cards come back after as many days as their stability says.
    known = [[(3, 0), (1 if n % 10 == 0 else 3, 10)] for n in range(100)]
    weights = (*(10.0,) * 4, *DEFAULT[4:])
    assert rmse(weights, reviews_of(known)) == pytest.approx(0, abs=1e-9)
    assert rmse(DEFAULT, reviews_of(known)) > 0.01
    assert rmse(DEFAULT, reviews_of([])) == log_loss(*foretold(DEFAULT, reviews_of([]))) == 0.0
