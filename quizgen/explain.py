"""Say how a fact was read and why each question came out or did not, for `quizgen explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.ask import SURE
from quizgen.english.verbs import is_adverb
from quizgen.rules.plain import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.ask import Asked, Attempt
    from quizgen.english.clause import Clause, Parse, Piece, Predicate

_OBJECTS = frozenset({"noun", "adjective"})
_ADJUNCTS = frozenset({"preposition", "adverb", "infinitive", "participle", "clause"})


def explain(asked: Asked) -> Iterator[str]:
    """Lines of text: the sentence, its clauses, the margin, then each span with its question and its refusals."""
    fact = asked.fact
    yield f"{fact.place.path}:{fact.place.line}  {fact.id}"
    yield f"  {fact.text}"
    yield ""
    if is_plain(fact):
        yield "  a plain card: its own words ask, and no English is read"
    elif not asked.parse.clauses:
        yield "  no verb was found; write a whole sentence, or tag its verb: [rose]{.verb}"
    else:
        yield from _reading(asked.parse)
    for attempt in asked.attempts:
        yield ""
        yield from _attempt(attempt)


def _reading(parse: Parse) -> Iterator[str]:
    for clause in parse.clauses:
        yield from _clause(parse, clause)
    yield f"  {'margin':<11} {parse.margin:.1f} points over the next reading ({SURE:.1f} is enough)"


def _clause(parse: Parse, clause: Clause) -> Iterator[str]:
    if clause.sort != "main":
        opener = f' "{parse.tokens[clause.opener].text}"' if clause.opener is not None else ""
        yield f"  {clause.sort} clause{opener}"
    if clause.subject is not None:
        yield _row("subject", parse.words(*clause.subject))
    for predicate in clause.predicates:
        yield _row("verb group", _verb_group(parse, predicate))
        yield from _rows(parse, "object", _OBJECTS, predicate.tail)
        yield from _rows(parse, "adjunct", _ADJUNCTS, predicate.tail)
    yield from _rows(parse, "fronted", _ADJUNCTS | _OBJECTS, clause.fronted)


def _verb_group(parse: Parse, predicate: Predicate) -> str:
    first, last = predicate.group.first, predicate.groups[-1].last
    while first and is_adverb(parse.tokens[first - 1]):
        first -= 1
    words = parse.words(first, last + 1)
    if predicate.particle is not None:
        words += f" … {parse.tokens[predicate.particle].text}"
    return f"{words} (passive)" if predicate.group.passive else words


def _rows(parse: Parse, label: str, sorts: frozenset[str], pieces: tuple[Piece, ...]) -> Iterator[str]:
    for piece in pieces:
        if piece.sort in sorts:
            yield _row(label, parse.words(piece.start, piece.end))


def _row(label: str, words: str) -> str:
    return f"  {label:<11} {words}"


def _attempt(attempt: Attempt) -> Iterator[str]:
    question = attempt.question
    yield f"  {question.ask}: {question.answer}"
    yield f"    {question.text}"
    for wrong in question.span.wrong:
        yield f"    wrong: {wrong}"
    for variant in question.variants:
        yield f"    or: {variant}"
    for rule, refusal in attempt.refusals:
        yield f"    {rule or 'no rule'} did not ask: {refusal.why}"
    if attempt.plain:
        yield f"    said plainly: {attempt.plain}"
    if attempt.passed:
        yield f"    not for such a span: {', '.join(attempt.passed)}"
    yield f"    asked by: {question.rule}"
