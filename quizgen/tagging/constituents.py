"""The parts of a sentence that could be asked for: noun phrases, each with its part in a clause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quizgen.english import words
from quizgen.english.listing import lists
from quizgen.tagging.attachment import belongs_to_noun, goes_with
from quizgen.tagging.heads import head_of, is_group, is_person

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
    whole: bool = False
    """Whether its verb says that it is one thing, "and" or not: "Snow White and the Seven Dwarfs was shown"."""
    said: Literal["", "who", "what"] = ""
    """What its verb's complement makes of it: "Deep Blue was a computer"."""
    after_noun: bool = False
    """Whether another noun phrase stands right before it."""
    measured: bool = False
    """Whether it says how long before or after: "two years after his death"."""
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
    whole = _is_one(parse.tokens, clause, first, last)
    for start, end in [(first, last)] if whole else _without_clauses(parse, first, last):
        yield Constituent(
            start, end, "subject", lemma, passive, whole=whole, said=_said(parse.tokens, clause, lemma)
        )


def _said(tokens: Sequence[Token], clause: Clause, lemma: str) -> Literal["", "who", "what"]:
    """Whether the complement of "be" and the like says that the subject is somebody or something."""
    tail = clause.predicates[0].tail if clause.predicates and lemma in ("be", "become", "remain") else ()
    if not tail or tail[0].sort != "noun" or not tokens[tail[0].start].is_in(words.ARTICLES):
        return ""
    head = head_of(tokens, tail[0].start, tail[0].end)
    return "who" if is_person(head) or is_group(head) else "what"


def _is_one(tokens: Sequence[Token], clause: Clause, first: int, last: int) -> bool:
    """Whether several names joined by "and" have a verb in the singular: they are a title, then."""
    verb = tokens[clause.predicates[0].group.first] if clause.predicates else None
    joined = any(token.lower == "and" for token in tokens[first + 1 : last - 1])
    named = all(
        token.text[:1].isupper() or token.is_in(words.ARTICLES, words.COORDINATORS, words.NUMBER_WORDS)
        for token in tokens[first:last]
    )
    return joined and named and verb is not None and verb.lower in ("was", "is", "has")


