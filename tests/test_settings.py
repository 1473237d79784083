"""The configuration file: what it says counts, and each mistake in it is told with its line."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from quizgen.finding import QuizgenError
from tui.adopting import adopt
from tui.app.keys import KEYS
from tui.configuration import EXPECTED, checked
from tui.settings import ABOUT, Settings, load, template

ROOT = Path(__file__).parent.parent


def read(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    return load(file, tmp_path / "cache")


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml", tmp_path) == Settings()


def test_what_the_file_says_counts(tmp_path: Path) -> None:
    text = 'new = 3\nretention = 0.85\nmode = "typed"\n[keys]\n"session.undo" = "z,ctrl+z"\n'
    found = read(tmp_path, text)
    assert (found.new, found.retention, found.mode, found.keys) == (
        3,
        0.85,
        "typed",
        {"session.undo": "z,ctrl+z"},
    )
    assert found.options(limit=5, new=None).new == 3
    assert found.options(new=7).new == 7
    assert found.scheduler.retention == 0.85


def test_a_file_that_was_checked_is_read_again_without_pydantic(tmp_path: Path) -> None:
    first = read(tmp_path, "new = 3\nweights = []\n")
    code = (
        "import sys; from pathlib import Path; from tui.settings import load; "
        "print(load(Path(sys.argv[1]), Path(sys.argv[2]))); print('pydantic' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "config.toml"), str(tmp_path / "cache")]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(first), "False"]


def test_a_changed_file_is_checked_anew(tmp_path: Path) -> None:
    assert read(tmp_path, "new = 3\n").new == 3
    assert read(tmp_path, "new = 4\n").new == 4
    assert len(list((tmp_path / "cache").glob("settings-*.json"))) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('new = "x"', ":1: new cannot be that; write a whole number, 0 or more"),
        ("# a word\nretention = 2", ":2: retention cannot be that; write a number from 0.7 to 0.99"),
        ('mode = "cardz"', ':1: mode cannot be that; write one of "cards", "choice", "typed", "mixed"'),
        ("nwe = 3", ':1: no setting is called "nwe"; did you mean "new"?'),
        ("zzzzzz = 3", ':1: no setting is called "zzzzzz"; there is new, reviews'),
        ("weights = [1.0]", ":1: there are 1 weights; the scheduler has 21"),
        (f"new = 3\nweights = {[900.0] * 21}", ":2: weight 0 of the scheduler is 900.0; it lies between"),
        ("mode = cards", ':1:8: invalid value; a line is name = value, with words in "quotes"'),
        ('[keys]\n"session.undoo" = "z"', ':2: "session.undoo" is the name of nothing; did you mean "session.undo"?'),
        ('[keys]\n"session.undo" = 3', ":2: the keys of session.undo are no text; write them in quotes"),
        ('[keys]\n"session.edit" = "space"', ":2: space is also the key of session.reveal; give one of them another"),
        ("[keys]\n\n'session.edit' = 'f2'", ":3: f2 is also the key of app.decks; give one of them another"),
        ('[keys]\n"session.flag" = ""', ':2: session.flag has no key; write a key, as in "session.flag" = "'),
        ('[keys]\n"session.flag" = " ,"', ':2: session.flag has no key; write a key, as in "session.flag" = "'),
        ('[keys]\n"session.edit" = "f2"', ":2: f2 is also the key of app.decks; give one of them another"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_would_be_right(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(QuizgenError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'config.toml'}{told}")


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    with pytest.raises(QuizgenError, match="is not UTF-8"):
        checked(b"\xff", str(tmp_path / "config.toml"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "nord"\n'),
        ('theme = "dracula"\nnew = 3\n', 'theme = "nord"\nnew = 3\n'),
        ('[keys]\n"session.undo" = "z"\n', 'theme = "nord"\n[keys]\n"session.undo" = "z"\n'),
    ],
)
def test_one_setting_is_written_and_no_other_letter_changed(tmp_path: Path, before: str, after: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(before, "utf-8")
    adopt(file, 'theme = "nord"')
    assert file.read_text("utf-8") == after


def test_two_deeds_may_change_their_keys(tmp_path: Path) -> None:
    assert read(tmp_path, '[keys]\n"session.edit" = "b"\n"session.bury" = "e"\n').keys["session.edit"] == "b"


def test_the_usual_keys_are_in_nobodys_way(tmp_path: Path) -> None:
    for key in KEYS:
        text = f'[keys]\n"{key.id}" = "{key.keys}"\n'
        assert read(tmp_path, text).keys == {key.id: key.keys}


def test_the_template_sets_nothing_and_names_everything(tmp_path: Path) -> None:
    assert tomllib.loads(template()) == {}
    assert read(tmp_path, template()) == Settings()
    switched = "\n".join(
        line.removeprefix("# ") for line in template().splitlines() if " = " in line or line.startswith("# [")
    )
    assert set(tomllib.loads(switched)) == set(ABOUT) | {"keys"}
    assert read(tmp_path, switched).new == Settings().new
    assert set(EXPECTED) == set(ABOUT) | {"keys"}
