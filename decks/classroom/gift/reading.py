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
from typing import TYPE_CHECKING

from decks.classroom import taking
from decks.classroom.gift.answers import Question, answered
from decks.classroom.gift.blocks import ID, TAG, Block, blocks, decode, parted, title_of
from decks.classroom.gift.texts import ESCAPED, FORMAT, FORMATS, WHITE, hidden, plain
from decks.classroom.moodle.category import category_names
from decks.classroom.taking import Basket, UnusableError, asked
from decks.quiz import Entry
from quizgen.finding import QuizgenError
from quizgen.question import BLANK

if TYPE_CHECKING:
    from decks.quiz import Taken

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdd7]")


def read(data: bytes, name: str) -> Taken:
    """Return the questions of a GIFT file; what no entry can be made of is named with its line.

    Raises QuizgenError where the file is no text, or has no question in it.
    """
    basket = Basket(name)
    section: tuple[str, ...] = ()
    for block in blocks(decode(data, name)):
        if block.text.startswith("$CATEGORY:"):
            path = ESCAPED.sub(r"\1", block.text.removeprefix("$CATEGORY:"))
            section = category_names(path)
            continue
        try:
            basket.entries.append(_entry(block, section, basket))
        except UnusableError as reason:
            basket.leave(block.line, block.text, str(reason))
    if not basket.entries and not basket.left_out:
        raise QuizgenError(f"{name}: there is no question in it; GIFT looks like: Who was it?{{=Kamenev}}")
    return basket.taken()


def _entry(block: Block, section: tuple[str, ...], basket: Basket) -> Entry:
    if _CONTROL.search(block.text):
        raise UnusableError("it has a control character; take it out")
    title, text = title_of(hidden(block.text))
    before, answers, after = parted(text)
    found = FORMAT.match(before or after)
    markup = FORMATS[found[1]] if found else "moodle"
    stem = before + (BLANK if after else "") + after
    answers, _, general = answers.rpartition("####") if "####" in answers else (answers, "", "")
    place = f"{basket.name}:{block.line}"
    feedback = plain(general, markup)
    if feedback.lost:
        basket.notes.add(place, taking.FEEDBACK_LOST)
    question = Question(
        Entry(
            id=_first(ID, block.comments),
            kind="essay",
            text=asked(plain(stem, markup)) or title,
            feedback=feedback.text,
            tags=tuple(tag.replace(r"\]", "]").strip() for tag in TAG.findall(block.comments)),
            section=section,
            source=place,
        ),
        answers.strip(WHITE),
        markup,
        basket,
        place,
    )
    if not question.entry.text.strip():
        raise UnusableError("its text is empty; write what is asked")
    return answered(question)


def _first(pattern: re.Pattern[str], comments: str) -> str:
    found = pattern.search(comments)
    return found[1].replace(r"\]", "]").strip() if found else ""
