"""CHECKS: what can be wrong with a sheet that was read and asked. Each is a page, with examples that the tests run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.ask import ask_all
from quizgen.checks.answer import answer
from quizgen.checks.contradiction import contradiction
from quizgen.checks.date import date
from quizgen.checks.deixis import deixis
from quizgen.checks.duplicate import duplicate
from quizgen.checks.leak import leak
from quizgen.checks.negation import negation
from quizgen.checks.opinion import opinion
from quizgen.checks.prompt import prompt
from quizgen.checks.pronoun import pronoun
from quizgen.checks.refused import refused
from quizgen.checks.rivals import rivals
from quizgen.checks.several import several
from quizgen.checks.source import source
from quizgen.checks.spelling import spelling
from quizgen.checks.statement import statement
from quizgen.checks.tag import tag
from quizgen.checks.vague import vague
from quizgen.rules.plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quizgen.ask import Asked
    from quizgen.fact import Place, Sheet
    from quizgen.finding import Finding
    from quizgen.question import Question

FACT_CHECKS: tuple[Callable[[Asked, Sheet], Iterator[Finding]], ...] = (
    statement,
    refused,
    tag,
    answer,
    vague,
    pronoun,
    deixis,
    opinion,
    negation,
    several,
    leak,
    prompt,
    date,
)
"""What one fact shows by itself."""

ENGLISH: frozenset[Callable[[Asked, Sheet], Iterator[Finding]]] = frozenset(
    {statement, refused, tag, vague, pronoun, deixis, opinion, negation, several, date}
)
"""Those that read English, of which a plain card has none to answer for."""

SHEET_CHECKS: tuple[Callable[[Sequence[Question], Sheet], Iterator[Finding]], ...] = (
    duplicate,
    contradiction,
    rivals,
    spelling,
    source,
)
"""What only the facts of a sheet together show. Each takes time in proportion to their number."""


def findings(sheet: Sheet) -> tuple[Finding, ...]:
    """Ask a sheet and check it: warnings about questions that could not be asked, that are doubtful, or that have
    two answers."""
    return check(ask_all(sheet), sheet)


def check(asked: Iterable[Asked], sheet: Sheet) -> tuple[Finding, ...]:
    """Every finding of every check, in the order of places.

    `asked` are the sheet's facts, each asked; they are looked at one by one, and only their questions are kept.
    """
    found: list[Finding] = []
    questions: list[Question] = []
    for one in asked:
        questions += [attempt.question for attempt in one.attempts]
        card = is_plain(one.fact)
        for about_fact in FACT_CHECKS:
            if card and about_fact in ENGLISH:
                continue
            found += (said := tuple(about_fact(one, sheet)))
            if said and about_fact is statement:
                break  # what is no statement cannot be asked: that is all there is to say
    for about_sheet in SHEET_CHECKS:
        found += about_sheet(questions, sheet)
    found.sort(key=lambda finding: (finding.place.line, finding.place.column))
    return tuple(_without_echoes(found))


_ECHOES = {
    "multi-answer": ("contradiction",),
    "no-number": ("too-vague", "wrong-tag"),
    "bare-number": ("wrong-tag",),
}
"""What need not be said where one of the others is said of the same place: two dates for one event, for instance,
are two answers to one question as well."""


def _without_echoes(found: Sequence[Finding]) -> Iterator[Finding]:
    """Each code once a place, and no echoes."""
    said = {(finding.place, finding.code) for finding in found}

    def is_echo(finding: Finding) -> bool:
        return any((finding.place, better) in said for better in _ECHOES.get(finding.code, ()))

    seen: set[tuple[Place, str]] = set()
    for finding in found:
        key = (finding.place, finding.code)
        if key not in seen and not is_echo(finding):
            yield finding
        seen.add(key)
