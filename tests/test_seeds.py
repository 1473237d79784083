"""The sheets that ship with quizgen are sound: no findings, enough facts, and only what is certain asked."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.ask import questions
from quizgen.reader import read
from quizgen.sources import find_sheets

if TYPE_CHECKING:
    from quizgen.fact import Sheet
    from quizgen.question import Question

COUNTS = {
    "astronomy": (25, 35),
    "biology": (25, 35),
    "computing": (25, 35),
    "music": (25, 35),
    "october-1917": (30, 45),
}
"""The sheets that ship, with the fewest and the most facts each may hold."""

PATHS = {Path(path).stem: path for path in find_sheets([])}

SUPPOSED = (
    "perhaps",
    "possib",
    "probabl",
    "presumabl",
    "unclear",
    "seem",
    "suppos",
    "might",
    "may have",
)
"""Marks of what a historian only supposes."""

LEFT_OUT = ("Pravda", "Rabochi", "Novaya Zhizn", "Novaia Zhizn", "New Life", "Workers' Path", "Soldat")
"""What the damaged page leaves out (newspapers, the place of the raid), as other books would supply it."""

MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
FULL_DATE = re.compile(rf"\b\d{{1,2}} (?:{MONTH}) (\d{{4}})\b")


def sheet_of(name: str) -> Sheet:
    """The shipped sheet of that name."""
    sheet = read(PATHS[name]).sheet
    assert sheet is not None
    return sheet


def asked_of(name: str) -> list[Question]:
    """Its questions, in sheet order."""
    return list(questions(sheet_of(name)))


def test_five_sheets_ship() -> None:
    assert sorted(PATHS) == sorted(COUNTS)


@pytest.mark.parametrize("name", COUNTS)
class TestEverySheet:
    """What holds for each of them."""

    def test_is_read_without_a_finding(self, name: str) -> None:
        assert [str(finding) for finding in read(PATHS[name]).findings] == []

    def test_has_a_title_a_source_and_tags(self, name: str) -> None:
        sheet = sheet_of(name)
        assert sheet.title
        assert sheet.source
        assert sheet.tags

    def test_has_the_promised_number_of_facts(self, name: str) -> None:
        fewest, most = COUNTS[name]
        assert fewest <= len(sheet_of(name).facts) <= most

    def test_every_fact_has_an_id_of_its_own_in_the_file(self, name: str) -> None:
        facts = sheet_of(name).facts
        assert [fact.id for fact in facts if not fact.stamped] == []
        assert len({fact.id for fact in facts}) == len(facts)

    def test_every_fact_stands_in_a_section(self, name: str) -> None:
        assert [fact.id for fact in sheet_of(name).facts if not fact.section] == []

    def test_a_fact_has_two_spans_on_average(self, name: str) -> None:
        facts = sheet_of(name).facts
        assert all(fact.spans for fact in facts)
        assert sum(len(fact.spans) for fact in facts) >= 2 * len(facts)

    def test_no_fact_begins_with_a_pronoun(self, name: str) -> None:
        vague = re.compile(r"(?:he|she|it|they|this|that|these|those|here|there)\b", re.IGNORECASE)
        assert [fact.text for fact in sheet_of(name).facts if vague.match(fact.text)] == []

    def test_one_question_never_has_two_answers(self, name: str) -> None:
        answers: dict[str, set[str]] = defaultdict(set)
        for question in asked_of(name):
            for wording in (question.text, *question.variants):
                answers[wording.casefold()].add(question.answer.casefold())
        assert {text: found for text, found in answers.items() if len(found) > 1} == {}

    def test_no_question_holds_its_answer(self, name: str) -> None:
        leaks = [
            (wording, question.answer)
            for question in asked_of(name)
            for wording in (question.text, *question.variants)
            if re.search(rf"\b{re.escape(question.answer)}\b", wording, re.IGNORECASE)
        ]
        assert leaks == []

    def test_nine_of_ten_spans_are_asked_and_not_only_left_blank(self, name: str) -> None:
        asked = asked_of(name)
        gaps = [question.id for question in asked if question.form == "cloze"]
        assert len(gaps) <= len(asked) / 10, gaps


class TestOctober1917:
    """The sheet made from a page of history."""

    def test_is_dated_in_the_old_style(self) -> None:
        assert sheet_of("october-1917").calendar == "julian"

    def test_every_full_date_is_in_1917(self) -> None:
        facts = sheet_of("october-1917").facts
        texts = [text for fact in facts for text in (fact.text, fact.explanation)]
        years = [year for text in texts for year in FULL_DATE.findall(text)]
        assert years
        assert set(years) == {"1917"}

    def test_an_explanation_gives_the_new_style_thirteen_days_on(self) -> None:
        new_style = {"18": "31 October", "21": "3 November", "24": "6 November"}
        dated = [fact for fact in sheet_of("october-1917").facts if "Gregorian" in fact.explanation]
        assert len(dated) >= 5
        for fact in dated:
            day = re.search(r"(\d+) October 1917", fact.text)
            assert day is not None, fact.id
            expected = f"Old Style; {new_style[day[1]]} 1917 in the Gregorian calendar."
            assert fact.explanation.startswith(expected), fact.id

    @pytest.mark.parametrize("word", SUPPOSED)
    def test_nothing_supposed_is_asked(self, word: str) -> None:
        assert told("october-1917", word) == []

    @pytest.mark.parametrize("word", LEFT_OUT)
    def test_nothing_that_the_page_leaves_out_is_supplied(self, word: str) -> None:
        assert told("october-1917", word) == []

    def test_neither_the_newspaper_nor_the_place_of_the_raid_is_asked_for(self) -> None:
        answers = [question.answer for question in asked_of("october-1917")]
        assert [
            answer for answer in answers if re.match(r"(?:an?|the) .*(?:newspaper|premises|press)$", answer)
        ] == []
        facts = {fact.id: fact for fact in sheet_of("october-1917").facts}
        silent = ("kamenev-means", "kamenev-argument", "stalin-editor", "troops-orders")
        assert {span.tag for id_ in silent for span in facts[id_].spans} <= {"who", "what", "how", "when"}


def told(name: str, word: str) -> list[str]:
    """Every question, answer or explanation of a sheet in which the word stands."""
    sheet = sheet_of(name)
    texts = [fact.explanation for fact in sheet.facts]
    for question in questions(sheet):
        texts += [question.text, *question.variants, question.answer, *question.also]
    return [text for text in texts if word.casefold() in text.casefold()]
