"""What is written into a sheet is read back as it was: any text, in any place of a plain card."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizgen.ask import questions
from quizgen.choices import deal_choices
from quizgen.question import BLANK, Question
from quizgen.reader import read_text, survey
from quizgen.reading.writing import escaped, folded, quoted

SIGNS = r"""\ ` * _ [ ] { } ( ) < > & ! # + - . | ~ = : ; " ' / $ % ^ @ 1 9 a B é я 日 א ́""".split()
SPACES = [" ", "  ", "\n", "\t", "\x00", "\x85", "\u00a0", "\u200d", "\u202e", "\ud800"]
PIECES = [
    *("[a]{.who}", "{.what}", "{#id}", "[Foo 1999]", ". #tag", ". {tag}", "also=", "](", "!["),
    *("&amp;", "&#124;", "&nbsp", "-->", "<!--", "<a@b.c>", "https://a.b", "---", "```", "1.", "2) ", "#!"),
    *("Name: ", "snake_case", "\\n", "{{c1::x}}", BLANK),
]
MARKUP = st.sampled_from([*SIGNS, *SPACES, *PIECES])
TEXTS = st.one_of(st.lists(MARKUP, max_size=8).map("".join), st.text(max_size=12))
WORDS = TEXTS.filter(lambda text: bool(folded(text)))


def question(sheet: str) -> Question:
    reading = read_text(sheet, "sheet.md")
    assert reading.findings == () and reading.sheet is not None
    (found,) = questions(reading.sheet)
    return found


@given(WORDS, WORDS, st.lists(WORDS, max_size=3), st.sampled_from(["- ", "", "1. ", "# Heading\n\n"]),
       st.sampled_from(["", " {#given}", " <!-- note -->"]))  # fmt: skip
@example("1917.", "-", ["|", "||", "\\", '"', "&#124;"], "- ", "")
@example("# of a <!-- b -->", "x -->", ["<b>"], "", "")
@example("~~~", "0A]", ["[Foo 1999]"], "- ", "")
@example("a", "b <!-- c -->", [], "", "")
@example("Look!", "[x](y)", ["![x](y)"], "", "")
def test_a_plain_card_comes_back_as_it_was_written(
    prompt: str, answer: str, wrong: list[str], before: str, behind: str
) -> None:
    wrong = [text for text in wrong if folded(text) != folded(answer)]
    attributes = f".answer not={quoted(*wrong)}" if wrong else ".answer"
    asked = question(f"{before}{escaped(prompt)} [{escaped(answer)}]{{{attributes}}}{behind}\n")
    assert (asked.text, asked.answer) == (folded(prompt), folded(answer))
    assert asked.fact.text == f"{folded(prompt)} {folded(answer)}"
    assert asked.span.wrong == tuple(dict.fromkeys(map(folded, wrong)))
    sheet = read_text("- x [y]{.answer}", "sheet.md").sheet
    assert sheet is not None
    (dealt,) = deal_choices([asked], sheet)
    if wrong:
        assert sorted(dealt.options) == sorted({folded(answer), *map(folded, wrong)})
        assert dealt.key is not None and dealt.options[dealt.key] == folded(answer)


@given(TEXTS, WORDS, WORDS)
@example("a", "b", " <!-- c -->")
def test_a_gap_and_what_stands_right_beside_it_come_back(before: str, answer: str, behind: str) -> None:
    line = f"- {escaped(before)}[{escaped(answer)}]{{.answer}}{escaped(behind)}"
    asked = question(line)
    assert asked.answer == folded(answer)
    assert asked.fact.text == f"{folded(before)}{folded(answer)}{folded(behind)}"
    (stamp,) = survey(line, "sheet.md").stamps
    at = stamp.place.column - 1
    stamped = question(line[:at] + stamp.text + line[at:])
    assert (stamped.id, stamped.fact.text) == (asked.id, asked.fact.text)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_values_of_attributes_come_back(texts: list[str]) -> None:
    one = question(f"- x [y]{{.answer kind={quoted(texts[0])} also={quoted(*texts)}}}")
    assert one.span.kind == folded(texts[0])
    assert one.span.also == tuple(text for text in dict.fromkeys(map(folded, texts)) if text != "y")


@pytest.mark.parametrize(
    "text",
    [
        "snake_case in C# is a < b",
        "AT&T, 50% (3.14)!? yes",
        "-5 °C + 1.5",
        "a|b: c-d, “e” = 'f'",
        "Ленин, 日本語",
    ],
)
def test_what_is_no_markup_is_left_as_it_is(text: str) -> None:
    assert escaped(text) == text
