"""KINDS: how an entry is made of each of Moodle's types of question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from decks.classroom import taking
from decks.classroom.correction import unmarked
from decks.classroom.moodle.fields import as_it_stands, plain_of, stem, text_of, worth_of
from decks.classroom.moodle.gaps import cloze, drop
from decks.classroom.moodle.question import Question, literal
from decks.classroom.taking import Answer, UnusableError, asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from decks.classroom.tree import Node
    from decks.quiz import Entry


def _essay(question: Question) -> Entry:
    return replace(question.entry, text=stem(question.node))


def _short(question: Question) -> Entry:
    answers = _answers(question, plain=True)
    told = taking.merged(question.entry.feedback, answers)
    full, partly = taking.right_answers(literal(question, answers))
    if partly:
        question.note(taking.PARTIAL)
    return replace(question.entry, kind="short", text=stem(question.node), answers=full, feedback=told)


def _numerical(question: Question) -> Entry:
    if any(float(node.said("tolerance") or 0) for node in question.node.all("answer") if _is_number(node)):
        question.note(taking.TOLERANCE)
    return _short(question)


def _choice(question: Question) -> Entry:
    asked = replace(question.entry, text=stem(question.node))
    return taking.chosen(asked, _answers(question), question.note)


def _true_false(question: Question) -> Entry:
    answers = _answers(question)
    truths = [taking.truth(answer.text) for answer in answers]
    if len(answers) != 2:
        raise UnusableError("it has not two answers; a statement is true or false")
    if set(truths) != {True, False}:
        truths = [True, False]  # old files have words of another language, the true one first
    answers = [replace(answer, text=str(said)) for said, answer in zip(truths, answers, strict=True)]
    right = [said for said, answer in zip(truths, answers, strict=True) if answer.worth > 0]
    if len(right) != 1:
        raise UnusableError("not one of true and false is right; mark the right one")
    correction, rest = _correction(question.node, answers)
    return replace(
        question.entry,
        kind="true-false",
        text=stem(question.node),
        choices=("True", "False"),
        key=(0 if right[0] else 1,),
        correction=correction if not right[0] else "",
        feedback=taking.merged(question.entry.feedback, rest),
    )


def _correction(node: Node, answers: list[Answer]) -> tuple[str, list[Answer]]:
    """Return the true sentence that the wrong answer's feedback is marked as, and the answers without it."""
    for number, answer in enumerate(node.all("answer")):
        if true := unmarked(as_it_stands(answer, "feedback")):
            return true, [
                one if at != number else replace(one, feedback="") for at, one in enumerate(answers)
            ]
    return "", answers


def _matching(question: Question) -> Entry:
    parts: list[str] = []
    of_parts: list[str] = []
    spare: list[str] = []
    for node in question.node.all("subquestion"):
        part, answer = asked(plain_of(node)), node.child("answer")
        choice = asked(plain_of(answer, "plain")) if answer is not None else ""
        if not choice:
            continue
        if part.strip():
            parts.append(part)
            of_parts.append(choice)
        else:
            spare.append(choice)
    return taking.matched(replace(question.entry, text=stem(question.node)), parts, of_parts, spare)


def _ordering(question: Question) -> Entry:
    answers = sorted(_answers(question), key=lambda answer: answer.worth)
    if len(answers) < 2:
        raise UnusableError("it has fewer than two things to order; give more")
    choices = tuple(answer.text for answer in answers)
    return replace(
        question.entry,
        kind="ordering",
        text=stem(question.node),
        choices=choices,
        key=tuple(range(len(choices))),
    )


def _answers(question: Question, *, plain: bool = False) -> list[Answer]:
    """Return the answers of a question; `plain` are those that a person types, in which nothing is marked up."""
    made = []
    for node in question.node.all("answer"):
        text = plain_of(node, "plain") if plain else plain_of(node)
        feedback = text_of(node, "feedback")
        made.append(Answer(asked(text), worth_of(node), feedback.text.strip()))
    return made


def _is_number(node: Node) -> bool:
    return taking.NUMBER.match(node.said("tolerance")) is not None


KINDS: dict[str, Callable[[Question], Entry]] = {
    "shortanswer": _short,
    "numerical": _numerical,
    "multichoice": _choice,
    "truefalse": _true_false,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "cloze": cloze,
    "multianswer": cloze,
    "ddwtos": drop,
    "gapselect": drop,
    "essay": _essay,
}
"""By what the file calls them."""
