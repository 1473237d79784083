"""A typed answer is judged as a fair teacher would; the cases are text in `cases/typed`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typed_cases import CASES, Case, cases

from quizgen.answering.edits import edits
from quizgen.answering.others import plain_words
from quizgen.answering.vocabulary import bases, is_known
from quizgen.answers import Verdict, judge

ROOT = Path(__file__).parent.parent
FILES = sorted(path.name for path in CASES.glob("*.txt"))
ALL = [pytest.param(case, id=f"{name}: {case}") for name in FILES for case in cases(name)]

WORDS = st.sampled_from(
    (
        "Paris London Iran Iraq Monet Manet mitosis meiosis Marie Pierre Curie Napoleon III the a and or not of in "
        "1917 1918 18 October 5 -5 10% kg H2O CO2 x² ( ) , ; / + = année año schön Straße Ελλάδα Москва 東京 ½ II "
        "about more than 5 km twenty one million 18/10/1917 before BC ' \" ’ – St. & C# \u200b \u0301 \u202e \0"
        " red green blue"
    ).split(" ")
)
PHRASES = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
TEXTS = st.text(max_size=40) | PHRASES


@pytest.mark.parametrize("case", ALL)
def test_case(case: Case) -> None:
    verdict = case.judge()
    assert verdict.kind in (("right", "typo") if case.verdict == "accept" else (case.verdict,)), (
        verdict.reason
    )


def test_there_are_enough_cases() -> None:
    assert len(ALL) > 500
    assert {case.verdict for name in FILES for case in cases(name)} == {"right", "typo", "wrong", "accept"}


@pytest.mark.parametrize(
    ("expected", "typed", "reason"),
    [
        ("18 October 1917", "1917", "less precise: the day is asked for"),
        ("18 October 1917", "18 October 1918", "the year differs"),
        ("1815", "1816", "the year differs"),
        ("44 BC", "AD 44", "BC or AD: that differs"),
        ("206 bones", "208 bones", "the number differs"),
        ("5 kg", "5", "the unit is missing"),
        ("5 kg", "5 g", "the unit differs"),
        ("H2O", "H20", "a formula must be exact"),
        ("Watson and Crick", "Watson", "only one of two"),
        ("red, green, blue", "red, blue", "only 2 of three"),
        ("Paris", "Paris or London", "two answers are offered; one is asked for"),
        ("año", "ano", "the accents differ"),
        ("Monet", "Manet", "that is another word"),
        ("not guilty", "guilty", "that says the opposite"),
        ("West Virginia", "Virginia", "“West” is missing"),
        ("Paris", "", "nothing was typed"),
        ("Paris", "!!", "there is no word in it"),
        ("Paris", "Rome", ""),
    ],
)
def test_a_near_answer_is_told_why_it_is_wrong(expected: str, typed: str, reason: str) -> None:
    verdict = judge(expected, typed)
    assert (verdict.kind, verdict.reason) == ("wrong", reason)


def test_the_answer_to_another_question_is_named_as_that() -> None:
    verdict = judge("the mitochondrion", "Ribosome", others=["the ribosome", "the nucleus"])
    assert (verdict.kind, verdict.reason) == ("wrong", "this is the answer to another question")


def test_a_slip_that_is_as_near_to_another_answer_is_wrong() -> None:
    assert judge("Hansonia", "Hansunia", others=["Hansinia"]).kind == "wrong"
    assert judge("Hansonia", "Hansunia", others=["Hansonia", "Berlin"]).kind == "typo"


def test_the_verdict_names_the_answer_it_was_held_against() -> None:
    assert judge("JFK", "John F Kennedy", ["John F. Kennedy"]).answer == "John F. Kennedy"
    assert judge("JFK", "Nixon", ["John F. Kennedy"]).answer == "JFK"


@pytest.mark.parametrize(
    ("expected", "typed", "shown"),
    [
        ("Mississippi", "Missisippi", [("s", "")]),
        ("Reykjavik", "Reykjavic", [("k", "c")]),
        ("Ludwig van Beethoven", "Ludvig van Beethoven", [("w", "v")]),
        ("the Treaty of Versailles", "Treaty of Rome", [("the", ""), ("Versailles", "Rome")]),
        ("West Virginia", "Virginia", [("West", "")]),
        ("Paris", "Paris or London", [("", "or London")]),
        ("18 October 1917", "19 October 1917", [("18", "19")]),
        ("Paris", "", [("Paris", "")]),
    ],
)
def test_differences_are_letters_where_close_and_words_where_not(
    expected: str, typed: str, shown: list[tuple[str, str]]
) -> None:
    found = judge(expected, typed).differences
    assert [(expected[slice(*each.expected)], typed[slice(*each.typed)]) for each in found] == shown


def test_differences_lie_where_the_reader_sees_them() -> None:
    expected, typed = "café ﬁne Ångström", "cafe\u0301  ﬁne Xngstrøm"
    for each in judge(expected, typed).differences:
        assert "Å" in expected[slice(*each.expected)] or "ö" in expected[slice(*each.expected)]


@given(TEXTS)
@example("İ")
@example("ǅ ŉ ß")
@example("10^999999999")
@example("(x)")
@example("a or b")
def test_a_text_is_its_own_right_answer(text: str) -> None:
    if any(char.isalnum() for char in text):
        assert judge(text, text).kind == "right"
        assert judge("something else", text, [text], ["Paris"]).kind == "right"


@given(TEXTS, TEXTS)
@example("x % ] + sqrt", "ӓȆ²₹")
def test_verdicts_are_the_same_every_time_and_their_differences_lie_in_the_texts(
    expected: str, typed: str
) -> None:
    verdict = judge(expected, typed)
    assert verdict == judge(expected, typed)
    assert verdict.answer == expected
    assert verdict.good is (verdict.kind != "wrong")
    assert (verdict.kind == "right") <= (not verdict.differences and not verdict.reason)
    for each in verdict.differences:
        assert 0 <= each.expected[0] <= each.expected[1] <= len(expected)
        assert 0 <= each.typed[0] <= each.typed[1] <= len(typed)
    for one, other in pairwise(verdict.differences):
        assert one.expected[1] <= other.expected[0]
        assert one.typed[1] <= other.typed[0]


@given(TEXTS, st.sampled_from(["NFC", "NFD"]), st.sampled_from([str.lower, str.swapcase, str.strip]))
def test_normal_forms_are_one(text: str, form: str, change: object) -> None:
    other = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    if any(char.isalnum() for char in text):
        assert judge(text, other).good
        assert judge(other, text).good


@given(PHRASES, PHRASES, st.lists(PHRASES, max_size=4))
@example("1938", "30 September 1938", [])
@example("Marie Curie", "Curie", [])
def test_the_answer_to_another_question_is_never_good(expected: str, typed: str, more: list[str]) -> None:
    """Unless the two answers say the same: "18 October 1917", "Oct 18, 1917"."""
    if judge(expected, typed).kind != "right" or judge(typed, expected).kind != "right":
        verdict = judge(expected, typed, others=[typed, *more])
        assert verdict.kind == "wrong" or "".join(plain_words(typed)) in ("", "".join(plain_words(expected)))


@given(PHRASES, PHRASES, st.lists(PHRASES, max_size=4))
def test_other_answers_only_ever_make_a_judge_stricter(expected: str, typed: str, others: list[str]) -> None:
    if judge(expected, typed, others=others).good:
        assert judge(expected, typed).good


@given(st.text("abc", max_size=9), st.text("abc", max_size=9), st.integers(0, 3))
def test_edits_are_those_of_the_full_table(one: str, other: str, most: int) -> None:
    assert edits(one, other, most) == min(_all_edits(one, other), most + 1)
    assert edits(one, other, most) == edits(other, one, most)


def _all_edits(one: str, other: str) -> int:
    table = {(i, j): i + j for i in range(len(one) + 1) for j in range(len(other) + 1) if not i * j}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            ways = [
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (one[i - 1] != other[j - 1]),
            ]
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(one), len(other)]


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 100_000,
        "Paris " * 20_000,
        "\u0301" * 100_000,
        "1" * 100_000,
        "(" * 100_000,
        "\x00\x1b[31m" * 10_000,
        "9" * 990,
        "1 and " * 160,
        "( a ) or " * 100,
        "ﷺ" * 990,
        "a\u0301\u0316" * 330,
        "1,000," * 160,
        "- " * 490,
        " " * 900 + "x",
        "one hundred " * 80,
        "1/2/" * 240,
    ],
)
def test_long_and_odd_texts_are_judged_at_once(typed: str) -> None:
    for expected in ("Paris", "18 October 1917", "red, green and blue", "5 kg", typed[:900]):
        start = time.perf_counter()
        assert judge(expected, typed).kind == ("right" if expected.strip() == typed.strip() else "wrong")
        assert time.perf_counter() - start < 1


def test_two_long_lists_are_compared_at_once() -> None:
    expected = ", ".join(f"ab{number}c" for number in range(130))
    typed = ", ".join(f"xy{number}z" for number in range(130))
    start = time.perf_counter()
    assert judge(expected, typed).kind == "wrong"
    assert judge(expected, ", ".join(reversed(expected.split(", ")))).kind == "right"
    assert time.perf_counter() - start < 1


def test_among_thousands_of_other_answers_a_judgement_takes_little_more_than_alone() -> None:
    others = [f"{first}{last} of {number}" for number in range(50) for first in "BCDFG" for last in WORDY]
    judge("Reykjavik", "Reykjavic", others=others)
    start = time.perf_counter()
    for _ in range(20):
        assert judge("Reykjavik", "Reykjavic", others=others).kind == "typo"
    assert (time.perf_counter() - start) / 20 < 0.02, "a tenth of that is usual; filing them anew takes more"


WORDY = [f"{a}{b}" for a in ("ar", "en", "il", "or") for b in ("tava", "nesby", "gard", "kola", "minde")]


def test_no_answer_of_a_list_of_names_is_taken_for_another() -> None:
    names = sorted({case.expected for name in FILES for case in cases(name) if not case.also})
    taken = [
        (one, other)
        for one in names
        for other in names
        if one != other and judge(one, other, others=names).kind == "typo"
    ]
    assert taken == []


def test_words_are_listed_once_and_need_no_form_that_another_gives() -> None:
    listed = (ROOT / "quizgen" / "answering" / "words.txt").read_text("utf-8").split()
    assert listed == sorted(set(listed))
    kept = set(listed)
    assert not [word for word in listed if any(base in kept for base in bases(word))]
    assert is_known("decreased") and is_known("manet") and not is_known("photosinthesis")


def test_judging_loads_no_heavy_library() -> None:
    source = (
        "import sys\nfrom quizgen.answers import judge\nloaded = set(sys.modules)\n"
        "judge('Reykjavik', 'Reykjavic', ['18 October 1917'], ['Oslo'])\n"
        "print(*loaded, '|', *sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", source],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    at_import, _, afterwards = run.stdout.partition("|")
    heavy = {"pydantic", "markdown_it", "lemminflect", "numpy", "yaml", "rich", "textual", "quizgen.reader"}
    assert heavy.isdisjoint(at_import.split())
    assert heavy.isdisjoint(afterwards.split())


def test_a_verdict_is_frozen() -> None:
    with pytest.raises(AttributeError):
        judge("Paris", "Paris").kind = "wrong"  # type: ignore[misc]
    assert isinstance(judge("Paris", "Rome"), Verdict)


@pytest.mark.parametrize(
    ("expected", "typed", "kind"),
    [
        ("its", "it's", "wrong"),
        ("its", "It’s ", "wrong"),
        ("its", "ITS", "right"),
        ("Paris", "paris", "wrong"),
        ("Paris", "PARIS", "right"),
        ("Berlin", "Berlim", "wrong"),
        ("Berlin", "Berlni", "typo"),
        ("56", "54", "wrong"),
    ],
)
def test_what_the_author_calls_wrong_is_wrong_however_near_it_is(
    expected: str, typed: str, kind: str
) -> None:
    assert judge(expected, typed, wrong=("it's", "paris", "Berlim", "54")).kind == kind
