"""Moodle XML read as people export and write it: every core type of question of which an entry can be made."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from decks.classroom import taking
from decks.classroom.correction import unmarked
from decks.classroom.markup import Plain, to_plain
from decks.classroom.moodle.cloze import Gap, gaps
from decks.classroom.taking import Answer, Basket, UnusableError, asked
from decks.classroom.tree import Node, parse
from decks.quiz import Entry
from quizgen.finding import QuizgenError
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from decks.classroom.markup import Markup
    from decks.quiz import Taken

_MARKUPS: dict[str, Markup] = {
    "moodle_auto_format": "moodle",
    "wiki_like": "plain",
    "markdown": "plain",
    "plain_text": "plain",
}


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
            section = category_names(_simple(question, "category"))
            return
        try:
            basket.entries.append(_entry(question, kind, section, basket))
        except UnusableError as reason:
            basket.leave(question.line, _name(question), str(reason))

    root = parse(data, name, "question", take)
    if root.tag != "quiz":
        raise QuizgenError(
            f"{name}:{root.line}: the outermost element is <{root.tag}>; a Moodle XML file begins with <quiz>"
        )
    return basket.taken()


@dataclass(frozen=True, slots=True)
class _Question:
    """A question on its way to an entry."""

    node: Node
    entry: Entry
    """As far as all kinds have it in common; its kind is still to be set."""
    note: Callable[[str], None]


def _entry(node: Node, kind: str, section: tuple[str, ...], basket: Basket) -> Entry:
    make = _KINDS.get(kind)
    if make is None:
        what = (
            "it asks for nothing"
            if kind == "description"
            else f"quizgen has no question of Moodle's type {kind}"
        )
        raise UnusableError(f"{what}; make it a short answer, a choice or an essay")
    source = f"{basket.name}:{node.line}"
    points, whole = taking.whole_points(node.said("defaultgrade") or node.said("defaultmark"))
    feedback = _text(node, "generalfeedback")
    blank = Entry(
        id=node.said("idnumber"),
        kind="essay",
        text="",
        feedback=feedback.text,
        tags=_tags(node),
        section=section,
        points=points,
        source=source,
    )
    question = _Question(node, blank, lambda what: basket.notes.add(source, what))
    if not whole:
        question.note(taking.ROUNDED)
    if feedback.lost:
        question.note(taking.FEEDBACK_LOST)
    made = make(question)
    if not made.text.strip():
        raise UnusableError("its text is empty; write what is asked")
    return made


def _essay(question: _Question) -> Entry:
    return replace(question.entry, text=_stem(question.node))


def _short(question: _Question) -> Entry:
    answers = _answers(question, plain=True)
    told = taking.merged(question.entry.feedback, answers)
    full, partly = taking.right_answers(_literal(question, answers))
    if partly:
        question.note(taking.PARTIAL)
    return replace(question.entry, kind="short", text=_stem(question.node), answers=full, feedback=told)


def _numerical(question: _Question) -> Entry:
    if any(float(node.said("tolerance") or 0) for node in question.node.all("answer") if _is_number(node)):
        question.note(taking.TOLERANCE)
    return _short(question)


def _choice(question: _Question) -> Entry:
    answers = _answers(question)
    key, partly = taking.right_choice(answers)
    if partly:
        question.note(taking.PARTIAL)
    return replace(
        question.entry,
        kind="choice",
        text=_stem(question.node),
        choices=tuple(answer.text for answer in answers),
        key=(key,),
        feedback=taking.merged(question.entry.feedback, answers),
    )


def _true_false(question: _Question) -> Entry:
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
        text=_stem(question.node),
        choices=("True", "False"),
        key=(0 if right[0] else 1,),
        correction=correction if not right[0] else "",
        feedback=taking.merged(question.entry.feedback, rest),
    )


def _correction(node: Node, answers: list[Answer]) -> tuple[str, list[Answer]]:
    """Return the true sentence that the wrong answer's feedback is marked as, and the answers without it."""
    for number, answer in enumerate(node.all("answer")):
        if true := unmarked(_simple(answer, "feedback")):
            return true, [
                one if at != number else replace(one, feedback="") for at, one in enumerate(answers)
            ]
    return "", answers


def _matching(question: _Question) -> Entry:
    parts: list[str] = []
    of_parts: list[str] = []
    spare: list[str] = []
    for node in question.node.all("subquestion"):
        part, answer = asked(_plain(node)), node.child("answer")
        choice = asked(_plain(answer, "plain")) if answer is not None else ""
        if not choice:
            continue
        if part.strip():
            parts.append(part)
            of_parts.append(choice)
        else:
            spare.append(choice)
    if len(parts) < 2:
        raise UnusableError("it has fewer than two parts to match; make it a short answer")
    choices = tuple(dict.fromkeys(of_parts + spare))
    key = tuple(map(choices.index, of_parts))
    return replace(
        question.entry,
        kind="matching",
        text=_stem(question.node),
        parts=tuple(parts),
        choices=choices,
        key=key,
    )


