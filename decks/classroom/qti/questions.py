"""An item of QTI 1.2 into an entry, by what its presentation offers and what its processing counts as right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from decks.classroom import taking
from decks.classroom.qti.fields import Item, fields, kind_of, labels
from decks.classroom.qti.gaps import named_gaps, open_gaps
from decks.classroom.qti.identifiers import identified
from decks.classroom.qti.material import stem, text_of
from decks.classroom.qti.scoring import scoring
from decks.classroom.taking import Answer, UnusableError, asked
from decks.quiz import Entry

if TYPE_CHECKING:
    from decks.classroom.taking import Notes
    from decks.classroom.tree import Node

_NONE_OF_OURS = {
    "text_only_question": "it asks for nothing",
    "file_upload_question": "it asks for a file",
    "calculated_question": "it makes up its numbers for each person",
    "hot_spot_question": "it asks for a place in a picture",
}


def entry(item: Node, section: tuple[str, ...], source: str, notes: Notes) -> Entry:
    """Return the entry that an item says; UnusableError where none can be made of it."""
    said = fields(item)
    kind = kind_of(said)
    if kind in _NONE_OF_OURS:
        raise UnusableError(f"{_NONE_OF_OURS[kind]}; make it a short answer, a choice or an essay")
    presentation = item.child("presentation")
    if presentation is None:
        raise UnusableError("it has no presentation; write what is asked")
    points, whole = taking.whole_points(
        said.get("points_possible") or said.get("qmd_weighting") or said.get("qmd_absolutescore_max", "")
    )
    blank = Entry(
        id=identified(item.attributes.get("ident", "")),
        kind="essay",
        text="",
        section=section,
        points=points,
        source=source,
    )
    question = Item(item, presentation, kind, blank, scoring(item), lambda what: notes.add(source, what))
    if not whole:
        question.note(taking.ROUNDED)
    made = _made(question)
    if not made.text.strip():
        raise UnusableError("its text is empty; write what is asked")
    return made


def _made(question: Item) -> Entry:
    kind, responses = question.kind, question.responses
    if kind in ("fill_in_multiple_blanks_question", "multiple_dropdowns_question"):
        return named_gaps(question)
    if kind == "matching_question":
        return _matching(question)
    if kind == "essay_question":
        return _essay(question)
    if len(responses) == 1:
        return _single(question)
    if not responses:
        raise UnusableError("it has nothing to answer with; give it choices or a field")
    if all(response.tag == "response_str" for response in responses):
        return open_gaps(question)
    return _matching(question)


def _single(question: Item) -> Entry:
    response = question.responses[0]
    if response.find("response_label") is not None and response.find("render_choice") is not None:
        return _choice(question, response)
    if (
        response.tag not in ("response_str", "response_num", "response_lid")
        or response.find("render_fib") is None
    ):
        raise UnusableError(
            "quizgen has no question that is answered in this way; make it a short answer or a choice"
        )
    answers = question.scoring.typed(response.attributes.get("ident", ""))
    if not answers:
        return _essay(question)
    if question.scoring.has_range:
        question.note(taking.TOLERANCE)
    full, partly = taking.right_answers(answers)
    if partly:
        question.note(taking.PARTIAL)
    made = replace(question.blank, kind="short", text=stem(question.presentation), answers=full)
    return replace(made, feedback=question.scoring.feedback([]))


def _essay(question: Item) -> Entry:
    return replace(question.blank, text=stem(question.presentation), feedback=question.scoring.feedback([]))


def _choice(question: Item, response: Node) -> Entry:
    offered = labels(response)
    worth = question.scoring.worth(response.attributes.get("ident", ""))
    answers = [
        Answer(text, worth.get(ident, 0.0), question.scoring.of_answer(ident)) for ident, text in offered
    ]
    key, partly = taking.right_choice(answers)
    if partly:
        question.note(taking.PARTIAL)
    truths = [taking.truth(answer.text) for answer in answers]
    made = replace(
        question.blank, text=stem(question.presentation), feedback=question.scoring.feedback(answers)
    )
    if len(truths) == 2 and set(truths) == {True, False} and question.kind != "multiple_choice_question":
        true = truths[key] is True
        correction = "" if true else question.scoring.correction()
        return replace(
            made, kind="true-false", choices=("True", "False"), key=(0 if true else 1,), correction=correction
        )
    return replace(made, kind="choice", choices=tuple(answer.text for answer in answers), key=(key,))


def _matching(question: Item) -> Entry:
    parts: list[str] = []
    of_parts: list[str] = []
    others: dict[str, None] = {}
    for response in question.responses:
        worth = question.scoring.worth(response.attributes.get("ident", ""))
        offered = labels(response)
        right = [text for ident, text in offered if worth.get(ident, 0.0) > 0]
        if len(right) != 1:
            raise UnusableError("not every part has one choice that is right; give each one")
        parts.append(asked(text_of(response)))
        of_parts.append(right[0])
        others.update(dict.fromkeys(text for _, text in offered))
    made = replace(question.blank, text=stem(question.presentation), feedback=question.scoring.feedback([]))
    return taking.matched(made, parts, of_parts, others)
