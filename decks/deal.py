"""Deal a deck: questions of sheets become cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.card import Card
from quizgen.dates import both_calendars, convert, date_of, says_day

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
        explanation="\n".join(
            line for line in (fact.explanation, _in_both_calendars(sheet, question)) if line
        ),
        source=fact.source or sheet.source,
        origin=f"{fact.place.path}:{fact.place.line}",
        deck=(sheet.title, *fact.section),
        tags=fact.tags,
        difficulty=fact.difficulty,
        language=sheet.language,
        wrong=span.wrong,
    )


def _in_both_calendars(sheet: Sheet, question: Question) -> str:
    """A line that gives a day of the Julian calendar in the Gregorian too, unless the author did."""
    fact, span = question.fact, question.span
    date = date_of(fact, span, sheet) if span.tag == "when" else None
    both = both_calendars(date) if date else ""
    if date is None or date.start is None or not both:
        return ""
    said = says_day(f"{fact.text}\n{fact.explanation}", convert(date.start, "gregorian"))
    return "" if said else f"{both}."
