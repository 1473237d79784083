"""Questions as items of QTI 1.2, each in the shape in which Canvas exports its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.classroom.correction import marked
from decks.classroom.fitness import ends
from decks.classroom.markup import to_html
from decks.classroom.naming import label
from decks.classroom.qti.identifiers import answer_number, identifier
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.quiz import Entry

TYPES = {
    "short": "short_answer_question",
    "gaps": "fill_in_multiple_blanks_question",
    "choice": "multiple_choice_question",
    "true-false": "true_false_question",
    "matching": "matching_question",
    "essay": "essay_question",
}


def item(entry: Entry, place: int) -> str:
    """Return the XML of a sound entry, by its place in the quiz, from 1."""
    ident = identifier(entry.id, place)
    first = answer_number(ident)
    present, process, answers = _SHAPES[entry.kind](entry, first)
    numbers = ",".join(map(str, range(first, first + answers)))
    return "".join(
        (
            f'      <item ident="{ident}" title="{escape(label(entry))}">\n        <itemmetadata>\n'
            "          <qtimetadata>\n",
            _field("question_type", TYPES[entry.kind]),
            _field("points_possible", f"{entry.points}.0"),
            _field("original_answer_ids", numbers),
            _field("assessment_question_identifierref", f"{ident}-question"),
            "          </qtimetadata>\n        </itemmetadata>\n        <presentation>\n",
            f"          {_html_made(_stem(entry))}\n",
            present,
            "        </presentation>\n        <resprocessing>\n          <outcomes>"
            '<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>\n',
            _other("general_fb") if entry.feedback else "",
            process,
            _other("general_incorrect_fb") if entry.correction else "",
            "        </resprocessing>\n",
            _feedback("general_fb", to_html(entry.feedback)) if entry.feedback else "",
            _feedback("general_incorrect_fb", marked(entry.correction)) if entry.correction else "",
            "      </item>\n",
        )
    )


def escape(text: str) -> str:
    """Return a text for an element or an attribute; a line end in an attribute would turn into a space."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _stem(entry: Entry) -> str:
    html = to_html(entry.text)
    if entry.kind != "gaps":
        return html
    # Canvas takes a word in brackets for a gap, also while a teacher edits the question.
    pieces = html.replace("[", "&#91;").split(BLANK)
    return "".join((pieces[0], *(f"[gap{number}]{piece}" for number, piece in enumerate(pieces[1:], 1))))


def _written(entry: Entry, _first: int) -> tuple[str, str, int]:
    equal = "".join(
        f'<varequal respident="response1">{_plain(answer)}</varequal>' for answer in entry.answers
    )
    return _FIELD, _right(equal), len(entry.answers)


def _essay(_entry: Entry, _first: int) -> tuple[str, str, int]:
    return _FIELD, _ANY, 0


def _choice(entry: Entry, first: int) -> tuple[str, str, int]:
    labels = "".join(
        _label(first + number, _html_made(to_html(choice))) for number, choice in enumerate(entry.choices)
    )
    return (
        f'          <response_lid ident="response1" rcardinality="Single">{_render(labels)}</response_lid>\n',
        _right(f'<varequal respident="response1">{first + entry.key[0]}</varequal>'),
        len(entry.choices),
    )


def _gaps(entry: Entry, first: int) -> tuple[str, str, int]:
    answers = list(enumerate(entry.answers, 1))
    present = "".join(
        f'          <response_lid ident="response_gap{number}">{_text(f"gap{number}")}'
        f"{_render(_label(first + number - 1, _text(_plain(answer))))}</response_lid>\n"
        for number, answer in answers
    )
    share = _shares(len(answers))
    process = "".join(_add(f"response_gap{number}", first + number - 1, next(share)) for number, _ in answers)
    return present, process, len(answers)


def _matching(entry: Entry, first: int) -> tuple[str, str, int]:
    """Parts are answers of Canvas's, choices its matches; both have numbers."""
    matches = first + len(entry.parts)
    labels = _render(
        "".join(
            _label(matches + number, _text(_plain(choice))) for number, choice in enumerate(entry.choices)
        )
    )
    present = "".join(
        f'          <response_lid ident="response_{first + number}">{_text(_plain(part))}{labels}</response_lid>\n'
        for number, part in enumerate(entry.parts)
    )
    share = _shares(len(entry.parts))
    process = "".join(
        _add(f"response_{first + number}", matches + key, next(share)) for number, key in enumerate(entry.key)
    )
    return present, process, len(entry.parts)


_SHAPES = {
    "short": _written,
    "gaps": _gaps,
    "choice": _choice,
    "true-false": _choice,
    "matching": _matching,
    "essay": _essay,
}

_FIELD = (
    '          <response_str ident="response1" rcardinality="Single"><render_fib>'
    '<response_label ident="answer1" rshuffle="No"/></render_fib></response_str>\n'
)
_ANY = '          <respcondition continue="No"><conditionvar><other/></conditionvar></respcondition>\n'


def _shares(count: int) -> Iterator[str]:
    """Yield what each of some answers is worth, in hundredths of the points; together a hundred."""
    for number in range(count):
        yield f"{round(10_000 * (number + 1) / count) / 100 - round(10_000 * number / count) / 100:.2f}"


def _right(condition: str) -> str:
    return (
        f'          <respcondition continue="No"><conditionvar>{condition}</conditionvar>'
        '<setvar action="Set" varname="SCORE">100</setvar></respcondition>\n'
    )


def _add(response: str, answer: int, share: str) -> str:
    return (
        f'          <respcondition><conditionvar><varequal respident="{response}">{answer}</varequal></conditionvar>'
        f'<setvar varname="SCORE" action="Add">{share}</setvar></respcondition>\n'
    )


def _other(feedback: str) -> str:
    return (
        '          <respcondition continue="Yes"><conditionvar><other/></conditionvar>'
        f'<displayfeedback feedbacktype="Response" linkrefid="{feedback}"/></respcondition>\n'
    )


def _feedback(ident: str, html: str) -> str:
    return f'        <itemfeedback ident="{ident}"><flow_mat>{_html_made(html)}</flow_mat></itemfeedback>\n'


def _field(name: str, value: str) -> str:
    return (
        f"            <qtimetadatafield><fieldlabel>{name}</fieldlabel>"
        f"<fieldentry>{value}</fieldentry></qtimetadatafield>\n"
    )


def _label(number: int, material: str) -> str:
    return f'<response_label ident="{number}">{material}</response_label>'


def _render(labels: str) -> str:
    return f"<render_choice>{labels}</render_choice>"


def _html_made(html: str) -> str:
    return f'<material><mattext texttype="text/html">{escape(html)}</mattext></material>'


def _text(plain: str) -> str:
    return f'<material><mattext texttype="text/plain">{plain}</mattext></material>'


def _plain(text: str) -> str:
    return escape(ends(text))
