"""Say a fact more plainly, where the words around a span keep the rules from asking for it.

Only words of the sentence are used, in the order of a plain sentence, so that what is said stays true:

It was in [1896]{.when} that [the first modern Olympics]{.what} took place in [Athens]{.where}.
the first modern Olympics took place in Athens in 1896

It was not until [1920]{.when} that [American women]{.who} won the right to vote.
American women won the right to vote in 1920

Henry VIII's second wife, [Anne Boleyn]{.who}, was executed in [May 1536]{.when}.
Anne Boleyn was executed in May 1536

[Ghana]{.what}, formerly called [the Gold Coast]{.what}, gained independence in 1957.
Ghana was formerly called the Gold Coast

The capital of [France]{.what} is [Paris]{.what}.
Paris is the capital of France

Bratislava, the capital of [Slovakia]{.what}, lies near Vienna.
Bratislava is the capital of Slovakia

Boyle set out his ideas in ["The Sceptical Chymist"]{.what}, a book that appeared in [1661]{.when}.
"The Sceptical Chymist" appeared in 1661

[The BBC]{.who} took ["Doctor Who"]{.what} off the air in 1989 and brought it back in [2005]{.when}.
The BBC brought "Doctor Who" back in 2005

Nadia Comăneci was awarded a perfect 10 when she was only [14]{.howmany} years old.
Nadia Comăneci was only 14 years old when she was awarded a perfect 10

[The Burj Khalifa]{.what} in [Dubai]{.where} is 828 metres tall.
The Burj Khalifa is in Dubai
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.dates import date_in
from quizgen.english import words
from quizgen.english.clause import Piece
from quizgen.english.number import number_of
from quizgen.rules.reference import object_fits
from quizgen.rules.target import begin, is_past

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quizgen.fact import Fact, Span
    from quizgen.rules.target import Target

Part = tuple[int, int] | str
"""Tokens from the first up to the second (exclusive), or a word of our own."""


def recasts(target: Target) -> Iterator[tuple[Fact, Span]]:
    """Plainer sentences with the span in them, and the span as it stands there."""
    for way in WAYS:
        parts = way(target)
        if parts and (said := _said(target, parts)) is not None:
            yield said


def _said(target: Target, parts: Sequence[Part]) -> tuple[Fact, Span] | None:
    """The sentence of these parts as a fact, its spans in their new places."""
    text = ""
    spans: dict[Span, Span] = {}
    for part in parts:
        text += " " if text and not (isinstance(part, str) and part.startswith(("'", "’"))) else ""
        if isinstance(part, str):
            text += part
            continue
        start, end = target.tokens[part[0]].start, target.tokens[part[1] - 1].end
        for span in target.fact.spans:
            if start <= span.start and span.end <= end and span not in spans:
                moved = len(text) - start
                spans[span] = replace(span, start=span.start + moved, end=span.end + moved)
        said = target.parse.text[start:end]
        text += begin(target, 0, said) if text and part[0] == 0 else said
    text = text[:1].upper() + text[1:].rstrip(" .,;") + "."
    if target.span not in spans:
        return None
    plain = replace(
        target.fact, text=text, spans=tuple(sorted(spans.values(), key=lambda span: (span.start, -span.end)))
    )
    return plain, spans[target.span]


def _cleft(target: Target) -> Sequence[Part] | None:
    """It was in 1896 that X happened -> X happened in 1896."""
    main = target.main
    if main.subject is None or target.tokens[main.subject[0]].lower != "it" or len(main.predicates) != 1:
        return None
    group, tail = main.predicates[0].group, main.predicates[0].tail
    if not target.tokens[group.verb].is_in(words.BE) or group.negation is not None or len(tail) < 2:
        return None
    focus, rest = tail[0], tail[1]
    said = target.tokens[rest.start].lower
    if focus.sort != "preposition" or rest.sort != "clause" or said != "that":
        return None
    if target.tokens[focus.start].lower in ("until", "only"):
        return None
    return [(rest.start + 1, rest.end), (focus.start, focus.end)]


def _not_until(target: Target) -> Sequence[Part] | None:
    """It was not until 1920 that X happened -> X happened in 1920."""
    main = target.main
    if main.subject is None or target.tokens[main.subject[0]].lower != "it" or len(main.predicates) != 1:
        return None
    tail = [
        piece for piece in main.predicates[0].tail if not target.tokens[piece.start].is_in(words.NEGATIONS)
    ]
    if len(tail) != 2 or len(tail) == len(main.predicates[0].tail) or tail[1].sort != "clause":
        return None
    focus, rest = tail
    if target.tokens[focus.start].lower != "until" or focus.end - focus.noun != 1:
        return None
    date = date_in(target.tokens[focus.noun].text)
    if date is None or date.relation != "at":
        return None
    preposition = "on" if date.precision == "day" else "in"
    return [(rest.start + 1, rest.end), preposition, (focus.noun, focus.end)]


def _apposition(target: Target) -> Sequence[Part] | None:
    """X, the capital of Y, … -> X is the capital of Y."""
    main = target.main
    if main.subject is None or target.position != "elsewhere":
        return None
    aside = next((piece for piece in main.asides if target.index in piece), None)
    if aside is None or not target.tokens[aside.start].is_in(words.ARTICLES):
        return None
    if any(clause.start > aside.start and clause.end <= aside.end for clause in target.parse.clauses[1:]):
        return None
    head = target.tokens[main.subject[0]]
    past = is_past(target, main)
    if head.kind == "who" and not past:
        return None  # whether they are still alive is not said
    plural = number_of(target.parse.words(*main.subject)) == "plural"
    be = ("were" if plural else "was") if past else ("are" if plural else "is")
    return [main.subject, be, (aside.start, aside.end)]


_NOW = frozenset({"better", "best", "also", "often", "usually", "sometimes", "now"})
_THEN = frozenset({"once", "formerly", "originally", "previously", "first"})


def _name_behind(target: Target) -> Sequence[Part] | None:
    """Henry VIII's second wife, Anne Boleyn, was executed -> Anne Boleyn was executed."""
    main = target.main
    aside = next((piece for piece in main.asides if target.index in piece), None)
    if main.subject is None or aside is None or aside.end - aside.start != 1 or len(main.predicates) != 1:
        return None
    if target.tokens[aside.start].sort != "phrase" or not target.tokens[aside.start].text[:1].isupper():
        return None
    first, last = main.subject
    heads = {token.lower for token in target.tokens[first:last]} & _SAID_OF_THINGS
    if heads and target.tokens[first].lower == "the":
        return [main.subject, "is", (aside.start, aside.end)]  # "The symbol for gold, [Au], comes from …"
    return [(aside.start, aside.end), (main.predicates[0].group.first, main.end)]


