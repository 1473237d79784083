"""Deal a deck: questions of sheets become cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.card import Card

if TYPE_CHECKING:
    from quizgen.fact import Sheet
    from quizgen.question import Question


def card(sheet: Sheet, question: Question) -> Card:
    """The card of one question; what the fact does not say (source) comes from its sheet."""
    fact, span = question.fact, question.span
    bare = (question.answer,) if question.lead else ()
    return Card(
        id=question.id,
        form=question.form,
        prompt=question.text,
        answer=question.key,
        sentence=fact.text,
        blank=(span.start, span.end),
        also=(*bare, *(other for other in question.also if other != question.key)),
        explanation=fact.explanation,
        source=fact.source or sheet.source,
        origin=f"{fact.place.path}:{fact.place.line}",
        deck=(sheet.title, *fact.section),
        tags=fact.tags,
    )