def _ordering(question: _Question) -> Entry:
    answers = sorted(_answers(question), key=lambda answer: answer.worth)
    if len(answers) < 2:
        raise UnusableError("it has fewer than two things to order; give more")
    choices = tuple(answer.text for answer in answers)
    return replace(
        question.entry,
        kind="ordering",
        text=_stem(question.node),
        choices=choices,
        key=tuple(range(len(choices))),
    )


def _cloze(question: _Question) -> Entry:
    html = _simple(question.node, "questiontext")
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


def _right(question: _Question, gap: Gap) -> tuple[str, ...]:
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
    return taking.right_answers(_literal(question, answers) if not choice else answers)[0]


def _gaps(question: _Question, html: str, answers: list[tuple[str, ...]]) -> Entry:
    text = asked(_of_files(question.node.child("questiontext"), to_plain(html)))
    if not answers or text.count(BLANK) != len(answers):
        raise UnusableError(
            "its gaps cannot be told; write each as {1:SHORTANSWER:=answer}, apart from underscores"
        )
    if len(answers) == 1 and len(answers[0]) > 1:
        return replace(question.entry, kind="short", text=text, answers=answers[0])
    if any(len(of_gap) > 1 for of_gap in answers):
        question.note("of several right answers to one of several gaps the first is taken")
    return replace(question.entry, kind="gaps", text=text, answers=tuple(of_gap[0] for of_gap in answers))


def _drop(question: _Question) -> Entry:
    """Take a text into which words are dragged, or picked from lists: [[2]] is the place of the second."""
    boxes = question.node.all("dragbox") or question.node.all("selectoption") or question.node.all("answer")
    words = [box.said("text") for box in boxes]
    html = _simple(question.node, "questiontext")
    numbers = [int(number) for number in _PLACE.findall(html)]
    if not numbers or not all(0 < number <= len(words) for number in numbers):
        raise UnusableError("a place of it has no word; number them [[1]], [[2]] in the order of the words")
    question.note("the words to choose from are not taken, only the right ones")
    return _gaps(
        question, _PLACE.sub(BLANK, html), [(to_plain(words[number - 1]).text,) for number in numbers]
    )


_PLACE = re.compile(r"\[\[([0-9]{1,4})\]\]")

_KINDS: dict[str, Callable[[_Question], Entry]] = {
    "shortanswer": _short,
    "numerical": _numerical,
    "multichoice": _choice,
    "truefalse": _true_false,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "multianswer": _cloze,
    "ddwtos": _drop,
    "gapselect": _drop,
    "essay": _essay,
}


def _answers(question: _Question, *, plain: bool = False) -> list[Answer]:
    """Return the answers of a question; `plain` are those that a person types, in which nothing is marked up."""
    made = []
    for node in question.node.all("answer"):
        text = _plain(node, "plain") if plain else _plain(node)
        feedback = _text(node, "feedback")
        made.append(Answer(asked(text), _worth(node), feedback.text.strip()))
    return made


def _worth(node: Node) -> float:
    try:
        return float(node.attributes.get("fraction") or node.said("fraction") or 0)
    except ValueError:
        return 0.0


def _literal(question: _Question, answers: list[Answer]) -> list[Answer]:
    """Return answers as they are typed; what has an asterisk for any letters is noted."""
    kept, jokers = taking.literal(answers)
    if jokers:
        question.note(taking.WILDCARD)
    return kept


def _is_number(node: Node) -> bool:
    return taking.NUMBER.match(node.said("tolerance")) is not None


def _stem(node: Node) -> str:
    text = asked(_text(node, "questiontext"))
    return text if text.strip() else _name(node)


def _text(node: Node, tag: str) -> Plain:
    child = node.child(tag)
    return _plain(child) if child is not None else Plain("")


def _plain(node: Node, markup: Markup | None = None) -> Plain:
    """Return the text of an element with <text> in it, or of one that has its text in itself, as in old files."""
    holder = node.child("text") or node
    if holder.tag == "text" and holder.children:
        raise UnusableError("its HTML is not escaped; put it into <![CDATA[ and ]]>")
    text = holder.text.strip(" \t\r\n")
    given = node.attributes.get("format", "html").strip()
    return _of_files(node, to_plain(text, markup or _MARKUPS.get(given, "html")))


def _of_files(node: Node | None, plain: Plain) -> Plain:
    if node is not None and node.child("file") is not None and not plain.lost:
        return Plain(plain.text, "a file")
    return plain


def _simple(node: Node, tag: str) -> str:
    """Return what an element's <text> says, as it stands."""
    child = node.child(tag)
    return (child.child("text") or child).text if child is not None else ""


def _name(node: Node) -> str:
    return _simple(node, "name").strip()


def _tags(node: Node) -> tuple[str, ...]:
    tags = node.child("tags")
    return tuple(tag.said("text") for tag in tags.all("tag")) if tags is not None else ()


def category_names(path: str) -> tuple[str, ...]:
    """Return the names of a category's path, outermost first: "$course$/top/AC//DC" is ("AC/DC",)."""
    names = [name.strip().replace("//", "/") for name in _SLASH.split(path.strip())]
    if names and re.fullmatch(r"\$\w+\$", names[0]):
        names = names[2:] if names[1:2] == ["top"] else names[1:]
    return tuple(name for name in names if name)


_SLASH = re.compile(r"(?<!/)/(?!/)")
