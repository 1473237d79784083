"""What a person decided of a sentence, and the fact, the questions and the Markdown that it comes to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quizgen.ask import ask
from quizgen.fact import Fact, Place, Span
from quizgen.reading.slug import fact_slug
from quizgen.reading.writing import folded, item
from quizgen.tagging.passage import Suggestion

if TYPE_CHECKING:
    from quizgen.fact import Sheet
    from quizgen.question import Question
    from quizgen.tagging.passage import Sentence, Tagged

Status = Literal["open", "accepted", "rejected", "skipped"]


@dataclass(frozen=True, slots=True)
class Decision:
    """How a sentence stands in a review."""

    text: str
    """The sentence's, or what was written in its place."""
    spans: tuple[Suggestion, ...]
    """By their start, an outer one first; no two of them cross."""
    status: Status = "open"
    id: str = ""
    """Of the fact, once it was accepted; it stays though words and tags change."""


def undecided(tagged: Tagged) -> Decision:
    """How a sentence stands before anybody looked at it."""
    return Decision(tagged.sentence.text, ordered(tagged.spans))


def ordered(spans: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """By their start, an outer one before those inside it, as a fact has them."""
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end)))


def fact_of(decision: Decision, sentence: Sentence, sheet: Sheet) -> Fact:
    """The fact that stands in a sheet if the sentence is accepted as it is."""
    place = Place(sheet.path, sentence.line)
    spans = tuple(_span(one, place) for one in decision.spans)
    id_ = decision.id or fact_slug(decision.text, spans)
    return Fact(
        id_, decision.text, spans, place, section=sentence.heading, source=_source(sentence, sheet.source)
    )


def _source(sentence: Sentence, of: str) -> str:
    return f"{of}, {sentence.place}" if of else sentence.place


def _span(one: Suggestion, place: Place) -> Span:
    said = dict(one.attributes)
    return Span(
        one.start,
        one.end,
        one.tag,
        replace(place, column=one.start + 1),
        name=said.get("name", ""),
        also=_texts(said.get("also", "")),
        kind=said.get("kind", ""),
        date=said.get("date", ""),
        calendar=said.get("calendar", ""),
        stands_for=said.get("is", ""),
        plural={"true": True, "false": False}.get(said.get("plural", "")),
        wrong=_texts(said.get("not", "")),
    )


def _texts(value: str) -> tuple[str, ...]:
    return tuple(value.split("|")) if value else ()


def questions_of(decision: Decision, sentence: Sentence, sheet: Sheet) -> tuple[Question, ...]:
    """The questions that come out of a sentence as it is tagged now, rivals elsewhere not minded."""
    if not decision.spans:
        return ()
    asked = ask(fact_of(decision, sentence, sheet), sheet)
    return tuple(attempt.question for attempt in asked.attempts)


def source_of(decision: Decision, sheet: Sheet) -> str:
    """The sentence with its tags as an author writes them, to be changed by hand; `anew` reads it."""
    fact = Fact("x", decision.text, tuple(_span(one, Place("")) for one in decision.spans), Place(""))
    bare = replace(sheet, source="", tags=(), names={})
    return item(bare, fact).removeprefix("- ").removesuffix(" {#x}")


def remark(sentence: Sentence, reason: str, source: str = "") -> str:
    """A comment for a sentence that is no fact: its line, why, and its words; or `source`, which has its tags too."""
    words = f"{_source(sentence, '')}, {folded(reason)}: {source or folded(sentence.text)}"
    # Two hyphens could end the comment before its words do.
    return f"<!-- {words.replace('--', '- -').replace('--', '- -')} -->"
