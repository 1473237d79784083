"""What the English room promises for any sentence, and cases of its single pieces."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.ask import ask
from quizgen.english import words
from quizgen.english.lexicon import inflect, look_up
from quizgen.english.number import SPELT, number_of, value_of
from quizgen.english.parse import MOST_DOUBTFUL, _candidates, _readings, parse
from quizgen.english.token import Phrase, tokenise
from quizgen.english.wording import lower_first
from quizgen.fact import Fact, Place, Sheet, Span
from quizgen.question import BLANK
from quizgen.tags import TAGS

CASES = Path(__file__).parent / "cases" / "english"


def pairs(name: str) -> list[tuple[str, str]]:
    """The lines `left -> right` of a case file."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    cut = [line.partition(" -> ") for line in lines if line.strip() and not line.startswith("#")]
    return [(left.strip(), right.strip()) for left, _, right in cut]


@pytest.mark.parametrize(("text", "inside"), pairs("capitals.txt"))
def test_capitals_inside_a_sentence(text: str, inside: str) -> None:
    assert lower_first(text) == inside


@pytest.mark.parametrize(("phrase", "number"), pairs("number.txt"))
def test_number_of_a_noun_phrase(phrase: str, number: str) -> None:
    assert number_of(phrase) == number


@pytest.mark.parametrize(("words", "value"), pairs("spelt.txt"))
def test_value_of_a_number_in_words(words: str, value: str) -> None:
    assert value_of(words) == (None if value == "none" else int(value))


def test_a_hundred_numbers_are_spelt() -> None:
    assert len(set(SPELT)) == 100


@pytest.mark.parametrize(("form", "lemma"), pairs("pasts.txt"))
def test_lemma_of_a_past(form: str, lemma: str) -> None:
    assert look_up(form).lemma("VBD") == lemma
    assert form in (inflect(lemma, "VBD", form), inflect(lemma, "VBD"))


def test_tables_hold_single_words() -> None:
    """A space forgotten between two lines of a table would make one word of two."""
    tables = {name: table for name, table in vars(words).items() if isinstance(table, frozenset)}
    for name, table in tables.items():
        entries = {entry for entry in table if isinstance(entry, str)}
        run_together = {
            entry
            for entry in entries
            for cut in range(4, len(entry) - 3)
            if entry[:cut] in entries and entry[cut:] in entries
        }
        assert not run_together, name


def test_a_quotation_is_one_token() -> None:
    assert [token.text for token in tokenise('He said "I came, I saw" in Rome.')] == [
        "He", "said", '"I came, I saw"', "in", "Rome", ".",
    ]  # fmt: skip


WORDS = (
    "the a of in on by and which that who was were had been not to with from the old king queen city war river book "
    "wrote built founded is are made known called , . Rome London 1843 two three because when before it he they "
    "! … only no never its his ran moved through sets up off – ; : ( ) “ ” ' n't 's ? more than fewer there must can"
).split()


@st.composite
def tagged_sentences(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A heap of words with spans anywhere: what no author would write, and no rule may stumble over."""
    found = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=24))
    text = " ".join(found)
    edges = [0, *(match.end() for match in re.finditer(" ", text))]
    spans: list[Span] = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.sampled_from(edges))
        end = (
            draw(st.sampled_from([position for position in (*edges, len(text) + 1) if position > start])) - 1
        )
        tag = draw(st.sampled_from(sorted(TAGS)))
        if end > start and not any(span.start < end and start < span.end for span in spans):
            kind = draw(st.sampled_from(["", "", "fort"]))
            spans.append(Span(start, end, tag, Place("heap.md"), kind=kind))
    return text, sorted(spans, key=lambda span: span.start)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tagged_sentences())
def test_any_heap_of_words_is_asked_soundly_or_not_at_all(heap: tuple[str, list[Span]]) -> None:
    text, spans = heap
    fact = Fact("heap", text, tuple(spans), Place("heap.md"))
    attempts = ask(fact, Sheet("heap", "Heap", "heap.md")).attempts
    assert len(attempts) == sum(TAGS[span.tag].asks for span in spans)
    for attempt in attempts:
        question = attempt.question
        if question.form == "cloze":
            assert BLANK in question.text
            assert attempt.refusals or question.ask == "answer"
            continue
        if question.rule == "plain":
            assert question.text == text[: question.span.start].rstrip()
            continue
        for form in (question.text, *question.variants):
            assert form.endswith("?")
            assert form[:1] == form[:1].upper()
            assert "  " not in form
        answer = re.sub(r"\W+", " ", question.answer.casefold()).strip().removeprefix("the ")
        if answer:
            assert f" {answer} " not in f" {re.sub(r'[^a-z0-9]+', ' ', question.text.casefold())} "


def test_a_long_sentence_is_read_in_no_more_ways_than_a_short_one() -> None:
    text = " and ".join(["the king raised the army"] * 300) + "."
    tokens = tokenise(text)
    assert len(list(_readings(tokens, _candidates(tokens)))) <= 2**MOST_DOUBTFUL


def test_a_phrase_is_never_looked_into() -> None:
    text = "The man who ran won the race."
    found = parse(text, [Phrase(0, 15, "who")])
    assert found.words(*(found.clauses[0].subject or (0, 0))) == "The man who ran"
    assert len(found.clauses) == 1


def test_a_sentence_may_end_with_what_could_be_a_participle() -> None:
    assert parse("working mills. She wrote novels and created", []).margin >= 0
