"""Quizlet's import: a card a line, a tab between the question (its term) and the answer (its definition).

This is text to be pasted, so white space around a text is lost, and a tab or a line end in one has no place. Held
are answers in words, and of choices and of true or false the question with its right answer, from which Quizlet
makes its own choices. Other right answers, feedback, tags and points have no place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from decks.classroom.holding import NotHeldError, check_kind, held
from decks.quiz import Written

if TYPE_CHECKING:
    from decks.quiz import Entry, Kind, LeftOut, Quiz

KINDS: tuple[Kind, ...] = ("short", "gaps", "choice", "true-false")

_NO_PLACE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_NAMES = {"\t": "a tab", "\n": "a line end", "\r": "a line end"}


def write(quiz: Quiz, out: BinaryIO) -> Written:
    """Write the lines as they come."""
    left_out: list[LeftOut] = []
    count = 0
    for _, line in held(quiz.entries, _line, left_out):
        out.write(line.encode())
        count += 1
    return Written(count, tuple(left_out))


def _line(entry: Entry) -> str:
    check_kind(entry, KINDS, "Quizlet")
    if entry.kind == "gaps" and len(entry.answers) != 1:
        raise NotHeldError("Quizlet has one answer to a card; ask for a gap at a time, as --forms cloze")
    if entry.kind == "choice" and len(entry.key) != 1:
        raise NotHeldError("Quizlet has one answer to a card; ask for one of them")
    question, answer = entry.text.strip(), entry.answer.strip()
    if found := _NO_PLACE.search(question + answer):
        name = _NAMES.get(found[0], f"the character U+{ord(found[0]):04X}")
        raise NotHeldError(f"Quizlet has no place for {name} in a text; put it on one line of words")
    if not question or not answer:
        raise NotHeldError("Quizlet needs a question and an answer; write what is missing")
    return f"{question}\t{answer}\n"
