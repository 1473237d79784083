"""A review one line at a time: for a pipe, a screen reader, a terminal that can do no more."""

from __future__ import annotations

import re
import sys
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, TextIO

import click

from quizgen.finding import QuizgenError
from quizgen.tags import TAGS
from tui.report import counted
from tui.terminal import safe

if TYPE_CHECKING:
    from quizgen.tagging.review import Review

HELP = """\
Enter          the sentence is right as it is tagged; go on
r              it is no fact            s  later            A  the whole paragraph is right
TAG            give the span that was named last this tag; the tags are who, what, when, where, why, how, howmany
NUMBER         name a span               NUMBER TAG  give it this tag
TAG WORDS      tag these words of the sentence: where Petrograd
NUMBER = WORDS give a span these words   NUMBER is NAME  whom a pronoun stands for
x NUMBER       take its tag off
= SENTENCE     write the fact anew, tags and all: = [Lenin]{.who} left.
b, n           the sentence before, the next one; a number behind: so many
u              undo                      q  stop; all is saved"""

_SPAN = re.compile(r"(\d{1,6})(?:\s+(?:(=|is)\s*)?(.*))?")


class _Stop(Exception):  # noqa: N818 - not an error: the person has had enough
    """The person wants to stop, or is gone."""


def review_lines(review: Review, source: TextIO) -> None:
    """Go through the sentences, reading what the person says from source, until all is decided, `q`, or its end."""
    waiting = review.count("open") + review.count("skipped")
    _say(f"{counted(waiting, 'sentence')} to look at. Enter: it is right. ? shows what else can be said.")
    try:
        while not review.is_done:
            _show(review)
            _hear(review, source)
        _say("All is decided.")
    except _Stop:
        pass
    facts, none = review.count("accepted"), review.count("rejected")
    _say(
        f"{counted(facts, 'fact')}, {none} rejected, {counted(review.count('skipped'), 'sentence')} for later."
    )


def _show(review: Review) -> None:
    """The sentence that is up, its spans by number, what would be asked."""
    refused = review.tagged[review.at].refused
    _say(f"\n{' › '.join((*review.sentence.heading, f'line {review.sentence.line}'))}")
    _say(review.decision.text)
    if refused:
        _say(f"No fact by itself: {refused}.")
    for number, one in enumerate(review.decision.spans, 1):
        said = "".join(f", {key} {value}" for key, value in one.attributes)
        unsure = "" if one.sure else " (unsure)"
        _say(f"{number}  {one.tag}: {review.decision.text[one.start : one.end]}{said}{unsure}")
    for question in review.questions():
        _say(f"?  {question.text} → {question.key}")


def _hear(review: Review, source: TextIO) -> None:
    """Do what the person says; raises _Stop when nobody is there any more."""
    click.echo("Right? ", nl=False)
    line = source.readline()
    if not source.isatty():
        # Where nobody presses Enter, nothing ends the line of the question.
        click.echo()
    if not line:
        raise _Stop
    try:
        wrong = command(review, line.strip())
    except QuizgenError as error:
        wrong = str(error)
    if wrong:
        _say(f"{wrong[:1].upper()}{wrong[1:]}.")


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
    return _on_span(review, found) if found else _help()


def _help() -> str:
    _say(HELP)
    return ""


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
    return review.change(rest) if rest else ""


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
    """Where words stand in the sentence that is up, as whole words where they do."""
    text = review.decision.text
    whole = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words else None
    at = whole.start() if whole else text.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else None


def _say(text: str) -> None:
    """Print text, on a terminal broken between words."""
    width = get_terminal_size().columns if sys.stdout.isatty() else 0
    for line in safe(text).split("\n"):
        click.echo(fill(line, width) if width > 1 and line else line)
