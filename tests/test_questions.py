"""The figures: how many spans are asked as a teacher would, and that none is asked wrongly."""

from __future__ import annotations

import json
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from question_cases import CLOZE, Result, ask_tagged, load, results

from quizgen.ask import ask
from quizgen.english.parse import parse
from quizgen.english.token import Phrase

CASES = Path(__file__).parent / "cases"

FIGURES = {
    # file: (share asked at all, share worded as accepted, capitals counting)
    "reference.jsonl": (1.0, 1.0),
    "own.txt": (0.935, 0.965),
    "own-2.txt": (0.91, 0.93),
    "lists.txt": (1.0, 1.0),
    "blind.txt": (0.965, 0.98),
    "blind-2.txt": (0.99, 0.99),
    "blind-3.txt": (0.925, 0.925),
    "blind-4.txt": (0.865, 0.865),
    "blind-5.txt": (0.985, 0.985),
    "blind-6.txt": (0.985, 0.985),
    "blind-7.txt": (0.97, 0.965),
    "examined.txt": (0.62, 1.0),  # half of it has to stay a gap
}
"""What was reached. A change may raise these figures and must not lower them."""


def all_results(name: str) -> list[Result]:
    return [result for case in load(CASES / "questions" / name) for result in results(case)]


@pytest.mark.parametrize("name", FIGURES)
def test_figures_do_not_fall(name: str) -> None:
    found = all_results(name)
    produced = sum(result.question not in ("", CLOZE) for result in found) / len(found)
    exact = sum(result.right for result in found) / len(found)
    missed = "\n".join(
        f"{result.case.tagged}\n  {result.expected.answer}: {result.question}\n  not: {result.expected.accepted[0]}"
        for result in found
        if not result.right
    )
    wanted = FIGURES[name]
    assert (produced >= wanted[0], exact >= wanted[1]) == (True, True), (
        f"{produced:.3f} {exact:.3f}\n{missed}"
    )


@pytest.mark.parametrize("name", FIGURES)
def test_no_question_is_known_to_be_bad_or_holds_its_answer(name: str) -> None:
    bad = [result for result in all_results(name) if result.wrong or result.leaks]
    assert [(result.case.tagged, result.question) for result in bad] == []


def analysis(entry: dict[str, Any]) -> dict[str, str]:
    """The main clause of a reference sentence, in the fields of the reference.

    There a subject and an object are noun phrases without the relative clauses behind them.
    """
    phrases = [Phrase(span["start"], span["end"], span["cls"]) for span in entry["spans"]]
    found = parse(entry["text"], phrases)
    clause, predicate = found.clauses[0], found.clauses[0].predicates[0]
    group, tokens = predicate.group, found.tokens
    first, last = clause.subject or (0, 0)
    inner = [
        one.start
        for one in found.clauses[1:]
        if one.sort in ("relative", "contact") and first < one.start < last
    ]
    last = min([last, *inner])
    while last > first and tokens[last - 1].sort == "mark":
        last -= 1
    particle = group.particle if group.particle is not None else predicate.particle
    before = takewhile(lambda piece: piece.sort in ("noun", "adjective", "adverb"), predicate.tail)
    noun = next((piece for piece in before if piece.sort != "adverb"), None)
    return {
        "subj": found.words(first, last),
        "aux": " ".join(tokens[index].text for index in group.aux),
        "verb": tokens[group.verb].text,
        "part": tokens[particle].text if particle is not None else "",
        "obj": found.words(noun.start, noun.end) if noun else "",
        "voice": "p" if group.passive else "a",
    }


def test_the_main_clause_is_found() -> None:
    """Subject, auxiliaries and verb in 97 % of the reference sentences, and with all else in 94 %."""
    lines = (CASES / "clauses" / "reference.jsonl").read_text(encoding="utf-8").splitlines()
    kernels = wholes = 0
    for entry in map(json.loads, lines):
        found, wanted = analysis(entry), entry["clause"]
        kernels += all(found[field] == wanted[field] for field in ("subj", "aux", "verb"))
        wholes += all(found[field] == wanted[field] for field in found)
    assert (kernels / len(lines) >= 0.97, wholes / len(lines) >= 0.94) == (True, True), (kernels, wholes)


