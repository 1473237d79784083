"""Every rule's file carries examples, and they hold."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from question_cases import ask_tagged

from quizgen.fact import Fact, Place, Span
from quizgen.question import BLANK
from quizgen.rules import RULES
from quizgen.rules.cloze import cloze


def examples(docstring: str) -> list[tuple[str, str, str]]:
    """(tagged sentence, question, answer) for each line of each example in a docstring."""
    found: list[tuple[str, str, str]] = []
    for block in re.split(r"\n\s*\n", docstring):
        lines = [line.strip() for line in block.splitlines()]
        for line in lines[1:]:
            question, arrow, answer = line.partition(" -> ")
            if arrow:
                found.append((lines[0], question, answer))
    return found


GAPS = ("thing", "place", "time", "reason")
"""The pages of the rule `fronted`, one for each kind of gap."""

RULE_FILES = (*(rule.__name__ for rule in RULES), *GAPS, "plain", "cloze")

EXAMPLES = [
    (name, *example)
    for name in RULE_FILES
    for example in examples(import_module(f"quizgen.rules.{name}").__doc__ or "")
]


@pytest.mark.parametrize("name", RULE_FILES)
def test_every_rule_has_an_example(name: str) -> None:
    assert examples(import_module(f"quizgen.rules.{name}").__doc__ or "")


@pytest.mark.parametrize(("name", "sentence", "question", "answer"), EXAMPLES)
def test_the_example_of_a_rule_holds(name: str, sentence: str, question: str, answer: str) -> None:
    asked = [attempt.question for attempt in ask_tagged(sentence).attempts]
    rule = "fronted" if name in GAPS else name
    assert (rule, question, answer) in [(found.rule, found.text, found.answer) for found in asked]


RECASTS = re.findall(
    r"^(\S.*\{\..*)\n(\S.*)$", import_module("quizgen.rules.recast").__doc__ or "", re.MULTILINE
)


@pytest.mark.parametrize(("sentence", "plain"), RECASTS)
def test_the_recasts_say_what_their_page_says(sentence: str, plain: str) -> None:
    said = {attempt.plain.casefold() for attempt in ask_tagged(sentence).attempts}
    assert f"{plain}.".casefold() in said


def test_every_way_to_recast_has_its_example() -> None:
    from quizgen.rules.recast import WAYS

    assert len(RECASTS) >= len(WAYS)


def test_a_cloze_blanks_every_place_where_the_answer_stands() -> None:
    text = "Rome is eternal, as Rome says; Romeo is not."
    fact = Fact("rome", text, (Span(0, 4, "what", Place("case.md")),), Place("case.md"))
    assert cloze(fact, fact.spans[0]) == f"{BLANK} is eternal, as {BLANK} says; Romeo is not."
