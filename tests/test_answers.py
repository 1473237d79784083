"""Which answers agree, and which dates may be the same."""

from __future__ import annotations

import pytest

from quizgen.answers import agree, overlap
from quizgen.ask import questions
from quizgen.fact import Sheet
from quizgen.question import Question
from quizgen.reader import read_text


def asked(one: str, other: str, head: str = "") -> tuple[Question, Question, Sheet]:
    text = f"{head}- Anna sailed to Rome in {one}.\n- Otto sailed to Rome in {other}.\n"
    sheet = read_text(text, "sheet.md").sheet
    assert sheet is not None
    first, second = questions(sheet)
    return first, second, sheet


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("[the spring]{.when}", "[Spring]{.when}", True),
        ("[18 October 1917]{.when}", "[October 18, 1917]{.when}", True),
        ("[18 October 1917]{.when}", "[19 October 1917]{.when}", False),
        ("[1917]{.when}", "[October 1917]{.when}", False),
        ('[25 October 1917]{.when calendar="julian"}', "[7 November 1917]{.when}", True),
        ("[1917]{.when}", '[the year of two revolutions]{.when date="1917"}', True),
        ('[May]{.when also="18 October 1917"}', "[October 18, 1917]{.when}", True),
        ("[31 April 1917]{.when}", "[April 31, 1917]{.when}", False),
        ("[18 October 1917]{.what}", "[October 18, 1917]{.what}", False),
    ],
)
def test_answers_agree_by_their_words_or_by_their_dates(one: str, other: str, expected: bool) -> None:
    first, second, sheet = asked(one, other)
    assert agree(first, second, sheet) is expected
    assert agree(second, first, sheet) is expected


def test_the_calendar_of_the_sheet_counts() -> None:
    days = ("[25 October 1917]{.when}", '[7 November 1917]{.when calendar="gregorian"}')
    assert agree(*asked(*days, head="---\ncalendar: julian\n---\n"))
    assert not agree(*asked(*days))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("[1917]{.when}", "[October 1917]{.when}", True),
        ("[18 October 1917]{.when}", "[October 18, 1917]{.when}", True),
        ("[1917]{.when}", "[1918]{.when}", False),
        ("[31 April 1917]{.when}", "[1918]{.when}", True),
        ("[May]{.when}", "[1918]{.when}", False),
        ("[1917]{.what}", "[October 1917]{.what}", False),
    ],
)
def test_dates_that_may_be_the_same_overlap(one: str, other: str, expected: bool) -> None:
    first, second, sheet = asked(one, other)
    assert overlap(first, second, sheet) is expected
    assert overlap(second, first, sheet) is expected
