"""Questions of QTI 1.2 with gaps in their texts: named in brackets, as Canvas has them, or fields between pieces."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from decks.classroom import taking
from decks.classroom.markup import to_plain
from decks.classroom.qti.fields import Item, labels
from decks.classroom.qti.material import RESPONSES, piece, stem
from decks.classroom.taking import Answer, UnusableError, asked
from quizgen.question import BLANK

if TYPE_CHECKING:
    from decks.classroom.tree import Node
    from decks.quiz import Entry


def named_gaps(question: Item) -> Entry:
    """Take a text of Canvas's, in which [name] is a gap whose answers stand in a response of that name."""
    html = "".join(
        text if marked else _escaped(text) for text, marked in piece(question.presentation, RESPONSES)
    )
    answers: list[str] = []
    names = {
        response.attributes.get("ident", "").removeprefix("response_"): response
        for response in question.responses
    }

    def gap(match: re.Match[str]) -> str:
        response = names.get(match[1])
        if response is None:
            return match[0]
        answers.append(_gap_answer(question, response))
        return BLANK

    text = asked(to_plain(_NAME.sub(gap, html)))
    if not answers or text.count(BLANK) != len(answers) or len(answers) < len(names):
        raise UnusableError(
            "its gaps cannot be told; write the name of each in brackets, once, apart from underscores"
        )
    return replace(
        question.blank, kind="gaps", text=text, answers=tuple(answers), feedback=question.scoring.feedback([])
    )


_NAME = re.compile(r"\[([^\[\]]+)\]")


def _gap_answer(question: Item, response: Node) -> str:
    worth = question.scoring.worth(response.attributes.get("ident", ""))
    offered = labels(response)
    if question.kind == "multiple_dropdowns_question":
        question.note("the choices of a gap are not taken, only its answer")
        return offered[
            taking.right_choice([Answer(text, worth.get(ident, 0.0)) for ident, text in offered])[0]
        ][1]
    right = [text for ident, text in offered if worth.get(ident, 0.0) > 0] or [text for _, text in offered]
    if not right or not right[0].strip():
        raise UnusableError("one of its gaps has no answer; give it one")
    if len(right) > 1:
        question.note("of several right answers to one of several gaps the first is taken")
    return right[0]


def open_gaps(question: Item) -> Entry:
    """Take a text between whose pieces fields stand."""
    answers = []
    for response in question.responses:
        typed = question.scoring.typed(response.attributes.get("ident", ""))
        answers.append(taking.right_answers(typed)[0][0] if typed else "")
    if not all(answers):
        raise UnusableError("one of its gaps has no answer; give it one")
    text = stem(question.presentation, gaps=True)
    if text.count(BLANK) != len(answers):
        raise UnusableError("its gaps cannot be told from the underscores in its text; take these out")
    return replace(
        question.blank, kind="gaps", text=text, answers=tuple(answers), feedback=question.scoring.feedback([])
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
