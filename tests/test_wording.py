"""What the shipped sheets are asked, word for word: every change of wording shows here, and is counted.

`pytest --rewrite` writes what we ask now; read the difference as an editor would. Where the wording of questions
has changed since the last release, raise `quizgen.rules.REWORDED` by one, so that Anki takes the new wording.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from quizgen.ask import questions
from quizgen.reader import read
from quizgen.rules import REWORDED
from quizgen.sources import find_sheets

WORDING = Path(__file__).parent / "cases" / "wording"

RELEASED = {0: ""}
"""What the digest of the wording was at each release, by its count; empty until the first release."""


def asked(sheet: Path) -> str:
    """A sheet's questions, one a line, with id and answer."""
    found = read(sheet).sheet
    assert found is not None
    lines = (f"{question.id}: {question.text} -> {question.answer}\n" for question in questions(found))
    return "".join(lines)


@pytest.mark.parametrize("sheet", find_sheets([]), ids=lambda path: path.stem)
def test_shipped_sheets_are_asked_as_before(sheet: Path, rewrite: bool) -> None:
    golden = WORDING / f"{sheet.stem}.txt"
    now = asked(sheet)
    if rewrite:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(now, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == now


def test_new_wording_is_counted() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(WORDING.glob("*.txt")))
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    released = RELEASED[max(RELEASED)]
    assert max(RELEASED) <= REWORDED
    assert not released or digest == released or max(RELEASED) < REWORDED


def test_no_two_questions_share_an_id() -> None:
    ids = [
        question.id
        for path in find_sheets([])
        if (sheet := read(path).sheet) is not None
        for question in questions(sheet)
    ]
    assert len(ids) == len(set(ids)) > 300
