"""Facts of which nobody can look up whether they are true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.fact import Place
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.fact import Sheet
    from quizgen.question import Question

ENOUGH = 10
"""Facts from which a sheet is more than a trial, and is asked where it has them from."""
SHOWN = 5
"""Lines that a message names."""


def source(questions: Sequence[Question], sheet: Sheet) -> Iterator[Finding]:
    """One warning for a sheet that names no source, or names one for some of its facts only."""
    without = [fact for fact in sheet.facts if not fact.source]
    if sheet.source or not without:
        return
    if len(without) < len(sheet.facts):
        lines = ", ".join(str(fact.place.line) for fact in without[:SHOWN])
        more = " and more" if len(without) > SHOWN else ""
        message = f"other facts say where they come from, and those on lines {lines}{more} do not; give them a source="
        yield Finding(without[0].place, "warning", "no-source", message)
    elif len(without) >= ENOUGH:
        message = "nothing says where these facts come from; write source: … into the front matter"
        yield Finding(Place(sheet.path), "warning", "no-source", message)
