"""What facts are asked, word for word: a subject a file, with as much that must stay a gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.ask import questions
from quizgen.reader import read_text

CASES = sorted((Path(__file__).parent / "cases" / "asked").glob("*.txt"))


def _cases() -> list[tuple[str, str, list[str]]]:
    blocks = [block for path in CASES for block in path.read_text(encoding="utf-8").strip().split("\n\n")]
    return [(title, fact, lines) for title, fact, *lines in (block.split("\n") for block in blocks)]


@pytest.mark.parametrize(("title", "fact", "expected"), _cases(), ids=[case[0] for case in _cases()])
def test_a_fact_is_asked_so(title: str, fact: str, expected: list[str]) -> None:
    sheet = read_text(f"- {fact}\n", "sheet.md").sheet
    assert sheet is not None
    asked = list(questions(sheet))
    assert [f"{one.text} -> {one.key}" for one in asked] == expected
    assert [one.answer for one in asked] == [one.fact[one.span] for one in asked], (
        "the answer is as it was tagged"
    )
