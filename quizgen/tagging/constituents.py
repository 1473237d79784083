"""The parts of a sentence that could be asked for: noun phrases, each with its part in a clause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quizgen.english import words
from quizgen.tagging.vocabulary import FOR_SOMETHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.english.clause import Clause, Parse, Predicate
    from quizgen.english.clause import Piece as ClausePiece
    from quizgen.english.token import Token

Role = Literal["subject", "object", "complement", "agent", "adjunct", "loose"]


@dataclass(frozen=True, slots=True)
class Constituent:
    """A noun phrase: tokens `start` up to `end` (exclusive)."""

    start: int
    end: int
    role: Role
    verb: str
    """The lemma of its clause's verb; empty where there is none."""
    passive: bool = False
    preposition: str = ""
    """What stands before an adjunct, in lower case."""
    existential: bool = False
    """Whether the clause only says that there is such a thing."""
    after_object: bool = False
    """Whether the clause has an object before it."""


def constituents(parse: Parse) -> Iterator[Constituent]:
    """Those of every clause, in no order; they may overlap where clauses do."""
    for clause in parse.clauses:
        lemma, passive = _verb(parse.tokens, clause)
        if clause.subject is not None and clause.sort != "participle":
            yield from _subject(parse, clause, lemma, passive=passive)
        for piece in clause.fronted:
            if piece.sort == "preposition":
                yield _adjunct(parse.tokens, piece, lemma, passive=passive)
        there = clause.subject is not None and parse.tokens[clause.subject[0]].lower == "there"
        for predicate in clause.predicates:
            for part in _tail(parse.tokens, predicate):
                yield replace(part, existential=True) if there and part.role == "complement" else part


def _verb(tokens: Sequence[Token], clause: Clause) -> tuple[str, bool]:
    if not clause.predicates:
        return "", False
    group = clause.predicates[0].group
    return lemma_of(tokens[group.verb]), group.passive


def lemma_of(token: Token) -> str:
    """Of a verb; the word itself where it is none."""
    if token.is_in(words.BE):
        return "be"
    return token.word.lemma("VB", "VBZ", "VBD", "VBN", "VBG") or token.lower


def _subject(parse: Parse, clause: Clause, lemma: str, *, passive: bool) -> Iterator[Constituent]:
    first, last = clause.subject or (0, 0)
    opening = parse.tokens[first]
    if last - first > 1 and opening.word.can_be("VBG") and parse.tokens[first + 1].is_in(words.DETERMINERS):
        yield Constituent(first + 1, last, "object", lemma_of(opening))  # "Painting the ceiling kept …"
        return
    for start, end in _without_clauses(parse, first, last):
        yield Constituent(start, end, "subject", lemma, passive)