_SAID_OF_THINGS = frozenset({"symbol", "formula", "abbreviation", "name", "word", "term", "capital"})
"""Nouns that say what a thing is called: without them the name alone would be asked for."""


def _other_name(target: Target) -> Sequence[Part] | None:
    """X, better known as Y, … -> X is better known as Y; X, once called Y, … -> X was once called Y."""
    main = target.main
    aside = next((piece for piece in main.asides if target.index in piece), None)
    if main.subject is None or aside is None or aside.end - aside.start < 3:
        return None
    first, second = target.tokens[aside.start : aside.start + 2]
    if second.lower not in ("known", "called", "named") or first.lower not in _NOW | _THEN:
        return None
    plural = number_of(target.parse.words(*main.subject)) == "plural"
    be = ("are" if plural else "is") if first.lower in _NOW else ("were" if plural else "was")
    return [main.subject, be, (aside.start, aside.end)]


def _identity(target: Target) -> Sequence[Part] | None:
    """The capital of X is Y -> Y is the capital of X."""
    clause = target.clause
    if (
        clause is not target.main
        or target.position != "subject"
        or clause.subject is None
        or target.verb != "be"
    ):
        return None
    first, last = clause.subject
    tail = target.predicate.tail
    link = target.tokens[target.index - 1].lower
    if (
        last - 1 != target.index
        or link not in ("of", "for")
        or target.tokens[first].lower != "the"
        or len(tail) != 1
    ):
        return None
    name = target.tokens[tail[0].start]
    if (
        tail[0].end - tail[0].start != 1
        or not (name.sort == "phrase" or name.proper)
        or target.predicate.group.aux
    ):
        return None
    if not name.text[:1].isupper():
        return None
    group = target.predicate.group
    return [(tail[0].start, tail[0].end), (group.first, group.last + 1), (first, last)]


