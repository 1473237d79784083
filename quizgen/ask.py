"""Ask a sheet: every span of every fact becomes a question, or says why it cannot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, count
from typing import TYPE_CHECKING

from quizgen.english.clause import Parse
from quizgen.english.parse import parse
from quizgen.english.token import Phrase
from quizgen.question import Question
from quizgen.reading.formulas import parted
from quizgen.rules import RULES
from quizgen.rules.cloze import cloze
from quizgen.rules.guards import guard
from quizgen.rules.owners import with_owners
from quizgen.rules.plain import is_plain, plain
from quizgen.rules.recast import recasts
from quizgen.rules.target import Refusal, Wording, locate
from quizgen.tags import TAGS
from quizgen.telling_apart import tell_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.fact import Fact, Sheet, Span
    from quizgen.rules.target import Target

SURE = 1.0
"""Points of margin from which the reading of a sentence is trusted; below it the fact is a cloze."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one span: a question, and why the rules before it did not ask."""

    question: Question
    refusals: tuple[tuple[str, Refusal], ...]
    """(rule, reason) of those that were meant for such a span and yet refused; a cloze has at least one, unless its
    author asked for a gap by `.answer`."""
    target: Target | None = None
    """Where the span stands; None where that could not be said."""
    passed: tuple[str, ...] = ()
    """The rules that are not meant for a span that stands so."""
    plain: str = ""
    """The plainer sentence in which it was asked for, where the fact's own would not do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact, read and asked."""

    fact: Fact
    parse: Parse
    """Without tokens where the fact is a plain card."""
    attempts: tuple[Attempt, ...]


def known_names(sheet: Sheet) -> frozenset[str]:
    """Every spelling of every name that the sheet's front matter lists."""
    return frozenset(known for name, entry in sheet.names.items() for known in (name, *entry.also))


def ask(fact: Fact, sheet: Sheet, names: frozenset[str] | None = None) -> Asked:
    """Read a fact's sentence and ask for each of its spans.

    The sentence is read once with the outermost spans held together, and once more for the spans inside
    others, with those around them opened. A plain card is not read at all. Owners that the author tells stand in it by
    name. `names` are `known_names(sheet)`, for who asks many facts.
    """
    names = known_names(sheet) if names is None else names
    said = with_owners(fact)
    if said is not fact:
        return _as_written(ask(said, sheet, names), fact)
    whole = Parse(fact.text, (), (), 0.0) if is_plain(fact) else _read(fact, fact.spans, sheet.formulas)
    readings: dict[tuple[Span, ...], Parse] = {(): whole}
    made: list[Attempt] = []
    aspects = _aspects(fact.spans)
    for span in fact.spans:
        if not TAGS[span.tag].asks:
            continue
        id_ = f"{sheet.id}/{fact.id}/{aspects[span]}"
        if TAGS[span.tag].plain:
            made.append(_plain(fact, span, id_))
            continue
        around = tuple(other for other in fact.spans if other is not span and span in other)
        if around not in readings:
            others = [other for other in fact.spans if other not in around]
            readings[around] = _read(fact, others, sheet.formulas)
        attempt = _attempt(fact, span, readings[around], names, id_)
        open_ = attempt.question.form == "open"
        made.append(attempt if open_ else _recast(attempt, names, sheet.formulas))
    return Asked(fact, whole, tuple(made))


def _as_written(asked: Asked, fact: Fact) -> Asked:
    """What was asked of a fact whose owners are named, as questions of the fact that its author wrote."""
    written = dict(zip(asked.fact.spans, fact.spans, strict=True))
    made = []
    for attempt in asked.attempts:
        said, span = attempt.question.span, written[attempt.question.span]
        named = "" if span.stands_for or asked.fact[said] == fact[span] else asked.fact[said]
        question = replace(attempt.question, fact=fact, span=span, named=named)
        made.append(replace(attempt, question=question, plain=attempt.plain or asked.fact.text))
    return Asked(fact, asked.parse, tuple(made))


def _read(fact: Fact, spans: Iterable[Span], formulas: frozenset[str]) -> Parse:
    phrases = [Phrase(span.start, span.end, span.tag) for span in spans if not TAGS[span.tag].plain]
    return parse(fact.text, [*phrases, *_formulas(fact.text, formulas)])


def _formulas(text: str, known: frozenset[str]) -> Iterator[Phrase]:
    """Each a thing that holds together, whatever letters and signs it is made of."""
    at = 0
    for part, is_formula in parted(text, known):
        if is_formula:
            yield Phrase(at, at + len(part), "what")
        at += len(part)


