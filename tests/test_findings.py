"""Each weakness of a sheet is named, and what is sound is left alone."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from finding_cases import Case, cases, found_in, found_in_sheet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets import SHEETS
from test_english import tagged_sentences

from quizgen.ask import ask_all, questions
from quizgen.checks import FACT_CHECKS, SHEET_CHECKS, check, findings
from quizgen.checks.rivals import rival_groups
from quizgen.checks.source import ENOUGH
from quizgen.fact import Fact, Place, Sheet, Span
from quizgen.reader import read_text
from quizgen.sample import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from _typeshed import TraceFunction

FOLDER = Path(__file__).parent / "cases" / "findings"
NAMES = [check.__name__ for check in (*FACT_CHECKS, *SHEET_CHECKS)]
WRITTEN = [case for path in sorted(FOLDER.glob("*.txt")) for case in cases(path.read_text(encoding="utf-8"))]
IN_PAGES = [case for name in NAMES for case in cases(import_module(f"quizgen.checks.{name}").__doc__ or "")]


@pytest.mark.parametrize("case", [*IN_PAGES, *WRITTEN], ids=str)
def test_what_is_weak_is_found_and_nothing_else(case: Case) -> None:
    found = found_in(case)
    codes = {finding.code for finding in found}
    said = "\n".join(f"{finding} [{finding.code}]" for finding in found)
    assert codes == case.codes if case.exactly else codes >= case.codes, said


@pytest.mark.parametrize("name", [name for name in NAMES if name != "source"])
def test_every_check_has_an_example_that_it_finds_and_one_that_it_leaves_alone(name: str) -> None:
    found = list(cases(import_module(f"quizgen.checks.{name}").__doc__ or ""))
    assert any(case.codes for case in found)
    assert any(not case.codes for case in found)


def test_a_hundred_sound_facts_are_left_alone() -> None:
    sound = [case for case in cases((FOLDER / "good.txt").read_text(encoding="utf-8")) if not case.codes]
    assert sum(len(case.facts) for case in sound) >= 100


def test_every_warning_points_into_its_fact_and_says_what_would_be_right() -> None:
    for case in WRITTEN:
        for finding in found_in(case):
            assert finding.place.line > 4
            assert ";" in finding.message
            assert finding.fact


def sheet_of(count: int, head: str = "", end: str = "") -> str:
    return head + "".join(f"- In {1500 + year}, [Anna]{{.who}} sailed.{end}\n" for year in range(count))


def test_a_sheet_that_names_no_source_is_told_once() -> None:
    found = found_in_sheet(sheet_of(ENOUGH))
    assert [str(finding.place) for finding in found if finding.code == "no-source"] == ["case.md:1:1"]


@pytest.mark.parametrize(
    "text",
    [
        sheet_of(ENOUGH - 1),
        sheet_of(ENOUGH, head="---\nsource: a book\n---\n"),
        sheet_of(ENOUGH, end=' {source="a book"}'),
    ],
    ids=["a trial", "the sheet's", "the facts'"],
)
def test_a_trial_and_what_has_a_source_are_not_asked_for_one(text: str) -> None:
    assert "no-source" not in {finding.code for finding in found_in_sheet(text)}


def test_facts_without_the_source_that_others_have_are_named() -> None:
    text = '- [Anna]{.who} sailed to [Rome]{.where}. {source="a book"}\n- [Otto]{.who} walked to [Rome]{.where}.\n'
    (found,) = (finding for finding in found_in_sheet(text) if finding.code == "no-source")
    assert found.place.line == 2


def test_spellings_that_the_sheet_lists_are_one_name() -> None:
    head = "---\nnames:\n  Leon Trotsky: {also: [Leon Trotski]}\n---\n"
    text = "- [Leon Trotsky]{.who} was born in [Yanovka]{.where}.\n- [Leon Trotski]{.who} died in [Mexico]{.where}.\n"
    assert [finding.code for finding in found_in_sheet(text)] == ["name-spellings"]
    assert found_in_sheet(head + text) == ()


def test_the_front_matter_says_how_a_name_is_spelt() -> None:
    head = "---\nnames:\n  Leon Trotsky: {kind: person}\n---\n"
    (found,) = found_in_sheet(head + "- [Leon Trotski]{.who} died in [Mexico]{.where}.\n")
    assert found.code == "name-spellings"
    assert "in the front matter" in found.message


def test_two_names_that_are_both_listed_are_two() -> None:
    head = "---\nnames:\n  Robert Schumann: {kind: person}\n  Robert Schuman: {kind: person}\n---\n"
    text = (
        "- [Robert Schumann]{.who} was born in [Zwickau]{.where}.\n"
        "- [Robert Schuman]{.who} was born in [Luxembourg]{.where}.\n"
    )
    assert found_in_sheet(head + text) == ()


def test_dates_of_two_calendars_that_are_one_day_are_no_contradiction() -> None:
    text = (
        '- The Winter Palace was sunk on [25 October 1917]{.when calendar="julian"}.\n'
        "- The Winter Palace was sunk on [7 November 1917]{.when}.\n"
    )
    assert "contradiction" not in {finding.code for finding in found_in_sheet(text)}
    changed = text.replace("7 November", "8 November")
    assert "contradiction" in {finding.code for finding in found_in_sheet(changed)}


def test_a_day_that_only_the_other_calendar_has_is_possible_there() -> None:
    text = "- The decree was signed in [Moscow]{.where} on [29 February 1900]{.when}.\n"
    assert [finding.code for finding in found_in_sheet(text)] == ["impossible-date"]
    assert found_in_sheet(f"---\ncalendar: julian\n---\n{text}") == ()


def test_rivals_come_together_and_those_that_agree_do_not() -> None:
    text = (
        "- [Bell]{.who} invented the telephone.\n"
        '- [Meucci]{.who also="Antonio Meucci"} invented the telephone.\n'
        "- [Antonio Meucci]{.who} invented the telephone.\n"
        "- [Reis]{.who} invented the telephone.\n"
    )
    sheet = read_text(text, "s.md").sheet
    assert sheet is not None
    groups = [[question.answer for question in group] for group in rival_groups(questions(sheet), sheet)]
    assert groups == [["Bell", "Meucci", "Reis"]]


def test_what_a_question_says_less_than_another_makes_them_rivals() -> None:
    text = "- [Bell]{.who} sold [a telephone]{.what}.\n- [Reis]{.who} sold [a telephone]{.what} in [1863]{.when}.\n"
    assert "multi-answer" in {finding.code for finding in found_in_sheet(text)}


def rivals_of_one_another(facts: int) -> Iterator[str]:
    return (f"- [Anna {number}]{{.who}} was born in [Rome]{{.where}}.\n" for number in range(facts))


@pytest.mark.parametrize("invent", [sample, rivals_of_one_another])
def test_checking_takes_steps_in_proportion_to_the_facts(invent: Callable[[int], Iterator[str]]) -> None:
    """Ten times the facts are checked in ten times the steps, with room for a few; steps are lines of ours run."""

    def steps(facts: int) -> int:
        sheet = read_text("".join(invent(facts)), "s.md").sheet
        assert sheet is not None
        asked = list(ask_all(sheet))
        count = 0

        def counted(frame: FrameType, event: str, _: object) -> TraceFunction:
            nonlocal count
            count += event == "line"
            return counted

        before = sys.gettrace()
        sys.settrace(counted)
        try:
            check(asked, sheet)
        finally:
            sys.settrace(before)
        return count

    assert steps(1000) < 14 * steps(100)


PIECES = st.lists(
    st.sampled_from([fact for case in WRITTEN for fact in case.facts]), min_size=1, max_size=6, unique=True
)
"""Heaps of facts that are weak in every way."""


@settings(max_examples=60)
@given(PIECES)
def test_the_order_of_facts_does_not_hide_what_each_has_by_itself(facts: list[str]) -> None:
    alone = {(fact, finding.code) for fact in facts for finding in found_in(Case((fact,), frozenset(), True))}
    together = found_in(Case(tuple(facts), frozenset(), True))
    seen = {(facts[finding.place.line - 5], finding.code) for finding in together}
    echoed = {(fact, code) for fact, code in alone if code == "multi-answer"}
    assert alone - echoed <= seen


@settings(max_examples=60)
@given(SHEETS)
def test_whatever_the_sheet_findings_point_into_it_and_each_is_said_once(text: str) -> None:
    lines = text.count("\n") + 1
    found = found_in_sheet(text)
    assert all(1 <= finding.place.line <= lines for finding in found)
    said = [(finding.place, finding.code, finding.message) for finding in found]
    assert len(set(said)) == len(said)
    assert found_in_sheet(text) == found


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(tagged_sentences())
def test_no_check_stumbles_over_a_heap_of_words(heap: tuple[str, list[Span]]) -> None:
    text, spans = heap
    if spans:
        fact = Fact("heap", text, tuple(spans), Place("heap.md"))
        found = findings(Sheet("heap", "Heap", "heap.md", (fact, fact)))
        assert all(";" in finding.message for finding in found)
