"""From what a platform's file says of a question to an entry: which answers are right, what is told with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from decks.quiz import Entry, LeftOut, Quiz, Taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from decks.classroom.markup import Plain

FULL = 99.5
"""What an answer is worth at least, in hundredths of the points, that counts as right: 99.99999 is meant as 100."""


class UnusableError(Exception):
    """A question that no entry can be made of; its text says why, and what would be right."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as a platform weighs it."""

    text: str
    worth: float
    """In hundredths of the question's points; below 0 it costs points."""
    feedback: str = ""


class Notes:
    """What was understood of a file otherwise than it was written; of many questions with one thing, once."""

    def __init__(self) -> None:
        self._counts: dict[str, list[str]] = {}

    def add(self, place: str, what: str) -> None:
        """Note what was done with the question at a place."""
        self._counts.setdefault(what, []).append(place)

    def join(self, others: Notes) -> None:
        """Add the notes of another file."""
        for what, places in others._counts.items():
            self._counts.setdefault(what, []).extend(places)

    def told(self) -> tuple[str, ...]:
        """Return the notes, each with the first place that it is about."""
        return tuple(
            f"{places[0]}: {what}" + (f" (and {len(places) - 1} more)" if len(places) > 1 else "")
            for what, places in self._counts.items()
        )


class Basket:
    """What was taken of a file so far."""

    def __init__(self, name: str, where: str = "") -> None:
        self.name = name
        self.where = where
        """Of a file with several files in it, which of them, with a space behind it."""
        self.entries: list[Entry] = []
        self.left_out: list[LeftOut] = []
        self.notes = Notes()

    def join(self, other: Basket) -> None:
        """Add what was taken of another file."""
        self.entries += other.entries
        self.left_out += other.left_out
        self.notes.join(other.notes)

    def leave(self, line: int, what: str, reason: str) -> None:
        """Leave out the question at a line; `what` are its words, or its name."""
        words = " ".join(what[:200].split())
        shown = f' "{words[:40]}{"…" if len(words) > 40 else ""}"' if words else ""
        self.left_out.append(LeftOut(f"{self.where}line {line}{shown}", reason))

    def taken(self, title: str = "", description: str = "") -> Taken:
        """Return it all; a quiz without a title is called what its sections have in common, or as its file."""
        title = title or common_title(self.entries) or PurePath(self.name).stem
        quiz = Quiz(title, tuple(self.entries), description)
        return Taken(quiz, tuple(self.left_out), self.notes.told())


def common_title(entries: Iterable[Entry]) -> str:
    """Return the outermost heading of all entries; empty where they have none in common."""
    titles = {entry.section[0] if entry.section else "" for entry in entries}
    return titles.pop() if len(titles) == 1 else ""


def asked(plain: Plain) -> str:
    """Return a text that a question cannot do without."""
    if plain.lost:
        raise UnusableError(f"it has {plain.lost}, which is no text; describe it in words")
    return plain.text


def right_choice(answers: Sequence[Answer]) -> tuple[int, bool]:
    """Return the number of the one right choice, and whether others would have brought a part of the points."""
    if len(answers) < 2:
        raise UnusableError("it has fewer than two choices; give a wrong one")
    full = [number for number, answer in enumerate(answers) if answer.worth >= FULL]
    part = [number for number, answer in enumerate(answers) if 0 < answer.worth < FULL]
    if len(full) == 1:
        return full[0], bool(part)
    if not full and len(part) == 1:
        return part[0], False
    count = len(full) or len(part)
    if count:
        raise UnusableError(
            f"it has {count} right choices; make one of them right, or ask a question for each"
        )
    raise UnusableError("none of its choices is right; mark the right one")


def chosen(entry: Entry, answers: Sequence[Answer], note: Callable[[str], None]) -> Entry:
    """The entry as a choice among answers, of which one is right; `note` hears if others brought some points."""
    key, partly = right_choice(answers)
    if partly:
        note(PARTIAL)
    choices = tuple(answer.text for answer in answers)
    return replace(
        entry, kind="choice", choices=choices, key=(key,), feedback=merged(entry.feedback, answers)
    )


def right_answers(answers: Sequence[Answer]) -> tuple[tuple[str, ...], bool]:
    """Return the answers for all points, once each, and whether others would have brought a part of them."""
    full = tuple(
        dict.fromkeys(answer.text for answer in answers if answer.worth >= FULL and answer.text.strip())
    )
    if not full:
        raise UnusableError("it has no answer that brings all points; give one")
    return full, any(0 < answer.worth < FULL for answer in answers)


def literal(answers: Sequence[Answer]) -> tuple[list[Answer], bool]:
    """Return Moodle's typed answers as they are typed, and whether one that counts was left out.

    An asterisk stands for any letters, so that an answer with one cannot be told; behind a backslash it is one.
    """
    kept = [
        replace(answer, text=answer.text.replace(r"\*", "*"))
        for answer in answers
        if "*" not in answer.text.replace(r"\*", "")
    ]
    jokers = sum(answer.worth > 0 for answer in answers) > sum(answer.worth > 0 for answer in kept)
    if jokers and not any(answer.worth >= FULL for answer in kept):
        raise UnusableError("its answers have a * for any letters; write one of them out")
    return kept, jokers


def matched(entry: Entry, parts: Sequence[str], of_parts: Sequence[str], others: Iterable[str] = ()) -> Entry:
    """Return an entry that asks for the choice of each part; the other choices belong to none."""
    if len(parts) < 2:
        raise UnusableError("it has fewer than two parts to match; make it a short answer")
    choices = tuple(dict.fromkeys((*of_parts, *others)))
    key = tuple(map(choices.index, of_parts))
    return replace(entry, kind="matching", parts=tuple(parts), choices=choices, key=key)


def merged(general: str, answers: Sequence[Answer]) -> str:
    """Return all feedback as one text: the general, that of right answers, and what is told of each wrong one.

    Of praise and blame in a word or two ("Correct!", "Try again") nothing is learnt, so it is not taken.
    """
    parts = [general] if general.strip() else []
    for answer in answers:
        if len(answer.feedback.split()) > 2 and answer.feedback not in parts:
            named = answer.worth <= 0 and answer.text.strip() not in ("", "*")
            parts.append(f"{answer.text}: {answer.feedback}" if named else answer.feedback)
    return "\n".join(parts)


def whole_points(text: str) -> tuple[int, bool]:
    """Return points as a whole number, at least 0, and whether they were one; without any they are 1."""
    try:
        points = float(text) if text.strip() else 1.0
    except ValueError:
        return 1, False
    if not 0 <= points <= 1_000_000:
        return 1, False
    whole = int(points + 0.5)
    return (whole, True) if whole == points else (max(1, whole), False)


def truth(text: str) -> bool | None:
    """Return what a choice of `true-false` says; None where it says neither."""
    return _TRUTHS.get(text.strip().casefold().rstrip("."))


_TRUTHS = {"true": True, "t": True, "false": False, "f": False}

NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\Z")
"""A number as computers write it."""

TOLERANCE = "a number near the answer was right, too; only the number itself is kept"
PARTIAL = "answers for a part of the points are not taken"
ROUNDED = "its points are no whole number and were rounded"
WILDCARD = "an answer with a * for any letters is not taken"
FEEDBACK_LOST = "its feedback has a picture or a sound, of which only the words are kept"
"""Notes."""