def _aspects(spans: Iterable[Span]) -> dict[Span, str]:
    """What tells the questions of one fact apart: the tag, and the span's name or number if needed.

    A name given once is kept; a number never takes what a name already has.
    """
    aspects: dict[Span, str] = {}
    taken: set[str] = set()
    for span in spans:
        if span.name and (named := f"{span.tag}-{span.name}") not in taken:
            aspects[span] = named
            taken.add(named)
    for span in spans:
        if span not in aspects:
            free = chain([span.tag], (f"{span.tag}-{number}" for number in count(2)))
            aspects[span] = next(aspect for aspect in free if aspect not in taken)
            taken.add(aspects[span])
    return aspects


def _plain(fact: Fact, span: Span, id_: str) -> Attempt:
    """The author's own question, or the gap that the author asked for."""
    own = plain(fact, span)
    text, rule = (cloze(fact, span), "cloze") if own is None else (own, "plain")
    return Attempt(Question(id_, fact, span, text, rule=rule), ())


def _attempt(fact: Fact, span: Span, reading: Parse, names: frozenset[str], id_: str) -> Attempt:
    target = locate(fact, span, reading, names)
    if isinstance(target, Refusal):
        return _gap(fact, span, id_, [("", target)])
    if reading.margin < SURE or len(reading.subjects_of(target.index)) > 1:
        doubt = Refusal("unsure", "it is not certain which word is the verb; tag the verb: [rose]{.verb}")
        return _gap(fact, span, id_, [("", doubt)], target)
    if (never := guard(target)) is not None:
        return _gap(fact, span, id_, [("", never)], target)
    refusals: list[tuple[str, Refusal]] = []
    passed: list[str] = []
    for rule in RULES:
        outcome = rule(target)
        if isinstance(outcome, Wording):
            question = Question(id_, fact, span, outcome.text, outcome.variants, rule.__name__, outcome.lead)
            return Attempt(question, tuple(refusals), target, tuple(passed))
        if outcome is None:
            passed.append(rule.__name__)
        else:
            refusals.append((rule.__name__, outcome))
    if not refusals:
        nowhere = "the span stands in an aside; say it in a fact of its own, if it is to be asked for"
        refusals.append(("", Refusal("no-place", nowhere)))
    return _gap(fact, span, id_, refusals, target, passed)


def _recast(gap: Attempt, names: frozenset[str], formulas: frozenset[str]) -> Attempt:
    """The span asked for in a plainer sentence, if that can be done; else the gap it was."""
    question = gap.question
    if gap.target is None or (gap.target.parse.margin < SURE):
        return gap
    for said, span in recasts(gap.target):
        reading = _read(said, _outer(said, span), formulas)
        again = _attempt(said, span, reading, names, question.id)
        if again.question.form == "open":
            asked = replace(again.question, fact=question.fact, span=question.span)
            return replace(again, question=asked, refusals=gap.refusals, plain=said.text)
    return gap


def _outer(fact: Fact, span: Span) -> list[Span]:
    """The spans of a sentence less those around this one, which are opened for it."""
    return [other for other in fact.spans if other is span or span not in other]


def _gap(
    fact: Fact,
    span: Span,
    id_: str,
    refusals: Sequence[tuple[str, Refusal]],
    target: Target | None = None,
    passed: Sequence[str] = (),
) -> Attempt:
    return Attempt(Question(id_, fact, span, cloze(fact, span)), tuple(refusals), target, tuple(passed))


def ask_all(sheet: Sheet) -> Iterator[Asked]:
    """Every fact of a sheet asked, in sheet order; questions that have rivals are told apart."""
    names = known_names(sheet)
    told = _told_apart(sheet, names)
    return (_with(ask(fact, sheet, names), told) for fact in sheet.facts)


def ask_in_sheet(fact: Fact, sheet: Sheet) -> Asked:
    """One fact as `ask_all` asks it, its rivals among the others minded."""
    names = known_names(sheet)
    return _with(ask(fact, sheet, names), _told_apart(sheet, names))


def _told_apart(sheet: Sheet, names: frozenset[str]) -> dict[str, Question]:
    return tell_apart(sheet, lambda fact: (one.question for one in ask(fact, sheet, names).attempts))


def _with(asked: Asked, told: dict[str, Question]) -> Asked:
    if not any(attempt.question.id in told for attempt in asked.attempts):
        return asked
    better = (replace(one, question=told.get(one.question.id, one.question)) for one in asked.attempts)
    return replace(asked, attempts=tuple(better))


def attempts(sheet: Sheet) -> Iterator[Attempt]:
    """What came of the spans of a sheet, in sheet order, one for each span that asks."""
    return (attempt for asked in ask_all(sheet) for attempt in asked.attempts)


def questions(sheet: Sheet) -> Iterator[Question]:
    """The questions of a sheet in sheet order, one for each span that asks."""
    return (attempt.question for attempt in attempts(sheet))
