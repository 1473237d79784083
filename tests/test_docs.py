"""The documents are true: every command of the README runs, every path they name is there."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from docs.make_anki_pictures import FOLDER, document
from docs.make_pictures import draw, draw_review, draw_study
from tui.cli import COMMANDS, quizgen

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND_LINES = re.findall(r"^\$ quizgen (.+)$", README, re.MULTILINE)
MANUAL_LINES = [
    line
    for manual in ("forms", "worksheets")
    for line in re.findall(
        r"^\$ quizgen (.+)$", (ROOT / "docs" / f"{manual}.md").read_text("utf-8"), re.MULTILINE
    )
]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_every_command_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in re.findall(r"`([\w.]+)`:\n\n```\w+\n(.*?)```", README, re.DOTALL):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    soon = (date.today() + timedelta(days=30)).isoformat()
    for written in (*COMMAND_LINES, *MANUAL_LINES):
        line = written.replace("2027-06-01", soon)  # an exam is never over in the README
        done = CliRunner().invoke(quizgen, shlex.split(line), input="\ny\n" * 20, catch_exceptions=False)
        assert done.exit_code == 0, (line, done.output)
    assert (tmp_path / "facts.apkg").stat().st_size > 1000
    assert len(COMMAND_LINES) >= 7


def test_the_example_of_the_readme_has_no_findings(tmp_path: Path) -> None:
    example = re.search(r"```markdown\n(.*?)```", README, re.DOTALL)
    assert example is not None
    sheet = tmp_path / "facts.md"
    sheet.write_text(example.group(1), encoding="utf-8")
    done = CliRunner().invoke(quizgen, ["check", str(sheet)])
    assert done.stdout == ""
    assert "0 errors, 0 warnings" in done.stderr


def test_the_readme_names_every_command() -> None:
    # `weights` wants hundreds of answers before it can say anything.
    assert {line.split()[0] for line in COMMAND_LINES} == set(COMMANDS) - {"weights"}
    assert "`quizgen weights`" in README


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files_that_exist(document: Path) -> None:
    text = re.sub(r"^ {4}.*$|`[^`]*`", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    links = re.findall(r"\]\(([^)#\s]+)", text) + re.findall(r'src="([^"]+)"', text)
    missing = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert missing == []


def test_the_map_names_only_what_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.partition("## The map")[2].partition("##")[0]
    named = re.findall(r"`((?:quizgen|decks|tui|seeds|tests|bench)/[\w./]*)`", table)
    assert [path for path in named if not (ROOT / path).exists() and "bundled" not in path] == []
    assert len(named) > 8


@pytest.mark.parametrize(
    ("name", "word"), [("questions", "Lenin"), ("study", "October"), ("review", "Trotsky")]
)
def test_a_picture_loads_nothing_from_outside(name: str, word: str) -> None:
    picture = (ROOT / "docs" / f"{name}.svg").read_text(encoding="utf-8")
    assert "url(http" not in picture
    assert "@font-face" not in picture
    assert "href" not in picture
    assert word in picture


def test_the_pictures_show_what_there_is_to_see() -> None:
    # `make pictures` draws them anew.
    for name, drawn in (("questions", draw()), ("study", draw_study()), ("review", draw_review())):
        assert (ROOT / "docs" / f"{name}.svg").read_text(encoding="utf-8") == drawn, name


def test_the_cards_in_anki_are_those_that_are_there_to_be_seen() -> None:
    # `make anki-pictures` draws them anew; Anki's desktop is too large to ask for in a test.
    text = document()
    assert (ROOT / "docs" / "anki-gallery.md").read_text(encoding="utf-8") == text
    shown = re.findall(r"\(anki/([\w-]+\.png)\)", text)
    assert sorted(shown) == sorted(path.name for path in FOLDER.iterdir())
    assert [name for name in shown if (FOLDER / name).stat().st_size > 100_000] == []


def test_make_is_all_the_readme_asks_for() -> None:
    assert shutil.which("make") is None or {"make demo", "make test"} <= set(re.findall(r"make \w+", README))
