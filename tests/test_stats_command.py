"""`quizgen stats`: the figures in print and as JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner
from studying import CARDS, SHEET, season
from test_import_budget import modules_loaded_by

from decks.progress.store import Store
from tui.cli import quizgen

if TYPE_CHECKING:
    from click.testing import Result

DOCS = Path(__file__).parent.parent / "docs" / "study.md"


def stats(*arguments: str) -> Result:
    return CliRunner().invoke(quizgen, ["stats", *arguments])


def study(folder: Path) -> None:
    with Store.open(folder / "data" / "progress.db") as store:
        season(store, CARDS, 60, today=date.today().toordinal())


def test_before_anything_was_studied_it_says_so_and_makes_no_file(sheet: str, tmp_path: Path) -> None:
    done = stats(sheet)
    assert (done.exit_code, done.stdout) == (0, "Nothing has been studied yet; quizgen study begins.\n")
    assert not (tmp_path / "data").exists()


def test_json_of_nothing_is_whole(sheet: str, tmp_path: Path) -> None:
    done = stats(sheet, "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 0
    assert found["totals"]["answers"] == 0
    assert [(one["id"], one["cards"], one["new"]) for one in found["decks"]] == [("sheet", 5, 5)]
    assert not (tmp_path / "data").exists()


def test_in_a_pipe_it_is_words_and_figures(sheet: str, tmp_path: Path) -> None:
    study(tmp_path)
    done = stats(sheet)
    assert done.exit_code == 0
    assert re.search(r"^Petrograd  \d+ due, 0 new, 5 of 5 begun, \d mature$", done.stdout, re.MULTILINE)
    assert re.search(r"^Physics › Radium  \d of 2 firm, recall \d+ %$", done.stdout, re.MULTILINE)
    assert not set(done.stdout) & set("█░▒▓▁")


def test_without_a_sheet_it_is_of_those_that_were_studied_and_are_still_there(
    sheet: str, tmp_path: Path
) -> None:
    study(tmp_path)
    assert stats(sheet).exit_code == 0
    found = json.loads(stats("--format", "json").stdout)
    assert [(one["id"], one["begun"]) for one in found["decks"]] == [("sheet", 5)]
    Path(sheet).unlink()
    gone = json.loads(stats("--format", "json").stdout)
    assert gone["totals"] == found["totals"]
    assert "sheet" not in [one["id"] for one in gone["decks"]]


def test_a_sheet_leaves_the_answers_of_others_out(sheet: str, tmp_path: Path) -> None:
    study(tmp_path)
    other = tmp_path / "other.md"
    other.write_text(SHEET, "utf-8")
    assert json.loads(stats(str(other), "--format", "json").stdout)["totals"]["answers"] == 0


def test_keys_of_the_json_are_those_that_the_documentation_names(sheet: str, tmp_path: Path) -> None:
    study(tmp_path)
    found = json.loads(stats(sheet, "--format", "json").stdout)
    assert keys(found) == documented("stats --format json")


def documented(command: str) -> set[str]:
    """The keys in the table below the words on this command."""
    table = DOCS.read_text("utf-8").partition(command)[2].partition("\n| key")[2].partition("\n\n")[0]
    return set(re.findall(r"^\| `([a-z_.\[\]]+)` \|", table, re.MULTILINE))


def keys(found: object, path: str = "") -> set[str]:
    """The paths of all values: `totals.answers`, `decks[].id`; days as keys are `day`."""
    if isinstance(found, dict):
        names = {("day" if re.match(r"\d{4}-", key) else key): value for key, value in found.items()}
        return set().union(*(keys(value, f"{path}.{name}".lstrip(".")) for name, value in names.items()))
    if isinstance(found, list) and found and isinstance(found[0], dict):
        return keys(found[0], f"{path}[]")
    return {path}


def test_a_sheet_with_an_error_is_told_and_the_figures_come_all_the_same(sheet: str, tmp_path: Path) -> None:
    study(tmp_path)
    Path(sheet).write_text(f"{SHEET}- [Ada]{{.whom}} wrote. {{#ada}}\n", "utf-8")
    done = stats(sheet)
    assert done.exit_code == 1
    assert "no tag is called .whom" in done.stderr
    assert "5 of 5 begun" in done.stdout


def test_damaged_progress_is_an_error_that_says_what_to_do(sheet: str, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "progress.db").write_bytes(b"no database" * 100)
    done = stats(sheet)
    assert done.exit_code == 1
    assert "quizgen doctor --restore" in done.stderr


def test_it_loads_nothing_heavy_where_the_sheets_are_compiled(sheet: str, tmp_path: Path) -> None:
    study(tmp_path)
    assert stats(sheet).exit_code == 0
    loaded = modules_loaded_by(["-m", "tui", "stats", sheet], tmp_path)
    assert "tui.pages" in loaded
    heavy = "textual pydantic markdown_it lemminflect numpy rich faker genanki yaml fsrs"
    assert loaded.isdisjoint(heavy.split())