def _without_clauses(parse: Parse, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A noun phrase up to the clause, the aside or the phrase of place or time inside it."""
    for index in range(first + 1, last):
        token = parse.tokens[index]
        inside = any(clause.start == index for clause in parse.clauses)
        aside = token.sort == "aside" or (token.sort == "mark" and token.text in (",", "–", "—", ";"))
        if inside or aside or (token.is_in(words.PREPOSITIONS_BUT_OF) and index > first):
            yield first, index
            return
    yield first, last


def _tail(tokens: Sequence[Token], predicate: Predicate) -> Iterator[Constituent]:
    group = predicate.groups[-1]
    lemma, passive = lemma_of(tokens[group.verb]), predicate.group.passive
    objects = 0
    listed = _listed(tokens, predicate.tail)
    last: Constituent | None = None
    for number, piece in enumerate(predicate.tail):
        if number and _belongs_to_noun(tokens, predicate.tail[number - 1], piece, passive=passive):
            continue
        if number in listed and last is not None:
            end = _noun_end(tokens, predicate.tail, number, passive=passive)
            yield replace(last, start=piece.start, end=end)
            continue
        if _is_hedged(tokens, piece) and not objects:
            yield Constituent(piece.start, piece.end, _role(lemma, passive), lemma, passive)
        elif piece.sort == "infinitive":
            lemma, passive, objects = _infinitive(tokens, piece), False, 0
        elif piece.sort == "participle":
            lemma = lemma_of(tokens[piece.start]) if piece.end > piece.start else lemma
            passive, objects = tokens[piece.start].word.can_be("VBN"), 0
        elif piece.sort == "noun":
            end = _noun_end(tokens, predicate.tail, number, passive=passive)
            last = Constituent(piece.start, end, _role(lemma, passive), lemma, passive)
            yield last
            objects += 1
        elif piece.sort == "preposition":
            found = _adjunct(tokens, piece, lemma, passive=passive)
            end = _noun_end(tokens, predicate.tail, number, passive=passive)
            last = replace(found, end=end, after_object=bool(objects))
            yield last


def _listed(tokens: Sequence[Token], tail: Sequence[ClausePiece]) -> frozenset[int]:
    """Which pieces go on with a list: the later two in "in Brazil, Vietnam and Colombia"."""
    found: list[int] = []
    for number, piece in enumerate(tail):
        if piece.sort not in ("noun", "preposition"):
            continue
        members = list(_members(tail, number))
        if members and _has_coordinator(
            tokens, tail[members[-2] if len(members) > 1 else number], tail[members[-1]]
        ):
            found += members
    return frozenset(found)


def _members(tail: Sequence[ClausePiece], first: int) -> Iterator[int]:
    """The noun phrases that follow one another behind the first, with only commas and a coordinator between them."""
    number = first + 1
    while number < len(tail):
        marks = number
        while number < len(tail) and tail[number].sort in ("mark", "coordinator"):
            number += 1
        if number == marks or number == len(tail) or tail[number].sort != "noun":
            return
        yield number
        number += 1


def _has_coordinator(tokens: Sequence[Token], before: ClausePiece, last: ClausePiece) -> bool:
    return any(token.is_in(words.COORDINATORS) for token in tokens[before.end : last.end]) and all(
        token.text in (",", "–", "—") or token.sort != "mark" for token in tokens[before.end : last.start]
    )


def _noun_end(tokens: Sequence[Token], tail: Sequence[ClausePiece], number: int, *, passive: bool) -> int:
    """Where a noun phrase ends with the phrase behind it, if that belongs to it."""
    behind = tail[number + 1] if number + 1 < len(tail) else None
    if behind is not None and _belongs_to_noun(tokens, tail[number], behind, passive=passive):
        return behind.end
    return tail[number].end


_TAKES_WITH = frozenset(
    "border treaty alliance war agreement friendship trade peace pact truce contact quarrel dispute".split()
)
_TAKES_IN = frozenset("prize degree doctorate medal diploma".split())
_TAKES_ON = frozenset(
    "attack assault ban tax book report lecture lectures war essay treatise influence effect view".split()
)


def _belongs_to_noun(
    tokens: Sequence[Token], noun: ClausePiece, behind: ClausePiece, *, passive: bool
) -> bool:
    """Whether a prepositional phrase belongs to the noun before it: "a school for girls", "the border with Kenya"."""
    if noun.sort not in ("noun", "preposition") or behind.sort != "preposition" or noun.end != behind.start:
        return False
    head, preposition = tokens[noun.end - 1], tokens[behind.start].lower
    first = tokens[min(behind.start + 1, behind.end - 1)]
    if preposition == "in" and head.lower.split(" ")[-1] in _TAKES_IN:
        return True
    if preposition == "between" and noun.sort == "noun":
        return head.lower not in ("time", "times")
    if head.proper or head.sort != "word" or first.kind == "when":
        return False
    match preposition:
        case "for":
            bare = not first.is_in(words.DETERMINERS) and not first.proper
            return noun.sort == "noun" and (bare or head.lower in FOR_SOMETHING)
        case "with":
            return head.lower in _TAKES_WITH
        case "on" | "against":
            return head.lower in _TAKES_ON
        case "by":
            return not passive
    return False


def _is_hedged(tokens: Sequence[Token], piece: ClausePiece) -> bool:
    """As in "holds about a fifth of …": what looks like a preposition only makes the number rough."""
    if piece.sort != "preposition" or tokens[piece.start].lower not in ("about", "around", "over", "under"):
        return False
    inner = tokens[piece.start + 1 : piece.end]
    return len(inner) > 1 and (
        inner[0].sort == "number"
        or inner[0].is_in(words.NUMBER_WORDS)
        or (inner[0].is_in(words.ARTICLES) and inner[1].lower in _FRACTIONS)
    )


_FRACTIONS = words.ORDINALS - {"first", "second", "last", "next"} | {
    "half",
    "quarter",
    "hundred",
    "thousand",
    "million",
}


def _infinitive(tokens: Sequence[Token], piece: ClausePiece) -> str:
    return lemma_of(tokens[piece.end - 1])


def _role(lemma: str, passive: bool) -> Role:
    return "complement" if passive or lemma in words.LINKING else "object"


def _adjunct(tokens: Sequence[Token], piece: ClausePiece, lemma: str, *, passive: bool) -> Constituent:
    start = piece.head if piece.head > piece.start else piece.start + 1
    preposition = " ".join(token.lower for token in tokens[piece.start : start])
    role: Role = "agent" if preposition == "by" and passive else "adjunct"
    return Constituent(start, piece.end, role, lemma, passive, preposition)
