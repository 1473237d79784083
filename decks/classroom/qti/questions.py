"""An item of QTI 1.2 into an entry, by what its presentation offers and what its processing counts as right."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from decks.classroom import taking
from decks.classroom.markup import to_plain
from decks.classroom.qti.identifiers import identified
from decks.classroom.qti.material import piece, stem, text_of
from decks.classroom.qti.scoring import Scoring, scoring
from decks.classroom.taking import Answer, UnusableError, asked
from decks.quiz import Entry
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Callable

    from decks.classroom.taking import Notes
    from decks.classroom.tree import Node

_RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy")

_NONE_OF_OURS = {
    "text_only_question": "it asks for nothing",
    "file_upload_question": "it asks for a file",
    "calculated_question": "it makes up its numbers for each person",
    "hot_spot_question": "it asks for a place in a picture",
}


def entry(item: Node, section: tuple[str, ...], source: str, notes: Notes) -> Entry:
    """Return the entry that an item says; UnusableError where none can be made of it."""
    fields = _fields(item)
    kind = _kind(fields)
    if kind in _NONE_OF_OURS:
        raise UnusableError(f"{_NONE_OF_OURS[kind]}; make it a short answer, a choice or an essay")
    presentation = item.child("presentation")
    if presentation is None:
        raise UnusableError("it has no presentation; write what is asked")
    points, whole = taking.whole_points(
        fields.get("points_possible")
        or fields.get("qmd_weighting")
        or fields.get("qmd_absolutescore_max", "")
    )
    blank = Entry(
        id=identified(item.attributes.get("ident", "")),
        kind="essay",
        text="",
        section=section,
        points=points,
        source=source,
    )
    question = _Item(item, presentation, kind, blank, scoring(item), lambda what: notes.add(source, what))
    if not whole:
        question.note(taking.ROUNDED)
    made = _made(question)
    if not made.text.strip():
        raise UnusableError("its text is empty; write what is asked")
    return made


class _Item:
    """An item on its way to an entry."""

    __slots__ = ("blank", "kind", "note", "presentation", "responses", "scoring")

    def __init__(
        self,
        item: Node,
        presentation: Node,
        kind: str,
        blank: Entry,
        score: Scoring,
        note: Callable[[str], None],
    ) -> None:
        self.presentation = presentation
        self.kind = kind
        self.blank = blank
        self.scoring = score
        self.note = note
        self.responses = list(presentation.walk(*_RESPONSES))


def _made(question: _Item) -> Entry:
    kind, responses = question.kind, question.responses
    if kind in ("fill_in_multiple_blanks_question", "multiple_dropdowns_question"):
        return _named_gaps(question)
    if kind == "matching_question":
        return _matching(question)
    if kind == "essay_question":
        return _essay(question)
    if len(responses) == 1:
        return _single(question)
    if not responses:
        raise UnusableError("it has nothing to answer with; give it choices or a field")
    if all(response.tag == "response_str" for response in responses):
        return _open_gaps(question)
    return _matching(question)


def _single(question: _Item) -> Entry:
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


def _essay(question: _Item) -> Entry:
    return replace(question.blank, text=stem(question.presentation), feedback=question.scoring.feedback([]))


def _choice(question: _Item, response: Node) -> Entry:
    labels = _labels(response)
    worth = question.scoring.worth(response.attributes.get("ident", ""))
    answers = [
        Answer(text, worth.get(ident, 0.0), question.scoring.of_answer(ident)) for ident, text in labels
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


def _named_gaps(question: _Item) -> Entry:
    """Take a text of Canvas's, in which [name] is a gap whose answers stand in a response of that name."""
    html = "".join(
        text if marked else _escaped(text) for text, marked in piece(question.presentation, _RESPONSES)
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


def _gap_answer(question: _Item, response: Node) -> str:
    worth = question.scoring.worth(response.attributes.get("ident", ""))
    labels = _labels(response)
    if question.kind == "multiple_dropdowns_question":
        question.note("the choices of a gap are not taken, only its answer")
        return labels[
            taking.right_choice([Answer(text, worth.get(ident, 0.0)) for ident, text in labels])[0]
        ][1]
    right = [text for ident, text in labels if worth.get(ident, 0.0) > 0] or [text for _, text in labels]
    if not right or not right[0].strip():
        raise UnusableError("one of its gaps has no answer; give it one")
    if len(right) > 1:
        question.note("of several right answers to one of several gaps the first is taken")
    return right[0]


def _open_gaps(question: _Item) -> Entry:
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


def _matching(question: _Item) -> Entry:
    parts: list[str] = []
    of_parts: list[str] = []
    offered: dict[str, None] = {}
    for response in question.responses:
        worth = question.scoring.worth(response.attributes.get("ident", ""))
        labels = _labels(response)
        right = [text for ident, text in labels if worth.get(ident, 0.0) > 0]
        if len(right) != 1:
            raise UnusableError("not every part has one choice that is right; give each one")
        parts.append(asked(text_of(response)))
        of_parts.append(right[0])
        offered.update(dict.fromkeys(text for _, text in labels))
    if len(parts) < 2:
        raise UnusableError("it has fewer than two parts to match; make it a short answer")
    choices = tuple(dict.fromkeys((*of_parts, *offered)))
    return replace(
        question.blank,
        kind="matching",
        text=stem(question.presentation),
        parts=tuple(parts),
        choices=choices,
        key=tuple(map(choices.index, of_parts)),
        feedback=question.scoring.feedback([]),
    )


def _labels(response: Node) -> list[tuple[str, str]]:
    return [
        (label.attributes.get("ident", ""), asked(text_of(label)))
        for label in response.walk("response_label")
    ]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _fields(item: Node) -> dict[str, str]:
    """Return what the item says of itself, in Canvas's fields or in elements of their own, as Blackboard does."""
    fields: dict[str, str] = {}
    metadata = item.child("itemmetadata")
    for node in metadata.walk("qtimetadatafield", *_ELEMENTS) if metadata is not None else ():
        if node.tag == "qtimetadatafield":
            fields[node.said("fieldlabel").lower()] = node.said("fieldentry")
        else:
            fields.setdefault(node.tag, node.text.strip())
    return fields


_ELEMENTS = (
    "bbmd_questiontype",
    "qmd_itemtype",
    "qmd_questiontype",
    "qmd_weighting",
    "qmd_absolutescore_max",
)


def _kind(fields: dict[str, str]) -> str:
    """Return Canvas's name of the question's type; empty where only its presentation tells."""
    said = fields.get("question_type", "")
    if said:
        return said
    for field in ("cc_profile", "bbmd_questiontype", "qmd_questiontype", "qmd_itemtype"):
        if fields.get(field):
            return _NAMES.get(fields[field].lower(), "")
    return ""


_NAMES = {
    "cc.essay.v0p1": "essay_question",
    "essay": "essay_question",
    "long answer": "essay_question",
    "file upload": "file_upload_question",
    "hot spot": "hot_spot_question",
    "calculated": "calculated_question",
    "matching": "matching_question",
}