def test_asking_twice_gives_the_same() -> None:
    case = "[Lewis and Clark]{.who} reached [the Pacific Ocean]{.what} in [November 1805]{.when}."
    assert ask_tagged(case) == ask_tagged(case)


@pytest.mark.parametrize("entry", (CASES / "findings.jsonl").read_text(encoding="utf-8").splitlines())
def test_what_must_be_flagged_is_flagged(entry: str) -> None:
    from quizgen.checks import findings
    from quizgen.reader import read_text

    case = json.loads(entry)
    reading = read_text(f"- {case['tagged']} {{#case}}\n", "case.md")
    assert reading.sheet is not None
    found = [*reading.findings, *findings(reading.sheet)]
    assert found, case["why"]
    if case["flag"] not in ("nested-tag", "bad-markup"):  # which are no codes of ours
        assert case["flag"] in {finding.code for finding in found}


def test_ids_say_what_is_asked_and_never_how() -> None:
    asked = ask_tagged("[Ada]{.who} met [Babbage]{.who} and [Mary]{.who #host} in [1833]{.when}.")
    assert [attempt.question.id.rpartition("/")[2] for attempt in asked.attempts] == [
        "who", "who-2", "who-host", "when",
    ]  # fmt: skip


def test_a_verb_that_the_author_tags_is_the_verb() -> None:
    sentence = "[Prices]{.what} [rose]{.verb} sharply in [1923]{.when}."
    assert [attempt.question.text for attempt in ask_tagged(sentence).attempts] == [
        "What rose sharply in 1923?",
        "When did prices rise sharply?",
    ]


def test_a_sentence_without_a_verb_is_asked_by_gaps_only() -> None:
    asked = ask_tagged("[Paris]{.where}, [city of light]{.what}.")
    assert [attempt.question.form for attempt in asked.attempts] == ["cloze", "cloze"]
    assert asked.attempts[0].question.text == "_____, city of light."


def test_asking_does_not_depend_on_the_rest_of_the_sheet() -> None:
    from quizgen.reader import read_text

    sentence = "- [Ada]{.who} wrote [notes]{.what} in [1843]{.when}. {#a}\n"
    alone, among = (
        read_text(text, "s.md").sheet for text in (sentence, f"- [It]{{.what}} rained. {{#b}}\n{sentence}")
    )
    assert alone is not None
    assert among is not None
    texts = [
        [attempt.question.text for attempt in ask(fact, sheet).attempts]
        for sheet in (alone, among)
        for fact in sheet.facts
        if fact.id == "a"
    ]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("tagged", "key", "also"),
    [
        ("Beneath [the city]{.where} lie catacombs.", "beneath the city", ("beneath the city",)),
        ("The catacombs lie beneath [the city]{.where}.", "beneath the city", ("beneath the city",)),
        ("The treasure was buried under the [floor]{.where}.", "under the floor", ("under the floor",)),
        ("High above [the city]{.where}, a statue stands guard.", "above the city", ("above the city",)),
        ("Tutankhamun was buried in [the Valley of the Kings]{.where}.", "the Valley of the Kings", ()),
    ],
)
def test_a_place_is_answered_with_the_word_that_makes_it_right(
    tagged: str, key: str, also: tuple[str, ...]
) -> None:
    question = ask_tagged(tagged).attempts[0].question
    assert (question.key, question.also) == (key, also)


def test_a_card_shows_the_whole_answer_and_accepts_the_bare_one() -> None:
    from decks import deal
    from quizgen.ask import questions
    from quizgen.reader import read_text

    sheet = read_text("- The catacombs lie beneath [the city]{.where}. {#a}\n", "s.md").sheet
    assert sheet is not None
    (card,) = (deal.card(sheet, question) for question in questions(sheet))
    assert (card.answer, card.also) == ("beneath the city", ("the city",))
