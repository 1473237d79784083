"""Sentences of several facts: where they part, where they must not, and that no word is lost or made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.reader import read_text
from quizgen.tagging.passage import Sentence, Tagged
from quizgen.tagging.review.reviewed import questions_of, undecided
from quizgen.tagging.split import split
from quizgen.tagging.suggest import Known, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases" / "tagging" / "split.txt"
JOINTS = ("and", "but", "while", "whereas")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, and the parts that it has; none where it stays whole."""

    text: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return self.text[:40]


def cases() -> Iterator[Case]:
    text, parts = "", []
    for line in [*CASES.read_text("utf-8").split("\n"), "end"]:
        if line.startswith("| "):
            parts.append(line[2:])
        elif line and not line.startswith("#"):
            if text:
                yield Case(text, tuple(parts))
            text, parts = line, []


def tag(*texts: str, year: int | None = None) -> list[Tagged]:
    sentences = [Sentence(text, number, number + 1, 1, ("A", "B")) for number, text in enumerate(texts, 1)]
    return list(suggest(sentences, Known(), year))


def texts_of(tagged: list[Tagged]) -> list[str]:
    return [one.sentence.text for one in tagged]


@pytest.mark.parametrize("case", [*cases()], ids=str)
def test_a_sentence_parts_where_it_is_safe_and_nowhere_else(case: Case) -> None:
    assert texts_of(tag(case.text)) == list(case.parts or (case.text,))


def test_there_are_as_many_that_must_not_part_as_that_must() -> None:
    parting = [case for case in cases() if case.parts]
    assert len(parting) >= 40
    assert len(list(cases())) >= 2 * len(parting)


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\s,;.]+", text.lower())


@pytest.mark.parametrize("case", [case for case in cases() if case.parts], ids=str)
def test_nothing_is_lost_but_the_joint(case: Case) -> None:
    left = words_of(case.text)
    for number, part in enumerate(case.parts):
        if number and left[0] in JOINTS:
            left = left[1:]
        assert left[: len(words_of(part))] == words_of(part)
        left = left[len(words_of(part)) :]
        assert part[0].isupper()
        assert part.endswith(".")
        assert part[1:].rstrip(".") in case.text, "but the first letter every one is as it was"
    assert left == []


def test_parts_stand_where_the_sentence_stood() -> None:
    first, second = tag(
        "The Nile flows north into the Mediterranean; the Congo flows west into the Atlantic."
    )
    for part in (first.sentence, second.sentence):
        assert (part.line, part.end_line, part.paragraph, part.heading) == (1, 2, 1, ("A", "B"))


def test_a_pronoun_of_a_part_means_who_was_the_only_one_before() -> None:
    text = "Lenin left Zurich in April 1917, and he died in Gorki in January 1924."
    parts = tag("Stalin was born in Gori.", text)[1:]
    assert [span.attributes for span in parts[1].spans if span.tag == "who"] == [(("is", "Lenin"),)]


def test_who_was_told_of_further_up_is_not_meant_by_a_part() -> None:
    text = "The islands became a British colony in the West Indies, and they were granted autonomy in 1967."
    assert texts_of(tag("The Spaniards came in 1493.", text))[1:] == [text]


def test_a_day_without_its_year_keeps_its_sentence() -> None:
    text = "Nicholas II left Mogilev on 1 March 1917, and Alexander Kerensky met Prince Lvov on 2 March."
    assert texts_of(tag(text)) == texts_of(tag(text, year=1905)) == [text]
    assert len(tag(text.replace("2 March", "2 March 1917"))) == 2


def test_what_was_tried_in_vain_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clauses were tagged alone, and one was refused; nothing of it is left in what follows."""
    tried = "Caravaggio painted the finest pictures of Rome, and Velázquez painted Pope Innocent X in 1650."
    texts = (tried, "He died in Spain.", "Velázquez admired Titian.", "Innocent ruled Rome.")
    found = tag(*texts)
    asked = []
    monkeypatch.setattr("quizgen.tagging.suggest.split", lambda *given: asked.append(split(*given)) or ())
    assert tag(*texts) == found
    assert len(asked[0]) == 2


def test_parts_ask_what_the_sentence_bears() -> None:
    """Of the one what it says, and nothing of the other's year."""
    sheet = read_text("---\ntitle: x\n---\n\n- [A]{.who} came in [1905]{.when}.\n", "x.md").sheet
    assert sheet is not None
    parts = tag("Jane Austen published Emma in 1815, and Mary Shelley published Frankenstein in 1818.")
    asked = [
        [(question.text, question.answer) for question in questions_of(undecided(part), part.sentence, sheet)]
        for part in parts
    ]
    assert asked == [
        [
            ("Who published Emma in 1815?", "Jane Austen"),
            ("What did Jane Austen publish in 1815?", "Emma"),
            ("When did Jane Austen publish Emma?", "1815"),
        ],
        [
            ("Who published Frankenstein in 1818?", "Mary Shelley"),
            ("What did Mary Shelley publish in 1818?", "Frankenstein"),
            ("When did Mary Shelley publish Frankenstein?", "1818"),
        ],
    ]


CLAUSES = (
    "Lenin left Zurich in April 1917",
    "he died in Gorki",
    "The Nile flows north into the Mediterranean",
    "arteries have thick walls of muscle",
    "mRNA carries the plan to the ribosome",
    "it was called “Emma; or and” by him",
    "the U.S. Navy sailed to the U.S.",
    "In 1905, Einstein moved",
    "which nobody knew",
    "1917",
    "",
    ";",
    "’s (and",
)


@given(
    st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4),
    st.sampled_from((", and ", "; ", "; and ", ", but ", ", while ", ",and ", " ; ")),
    st.sampled_from((".", "", "!", "?", " .”")),
)
def test_whatever_is_joined_its_words_come_back_in_their_order(
    clauses: list[str], joint: str, end: str
) -> None:
    text = joint.join(clauses) + end
    tagged = tag(text)
    left = [word for word in words_of(text) if word not in JOINTS]
    assert [word for word in words_of(" ".join(texts_of(tagged))) if word not in JOINTS] == left
    assert tagged == tag(text)
    for one in tagged:
        assert all(0 <= span.start < span.end <= len(one.sentence.text) for span in one.spans)
