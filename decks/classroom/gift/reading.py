r"""GIFT read as people write it, by the rules of Moodle's importer.

    file      = (block, blank lines)*            lines that begin with // are comments, and may name ids and tags
    block     = "$CATEGORY:" path
              | ["::" title "::"] ["[" format "]"] text ["{" answers "}" [text]]
    answers   = ""                               an essay
              | ("T" | "TRUE" | "F" | "FALSE") ["#" of the wrong answer ["#" of the right one]]
              | "#" numbers                      3.14, 3.14:0.01 or 3.13..3.15, or several, each behind "="
              | ("=" | "~") ["%" weight "%"] text ["#" feedback] …
              | "=" text "->" text …
              | text                             the one right answer
              and behind all of them ["####" feedback]

A backslash before \ ~ = # { } : makes it a letter, and \n is a line end. Without a format a text is Moodle's own,
HTML whose line ends count; answers have the format of their question. A brace that opens behind the text of a
question ends it; where text follows the answers, they are a gap in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from decks.classroom import taking
from decks.classroom.correction import unmarked
from decks.classroom.markup import to_plain
from decks.classroom.moodle.category import category_names
from decks.classroom.taking import Answer, Basket, UnusableError, asked
from decks.quiz import Entry
from quizgen.finding import QuizgenError
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.classroom.markup import Markup, Plain
    from decks.quiz import Taken

_HIDDEN = {sign: chr(0xFDD0 + number) for number, sign in enumerate("\\:#={}~n")}
"""What stands for an escaped sign while a block is taken apart: noncharacters, which no text is made of."""
_SHOWN = {ord(hidden): "\n" if sign == "n" else sign for sign, hidden in _HIDDEN.items()}
_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdd7]")
_WHITE = " \t\n\f"
"""What Moodle trims; a no-break space is part of a text."""

_FORMATS: dict[str, Markup] = {"html": "html", "moodle": "moodle", "plain": "plain", "markdown": "plain"}
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"\s*%(-?[0-9]+(?:\.[0-9]*)?)%")
_SIGN = re.compile(r"[=~]")
_NAME = r"((?:\\\]|[^\]\x00-\x1f\x7f])+)"
_ID = re.compile(rf"\[id:{_NAME}\]")
_TAG = re.compile(rf"\[tag:{_NAME}\]")


def read(data: bytes, name: str) -> Taken:
    """Return the questions of a GIFT file; what no entry can be made of is named with its line.

    Raises QuizgenError where the file is no text, or has no question in it.
    """
    basket = Basket(name)
    section: tuple[str, ...] = ()
    for block in _blocks(_decode(data, name)):
        if block.text.startswith("$CATEGORY:"):
            path = _ESCAPED.sub(r"\1", block.text.removeprefix("$CATEGORY:"))
            section = category_names(path)
            continue
        try:
            basket.entries.append(_entry(block, section, basket))
        except UnusableError as reason:
            basket.leave(block.line, block.text, str(reason))
    if not basket.entries and not basket.left_out:
        raise QuizgenError(f"{name}: there is no question in it; GIFT looks like: Who was it?{{=Kamenev}}")
    return basket.taken()


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise QuizgenError(f"{name}:{line}: this is not UTF-8; save the file as UTF-8") from error


@dataclass(frozen=True, slots=True)
class _Block:
    line: int
    text: str
    """Its lines without comments, as written."""
    comments: str


def _blocks(text: str) -> Iterator[_Block]:
    """Yield what blank lines part. A comment alone belongs to nothing."""
    lines: list[str] = []
    comments: list[str] = []
    start = 0
    for number, raw in enumerate((*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""), 1):
        line = raw.strip(_WHITE)
        if line.startswith("//"):
            comments.append(line)
        elif line:
            if line.startswith("$CATEGORY:") and not lines:
                yield _Block(number, line, "")  # people forget the blank line behind it
                continue
            start = start if lines else number
            lines.append(line)
        else:
            if lines:
                yield _Block(start, "\n".join(lines), "\n".join(comments))
            lines, comments = [], []


def _entry(block: _Block, section: tuple[str, ...], basket: Basket) -> Entry:
    if _CONTROL.search(block.text):
        raise UnusableError("it has a control character; take it out")
    text = _ESCAPED.sub(lambda match: _HIDDEN[match[1]], block.text)
    title, text = _title(text)
    before, answers, after = _parted(text)
    found = _FORMAT.match(before or after)
    markup = _FORMATS[found[1]] if found else "moodle"
    stem = before + (BLANK if after else "") + after
    answers, _, general = answers.rpartition("####") if "####" in answers else (answers, "", "")
    place = f"{basket.name}:{block.line}"
    made = _Question(
        Entry(
            id=_first(_ID, block.comments),
            kind="essay",
            text=asked(_plain(stem, markup)) or title,
            feedback=_plain(general, markup).text,
            tags=tuple(found.replace(r"\]", "]").strip() for found in _TAG.findall(block.comments)),
            section=section,
            source=place,
        ),
        answers.strip(_WHITE),
        markup,
        basket,
        place,
    )
    if not made.entry.text.strip():
        raise UnusableError("its text is empty; write what is asked")
    return _made(made)


def _title(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    title, closed, rest = text[2:].partition("::")
    return (title.translate(_SHOWN).strip(), rest.strip()) if closed else ("", text[2:])


def _parted(text: str) -> tuple[str, str, str]:
    """Return what stands before the answers, the answers, and what stands behind them."""
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        raise UnusableError("it has no answers, so it is a description; write them behind it in braces")
    if start < 0 or end < start:
        raise UnusableError("its braces do not match; a brace that is text is written \\{ or \\}")
    if "{" in text[end + 1 :]:
        raise UnusableError(
            "it has answers in several places; GIFT has one gap in a question, Moodle XML has more"
        )
    return text[:start], text[start + 1 : end], text[end + 1 :]


@dataclass(frozen=True, slots=True)
class _Question:
    """A question on its way to an entry."""

    entry: Entry
    answers: str
    markup: Markup
    basket: Basket
    place: str

    def note(self, what: str) -> None:
        self.basket.notes.add(self.place, what)


def _made(question: _Question) -> Entry:
    """Tell the kind of a question as Moodle does, by its answers alone."""
    answers = question.answers
    if not answers:
        return question.entry
    if answers.startswith("#"):
        return _numbers(question)
    if "~" in answers:
        return _choice(question)
    if "=" in answers and "->" in answers:
        return _matching(question)
    truth = answers.partition("#")[0].strip()
    return _true_false(question, truth) if truth in ("T", "TRUE", "F", "FALSE") else _short(question)


def _choice(question: _Question) -> Entry:
    answers = _answers(question)
    if all(answer.worth >= taking.FULL for answer in answers):
        return _typed(question, answers)
    key, partly = taking.right_choice(answers)
    if partly:
        question.note(taking.PARTIAL)
    return replace(
        question.entry,
        kind="choice",
        choices=tuple(answer.text for answer in answers),
        key=(key,),
        feedback=taking.merged(question.entry.feedback, answers),
    )


def _short(question: _Question) -> Entry:
    return _typed(question, _answers(question))


def _typed(question: _Question, answers: list[Answer]) -> Entry:
    literal, jokers = taking.literal(answers)
    full, partly = taking.right_answers(literal)
    if jokers:
        question.note(taking.WILDCARD)
    if partly:
        question.note(taking.PARTIAL)
    gap = len(full) == 1 and question.entry.text.count(BLANK) == 1
    feedback = taking.merged(question.entry.feedback, answers)
    return replace(question.entry, kind="gaps" if gap else "short", answers=full, feedback=feedback)


def _true_false(question: _Question, truth: str) -> Entry:
    true = truth.startswith("T")
    wrong, _, right = question.answers.partition("#")[2].partition("#")
    correction = "" if true else unmarked(_cut(wrong)[1].translate(_SHOWN))
    told = [
        Answer("False" if true else "True", 0, "" if correction else _plain(wrong, question.markup).text),
        Answer("", 100, _plain(right, question.markup).text),
    ]
    return replace(
        question.entry,
        kind="true-false",
        choices=("True", "False"),
        key=(0 if true else 1,),
        correction=correction,
        feedback=taking.merged(question.entry.feedback, told),
    )


def _matching(question: _Question) -> Entry:
    parts: list[str] = []
    of_parts: list[str] = []
    spare: list[str] = []
    for pair in (pair for pair in question.answers.split("=") if pair.strip()):
        left, arrow, right = pair.partition("->")
        if not arrow:
            raise UnusableError('a pair of it has no "->"; write each as =part -> choice')
        part, choice = asked(_plain(left, question.markup)), right.strip(_WHITE).translate(_SHOWN)
        if part.strip():
            parts.append(part)
            of_parts.append(choice)
        else:
            spare.append(choice)
    if len(parts) < 2:
        raise UnusableError("it has fewer than two parts to match; make it a short answer")
    choices = tuple(dict.fromkeys(of_parts + spare))
    key = tuple(map(choices.index, of_parts))
    return replace(question.entry, kind="matching", parts=tuple(parts), choices=choices, key=key)


def _numbers(question: _Question) -> Entry:
    answers = []
    for answer in _answers(replace(question, answers=question.answers[1:].strip())):
        number, tolerated = _number(answer.text)
        if answer.worth > 0 and tolerated:
            question.note(taking.TOLERANCE)
        answers.append(replace(answer, text=number))
    return _typed(question, answers)


def _number(text: str) -> tuple[str, bool]:
    """Return the number that is right, and whether others near it are."""
    low, span, high = text.partition("..")
    if span:
        middle = (_figure(low) + _figure(high)) / 2
        return f"{middle:.12g}", True
    number, _, tolerance = text.partition(":")
    if number.strip() not in ("", "*"):
        _figure(number)
    return number.strip(), bool(tolerance.strip()) and _figure(tolerance) != 0


def _figure(text: str) -> float:
    if taking.NUMBER.match(text.strip()) is None:
        raise UnusableError(f'"{text.strip()[:20]}" is no number; write it as 3.14, 3.14:0.01 or 3.13..3.15')
    return float(text)


def _answers(question: _Question) -> list[Answer]:
    """Return the answers behind each = and ~; where there is neither, the whole is the right answer."""
    signs = list(_SIGN.finditer(question.answers))
    typed = all(sign[0] == "=" for sign in signs)
    if not signs:
        return [_answer("=", question.answers, question.markup, typed=typed)]
    ends = [sign.start() for sign in signs[1:]] + [len(question.answers)]
    return [
        _answer(sign[0], question.answers[sign.end() : end], question.markup, typed=typed)
        for sign, end in zip(signs, ends, strict=True)
    ]


def _answer(sign: str, text: str, markup: Markup, *, typed: bool) -> Answer:
    worth = 100.0 if sign == "=" else 0.0
    if (weight := _WEIGHT.match(text)) is not None:
        worth, text = float(weight[1]), text[weight.end() :]
    text, _, feedback = text.partition("#")
    told = _plain(feedback, markup).text
    if typed:
        # What a person types is compared as it stands: its format says nothing.
        return Answer(_cut(text)[1].strip(_WHITE).translate(_SHOWN), worth, told)
    return Answer(asked(_plain(text, markup)), worth, told)


def _cut(text: str) -> tuple[Markup | None, str]:
    found = _FORMAT.match(text)
    return (_FORMATS[found[1]], text[found.end() :]) if found else (None, text)


def _plain(text: str, markup: Markup) -> Plain:
    own, rest = _cut(text)
    return to_plain(rest.strip(_WHITE).translate(_SHOWN), own or markup)


def _first(pattern: re.Pattern[str], comments: str) -> str:
    found = pattern.search(comments)
    return found[1].replace(r"\]", "]").strip() if found else ""
