"""Moodle XML, GIFT and QTI: what is written comes back, and is what readers of other people's read."""

from __future__ import annotations

import io
import re
from dataclasses import fields, replace

import pytest
from quizzes import hostile_quiz, mapped, written

from decks.classroom import gift, moodle, qti
from decks.quiz import Entry, Quiz
from quizgen.question import BLANK

PLATFORMS = {"moodle-xml": moodle, "gift": gift, "qti12": qti}
"""By name of format."""

NO_PLACE = {
    "moodle-xml": {"sentence"},
    "gift": {"sentence", "points"},
    "qti12": {"sentence", "tags"},
}
"""What a format has no place for, as its docstring says."""

MOST_LEFT_OUT = {"moodle-xml": 0.06, "gift": 0.30, "qti12": 0.20}
"""Of the hostile entries: a seventh are of order, an eighth of texts with several gaps."""


@pytest.fixture(scope="module", params=PLATFORMS)
def platform(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_what_is_written_comes_back(platform: str) -> None:
    quiz = hostile_quiz()
    data, left_out = written(PLATFORMS[platform], quiz)
    taken = PLATFORMS[platform].read(data, "quiz.x")
    kept = [entry for entry in quiz.entries if entry.id not in left_out]
    assert taken.left_out == ()
    assert [comparable(entry, platform) for entry in taken.quiz.entries] == [
        comparable(expected(entry, quiz, platform), platform) for entry in kept
    ]
    assert len(left_out) < MOST_LEFT_OUT[platform] * len(tuple(quiz.entries))


def test_what_is_left_out_is_named_with_its_reason(platform: str) -> None:
    quiz = hostile_quiz(500)
    out = io.BytesIO()
    done = PLATFORMS[platform].write(quiz, out)
    ids = {entry.id for entry in quiz.entries}
    assert done.entries + len(done.left_out) == len(ids)
    assert {one.name for one in done.left_out} <= ids
    assert all("; " in one.reason for one in done.left_out)


def test_the_same_quiz_gives_the_same_bytes_also_of_a_stream(platform: str) -> None:
    quiz = hostile_quiz(200)
    stream = replace(quiz, entries=iter(tuple(quiz.entries)))
    assert written(PLATFORMS[platform], quiz)[0] == written(PLATFORMS[platform], stream)[0]


def test_an_entry_without_an_id_is_left_out_under_its_words(platform: str) -> None:
    quiz = Quiz(
        "q", [Entry("", "short", "Who was\x07 it?", ("Lenin",)), Entry("", "short", "Who?", ("Lenin",))]
    )
    out = io.BytesIO()
    done = PLATFORMS[platform].write(quiz, out)
    assert [one.name for one in done.left_out] == ["Who was\x07 it?"]
    assert [entry.id for entry in PLATFORMS[platform].read(out.getvalue(), "q").quiz.entries] == [""]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry("x", "short", "Who?", ()), "empty answer"),
        (Entry("x", "short", "Who?", ("a\nb",)), "several lines"),
        (Entry("x", "short", " ", ("a",)), "text is empty"),
        (Entry("x", "gaps", f"{BLANK} and {BLANK}", ("a",)), "2 gaps and 1 answers"),
        (Entry("x", "choice", "Who?", choices=("a",), key=(0,)), "fewer than two choices"),
        (Entry("x", "choice", "Who?", choices=("a", "b"), key=(0, 1)), "exactly one right choice"),
        (Entry("x", "choice", "Who?", choices=("a", " "), key=(0,)), "one of its texts is empty"),
        (Entry("x", "true-false", "So?", choices=("Wahr", "Falsch"), key=(0,)), 'not "True" and "False"'),
        (Entry("x", "matching", "Match", choices=("a",), key=(0,), parts=("b",)), "fewer than two parts"),
        (Entry("x", "matching", "Match", choices=("a", "a "), key=(0, 1), parts=("b", "c")), "are the same"),
    ],
)
def test_what_is_no_question_is_in_no_file(platform: str, entry: Entry, reason: str) -> None:
    done = PLATFORMS[platform].write(Quiz("q", [entry]), io.BytesIO())
    assert [one.name for one in done.left_out] == ["x"]
    assert reason in done.left_out[0].reason


def test_long_ids_stay_apart_and_stable() -> None:
    entries = [Entry("x" * 300 + end, "short", "Who?", ("Lenin",)) for end in ("a", "b")]
    for name, platform in PLATFORMS.items():
        data, _ = written(platform, Quiz("q", entries))
        ids = [entry.id for entry in platform.read(data, "q").quiz.entries]
        assert len(set(ids)) == 2, name
        again, _ = written(platform, Quiz("q", platform.read(data, "q").quiz.entries))
        assert [entry.id for entry in platform.read(again, "q").quiz.entries] == ids, name


def expected(entry: Entry, quiz: Quiz, platform: str) -> Entry:
    """Return an entry as it should come back: trimmed where a person types or matches, with its section."""
    lines = mapped(entry, lambda text: re.sub("\r\n?", "\n", text))
    typed = tuple(answer.strip(" \t\n") for answer in lines.answers)
    title = " ".join(quiz.title.split())
    made = replace(
        lines, answers=typed, section=(title,) if platform == "qti12" else entry.section or (title,)
    )
    if entry.kind == "matching":
        made = replace(made, choices=tuple(choice.strip(" \t\n") for choice in made.choices))
        if platform == "qti12":
            made = replace(made, parts=tuple(part.strip(" \t\n") for part in made.parts))
    return made


def comparable(entry: Entry, platform: str) -> dict[str, object]:
    """Return what must be equal: not how choices were listed where that means nothing."""
    said: dict[str, object] = {field.name: getattr(entry, field.name) for field in fields(entry)}
    if entry.kind == "matching":
        said["key"] = tuple(entry.choices[number] for number in entry.key)
        said["choices"] = sorted(entry.choices)
    if entry.kind == "ordering":
        said["choices"] = said["key"] = tuple(entry.choices[number] for number in entry.key)
    return {name: value for name, value in said.items() if name not in NO_PLACE[platform] | {"source"}}
