"""What the manual of fact sheets shows holds: its examples are read, asked and found sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizgen.ask import questions
from quizgen.checks import findings
from quizgen.fact import Sheet
from quizgen.reader import read_text

MANUAL = (Path(__file__).parent.parent / "docs" / "fact-sheets.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return MANUAL.partition(f"## {title}\n")[2].partition("\n## ")[0]


def sheet_of(text: str) -> Sheet:
    (example,) = re.findall(r"```markdown\n(.*?)```", text, re.DOTALL)
    reading = read_text(example, "sheet.md")
    assert reading.sheet is not None and reading.findings == ()
    assert findings(reading.sheet) == ()
    return reading.sheet


def test_plain_cards_ask_what_the_manual_says() -> None:
    text = section("Plain cards")
    (shown,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    sheet = sheet_of(text)
    assert "".join(f"{one.text} -> {one.answer}\n" for one in questions(sheet)) == shown


def test_facts_have_the_pictures_that_the_manual_gives_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pictures").mkdir()
    for name in ("mars.png", "moon.jpg"):
        (tmp_path / "pictures" / name).write_bytes(b"x")
    sheet = sheet_of(section("Pictures"))
    assert [[Path(one.path).name for one in fact.pictures] for fact in sheet.facts] == [
        ["mars.png"],
        ["moon.jpg"],
    ]
