"""Moodle XML read as people export and write it, one question after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.classroom import taking
from decks.classroom.moodle.category import category_names
from decks.classroom.moodle.fields import as_it_stands, name_of, tags_of, text_of
from decks.classroom.moodle.kinds import KINDS
from decks.classroom.moodle.question import Question
from decks.classroom.taking import Basket, UnusableError
from decks.classroom.tree import Node, parse
from decks.quiz import Entry
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.quiz import Taken


def read(data: bytes, name: str) -> Taken:
    """Return the questions of a Moodle XML file; what no entry can be made of is named with its line.

    Raises QuizgenError where the file is no XML, no safe XML, or no quiz of Moodle's.
    """
    basket = Basket(name)
    section: tuple[str, ...] = ()

    def take(question: Node, above: Sequence[Node]) -> None:
        nonlocal section
        if len(above) != 1:
            return
        kind = question.attributes.get("type", "")
        if kind == "category":
            section = category_names(as_it_stands(question, "category"))
            return
        try:
            basket.entries.append(_entry(question, kind, section, basket))
        except UnusableError as reason:
            basket.leave(question.line, name_of(question), str(reason))

    root = parse(data, name, "question", take)
    if root.tag != "quiz":
        raise QuizgenError(
            f"{name}:{root.line}: the outermost element is <{root.tag}>; a Moodle XML file begins with <quiz>"
        )
    return basket.taken()


def _entry(node: Node, kind: str, section: tuple[str, ...], basket: Basket) -> Entry:
    make = KINDS.get(kind)
    if make is None:
        what = (
            "it asks for nothing"
            if kind == "description"
            else f"quizgen has no question of Moodle's type {kind}"
        )
        raise UnusableError(f"{what}; make it a short answer, a choice or an essay")
    source = f"{basket.name}:{node.line}"
    points, whole = taking.whole_points(node.said("defaultgrade") or node.said("defaultmark"))
    feedback = text_of(node, "generalfeedback")
    blank = Entry(
        id=node.said("idnumber"),
        kind="essay",
        text="",
        feedback=feedback.text,
        tags=tags_of(node),
        section=section,
        points=points,
        source=source,
    )
    question = Question(node, blank, lambda what: basket.notes.add(source, what))
    if not whole:
        question.note(taking.ROUNDED)
    if feedback.lost:
        question.note(taking.FEEDBACK_LOST)
    made = make(question)
    if not made.text.strip():
        raise UnusableError("its text is empty; write what is asked")
    return made
