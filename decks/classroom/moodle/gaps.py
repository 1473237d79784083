"""Moodle's questions with gaps in their texts: embedded answers, words to drag, words to pick."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from decks.classroom import taking
from decks.classroom.markup import to_plain
from decks.classroom.moodle.cloze import Gap, gaps
from decks.classroom.moodle.fields import as_it_stands, of_files
from decks.classroom.moodle.question import Question, literal
from decks.classroom.taking import Answer, UnusableError, asked
from quizgen.question import BLANK

if TYPE_CHECKING:
    from decks.quiz import Entry


def cloze(question: Question) -> Entry:
    """Take a text with embedded answers."""
    html = as_it_stands(question.node, "questiontext")
    found = gaps(html)
    pieces: list[str] = []
    at = 0
    for gap in found:
        pieces += (html[at : gap.start], BLANK)
        at = gap.end
    entry = _gaps(question, "".join(pieces) + html[at:], [_right(question, gap) for gap in found])
    told = "\n".join(
        dict.fromkeys(to_plain(one).text for gap in found for one in gap.feedback if len(one.split()) > 2)
    )
    if not (question.node.said("defaultgrade") or question.node.said("defaultmark")):
        entry = replace(entry, points=sum(gap.points for gap in found))
    return replace(entry, feedback="\n".join(filter(None, (entry.feedback, told))))


def _right(question: Question, gap: Gap) -> tuple[str, ...]:
    choice = gap.kind.startswith("M") and gap.kind not in ("MW", "MW_C", "MWC")
    number = gap.kind in ("NUMERICAL", "NM")
    answers = [Answer(to_plain(text).text if choice else text, worth) for worth, text in gap.answers]
    if choice:
        question.note("the choices of a gap are not taken, only its answer")
        if len(answers) > 1:
            return (answers[taking.right_choice(answers)[0]].text,)
    if number:
        answers = [replace(answer, text=answer.text.partition(":")[0]) for answer in answers]
        if any(":" in text for _, text in gap.answers):
            question.note(taking.TOLERANCE)
    return taking.right_answers(literal(question, answers) if not choice else answers)[0]


def _gaps(question: Question, html: str, answers: list[tuple[str, ...]]) -> Entry:
    text = asked(of_files(question.node.child("questiontext"), to_plain(html)))
    if not answers or text.count(BLANK) != len(answers):
        raise UnusableError(
            "its gaps cannot be told; write each as {1:SHORTANSWER:=answer}, apart from underscores"
        )
    if len(answers) == 1 and len(answers[0]) > 1:
        return replace(question.entry, kind="short", text=text, answers=answers[0])
    if any(len(of_gap) > 1 for of_gap in answers):
        question.note("of several right answers to one of several gaps the first is taken")
    return replace(question.entry, kind="gaps", text=text, answers=tuple(of_gap[0] for of_gap in answers))


def drop(question: Question) -> Entry:
    """Take a text into which words are dragged, or picked from lists: [[2]] is the place of the second."""
    boxes = question.node.all("dragbox") or question.node.all("selectoption") or question.node.all("answer")
    words = [box.said("text") for box in boxes]
    html = as_it_stands(question.node, "questiontext")
    numbers = [int(number) for number in _PLACE.findall(html)]
    if not numbers or not all(0 < number <= len(words) for number in numbers):
        raise UnusableError("a place of it has no word; number them [[1]], [[2]] in the order of the words")
    question.note("the words to choose from are not taken, only the right ones")
    return _gaps(
        question, _PLACE.sub(BLANK, html), [(to_plain(words[number - 1]).text,) for number in numbers]
    )


_PLACE = re.compile(r"\[\[([0-9]{1,4})\]\]")
