"""A review one line at a time: for a pipe, a screen reader, a terminal that can do no more."""

from __future__ import annotations

import re
import sys
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, TextIO

import click

from quizgen.finding import QuizgenError
from quizgen.tags import TAGGING, TAGS
from tui.report import counted
from tui.terminal import safe

if TYPE_CHECKING:
    from quizgen.tagging.review.review import Review

HELP = f"""\
Enter: the sentence is a fact, as it is tagged.
r: it is no fact.
s: later, after all others.
A: all to the end of the paragraph are facts, as they are tagged.
NUMBER: name a span.
TAG: give the span that was named last this tag; the tags are {", ".join(TAGGING)}.
NUMBER TAG: give a span this tag, as in 2 where
TAG WORDS: tag words of the sentence, as in where the Winter Palace
NUMBER = WORDS: give a span these words, as in 2 = Petrograd
NUMBER is NAME: say whom a pronoun stands for; without a name it is the next of those named before.
x NUMBER: take the tag off a span.
= SENTENCE: write the fact anew, tags and all, as in = [Lenin]{{.who}} left.
b, n: the sentence before, the next one; with a number behind, so many.
g NUMBER: go to the sentence of this number.
l: say the sentence again.
u: undo what was done last.
q: stop. All is saved, and the same command goes on from here."""


_SPAN = re.compile(r"(\d{1,6})(?:\s+(?:(=|is)(?:\s+|\Z))?(.*))?")


class _Stop(Exception):  # noqa: N818 - not an error: the person has had enough
    """The person wants to stop, or is gone."""


def review_lines(review: Review, source: TextIO) -> None:
    """Go through the sentences, reading what the person says from source, until all is decided, `q`, or its end."""
    _say(f"{counted(review.left, 'sentence')} to look at. Enter: it is right. ? says what else can be said.")
    try:
        shown = None
        while not review.is_done:
            stands = (review.at, review.decision)
            if shown != stands:
                _show(review)
            shown = stands if _hear(review, source) else None
        _say("All is decided.")
    except _Stop:
        pass
    except KeyboardInterrupt:
        click.echo()
    facts, none = review.count("accepted"), review.count("rejected")
    _say(
        f"{counted(facts, 'fact')}, {none} rejected, {counted(review.count('skipped'), 'sentence')} for later."
    )


def _show(review: Review) -> None:
    """The sentence that is up, its spans by number, what would be asked."""
    status, refused = review.decision.status, review.tagged[review.at].refused
    where = ", ".join((f"Sentence {review.at + 1} of {len(review.decisions)}", *review.sentence.heading))
    _say(f"\n{where}, {review.sentence.place}; {review.left} left.")
    _say(review.decision.text)
    if status != "open":
        _say(
            {"accepted": "It is a fact.", "rejected": "It is no fact.", "skipped": "It was put off."}[status]
        )
    elif refused:
        _say(f"No fact by itself: {refused}.")
    for number in range(1, len(review.decision.spans) + 1):
        _say(_span(review, number))
    for question in review.questions():
        _say(f"Asks: {question.text} Answer: {question.key}")


def _span(review: Review, number: int) -> str:
    """`2 where: Petrograd`"""
    one = review.decision.spans[number - 1]
    said = "".join(f", {key} {value}" for key, value in one.attributes)
    unsure = "" if one.sure else ", unsure"
    return f"{number} {one.tag}: {review.decision.text[one.start : one.end]}{said}{unsure}"


def _hear(review: Review, source: TextIO) -> bool:
    """Do what the person says; whether nothing need be shown again. Raises _Stop when nobody is there any more."""
    click.echo("Right? ", nl=False)
    line = source.readline()
    if not (line and source.isatty()):
        # Where nobody presses Enter, nothing ends the line of the question.
        click.echo()
    if not line:
        raise _Stop
    said = line.strip()
    try:
        wrong = command(review, said)
    except QuizgenError as error:
        _say(f"Not saved: {error}.")
        return True
    if wrong:
        _say(f"{wrong[:1].upper()}{wrong[1:]}.")
    return said != "l"


def command(review: Review, said: str) -> str:
    """Do to a review what a line says; why it cannot be done, or nothing. Raises QuizgenError where it is not saved."""
    word, _, rest = said.partition(" ")
    rest = rest.strip()
    match word:
        case "":
            return review.accept()
        case "A":
            return review.accept_paragraph()
        case "r" | "s" | "u" if not rest:
            return {"r": review.reject, "s": review.skip, "u": review.undo}[word]()
        case "l" if not rest:
            return ""
        case "?" | "h" | "help" if not rest:
            _say(HELP)
            return ""
        case "g" if rest.isdecimal():
            review.go(int(rest[:7]) - 1)
            return ""
        case "b" | "n" if not rest or rest.isdecimal():
            by = int(rest[:6] or "1")
            review.go(review.at + (by if word == "n" else -by))
            return ""
        case "x" if not rest:
            return review.remove()
        case "x" if rest.isdecimal():
            return _choose(review, rest) or review.remove()
        case "=":
            return review.rewrite(rest)
        case "q":
            raise _Stop
        case _ if word in TAGS:
            return _tag(review, word, rest)
    found = _SPAN.fullmatch(said)
    return _on_span(review, found) if found else "this means nothing here; ? says what can be said"


def _on_span(review: Review, found: re.Match[str]) -> str:
    """`2`, `2 who`, `2 = the words`, `2 is Lenin`."""
    number, sign, rest = found[1], found[2], (found[3] or "").strip()
    if wrong := _choose(review, number):
        return wrong
    if sign == "=":
        stretch = _find(review, rest)
        return review.bound(stretch) if stretch else "these words are not in the sentence"
    if sign == "is":
        return review.resolve(rest)
    if rest:
        return review.change(rest)
    _say(_span(review, int(number)))
    return ""


def _choose(review: Review, number: str) -> str:
    spans = review.decision.spans
    at = int(number[:6]) - 1
    if not 0 <= at < len(spans):
        return f"there is no span {number}; there are {len(spans)}"
    review.focus = (spans[at].start, spans[at].end)
    return ""


def _tag(review: Review, tag: str, words: str) -> str:
    if not words:
        return review.change(tag) if review.span else "no span is named; say its number first, or words"
    stretch = _find(review, words)
    if stretch is None:
        return "these words are not in the sentence"
    review.focus = stretch
    return review.change(tag) if review.span else review.tag(stretch, tag)


def _find(review: Review, words: str) -> tuple[int, int] | None:
    """Where words stand in the sentence that is up: as whole words where they do, and best where nothing is tagged.

    Quotation marks of all kinds are the same, for who types has the straight ones.
    """
    text, words = (one.translate(_STRAIGHT) for one in (review.decision.text, words))
    if not words:
        return None
    spans = review.decision.spans
    whole = [found.span() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    free = [one for one in whole if not any(span.start <= one[0] and one[1] <= span.end for span in spans)]
    at = text.find(words)
    return next(iter((*free, *whole)), (at, at + len(words)) if at >= 0 else None)


_STRAIGHT = dict.fromkeys(map(ord, "‘’‚"), "'") | dict.fromkeys(map(ord, "“”„«»"), '"')


def _say(text: str) -> None:
    """Print text, on a terminal broken between words."""
    width = get_terminal_size().columns if sys.stdout.isatty() else 0
    for line in safe(text).split("\n"):
        click.echo(fill(line, width) if width > 1 and line else line)
