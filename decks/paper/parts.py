"""PARTS: what a worksheet can be made of, and how a person says which of it they want."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.finding import QuizgenError
from quizgen.reading.quoting import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 500
"""Of one part: more is a slip of the finger."""

_WHOLE = re.compile(r"[+-]?[0-9]+")
_DIGITS = 9
"""A longer number is read no further: it is beyond every limit."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of part. Its title and instruction stand in `decks.paper.wording`."""

    noun: str
    """What is counted of it, in the plural: "pairs"."""
    forms: tuple[str, ...]
    """Keys of `quizgen.forms.FORMS` that it draws from; an earlier one is preferred for the same question."""
    meaning: str
    """For help."""
    remedy: str
    """What to do where there are too few."""
    least: int = 1
    """Of it there can be no fewer."""


_MORE = "give more sheets, or tag more words"
_EVENTS = (
    "a timeline needs three dated events under one heading, each fact with a past verb and a [date]{.when}"
)

PARTS: dict[str, Kind] = {
    "choice": Kind(
        "questions", ("choice",), "multiple choice",
        "quizgen check --choices 4 names what has too few wrong answers",
    ),
    "true-false": Kind(
        "statements", ("true-false",), "true or false, with a line for the correction",
        "there is one statement for each fact; give more sheets, or add facts",
    ),
    "first": Kind("questions", ("first",), "which of two events came first", "give more sheets, or date more facts"),
    "match": Kind(
        "pairs", ("matching",), "two columns to match",
        "a set needs three answers of one kind under one heading; tag more of a kind", least=3,
    ),
    "bank": Kind("gaps", ("cloze",), "gap text with a word bank", _MORE),
    "cloze": Kind("gaps", ("cloze",), "gap text without a word bank", _MORE),
    "blanks": Kind("sentences", ("blanks",), "sentences with several gaps", "tag two words or more in a fact"),
    "timeline": Kind("timelines", ("timeline",), "events to put in order", _EVENTS),
    "open": Kind("questions", ("open",), "short answers", _MORE),
    "long": Kind("questions", ("open",), "longer answers: why and how first", "tag more words as .why or .how"),
    "crossword": Kind(
        "words", ("open", "cloze"), "a crossword",
        "it takes answers of 3 to 15 letters that cross; tag more short answers", least=2,
    ),
    "wordsearch": Kind(
        "words", ("open", "cloze"), "a word search", "it takes answers of 3 to 15 letters; tag more short answers",
    ),
    "cards": Kind("cards", ("open", "cloze"), "flashcards to cut out, printed on both sides", _MORE),
}  # fmt: skip
"""In the order in which they stand on paper: what is recognised before what is recalled, puzzles behind the work."""

USUAL = "choice:6,match:4,bank:5,timeline:1,open:2"
"""Parts where nobody says which: two pages of A4."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part, and how much of it."""

    kind: str
    """A key of PARTS."""
    number: int
    """In what its kind counts."""


def read_parts(text: str) -> tuple[Wanted, ...]:
    """What `choice:10,cloze:8` asks for, in the order of PARTS.

    Raises QuizgenError, a sentence without a place, for what is no list of parts.
    """
    read = _numbers(text, "parts", "choice:10,cloze:8", _counts)
    return tuple(Wanted(kind, read[kind]) for kind in PARTS if kind in read)


def read_points(text: str) -> dict[str, int]:
    """What `choice=2,open=3` gives for each answer of a kind. Raises QuizgenError as `read_parts`."""
    read = _numbers(text.replace(":", "="), "points", "choice=2,open=3", _worths)
    if "cards" in read:
        raise QuizgenError("cards give no points; leave them out of the points")
    return read


def _counts(kind: str) -> tuple[range, str]:
    """How many there can be of a part, and that in words."""
    least = PARTS[kind].least
    return range(least, MOST + 1), f"of {kind} there are {least} to {MOST} {PARTS[kind].noun}"


def _worths(kind: str) -> tuple[range, str]:
    return range(101), "an answer gives 0 to 100 points"


def _numbers(
    text: str, noun: str, example: str, limits: Callable[[str], tuple[range, str]]
) -> dict[str, int]:
    """The number behind each name, between them the sign that the example has."""
    sign = "=" if "=" in example else ":"
    read: dict[str, int] = {}
    for entry in filter(None, (piece.strip() for piece in text.split(","))):
        name, _, number = (piece.strip() for piece in entry.partition(sign))
        kind = _known(name.lower())
        if not number:
            raise QuizgenError(f'"{shown(entry)}" has no number; write {noun} as in {example}')
        if not _WHOLE.fullmatch(number):
            raise QuizgenError(f'"{shown(entry)}" has no whole number; write {noun} as in {example}')
        allowed, said = limits(kind)
        if len(number) > _DIGITS or int(number) not in allowed:
            raise QuizgenError(f"{shown(f'{kind}{sign}{number}')} cannot be; {said}")
        if kind in read:
            raise QuizgenError(f"{kind} stands there twice; give it one number")
        read[kind] = int(number)
    if not read:
        raise QuizgenError(f"no {noun} are named; write them as in {example}")
    return read


def _known(name: str) -> str:
    if name in PARTS:
        return name
    near = _OTHER_NAMES.get(name) or nearest(name, PARTS)
    remedy = f"did you mean {near}?" if near else f"there are {', '.join(PARTS)}"
    raise QuizgenError(f'no part is called "{shown(name)}"; {remedy}')


_OTHER_NAMES = {
    "multiple-choice": "choice",
    "mc": "choice",
    "matching": "match",
    "pairs": "match",
    "gaps": "cloze",
    "gap": "cloze",
    "fill-in": "cloze",
    "wordbank": "bank",
    "word-bank": "bank",
    "truefalse": "true-false",
    "tf": "true-false",
    "short": "open",
    "essay": "long",
    "search": "wordsearch",
    "word-search": "wordsearch",
    "flashcards": "cards",
    "order": "timeline",
}
"""What teachers call them elsewhere."""
