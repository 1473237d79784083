"""What is suggested in plain sentences: times, names, classes, pronouns, and why some are refused."""

from __future__ import annotations

import re
from operator import sub
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.tagging import EDITS, edits, read, score, untag
from quizgen.fact import Name
from quizgen.tagging.dates import times
from quizgen.tagging.passage import Sentence, Tagged
from quizgen.tagging.suggest import Known, suggest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizgen.tagging.passage import Suggestion

GOALS = {
    "who": (0.85, 0.7),
    "when": (0.97, 0.95),
    "where": (0.8, 0.5),
    "what": (0.65, 0.62),
    "any": (0.85, 0.78),
}
"""Precision and recall by class."""
ODD = (
    "",
    ".",
    "[",
    "‘",
    "a" * 5000,
    "1917",
    "He",
    "and and and",
    "’s of the",
    "((1917)",
    "In 1917,",
    "A\x00 b\u202e.",
)
CASES = Path(__file__).parent / "cases" / "tagging"


def lines(name: str) -> list[str]:
    return [
        line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]


def tag(*texts: str, names: Mapping[str, Name] | None = None, year: int | None = None) -> list[Tagged]:
    sentences = [Sentence(text, number, number, 1) for number, text in enumerate(texts, 1)]
    return list(suggest(sentences, Known(names or {}), year, "julian"))


def spans(tagged: Tagged) -> list[tuple[str, str]]:
    return [(span.tag, tagged.sentence.text[span.start : span.end]) for span in tagged.spans]


@pytest.mark.parametrize("text", lines("traps.txt"))
def test_what_looks_like_a_date_is_none(text: str) -> None:
    assert [text[time.start : time.end] for time in times(text, year=1917)] == []


