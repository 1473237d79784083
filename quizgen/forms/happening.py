"""What a fact says happened, without saying when: "Asaph Hall discovered the two moons of Mars"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.dates import date_of
from quizgen.english import words
from quizgen.english.wording import join
from quizgen.rules.target import is_past

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.ask import Attempt
    from quizgen.dates import Date
    from quizgen.fact import Sheet
    from quizgen.question import Question
    from quizgen.rules.target import Target

_STATES = frozenset(
    "be have own belong contain consist remain live know believe mean last resemble exist include cover lie stay keep "
    "stand need want like love hate seem span work serve rule reign dominate".split()
)
"""Verbs of what lasts: it has no place in a row of events."""

_POINTS = frozenset(
    "then later earlier afterwards before after meanwhile again still already next this these that those ago since "
    "until first last same following previous once eventually finally soon".split()
)
"""Words that lean on a time which is no longer told."""

_AT = frozenset({"in", "on", "at"})


@dataclass(frozen=True, slots=True)
class Happening:
    """An event and its date."""

    question: Question
    """The one that asks when."""
    text: str
    """A sentence without its full stop."""
    date: Date


def happenings(attempts: tuple[Attempt, ...], sheet: Sheet) -> Iterator[Happening]:
    """Those of the facts that tell of one event and its date, the first of each fact."""
    seen: set[str] = set()
    for attempt in attempts:
        question = attempt.question
        if question.ask != "when" or question.fact.id in seen or attempt.target is None:
            continue
        text = _text(attempt.target) if question.rule == "fronted" else None
        date = date_of(question.fact, question.span, sheet)
        if text and date is not None and date.relation == "at":
            seen.add(question.fact.id)
            yield Happening(question, text, date)


def _text(target: Target) -> str | None:
    """The sentence without its date; None where it would not stand alone, or tells of no single event."""
    piece, parse = target.piece, target.parse
    if piece is None or len(parse.clauses) != 1 or len(target.clause.predicates) != 1:
        return None
    if target.verb in _STATES or target.predicate.group.negation is not None or _is_open(target):
        return None
    if piece.sort == "preposition" and parse.words(piece.start, piece.head).lower() not in _AT:
        return None
    if piece.noun != target.index or piece.end - 1 != target.index:
        return None
    rest = [*target.tokens[: piece.start], *target.tokens[piece.end :]]
    if any(token.kind == "when" or token.lower in _POINTS or _is_vague(token.lower) for token in rest):
        return None
    before = parse.text[: target.tokens[piece.start].start]
    after = parse.text[target.tokens[piece.end - 1].end :]
    text = join(before, after)
    text = text[:-1] if text.endswith(".") and not re.search(r"\b[A-Z]\.$", text) else text
    return text[:1].upper() + text[1:]


def _is_open(target: Target) -> bool:
    """Whether the verb tells no finished event: a present, a perfect, a modal, "was building"."""
    group = target.predicate.group
    verb = target.tokens[group.verb].lower
    return (
        not is_past(target, target.clause)
        or verb.endswith("ing")
        or len(group.aux) > (1 if group.passive else 0)
    )


def _is_vague(word: str) -> bool:
    return word in words.SUBJECT_PRONOUNS or word in words.OTHER_PRONOUNS
