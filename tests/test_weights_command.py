"""Weights of one's own: the histories they are fitted to, what is said of them, and the file they are written into."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from studying import CARDS, TODAY, event, grade, season

from decks.progress.store import Store
from decks.scheduling.fsrs import DEFAULT
from decks.scheduling.weights import Fit, Measures
from decks.study.histories import histories
from quizgen.finding import QuizgenError
from tui.adopting import adopt, with_line
from tui.cli import quizgen
from tui.commands.weights import line_of, told
from tui.launch import settings
from tui.settings import template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE = line_of(Fit(DEFAULT, 500, 100, Measures(0.3, 0.05), Measures(0.2, 0.04)))
A, B = CARDS[:2]
SEVEN = {
    "stability": 7.0, "difficulty": 5.0, "due": TODAY, "interval": 7, "last_day": TODAY - 7,
    "repetitions": 3, "lapses": 0,
}  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data" / "progress.db") as opened:
        yield opened


@pytest.fixture
def config(folders: Path) -> Path:
    """The configuration file, which is not there yet, in folders of our own."""
    return folders / "config" / "config.toml"


def test_history_is_the_grades_of_a_card_with_the_study_days_between(store: Store) -> None:
    grade(store, A, TODAY - 9, 1)
    grade(store, A, TODAY - 9, 3, hour=9)
    grade(store, B, TODAY - 5, 4)
    grade(store, A, TODAY, 2)
    assert sorted(histories(store)) == [[(1, 0), (3, 0), (2, 9)], [(4, 0)]]


def test_what_was_taken_back_is_in_no_history(store: Store) -> None:
    grade(store, A, TODAY - 3, 3)
    slip = grade(store, A, TODAY, 1)
    store.undo(slip, slip.at + 1, 0, TODAY, "")
    assert histories(store) == [[(3, 0)]]


def test_cramming_and_tests_are_in_no_history(store: Store) -> None:
    grade(store, A, TODAY - 3, 3)
    for kind in ("cram", "test"):
        store.append(event(kind, A, TODAY - 1, rating=1))
    grade(store, A, TODAY, 3)
    assert histories(store) == [[(3, 0), (3, 3)]]


def test_a_reset_begins_a_new_history_unless_it_was_taken_back(store: Store) -> None:
    grade(store, A, TODAY - 9, 3)
    store.append(event("reset", A, TODAY - 5))
    grade(store, A, TODAY - 4, 1)
    store.append(event("reset", A, TODAY - 3))
    newest = store.undoable()
    assert newest is not None
    store.undo(newest, newest.at + 1, 0, TODAY - 3, "")
    grade(store, A, TODAY, 3)
    assert histories(store) == [[(3, 0)], [(1, 0), (3, 4)]]


def test_a_relink_goes_on_with_the_history_of_the_old_card(store: Store) -> None:
    grade(store, A, TODAY - 9, 3)
    store.append(event("relink", B, TODAY - 5, value=A))
    grade(store, B, TODAY, 3)
    grade(store, A, TODAY, 4)
    assert sorted(histories(store)) == [[(3, 0), (3, 9)], [(4, 0)]]


def test_what_follows_an_import_is_left_out_until_a_reset(store: Store) -> None:
    grade(store, A, TODAY - 9, 3)
    store.append(event("import", A, TODAY - 7, value=json.dumps(SEVEN)))
    grade(store, A, TODAY - 5, 3)
    store.append(event("relink", B, TODAY - 4, value=A))
    grade(store, B, TODAY - 3, 3)
    store.append(event("reset", B, TODAY - 2))
    grade(store, B, TODAY, 2)
    assert sorted(histories(store)) == [[(2, 0)], [(3, 0)]]


def test_fit_is_told_in_words_with_its_line_where_it_is_better() -> None:
    better = list(told(Fit(DEFAULT, 1500, 300, Measures(0.3312, 0.041), Measures(0.31, 0.02)), 90))
    assert better[0] == "Fitted to 1,500 reviews of 90 cards; judged by 300 of them, which the fit never saw."
    assert better[2:4] == [
        "  The weights in use:  log loss 0.3312, RMSE 4.1 %",
        "  These weights:       log loss 0.3100, RMSE 2.0 %",
    ]
    assert better[-1] == LINE
    assert tomllib.loads(LINE)["weights"] == list(DEFAULT)
    same = list(told(Fit(DEFAULT, 1500, 300, Measures(0.3, 0.04), Measures(0.3, 0.04)), 90))
    assert same[-1].endswith("Keep the weights you have.")
    assert not any("[" in line for line in same)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "{line}\n"),
        ("new = 5\n", "{line}\nnew = 5\n"),
        ("new = 5", "{line}\nnew = 5"),
        ("weights = []\nnew = 5\n", "{line}\nnew = 5\n"),
        ("new = 5\nweights=[1.0, # a ] in a comment\n  2.0,\n] # mine\nmode = 'typed'\n",
         "new = 5\n{line} # mine\nmode = 'typed'\n"),
        ('"weights" = [ ]\n', "{line}\n"),
        ("  weights = [1.5]\n", "  {line}\n"),
        ("new = 5\r\n# weights = []\r\n\r\n[keys]\r\n'session.undo' = 'u'\r\n",
         "new = 5\r\n# weights = []\r\n{line}\r\n\r\n[keys]\r\n'session.undo' = 'u'\r\n"),
        ("[keys]\n# weights = []\n", "{line}\n[keys]\n# weights = []\n"),
        ("[keys]\nweights = 'w'\n", "{line}\n[keys]\nweights = 'w'\n"),
        ("theme = '''\nweights = []\n# weights = []\n'''", "{line}\ntheme = '''\nweights = []\n# weights = []\n'''"),
        ("\ufeffnew = 5\n", "\ufeff{line}\nnew = 5\n"),
        ("theme = 'ünï'\nweights = [3.0]", "theme = 'ünï'\n{line}"),
    ],
)  # fmt: skip
def test_one_line_changes_and_every_other_byte_stays(before: str, after: str) -> None:
    found = with_line(before.encode(), LINE)
    assert found is not None
    assert found.decode() == after.format(line=LINE)


def test_a_new_file_is_the_template_with_the_line_below_its_comment(config: Path) -> None:
    adopt(config, LINE)
    written = config.read_text("utf-8")
    assert written.replace(f"{LINE}\n", "") == template()
    assert f"# weights = []\n{LINE}\n" in written
    adopt(config, LINE.replace("0.2120", "0.3000"))
    assert config.read_text("utf-8") == written.replace("0.2120", "0.3000")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("new = \n", "config.toml:1:7: "),
        ("nwe = 5\n", 'no setting is called "nwe"; did you mean "new"?'),
        ("weights = [1.0]\n", "there are 1 weights"),
    ],
)
def test_a_file_that_is_wrong_already_is_left_alone(config: Path, wrong: str, said: str) -> None:
    config.parent.mkdir()
    config.write_text(wrong, "utf-8")
    with pytest.raises(QuizgenError) as caught:
        adopt(config, LINE)
    assert said in str(caught.value)
    assert config.read_text("utf-8") == wrong
    assert [file.name for file in config.parent.iterdir()] == ["config.toml"]


def test_weights_that_no_scheduler_can_have_are_not_written(config: Path) -> None:
    with pytest.raises(QuizgenError):
        adopt(config, "weights = [1.0]")
    assert not config.exists()


def test_command_fits_to_the_log_and_changes_nothing(config: Path, store: Store) -> None:
    season(store, [f"sheet/f{number}/who" for number in range(150)], 90)
    done = CliRunner().invoke(quizgen, ["weights"])
    assert done.exit_code == 0, done.output
    assert re.match(r"Fitted to [\d,]+ reviews of 150 cards; judged by \d+ of them", done.stdout)
    assert not config.exists()


@pytest.mark.parametrize("better", [True, False])
def test_only_better_weights_are_adopted(
    config: Path, store: Store, better: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted = (0.3, *DEFAULT[1:])
    found = Fit(fitted, 500, 100, Measures(0.3, 0.05), Measures(0.2 if better else 0.3, 0.05))
    monkeypatch.setattr("decks.scheduling.weights.optimise", lambda *_: found)
    done = CliRunner().invoke(quizgen, ["weights", "--adopt"])
    assert done.exit_code == 0, done.output
    if better:
        assert done.stderr == f"wrote {config}\n"
        assert settings().scheduler.weights == fitted
    else:
        assert done.stderr == "Nothing was written: the weights in use are as good.\n"
        assert not config.exists()


def test_too_few_reviews_are_refused_with_what_is_needed(config: Path, store: Store) -> None:
    grade(store, A, TODAY, 3)
    done = CliRunner().invoke(quizgen, ["weights"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "too few to fit weights to; study on until there are" in done.stderr


def test_without_progress_it_says_that_there_is_none(config: Path) -> None:
    done = CliRunner().invoke(quizgen, ["weights"])
    assert done.exit_code == 1
    assert "there is no progress yet; study a deck first" in done.stderr
