"""Commands that are run all day start fast: they leave the heavy libraries alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

SHEET = """---
title: Kamenev
---

- [Lev Kamenev]{.who} broke [party discipline]{.what} on [18 October 1917]{.when}. {#kamenev}
"""


MAKERS = "typst docx openpyxl genanki"
"""What makes files of a kind, and is loaded for that kind alone."""
FAR = "textual faker rich quizgen.checks"
NEVER = "spacy.language thinc"
"""What is loaded only where somebody names a model. Of spaCy a part: that lemminflect asked for it is counted, too."""


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], "textual genanki faker typst lemminflect rich numpy pydantic markdown_it yaml decks"),
        (["--version"], "textual genanki faker typst lemminflect rich numpy pydantic markdown_it yaml decks"),
        (["check", "sheet.md"], "textual genanki faker typst rich"),
        (["questions", "sheet.md"], "textual genanki faker typst quizgen.checks"),
        (["questions", "sheet.md", "--format", "jsonl"], "textual genanki faker typst rich quizgen.checks"),
        (
            ["questions", "sheet.md", "--choices", "4", "--format", "jsonl"],
            "textual genanki faker typst rich quizgen.checks",
        ),
        (["explain", "sheet.md:5"], "textual genanki faker typst rich quizgen.checks"),
        (["study", "sheet.md"], "textual genanki faker typst rich quizgen.checks"),
        (["doctor"], "textual genanki faker typst rich pydantic markdown_it yaml lemminflect numpy"),
        (["stats", "sheet.md"], "textual genanki faker typst quizgen.checks"),
        (["sample", "--facts", "2"], "textual genanki typst rich lemminflect"),
        (["anki", "sheet.md"], "textual faker typst quizgen.checks"),
        *(
            (["worksheet", "sheet.md", "--parts", "open:2", "-o", f"out.{suffix}"], f"{MAKERS} {FAR}")
            for suffix in ("html", "md")
        ),
        (
            ["export", "sheet.md", "--to", "csv", "-o", "x.csv"],
            "textual genanki faker typst rich quizgen.checks openpyxl lxml docx decks.classroom.moodle",
        ),
        (
            ["import", "table.csv", "-o", "x.md"],
            "textual genanki faker typst rich quizgen.checks openpyxl lxml docx lemminflect numpy decks.classroom.qti",
        ),
        (
            ["tag", "text.txt", "-o", "x.md"],
            "textual genanki faker typst rich pypdf docx pydantic yaml markdown_it quizgen.checks",
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_command_does_not_load_what_it_does_not_need(
    tmp_path: Path, arguments: list[str], heavy: str
) -> None:
    (tmp_path / "sheet.md").write_text(SHEET, "utf-8")
    (tmp_path / "table.csv").write_text("Question,Answer\nWho?,Lenin\n", "utf-8")
    (tmp_path / "text.txt").write_text("Ada Lovelace wrote the first program in 1843.\n", "utf-8")
    loaded = modules_loaded_by(["-m", "tui", *arguments], tmp_path)
    assert "tui.cli" in loaded
    assert loaded.isdisjoint((*heavy.split(), *NEVER.split()))


APP = """
import sys
from tui.app.app import StudyApp
from tui.launch import desk

async def until_the_first_card(pilot):
    await pilot.pause()
    assert "Who broke party discipline" in str(pilot.app.screen.query_one("#question").content)
    print(*sys.modules, sep="\\n")
    pilot.app.exit()

with desk(["sheet.md"], lambda settings: settings.options()) as laid:
    StudyApp(laid, laid.session()).run(headless=True, auto_pilot=until_the_first_card)
"""
"""Studies a sheet up to its first card, and prints what was loaded by then."""


def test_the_first_card_waits_for_nothing_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "sheet.md").write_text(SHEET, "utf-8")
    command = [sys.executable, "-c", APP]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    for _ in range(2):  # the first compiles the sheet
        run = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8")
        assert run.returncode == 0, run.stdout + run.stderr
    loaded = set(run.stdout.split())
    assert {"textual.app", "decks.study.session", "tui.app.session"} <= loaded
    assert sorted(loaded & set(LATER.split())) == []


LATER = f"""
{NEVER} pydantic markdown_it yaml lemminflect numpy genanki faker typst textual_serve aiohttp quizgen.reader quizgen.ask
decks.progress.figures decks.progress.exchange decks.scheduling.exam quizgen.answering tui.app.decks tui.app.cards
textual.widgets._data_table
"""


def test_a_heavy_import_is_seen(tmp_path: Path) -> None:
    assert {"faker", "numpy"} <= modules_loaded_by(["-c", "import faker, numpy"], tmp_path)


def modules_loaded_by(arguments: list[str], folder: Path) -> set[str]:
    """The names of all modules that Python says it imported while it ran."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return {
        line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")
    }
