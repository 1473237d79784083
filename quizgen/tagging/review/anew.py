"""A sentence that a person writes anew, with tags in brackets as an author writes them, as what is decided of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.reader import read_text
from quizgen.reading.writing import folded
from quizgen.tagging.passage import Suggestion
from quizgen.tagging.review.reviewed import Decision

if TYPE_CHECKING:
    from quizgen.fact import Sheet, Span


def written_anew(source: str, sheet: Sheet) -> Decision | str:
    """What an author wrote in place of a sentence, tags and all; or what is wrong with it."""
    head = f"---\ncalendar: {sheet.calendar}\n---\n\n"
    reading = read_text(f"{head}- {folded(source)}\n", "sentence")
    if errors := [one for one in reading.findings if one.severity == "error"]:
        return errors[0].message
    facts = reading.sheet.facts if reading.sheet else ()
    if len(facts) != 1:
        return "there is no fact in it; tag what it is to be asked for, as in [Lev Kamenev]{.who} resigned."
    fact = facts[0]
    return Decision(fact.text, tuple(map(_suggestion, fact.spans)), "open", fact.id if fact.stamped else "")


def _suggestion(span: Span) -> Suggestion:
    said = {
        "name": span.name,
        "is": span.stands_for,
        "kind": span.kind,
        "date": span.date,
        "calendar": span.calendar,
        "plural": "" if span.plural is None else str(span.plural).lower(),
        "also": "|".join(span.also),
        "not": "|".join(span.wrong),
    }
    told = tuple((key, value) for key, value in said.items() if value)
    return Suggestion(span.start, span.end, span.tag, told)
