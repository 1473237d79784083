"""What no learning platform holds: characters that XML has no place for, and entries that ask for nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from decks.classroom.markup import LINE_END
from quizgen.question import BLANK

if TYPE_CHECKING:
    from decks.quiz import Entry

_UNHELD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TRUTH = ("true", "false")


def unfit(entry: Entry) -> str:
    """Say why an entry can be in no file of a platform; empty where it can."""
    texts = (entry.text, entry.feedback, entry.correction, *entry.answers, *entry.choices, *entry.parts)
    if (found := _UNHELD.search("\n".join((*texts, entry.id, *entry.tags, *entry.section)))) is not None:
        return f"it has the character U+{ord(found[0]):04X}, which no file of a platform holds; take it out"
    if not entry.text.strip():
        return "its text is empty; write what is asked"
    return _SHAPES.get(entry.kind, _nothing)(entry)


def one_line(answers: tuple[str, ...]) -> str:
    """Say why answers cannot be typed into one line; empty where they can."""
    if any("\n" in answer.strip() or "\r" in answer.strip() for answer in answers):
        return "an answer has several lines, and a person types only one; make it an essay, or shorten it"
    return ""


def ends(text: str) -> str:
    """Return a text that a platform keeps as plain text and trims: without white space around, line ends as \\n."""
    return LINE_END.sub("\n", text).strip(" \t\n\r")


def clean(text: str) -> str:
    """Return a quiz's title or description without characters that no file of a platform holds."""
    return _UNHELD.sub("\N{REPLACEMENT CHARACTER}", text)


def is_true(entry: Entry) -> bool:
    """Whether the statement of a sound `true-false` entry is true."""
    return entry.answer.casefold() == "true"


def _nothing(_entry: Entry) -> str:
    return ""


def _short(entry: Entry) -> str:
    if not entry.answers or not all(map(str.strip, entry.answers)):
        return "it has an empty answer; give one that can be typed"
    return one_line(entry.answers)


def _gaps(entry: Entry) -> str:
    gaps = entry.text.count(BLANK)
    if gaps != len(entry.answers):
        return f"it has {gaps} gaps and {len(entry.answers)} answers; give each gap its answer"
    return _short(entry)


def _choice(entry: Entry) -> str:
    if len(entry.choices) < 2:
        return "it has fewer than two choices; give a wrong one"
    if len(entry.key) != 1 or not 0 <= entry.key[0] < len(entry.choices):
        return "it has not exactly one right choice; platforms' single choice needs one"
    return _empty(entry.choices)


def _true_false(entry: Entry) -> str:
    """Platforms say the two in the language of the person, so these words are all that is written of them."""
    if tuple(choice.casefold() for choice in entry.choices) not in (_TRUTH, _TRUTH[::-1]):
        return 'its choices are not "True" and "False"; make it a multiple choice'
    return _choice(entry)


def _matching(entry: Entry) -> str:
    if len(entry.parts) < 2:
        return "it has fewer than two parts to match; make it a short answer"
    if len(entry.key) != len(entry.parts) or not all(0 <= key < len(entry.choices) for key in entry.key):
        return "not every part has its choice; give each one"
    if len(set(map(ends, entry.choices))) < len(entry.choices):
        return "two of its choices are the same; they could not be told apart"
    return _empty(entry.choices + entry.parts)


def _ordering(entry: Entry) -> str:
    if len(entry.choices) < 2 or sorted(entry.key) != list(range(len(entry.choices))):
        return "its order is not one of all its choices; give at least two, each with its place"
    return _empty(entry.choices)


def _empty(texts: tuple[str, ...]) -> str:
    return "" if all(map(str.strip, texts)) else "one of its texts is empty; write something, or take it out"


_SHAPES = {
    "short": _short,
    "gaps": _gaps,
    "choice": _choice,
    "true-false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
}
