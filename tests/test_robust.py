"""What holds of every sheet, however odd: it is asked without a crash, at once, and never against the rules."""

from __future__ import annotations

import re
import time

from hypothesis import example, given
from hypothesis import strategies as st
from sheets import NOISE, SHEETS

from quizgen.ask import attempts, questions
from quizgen.checks import findings
from quizgen.forms import FORMS
from quizgen.forms.bank import Bank
from quizgen.question import BLANK, Question
from quizgen.reader import read_text

TAGS = st.sampled_from("who what when where why how howmany answer".split())
ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="[]{}\n\r"), min_size=1, max_size=12
)
ODD_SHEETS = st.lists(
    st.lists(st.one_of(ANY_TEXT, st.builds("[{}]{{.{}}}".format, ANY_TEXT, TAGS)), min_size=1, max_size=5),
    min_size=1,
    max_size=4,
).map(lambda facts: "".join(f"- {' '.join(parts)}.\n" for parts in facts))
"""Facts of any characters at all, some of them tagged."""


def asked(text: str) -> list[Question]:
    sheet = read_text(text, "sheet.md").sheet
    assert sheet is not None
    return list(questions(sheet))


@given(st.one_of(ODD_SHEETS, SHEETS, NOISE))
@example("- [Ⅷ]{.howmany} ﬁsh [ß]{.what} ẞ.\n")
@example("- [İ]{.who} saw [i̇]{.what}.\n")
def test_every_question_asks_and_none_gives_its_answer_away(text: str) -> None:
    found = asked(text)
    assert len({question.id for question in found}) == len(found)
    for question in found:
        if question.rule == "plain":  # its own words may be anything
            assert question.fact.text == f"{question.text} {question.answer}"
            continue
        assert question.text.endswith("?") or BLANK in question.text
        if question.form == "cloze":
            assert question.text.count(BLANK) >= 1
            continue
        assert question.text.endswith("?")
        words = [re.escape(word) for word in re.findall(r"[^\W_]+", question.answer)]
        if words:
            answer = r"(?<!\w)" + r"[\W_]+".join(words) + r"(?!\w)"
            assert not re.search(answer, question.text, re.IGNORECASE)


@given(st.one_of(ODD_SHEETS, SHEETS))
def test_the_same_sheet_gives_the_same(text: str) -> None:
    assert asked(text) == asked(text)


@given(st.one_of(ODD_SHEETS, SHEETS))
def test_no_form_and_no_check_stumbles(text: str) -> None:
    sheet = read_text(text, "sheet.md").sheet
    assert sheet is not None
    findings(sheet)
    laid = Bank(sheet, attempts(sheet))
    for form in FORMS.values():
        for item in form(laid):
            plain = any(question.rule == "plain" for question in item.questions)
            assert plain or item.text.endswith("?") or BLANK in item.text


def test_long_sentences_take_no_longer_than_their_length_asks() -> None:
    """Ten times the words may take at most forty times as long: linear, with room for a busy machine."""

    def seconds(words: int) -> float:
        text = f"- [Ada]{{.who}} {'saw the old house and then ' * words}[Rome]{{.where}}.\n"
        start = time.process_time()
        asked(text)
        return time.process_time() - start

    seconds(10)
    assert seconds(1000) < 40 * max(seconds(100), 0.05)