def _described(target: Target) -> Sequence[Part] | None:
    """…, a book that appeared in 1661 -> "The Sceptical Chymist" appeared in 1661."""
    clause = target.clause
    if (
        clause.sort != "relative"
        or clause.bounded
        or clause.antecedent is None
        or clause.opener != clause.start
    ):
        return None
    first = clause.antecedent[0]
    if clause.subject is None or clause.subject[0] != clause.opener or first < 2:
        return None
    if target.tokens[first].lower not in ("a", "an", "the") or target.tokens[first - 1].text not in (
        ",",
        "–",
        "—",
    ):
        return None
    named = target.tokens[first - 2]
    return (
        [(first - 2, first - 1), (clause.opener + 1, clause.end)]
        if named.sort in ("phrase", "quoted")
        else None
    )


def _second_predicate(target: Target) -> Sequence[Part] | None:
    """… took X off the air and brought it back in 2005 -> … brought X back in 2005."""
    clause, predicate = target.clause, target.predicate
    if clause.sort != "main" or clause.subject is None or predicate is clause.predicates[0]:
        return None
    first = clause.predicates[0].tail[:1]
    if (
        not first
        or not _is_certain(target, first[0])
        or predicate.group.aux
        or clause.predicates[0].group.passive
    ):
        return None
    for piece in predicate.tail:
        token = target.tokens[piece.end - 1]
        if piece.end - 1 >= piece.noun and token.lower in ("it", "them") and token.sort == "word":
            if object_fits(target, token, *clause.subject) or not object_fits(
                target, token, first[0].start, first[0].end
            ):
                return None
            found = (first[0].start, first[0].end)
            return [clause.subject, (predicate.group.first, piece.end - 1), found, (piece.end, predicate.end)]
    return None


def _is_certain(target: Target, piece: Piece) -> bool:
    """Whether a noun phrase names one thing, so that it can be named again: not "safes", which ones?"""
    head = target.tokens[piece.start]
    name = head.proper or head.text[:1].isupper() or head.text[:1] in '"“«‘'
    return piece.sort == "noun" and (name or head.text.split(" ")[0].lower() in ("the", *words.POSSESSIVES))


def _age(target: Target) -> Sequence[Part] | None:
    """X did Y when she was 14 -> X was 14 when she did Y."""
    clause, main = target.clause, target.main
    if (
        clause.sort != "adverbial"
        or target.span.tag != "howmany"
        or target.verb != "be"
        or clause.opener is None
    ):
        return None
    if target.tokens[clause.opener].lower != "when" or clause.subject is None or main.subject is None:
        return None
    if any(token.kind == "why" or token.lower == "because" for token in target.tokens):
        return None
    pronoun = target.tokens[clause.subject[0]].lower
    if clause.start == 0 and target.tokens[main.subject[0]].lower in ("he", "she") and is_past(target, main):
        # When X was 14, she did Y -> X was 14 when she did Y.
        return [(clause.subject[0], clause.end), "when", (main.subject[0], main.end)]
    predicate = main.predicates[0]
    tail = [piece for piece in predicate.tail if piece.start < clause.start]
    if pronoun not in ("he", "she") or len(main.predicates) != 1 or main.fronted or not is_past(target, main):
        return None
    end = tail[-1].end if tail else predicate.groups[-1].last + 1
    return [
        main.subject,
        (clause.predicates[0].group.first, clause.end),
        "when",
        pronoun,
        (predicate.group.first, end),
    ]


def _placed(target: Target) -> Sequence[Part] | None:
    """X in Dubai is 828 metres tall -> X is in Dubai."""
    clause = target.clause
    if (
        target.position != "subject"
        or clause.subject is None
        or target.span.tag != "where"
        or clause.sort != "main"
    ):
        return None
    first, last = clause.subject
    head = target.tokens[first]
    name = head.sort == "phrase" and head.kind == "what" and head.text.removeprefix("The ")[:1].isupper()
    if not name or last - first != 3 or last - 1 != target.index:
        return None
    verb = target.tokens[target.predicate.group.first].lower
    if verb not in ("is", "are") or target.tokens[first + 1].lower not in ("in", "on", "at", "near"):
        return None
    return [(first, first + 1), verb, (first + 1, last)]


WAYS: tuple[Callable[[Target], Sequence[Part] | None], ...] = (
    _cleft,
    _not_until,
    _apposition,
    _name_behind,
    _other_name,
    _identity,
    _described,
    _second_predicate,
    _age,
    _placed,
)
"""Tried in this order; each is for another reason why a span could not be asked for."""
