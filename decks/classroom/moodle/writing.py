"""Moodle XML written as Moodle's own export writes it, question after question, without a tree."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from decks.classroom import marks
from decks.classroom.correction import marked
from decks.classroom.fitness import clean, ends, is_true, unfit
from decks.classroom.markup import to_html
from decks.classroom.moodle.category import category_path
from decks.classroom.moodle.cloze import around, gap
from decks.classroom.naming import fitting, label, left_out
from decks.quiz import Written
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decks.quiz import Entry, LeftOut, Quiz

LONGEST_ID = 100
LONGEST_TAG = 50
LONGEST_MATCH = 255
"""Columns of Moodle's database; it refuses the whole file where one is too long."""

_QTYPES = {
    "short": "shortanswer",
    "gaps": "cloze",
    "choice": "multichoice",
    "true-false": "truefalse",
    "matching": "matching",
    "ordering": "ordering",
    "essay": "essay",
}


def write(quiz: Quiz, out: BinaryIO) -> Written:
    """Write a quiz as a Moodle XML file and say what it could not hold; the same quiz gives the same bytes."""
    text = io.TextIOWrapper(out, "utf-8", newline="\n", write_through=False)
    text.write(f"{marks.MOODLE}<quiz>\n")
    title = clean(quiz.title)
    missing: list[LeftOut] = []
    written = 0
    category = ""
    for entry in quiz.entries:
        if reason := unfit(entry) or too_long(entry):
            missing.append(left_out(entry, reason))
            continue
        if (path := category_path(entry.section, title)) != category:
            category = path
            text.write(_category(path))
        text.write(_question(entry))
        written += 1
    text.write("</quiz>\n")
    text.detach()
    return Written(written, tuple(missing))


def too_long(entry: Entry) -> str:
    """Say what has more characters than Moodle keeps; empty where nothing has."""
    if any(len(tag) > LONGEST_TAG for tag in entry.tags):
        return f"a tag has more than {LONGEST_TAG} characters, which Moodle would cut; shorten it"
    if entry.kind == "matching" and any(len(choice) > LONGEST_MATCH for choice in entry.choices):
        return f"a choice to match has more than {LONGEST_MATCH} characters, which Moodle refuses; shorten it"
    return ""


def _category(path: str) -> str:
    return f'  <question type="category">\n    <category>{_plain(path)}</category>\n  </question>\n'


def _question(entry: Entry) -> str:
    gaps = entry.kind == "gaps"
    return "".join(
        (
            f'  <question type="{_QTYPES[entry.kind]}">\n    <name>{_plain(label(entry))}</name>\n',
            f'    <questiontext format="html">{_data(_cloze(entry)) if gaps else _html(entry.text)}</questiontext>\n',
            f'    <generalfeedback format="html">{_html(entry.feedback)}</generalfeedback>\n',
            f"    <defaultgrade>{entry.points}</defaultgrade>\n    <penalty>0.3333333</penalty>\n",
            f"    <hidden>0</hidden>\n    <idnumber>{_escape(fitting(entry.id, LONGEST_ID))}</idnumber>\n",
            *_BODIES[entry.kind](entry),
            *_tags(entry.tags),
            "  </question>\n",
        )
    )


def _short(entry: Entry) -> Iterable[str]:
    yield "    <usecase>0</usecase>\n"
    for answer in entry.answers:
        # An asterisk stands for anything.
        yield _answer("100", _plain(ends(answer).replace("*", r"\*")), "moodle_auto_format")


def _cloze(entry: Entry) -> str:
    share, more = divmod(entry.points, len(entry.answers))
    pieces = around(to_html(entry.text)).split(BLANK)
    made = [pieces[0]]
    for number, answer in enumerate(entry.answers):
        made += (gap(ends(answer), max(1, share + (number < more))), pieces[number + 1])
    return "".join(made)


def _no_body(_entry: Entry) -> Iterable[str]:
    return ()


def _choice(entry: Entry) -> Iterable[str]:
    yield "    <single>true</single>\n    <shuffleanswers>true</shuffleanswers>\n"
    yield "    <answernumbering>abc</answernumbering>\n"
    for number, choice in enumerate(entry.choices):
        yield _answer("100" if number in entry.key else "0", _html(choice), "html")


def _true_false(entry: Entry) -> Iterable[str]:
    true = is_true(entry)
    correction = marked(entry.correction)
    yield _answer("100" if true else "0", _plain("true"), "moodle_auto_format", "" if true else correction)
    yield _answer("0" if true else "100", _plain("false"), "moodle_auto_format", correction if true else "")


def _matching(entry: Entry) -> Iterable[str]:
    yield "    <shuffleanswers>true</shuffleanswers>\n"
    for part, key in zip(entry.parts, entry.key, strict=True):
        yield _subquestion(_html(part), entry.choices[key])
    for number, choice in enumerate(entry.choices):
        if number not in entry.key:
            yield _subquestion("<text></text>", choice)


def _subquestion(part: str, choice: str) -> str:
    return f'    <subquestion format="html">{part}<answer>{_plain(ends(choice))}</answer></subquestion>\n'


def _ordering(entry: Entry) -> Iterable[str]:
    yield "    <layouttype>VERTICAL</layouttype>\n    <selecttype>ALL</selecttype>\n    <selectcount>0</selectcount>\n"
    yield "    <gradingtype>ABSOLUTE_POSITION</gradingtype>\n    <showgrading>SHOW</showgrading>\n"
    yield "    <numberingstyle>none</numberingstyle>\n"
    for place, key in enumerate(entry.key, 1):
        yield _answer(str(place), _html(entry.choices[key]), "html")


def _essay(_entry: Entry) -> Iterable[str]:
    yield "    <responseformat>editor</responseformat>\n    <responserequired>1</responserequired>\n"
    yield "    <responsefieldlines>10</responsefieldlines>\n    <attachments>0</attachments>\n"
    yield '    <graderinfo format="html"><text></text></graderinfo>\n'
    yield '    <responsetemplate format="html"><text></text></responsetemplate>\n'


_BODIES = {
    "short": _short,
    "gaps": _no_body,
    "choice": _choice,
    "true-false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
}


def _tags(tags: tuple[str, ...]) -> Iterable[str]:
    if tags:
        yield f"    <tags>{''.join(f'<tag>{_plain(tag)}</tag>' for tag in tags)}</tags>\n"


def _answer(fraction: str, text: str, form: str, feedback: str = "") -> str:
    return (
        f'    <answer fraction="{fraction}" format="{form}">{text}'
        f'<feedback format="html">{_data(feedback)}</feedback></answer>\n'
    )


def _html(text: str) -> str:
    return _data(to_html(text))


def _data(html: str) -> str:
    # HTML that was escaped has no "]]>" in it.
    return f"<text><![CDATA[{html}]]></text>" if "&" in html or "<" in html else f"<text>{html}</text>"


def _plain(text: str) -> str:
    return f"<text>{_escape(text)}</text>"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
