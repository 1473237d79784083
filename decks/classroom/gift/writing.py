r"""GIFT written for Moodle's importer: each question a block without blank lines, every text with its format.

Texts are HTML behind `[html]`, in which signs of GIFT's own have a backslash. What a person types is `[plain]`, and
its weight is spelt out, so that no answer is taken for a weight, for `TRUE`, or for the name of a format. Ids and
tags stand in a comment before the question, where Moodle looks for them.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, BinaryIO

from decks.classroom import marks
from decks.classroom.correction import marked
from decks.classroom.fitness import clean, ends, is_true, unfit
from decks.classroom.markup import to_html
from decks.classroom.moodle.category import category_path
from decks.classroom.moodle.writing import too_long
from decks.classroom.naming import fitting, label, left_out
from decks.quiz import Written
from quizgen.question import BLANK

if TYPE_CHECKING:
    from decks.quiz import Entry, LeftOut, Quiz

LONGEST_ID = 100

_OWN = re.compile(r"[\\~=#{}:]")
_PLACE_HOLDER = re.compile(r"&&0\d\d;")


def write(quiz: Quiz, out: BinaryIO) -> Written:
    """Write a quiz as a GIFT file and say what it could not hold; the same quiz gives the same bytes."""
    text = io.TextIOWrapper(out, "utf-8", newline="\n")
    text.write(marks.GIFT)
    title = clean(quiz.title)
    missing: list[LeftOut] = []
    written = 0
    category = ""
    for entry in quiz.entries:
        if reason := unfit(entry) or too_long(entry) or _unheld(entry):
            missing.append(left_out(entry, reason))
            continue
        if (path := category_path(entry.section, title)) != category:
            category = path
            text.write("$CATEGORY: {}\n\n".format(path.replace("\\", r"\\")))
        text.write(f"{_comment(entry)}::{_escape(label(entry))}::{_BODIES[entry.kind](entry)}\n\n")
        written += 1
    text.detach()
    return Written(written, tuple(missing))


def _unheld(entry: Entry) -> str:
    """Say what GIFT cannot hold of a sound entry; empty where it holds it all."""
    if entry.kind == "ordering":
        return "GIFT has no questions of order; export moodle-xml"
    if entry.kind == "gaps" and len(entry.answers) > 1:
        return "GIFT has texts with one gap only; export moodle-xml"
    plain = entry.answers + (entry.choices if entry.kind == "matching" else ())
    if any("->" in answer for answer in entry.answers):
        return 'an answer has "->" in it, which GIFT takes for a match; export moodle-xml'
    if any(_PLACE_HOLDER.search(text) for text in plain):
        return "an answer has one of GIFT's own place holders in it, like &&058;; export moodle-xml"
    if any("[id:" in name or "[tag:" in name or name.endswith("\\") for name in (entry.id, *entry.tags)):
        return "its id or a tag has [id:, [tag: or a last backslash, which GIFT cannot tell from its own; rename it"
    if any("\n" in name or "\r" in name or "\t" in name for name in (entry.id, *entry.tags)):
        return "its id or a tag has a line end or a tab, which GIFT cannot hold; rename it"
    return ""


def _comment(entry: Entry) -> str:
    names = [("id", fitting(entry.id, LONGEST_ID))] if entry.id else []
    names += [("tag", tag) for tag in entry.tags]
    if not names:
        return ""
    return "// " + " ".join("[{}:{}]".format(kind, name.replace("]", r"\]")) for kind, name in names) + "\n"


def _escape(text: str) -> str:
    return _OWN.sub(r"\\\g<0>", text).replace("\n", r"\n")


def _html(text: str) -> str:
    return "[html]" + _escape(to_html(text))


def _typed(answer: str) -> str:
    # An asterisk stands for anything, and a backslash before it makes it one to type.
    return f"=%100%[plain]{_escape(ends(answer).replace('*', chr(92) + '*'))}"


def _feedback(entry: Entry) -> str:
    return f"####{_html(entry.feedback)}" if entry.feedback else ""


def _lines(entry: Entry, lines: list[str]) -> str:
    """Return a question with its answers, one a line."""
    if entry.feedback:
        lines.append(_feedback(entry))
    return "{}{{\n{}\n}}".format(_html(entry.text), "\n".join(lines))


def _short(entry: Entry) -> str:
    return _lines(entry, [_typed(answer) for answer in entry.answers])


def _gap(entry: Entry) -> str:
    before, after = to_html(entry.text).split(BLANK)
    if not before or not after:
        # A brace with nothing behind it is no gap, and many readers want something before it.
        return _short(entry)
    # Readers take what looks like a comment or a format behind the brace for one.
    after = f"&#{ord(after[0])};{after[1:]}" if after[0] in "/[" else after
    answer = _typed(entry.answers[0])
    return f"[html]{_escape(before)}{{{answer}{_feedback(entry)}}}{_escape(after)}"


def _choice(entry: Entry) -> str:
    return _lines(
        entry,
        [
            f"{'=' if number in entry.key else '~'}{_html(choice)}"
            for number, choice in enumerate(entry.choices)
        ],
    )


def _true_false(entry: Entry) -> str:
    correction = f"#[html]{_escape(marked(entry.correction))}" if entry.correction else ""
    return f"{_html(entry.text)}{{{'TRUE' if is_true(entry) else 'FALSE'}{correction}{_feedback(entry)}}}"


def _matching(entry: Entry) -> str:
    pairs = [(_html(part), entry.choices[key]) for part, key in zip(entry.parts, entry.key, strict=True)]
    pairs += [("", choice) for number, choice in enumerate(entry.choices) if number not in entry.key]
    return _lines(entry, [f"={part} -> {_escape(ends(choice))}" for part, choice in pairs])


def _essay(entry: Entry) -> str:
    return f"{_html(entry.text)}{{{_feedback(entry)}}}"


_BODIES = {
    "short": _short,
    "gaps": _gap,
    "choice": _choice,
    "true-false": _true_false,
    "matching": _matching,
    "essay": _essay,
}