def _without_clauses(parse: Parse, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A noun phrase up to the clause, the aside or the phrase of place or time inside it."""
    tokens = parse.tokens
    start, is_list = first, _is_list(tokens, first, last)
    for index in range(first + 1, last):
        token = tokens[index]
        inside = any(clause.start == index for clause in parse.clauses)
        aside = token.sort == "aside" or (token.text in (",", "–", "—", ";") and not is_list)
        told = token.is_in(words.PREPOSITIONS_BUT_OF) and not goes_with(tokens, index - 1, index, last)
        if inside or aside or told:
            yield start, index
            start = next((i + 1 for i in range(index, last) if is_list and _parts(tokens[i])), last)
            if start == last or inside:
                return
    yield start, last


def _parts(token: Token) -> bool:
    return token.text == "," or token.is_in(words.COORDINATORS)


def _is_list(tokens: Sequence[Token], first: int, last: int) -> bool:
    """As in "Elm bark, willow bark and honey": commas, and one "and" behind them all."""
    commas = [index for index in range(first, last) if tokens[index].text == ","]
    joined = [index for index in range(first, last) if tokens[index].is_in(words.COORDINATORS)]
    return bool(commas and joined) and joined[0] > commas[-1]


def _tail(tokens: Sequence[Token], predicate: Predicate) -> Iterator[Constituent]:
    group = predicate.groups[-1]
    lemma, passive = lemma_of(tokens[group.verb]), predicate.group.passive
    objects = 0
    members = {number for found in lists(tokens, predicate.tail) for number in found[1:]}
    last: Constituent | None = None
    for number, piece in enumerate(predicate.tail):
        if number and belongs_to_noun(tokens, predicate.tail[number - 1], piece, passive=passive):
            continue
        if number in members and last is not None:
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
        elif _is_cut_off(tokens, predicate.tail, number):
            continue  # "the sweet liquid | they produce"
        elif piece.sort == "noun" and number and tokens[piece.start - 1].text == ",":
            continue  # "Lindisfarne, an island off …"
        elif piece.sort == "noun":
            end = _noun_end(tokens, predicate.tail, number, passive=passive)
            whole, end = end, _without_state(tokens, piece.start, end, lemma)
            end = _with_infinitive(tokens, predicate.tail, number, end)
            turned = lemma == "turn" and _leads_into(tokens, predicate.tail[number + 1 :])
            role = "object" if (turned or end < whole) and not passive else _role(lemma, passive)
            last = Constituent(piece.start, end, role, lemma, passive)
            yield last
            objects += 1
        elif piece.sort == "preposition":
            found = _adjunct(tokens, piece, lemma, passive=passive)
            end = _noun_end(tokens, predicate.tail, number, passive=passive)
            last = replace(
                found,
                end=end,
                after_object=bool(objects),
                after_noun=number > 0 and predicate.tail[number - 1].sort in ("noun", "preposition"),
                measured=_is_measured(tokens, piece.start),
            )
            yield last


_MEASURES = frozenset("not years months weeks days hours minutes".split())


def _is_cut_off(tokens: Sequence[Token], tail: Sequence[ClausePiece], number: int) -> bool:
    """Whether a clause without its "that" says which one is meant, and was taken for a noun phrase."""
    behind = tail[number + 1] if number + 1 < len(tail) else None
    joined = behind is not None and behind.sort == "noun" and behind.start == tail[number].end
    return (
        joined and behind is not None and tokens[behind.start].is_in(words.SUBJECT_PRONOUNS - {"it", "you"})
    )


def _leads_into(tokens: Sequence[Token], tail: Sequence[ClausePiece]) -> bool:
    """As in "turns light into signals", where something is turned and nothing becomes light."""
    return any(piece.sort == "preposition" and tokens[piece.start].lower == "into" for piece in tail)


def _is_measured(tokens: Sequence[Token], start: int) -> bool:
    """Whether what stands before a phrase says how long before it, or after."""
    before = tokens[start - 1].lower.split(" ")[-1] if start else ""
    return before in _MEASURES | {f"a {unit}" for unit in ("year", "month", "day")} or before == "century"


def _noun_end(tokens: Sequence[Token], tail: Sequence[ClausePiece], number: int, *, passive: bool) -> int:
    """Where a noun phrase ends with the phrase behind it, if that belongs to it."""
    behind = tail[number + 1] if number + 1 < len(tail) else None
    if behind is not None and belongs_to_noun(tokens, tail[number], behind, passive=passive):
        return behind.end
    return tail[number].end


_TO_DO = frozenset(
    "right duty ability freedom permission refusal power authority attempt promise decision".split()
)


def _with_infinitive(tokens: Sequence[Token], tail: Sequence[ClausePiece], number: int, end: int) -> int:
    """Where the object ends with what one may do: "the right to vote"."""
    behind = tail[number + 1] if number + 1 < len(tail) else None
    if behind is None or behind.sort != "infinitive" or tokens[end - 1].lower not in _TO_DO:
        return end
    beyond = tail[number + 2] if number + 2 < len(tail) else None
    return beyond.end if beyond is not None and beyond.sort == "noun" else behind.end


_STATES = frozenset(
    "warm cold hot clean dry safe open free empty calm cool dark secret busy cheap "
    "red blue green yellow white black brown grey pink purple".split()
)
_KEEPING = frozenset("keep make leave render find turn hold get paint drive".split())


def _without_state(tokens: Sequence[Token], start: int, end: int, lemma: str) -> int:
    """Where the object ends of a verb that tells how it becomes or stays: "keep their eggs | warm"."""
    last, before = tokens[end - 1], tokens[end - 2]
    if lemma not in _KEEPING or end - start < 2 or last.sort != "word" or last.proper:
        return end
    if last.word.can_be("NN") and last.lower not in _STATES:
        return end  # "left some uranium salt"
    noun = (
        before.sort == "phrase" or before.proper or before.word.can_be("NN", "NNS") or not before.word.forms
    )
    return end - 1 if last.word.can_be("JJ") and noun and not before.word.can_be("JJ") else end


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
