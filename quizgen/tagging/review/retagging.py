"""Spans of a sentence changed: another tag, another boundary, somebody a pronoun stands for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.tagging.review.stretches import crosses

if TYPE_CHECKING:
    from quizgen.tagging.passage import Suggestion
    from quizgen.tagging.review.stretches import Stretch

Spans = tuple["Suggestion", ...]


def all_sure(spans: Spans) -> Spans:
    """All of them as somebody who looked them over left them."""
    return tuple(one if one.sure else replace(one, sure=True) for one in spans)


def with_one(spans: Spans, old: Suggestion, new: Suggestion) -> Spans:
    """The same with another in the place of one of them."""
    return tuple(new if one is old else one for one in spans)


def retagged(span: Suggestion, tag: str) -> Suggestion:
    """A span under this tag, of which it is sure now; what was said of a date is said of a time alone."""
    said = span.attributes
    if tag != span.tag:
        said = tuple(pair for pair in said if pair[0] not in ("date", "calendar", "kind") or tag == "when")
    return replace(span, tag=tag, attributes=said, sure=True)


def resolved(span: Suggestion, name: str) -> Suggestion:
    """A pronoun that stands for this name."""
    others = tuple(pair for pair in span.attributes if pair[0] != "is")
    return replace(span, attributes=(("is", name), *others), sure=True)


def bounded(spans: Spans, span: Suggestion, new: Stretch, *, over: bool) -> Spans | None:
    """The spans where one of them, which comes last, has these boundaries; None where it would cross another.

    With `over` it takes in whole those that it grows into, and their tags are gone.
    """
    met = [one for one in spans if over and _is_grown_into(one, span, new)]
    start, end = min([new[0], *(one.start for one in met)]), max([new[1], *(one.end for one in met)])
    others = tuple(one for one in spans if one is not span and one not in met)
    if crosses((start, end), ((one.start, one.end) for one in others)):
        return None
    # Whom other words stand for, or which day they are, was not said of these.
    said = tuple(pair for pair in span.attributes if pair[0] not in ("is", "date"))
    return (*others, replace(span, start=start, end=end, attributes=said, sure=True))


def _is_grown_into(one: Suggestion, span: Suggestion, new: Stretch) -> bool:
    """Whether a span did not touch another before, and would now."""
    return (one.end <= span.start or one.start >= span.end) and one.start < new[1] and new[0] < one.end