@pytest.mark.parametrize("marked", lines("times.txt"))
def test_times_are_found_with_their_exact_ends(marked: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    assert bracketed(text, times(text)) == marked


def bracketed(text: str, found: list[Suggestion]) -> str:
    for time in reversed(found):
        text = f"{text[: time.start]}[{text[time.start : time.end]}]{text[time.end :]}"
    return text


def test_a_year_completes_a_day_without_one() -> None:
    (told,) = times("He came on 21 October.", year=1917, calendar="julian")
    (untold,) = times("He came on 21 October.")
    assert (told.attributes, told.sure) == ((("date", "1917-10-21"),), True)
    assert (untold.attributes, untold.sure) == ((), False)


@pytest.mark.parametrize("case", lines("doubts.txt"))
def test_a_sentence_without_a_sound_question_says_why(case: str) -> None:
    text, _, reason = case.partition(" ->")
    assert tag(text)[0].refused == reason.strip()


@pytest.mark.parametrize("name", ["own.jsonl", "own-2.jsonl", "blind.jsonl", "blind-2.jsonl", "hard.jsonl"])
def test_classes_and_spans_agree_with_a_careful_person(name: str) -> None:
    scored = score(read(CASES / name))
    missed = {tag: scored.reached[tag] for tag in GOALS if min(map(sub, scored.reached[tag], GOALS[tag])) < 0}
    assert missed == {}
    assert scored.edits <= EDITS


@pytest.mark.parametrize(
    ("wanted", "given", "needed"),
    [
        ("[Lenin]{.who} left [Russia]{.where}.", "[Lenin]{.who} left [Russia]{.where}.", 0),
        ("[Lenin]{.who} left [the city]{.where}.", "[Lenin]{.who} left the [city]{.where}.", 0),
        ("[Lenin]{.who} left [Russia]{.where}.", "[Lenin]{.who} left Russia.", 1),
        ("[Lenin]{.who} left Russia.", "[Lenin]{.who} left [Russia]{.where}.", 1),
        ("[Lenin]{.who} left Russia.", "[Lenin]{.what} left Russia.", 1),
        ("[young Lenin]{.who} left Russia.", "young [Lenin]{.who} left Russia.", 1),
        ("saw [tall old trees]{.what} there", "saw tall [old]{.what} trees there", 2),
        ("saw [tall old trees]{.what} there", "saw tall [old]{.where} trees there", 3),
        ("saw [oaks and elms]{.what}", "saw [oaks]{.what} and [elms]{.what}", 2),
        ("saw [oaks]{.what} and [elms]{.what}", "saw [oaks and elms]{.what}", 2),
    ],
)
def test_an_edit_is_a_span_a_class_or_one_end(wanted: str, given: str, needed: int) -> None:
    assert untag(wanted)[0] == untag(given)[0]
    assert edits(untag(wanted)[1], untag(given)[1]) == needed


def test_a_pronoun_stands_for_the_person_who_was_the_subject() -> None:
    _, second, third = tag("Stalin wrote to Lenin.", "He never explained his thinking.", "She left Moscow.")
    assert second.spans[0].attributes == (("is", "Stalin"),)
    assert not second.spans[0].sure
    assert all(not span.attributes for span in third.spans), "one who was he is not she"


def test_a_pronoun_behind_its_name_is_left_to_the_reader() -> None:
    (tagged,) = tag("Theresa May resigned when she lost the vote.")
    assert ("who", "she") not in spans(tagged)


@pytest.mark.parametrize("case", lines("owners.txt"))
def test_whose_something_is_where_its_sentence_does_not_say_it(case: str) -> None:
    texts, _, told = case.partition(" ->")
    tagged = tag(*(text.strip() for text in texts.split("|")))[-1]
    owners = [
        f"{tagged.sentence.text[span.start : span.end]} {dict(span.attributes)['is']}"
        for span in tagged.spans
        if span.attributes and tagged.sentence.text[span.start : span.end].lower() in ("his", "her", "their")
    ]
    assert owners == ([told.strip()] if told else [])


def test_names_of_the_front_matter_win() -> None:
    names = {"Aurora": Name(kind="ship"), "Smolny": Name(kind="building", also=("the Institute",))}
    told, untold = tag("The crew saw Aurora.", names=names)[0], tag("The crew saw Aurora.")[0]
    assert ("what", "Aurora") in spans(told)
    assert ("who", "Aurora") in spans(untold)


def test_a_name_that_was_met_is_known_at_the_beginning() -> None:
    _, tagged = tag("The party admired Rose.", "Rose answered the letter.")
    assert spans(tagged)[0] == ("who", "Rose")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lenin edited the newspaper Iskra.", [("who", "Lenin"), ("what", "the newspaper Iskra")]),
        ("His friend Max Brod laughed.", [("who", "His friend Max Brod")]),
        ("Brothers and Sons was printed.", [("what", "Brothers and Sons")]),
        ("Ladybirds eat aphids, mites and scale insects.",
         [("what", "Ladybirds"), ("what", "aphids"), ("what", "mites"), ("what", "scale insects")]),
        ("The wall keeps wolves out but not foxes.", [("what", "The wall"), ("what", "wolves")]),
        ("Troops came on Kerensky's orders.", [("who", "Troops"), ("who", "Kerensky")]),
        ("The town lies five weeks from the sea.", [("what", "The town"), ("where", "the sea")]),
        ("She sold it in the same year as the house.", []),
    ],
)  # fmt: skip
def test_what_a_name_a_list_and_a_measure_are_told_by(text: str, wanted: list[tuple[str, str]]) -> None:
    assert spans(tag(text)[0]) == wanted


def test_a_noun_before_a_name_is_its_kind() -> None:
    (tagged,) = tag("The cruiser Aurora fired a shot.")
    assert tagged.spans[0].attributes == (("kind", "cruiser"),)


@pytest.mark.parametrize("text", ODD)
def test_anything_can_be_read(text: str) -> None:
    (tagged,) = tag(text)
    ends = [0, *(place for span in tagged.spans for place in (span.start, span.end)), len(text)]
    assert ends == sorted(ends), "spans lie in the text and do not overlap"


def test_the_same_text_gives_the_same_suggestions() -> None:
    texts = [re.sub(r"\[([^\]]*)\]\{[^}]*\}", r"\1", case) for case in read(CASES / "own.jsonl")]
    assert tag(*texts) == tag(*texts)
