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
    answers: list[tuple[str, ...]] = []
    names = {
        response.attributes.get("ident", "").removeprefix("response_"): response
        for response in question.responses
    }

    def gap(match: re.Match[str]) -> str:
        response = names.get(match[1])
        if response is None:
            return match[0]
        answers.append(_of_gap(question, response))
        return BLANK

    text = asked(to_plain(_NAME.sub(gap, html)))
    if not answers or text.count(BLANK) != len(answers) or len(answers) < len(names):
        raise UnusableError(
            "its gaps cannot be told; write the name of each in brackets, once, apart from underscores"
        )
    made = replace(question.blank, text=text, feedback=question.scoring.feedback([]))
    if len(answers) == 1 and len(answers[0]) > 1:
        return replace(made, kind="short", answers=answers[0])
    if any(len(of_gap) > 1 for of_gap in answers):
        question.note("of several right answers to one of several gaps the first is taken")
    return replace(made, kind="gaps", answers=tuple(of_gap[0] for of_gap in answers))


_NAME = re.compile(r"\[([^\[\]]+)\]")


def _of_gap(question: Item, response: Node) -> tuple[str, ...]:
    """Return the right answers to a gap; Canvas offers nothing else, but in lists to choose from."""
    worth = question.scoring.worth(response.attributes.get("ident", ""))
    offered = labels(response)
    if question.kind == "multiple_dropdowns_question":
        question.note("the choices of a gap are not taken, only its answer")
        weighed = [Answer(text, worth.get(ident, 0.0)) for ident, text in offered]
        return (weighed[taking.right_choice(weighed)[0]].text,)
    right = [text for _, text in offered if text.strip()]
    if not right:
        raise UnusableError("one of its gaps has no answer; give it one")
    return tuple(dict.fromkeys(right))


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
