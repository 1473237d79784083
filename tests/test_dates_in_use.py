"""What becomes of the dates of a sheet: closer questions, and a line with both calendars."""

from __future__ import annotations

import pytest

from decks.deal import card
from quizgen.ask import questions
from quizgen.fact import Sheet
from quizgen.question import Question
from quizgen.reader import read_text

JULIAN = "---\ncalendar: julian\n---\n\n"
BOTH = "25 October 1917 (7 November in the Gregorian calendar)."


def asked(text: str) -> tuple[Sheet, Question]:
    """The sheet, and its only question for a time."""
    sheet = read_text(text, "sheet.md").sheet
    assert sheet is not None
    (question,) = (question for question in questions(sheet) if question.ask == "when")
    return sheet, question


@pytest.mark.parametrize(
    ("time", "phrase"),
    [
        ("on [18 October 1917]", "On which date"),
        ("on [October 18, 1917]", "On which date"),
        ("on [18 October]", "On which date"),
        ("on [the night of 9 November 1989]", "On which date"),
        ("in [October 1917]", "In which month and year"),
        ("in [May 1917]", "In which month and year"),
        ("in [March 44 BC]", "In which month and year"),
        ("in [October]", "In which month"),
        ("in [1917]", "In which year"),
        ("in [AD 79]", "In which year"),
        ("in [44 BC]", "In which year"),
        ("in [the 1840s]", "In which decade"),
        ("in [the early 1840s]", "In which decade"),
        ("in [the sixteenth century]", "In which century"),
        ("in [the late 3rd century BC]", "In which century"),
        ("[in 1917]", "In which year"),
        ("[in May 1917]", "In which month and year"),
        ("in [late 1917]", ""),
        ("in [early May 1917]", ""),
        ("in [about 1500]", ""),
        ("around [1500]", ""),
        ("in [the summer of 1969]", ""),
        ("in [the 1900s]", ""),
        ("between [1861 and 1865]", ""),
        ("on [31 April 1917]", ""),
    ],
)
def test_a_time_is_asked_for_as_exactly_as_it_is_told(time: str, phrase: str) -> None:
    _, question = asked(f"- The old bridge collapsed {time}{{.when}}.\n")
    rest = "did the old bridge collapse?"
    assert question.text == f"When {rest}"
    assert question.variants == ((f"{phrase} {rest}",) if phrase else ())


@pytest.mark.parametrize(
    ("sheet", "explanation"),
    [
        (f"{JULIAN}- Petrograd fell on [25 October 1917]{{.when}}.", BOTH),
        (
            '- Petrograd fell on [25 October 1917]{.when calendar="julian"}.\n  > By night.',
            f"By night.\n{BOTH}",
        ),
        ("- Petrograd fell on [25 October 1917 O.S.]{.when}.", BOTH),
        (
            f'{JULIAN}- Petrograd fell on [a Wednesday]{{.when date="1917-10-25"}}.',
            BOTH,
        ),
        (f"{JULIAN}- Petrograd fell on [25 October 1917]{{.when}}.\n  > By ours 7 November.", "By ours 7 November."),
        (f"{JULIAN}- Petrograd fell on [25 October 1917]{{.when}}.\n  > Or November 7, 1917.", "Or November 7, 1917."),
        (
            f"{JULIAN}- Petrograd fell on [25 October 1917]{{.when}}.\n  > On 17 November it was over.",
            f"On 17 November it was over.\n{BOTH}",
        ),
        (f"{JULIAN}- Petrograd fell on [25 October (7 November) 1917]{{.when}}.", ""),
        (f'{JULIAN}- Petrograd fell on [7 November 1917]{{.when calendar="gregorian"}}.', ""),
        (f"{JULIAN}- Petrograd fell in [October 1917]{{.when}}.", ""),
        (f"{JULIAN}- Petrograd fell on [31 November 1917]{{.when}}.", ""),
        ("- Petrograd fell on [7 November 1917]{.when}.", ""),
    ],
)  # fmt: skip
def test_a_julian_day_is_explained_in_both_calendars_once(sheet: str, explanation: str) -> None:
    assert card(*asked(sheet)).explanation == explanation
