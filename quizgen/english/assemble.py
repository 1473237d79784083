"""Make clauses of a walk: find each one's subject and cut its tails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.clause import Clause, Piece, Predicate
from quizgen.english.pieces import cut
from quizgen.english.sides import before_verb, behind_verb
from quizgen.english.verbs import Group, is_adverb, split_particle
from quizgen.english.walk import COMMAS, ends_as_well_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.english.token import Token
    from quizgen.english.walk import Open, Walk


def assemble(walk: Walk, number: int) -> Clause:
    """The clause, with its subject found and its tails cut."""
    tokens, found = walk.tokens, walk.clauses[number]
    inner = [(other.start, other.end) for other in walk.clauses if other.parent == number]
    if not found.groups:
        return Clause(found.sort, found.start, found.end, found.opener, None, (), parent=found.parent)
    first = found.groups[0]
    start = found.start if found.opener is None else found.opener + 1
    front, subject, asides = before_verb(tokens, start, first.first, inner)
    inverted = False
    if subject is None and found.sort in ("relative", "nominal") and found.opener is not None:
        subject = (found.opener, found.opener + 1)
    predicates = _predicates(tokens, found, inner)
    if subject is None:
        said = any(tokens[piece.start].sort == "quoted" for piece in front)
        subject, inverted, predicates = behind_verb(tokens, first, predicates, said=said)
    return Clause(
        found.sort,
        found.start,
        found.end,
        found.opener,
        subject,
        predicates,
        front,
        asides,
        found.antecedent,
        inverted,
        found.parent,
        found.bounded or _is_cleft(walk, found),
    )


def _is_cleft(walk: Walk, found: Open) -> bool:
    """As in "It was Koch who …": the relative clause says nothing about which Koch, so it can be asked alone."""
    main = walk.clauses[0]
    if (
        found.sort != "relative"
        or found.antecedent is None
        or not main.groups
        or walk.tokens[0].lower != "it"
    ):
        return False
    return main.groups[0].last + 1 == found.antecedent[0] and walk.tokens[main.groups[0].verb].is_in(words.BE)


def participles(tokens: Sequence[Token], main: Clause) -> Iterable[Clause]:
    """As in "Voyager 1, launched in 1977, …", "Expelled from France, Karl Marx …": clauses that lack only "was"."""
    if main.subject is None or main.inverted:
        return
    for piece in (*main.fronted, *main.asides):
        verb = piece.start
        if tokens[verb].is_in(words.ARTICLES):  # "a computer built by IBM"
            verb = next(
                (index for index in range(verb + 2, piece.end - 1) if _is_built_by(tokens, index)), verb
            )
        while verb < piece.end and is_adverb(tokens[verb]):
            verb += 1
        if verb >= piece.end - 1 or not tokens[verb].word.can_be("VBN") or tokens[verb].proper:
            continue
        if not tokens[verb + 1].is_in(words.PREPOSITIONS) and tokens[verb + 1].kind not in ("when", "how"):
            continue
        group = Group(verb, verb, verb, passive=True)
        predicate = Predicate((group,), piece.end, cut(tokens, verb + 1, piece.end))
        yield Clause(
            "participle", piece.start, piece.end, None, main.subject, (predicate,), parent=0, bounded=True
        )


def _is_built_by(tokens: Sequence[Token], index: int) -> bool:
    return (
        tokens[index].word.can_be("VBN")
        and not tokens[index].word.can_be("NN")
        and tokens[index + 1].lower == "by"
    )


def _predicates(
    tokens: Sequence[Token], found: Open, inner: Sequence[tuple[int, int]]
) -> tuple[Predicate, ...]:
    predicates: list[Predicate] = []
    joined: list[Group] = []
    for group, after in zip(found.groups, [*found.groups[1:], None], strict=True):
        joined.append(group)
        end = found.end if after is None else _before_link(tokens, after.first, group.last + 1)
        if after is not None and end <= group.last + 1:
            continue
        predicates.append(_predicate(tokens, tuple(joined), end, inner))
        joined = []
    return tuple(predicates)


def _before_link(tokens: Sequence[Token], first: int, least: int) -> int:
    """The end of a tail before the "and" or comma that links the next verb."""
    while first > least and (
        (is_adverb(tokens[first - 1]) and tokens[first - 1].lower not in words.MEASURE_ADJECTIVES)
        or tokens[first - 1].is_in(words.COORDINATORS)
        or tokens[first - 1].text in COMMAS
    ):
        first -= 1
    return first - 3 if first - 3 >= least and ends_as_well_as(tokens, first - 1) else first


def _predicate(
    tokens: Sequence[Token], groups: tuple[Group, ...], end: int, inner: Sequence[tuple[int, int]]
) -> Predicate:
    last = groups[-1]
    lemma = tokens[last.verb].word.lemma("VBD", "VBZ", "VB", "VBN", "VBG")
    particle = None if last.particle else split_particle(tokens, last.verb, end)
    two = lemma in words.DITRANSITIVE or lemma in words.NAMING
    if particle is None:
        return Predicate(groups, end, cut(tokens, last.last + 1, end, inner, two_objects=two, verb=lemma))
    tail = (
        *cut(tokens, last.last + 1, particle, inner, two_objects=two),
        Piece("adverb", particle, particle + 1),
        *cut(tokens, particle + 1, end, inner),
    )
    return Predicate(groups, end, tail, particle)
