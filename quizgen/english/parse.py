"""Find the clauses of a sentence: which verbs are finite, what each clause begins and ends with.

Every way to choose the finite verbs is a reading (at most 128). A reading is walked once, left to right, with
a stack of open clauses; a clause takes one verb, or several joined by "and". Each verb earns points from its
neighbours (`evidence.evidence`), each clause without verb or subject and each verb without clause costs points.
The best reading is the parse; how far it leads over the next with another main verb is its margin.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import inf
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.assemble import assemble, participles
from quizgen.english.clause import Clause, Parse, Piece
from quizgen.english.evidence import evidence
from quizgen.english.number import ends_as_plural, number_of
from quizgen.english.pieces import cut
from quizgen.english.token import Phrase, Token, tokenise
from quizgen.english.verbs import Group, can_be_finite, group_at
from quizgen.english.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


MOST_DOUBTFUL = 7
"""Weak candidates that are tried both ways: 2 ** 7 readings."""

NEAR = 1.0
"""Points within which another reading is a rival of the best."""

NO_RIVAL = 9.0
"""The margin of a reading that has no rival, in points."""


def parse(text: str, phrases: Sequence[Phrase] = ()) -> Parse:
    """Read a sentence, given the phrases in it that hold together (they may nest)."""
    tokens = tokenise(text, phrases)
    points = _candidates(tokens)
    ranked = sorted(_worthwhile(tokens, points), key=lambda found: (-found.score, found.number))
    if not ranked or not ranked[0].clauses:
        return Parse(text, tokens, (), 0.0)
    best = ranked[0]
    rival = next(
        (found.score for found in ranked[1:] if found.main_verb != best.main_verb), best.score - NO_RIVAL
    )
    near = tuple(
        found.clauses
        for found in ranked[1:]
        if found.main_verb == best.main_verb
        and best.score - found.score < NEAR
        and found.clauses != best.clauses
    )
    return Parse(text, tokens, best.clauses, min(best.score - rival, best.health), near)


def _worthwhile(tokens: Sequence[Token], points: Mapping[int, float]) -> Iterator[_Reading]:
    """The readings that could be the best, near it, or its rival: since structure only loses points, the evidence for
    the verbs of a reading says how good it can be, and most need no walk."""
    choices = [_groups(tokens, chosen) for chosen in _readings(tokens, points)]
    most = [sum(points[index] for index in groups) for groups in choices]
    best: dict[int, float] = {}
    for number in sorted(range(len(choices)), key=lambda number: -most[number]):
        first, *others = sorted(best.values(), reverse=True) or (-inf,)
        rival = max(others[0] if others else -inf, first - NO_RIVAL)
        if most[number] < min(rival, first - NEAR):
            return
        found = _read(tokens, choices[number], points, number)
        best[found.main_verb] = max(found.score, best.get(found.main_verb, -inf))
        yield found


@dataclass(frozen=True, slots=True)
class _Reading:
    number: int
    """In the order of `_readings`: of two as good the first counts."""
    score: float
    clauses: tuple[Clause, ...]
    main_verb: int
    health: float
    """Points lost by broken structure, taken from `NO_RIVAL`."""


def _candidates(tokens: Sequence[Token]) -> dict[int, float]:
    """The tokens that can be finite verbs, with the evidence for each in points."""
    return {index: evidence(tokens, index) for index in range(len(tokens)) if can_be_finite(tokens, index)}


def _readings(tokens: Sequence[Token], points: Mapping[int, float]) -> Iterable[tuple[int, ...]]:
    """Every choice of finite verbs worth a walk; `points` are the candidates, with the evidence for each."""
    sure = [
        index for index in points if tokens[index].kind == "verb" or _is_sure(tokens[index], points[index])
    ]
    doubtful = sorted((index for index in points if index not in sure), key=lambda index: -points[index])
    doubtful = doubtful[:MOST_DOUBTFUL]
    for size in range(len(doubtful) + 1):
        for some in combinations(doubtful, size):
            if chosen := tuple(sorted((*sure, *some))):
                yield chosen


def _is_sure(token: Token, points: float) -> bool:
    if (
        token.is_in(words.FINITE_BE, words.MODALS)
        or token.lower in ("has", "had", "does", "did")
        or points >= 8
    ):
        return True
    if not token.word.can_be("VBD") or token.word.can_be("VBN", "VB", "NNS"):
        return False
    return points > (3.0 if token.word.can_be("NN", "JJ", "RB") else 0.0)


def _groups(tokens: Sequence[Token], chosen: tuple[int, ...]) -> dict[int, Group]:
    """The verb groups that begin with these verbs, each by its first token."""
    groups: dict[int, Group] = {}
    reached = -1
    for index in chosen:
        if index > reached:
            group = _inverted_group(tokens, index) or group_at(tokens, index)
            groups[index] = group
            reached = group.last
    return groups


def _read(
    tokens: Sequence[Token], groups: dict[int, Group], points: Mapping[int, float], number: int
) -> _Reading:
    walk = Walk(tokens, groups)
    walk.run()
    clauses = tuple(assemble(walk, number) for number in range(len(walk.clauses)))
    clauses += tuple(participles(tokens, clauses[0]))
    lost = walk.lost + sum(_loss(tokens, clause) for clause in clauses) + _holds_clause(tokens, clauses)
    lost += _neglect(tokens, groups, points)
    score = sum(points[index] for index in groups) - lost
    verb = clauses[0].predicates[0].group.verb if clauses[0].predicates else -1
    return _Reading(number, score, clauses if verb >= 0 else (), verb, NO_RIVAL - lost)


def _inverted_group(tokens: Sequence[Token], index: int) -> Group | None:
    """As in "Never again would a crew fly": the auxiliary stands before its subject."""
    if (
        not index
        or not tokens[0].is_in(words.OPENING_NEGATIVES)
        or not tokens[index].is_in(words.AUXILIARIES)
    ):
        return None
    after = index + 1
    if after == len(tokens):
        return None
    if tokens[after].sort == "phrase":
        noun: Piece | None = Piece("noun", after, after + 1)
    else:
        noun = next(iter(cut(tokens, after, len(tokens))), None)
    if noun is None or noun.sort != "noun" or noun.end >= len(tokens):
        return None
    pair = (*tokens[: index + 1], *tokens[noun.end :])
    group = group_at(pair, index)
    shift = noun.end - after
    if group.verb == index:
        return None
    aux = tuple(number if number <= index else number + shift for number in group.aux)
    return Group(
        index,
        group.verb + shift,
        group.last + shift,
        aux,
        None,
        None if group.particle is None else group.particle + shift,
        group.passive,
    )


def _loss(tokens: Sequence[Token], clause: Clause) -> float:
    """Points a clause costs for what it lacks."""
    if not clause.predicates:
        return 12.0 if clause.sort == "main" else 6.0
    if clause.subject is None:
        return 5.0
    lost = 1.0 if clause.inverted else 0.0
    first, last = clause.subject
    if tokens[last - 1].is_in(words.COORDINATORS):
        lost += 4.0  # "the players stop and | leave"
    if last - first > 1 and tokens[last - 1].is_in(words.SUBJECT_PRONOUNS) and tokens[last - 1].lower != "it":
        lost += 4.0  # "the sweet liquid they | produce"
    if last - first > 1 and _is_plural_before_noun(
        tokens[last - 2], tokens[last - 1], first=last - first == 2
    ):
        lost += 2.0
    if (
        last - first == 1
        and tokens[first].sort == "word"
        and tokens[first].word.can_be("JJ")
        and not (tokens[first].word.can_be("NN", "NNS") or tokens[first].proper)
    ):
        lost += 2.0
    return lost + _disagreement(tokens, clause)


def _holds_clause(tokens: Sequence[Token], clauses: Sequence[Clause]) -> float:
    """Points for a main subject with a "when" or an "if" inside: "A current flows when it is closed, and the core"."""
    first, last = clauses[0].subject or (0, 0)
    held = any(clause.sort == "adverbial" and first < clause.start < last for clause in clauses[1:])
    return 4.0 if held and tokens[last - 1].sort != "mark" else 0.0


def _is_plural_before_noun(before: Token, noun: Token, *, first: bool) -> bool:
    """As in "spiders spin": a plural hardly ever stands before another noun, so the second is rather the verb.

    `first`: the two are the whole subject, so that the plural is no verb.
    """
    plural = before.sort == "word" and before.word.can_be("NNS") and not before.word.can_be("NN", "JJ")
    plural = plural and (first or not before.word.can_be("VBZ"))
    return (
        plural
        and not before.proper
        and noun.sort == "word"
        and noun.word.can_be("NN")
        and noun.word.can_be("VB")
    )


def _disagreement(tokens: Sequence[Token], clause: Clause) -> float:
    """Singular subjects with plural verbs, and the other way round."""
    assert clause.subject is not None
    first, last = clause.subject
    if clause.sort == "relative" and clause.opener == first:
        if clause.antecedent is None:
            return 0.0
        first, last = clause.antecedent
    verb = tokens[clause.predicates[0].group.first]
    number = number_of(" ".join(token.text for token in tokens[first:last]))
    if last - first == 1 and _may_be_plural(tokens[first]):
        number = "unknown"
    if last - first == 1 and tokens[first].lower in words.MASS_NOUNS - words.PLURAL_WITHOUT_S - _HERDS:
        number = "singular"
    singular_verb = verb.lower in ("is", "was", "has", "does") or (
        verb.word.can_be("VBZ") and not verb.word.can_be("VB", "VBD")
    )
    plural_verb = verb.lower in ("are", "were", "have", "do") or (
        verb.word.can_be("VB") and not verb.word.can_be("VBD", "VBZ") and not verb.is_in(words.MODALS)
    )
    wrong = (number == "plural" and singular_verb) or (number == "singular" and plural_verb)
    return 3.0 if wrong else 0.0


def _may_be_plural(token: Token) -> bool:
    """As in "Chloroplasts": no lexicon says whether that is a name or the plural of a word it lacks."""
    return not token.word.forms and ends_as_plural(token.lower)


_HERDS = frozenset("fish sheep deer salmon cattle poultry krill wildlife livestock".split())


def _may_end_subject(tokens: Sequence[Token], index: int) -> bool:
    """As in "left in damp air | rusts because …": a noun that would be a verb as well, and the last chance of one."""
    token, before, after = tokens[index], tokens[index - 1], tokens[index + 1]
    return (
        token.word.can_be("VBZ")
        and before.word.can_be("NN")
        and not before.word.can_be("JJ")
        and (after.is_in(words.SUBORDINATORS) or after.sort == "mark")
    )


def _may_be_participle(tokens: Sequence[Token], group: Group) -> bool:
    """As in "Iron | left in damp air": a past that could be a participle, without an object."""
    verb = tokens[group.verb]
    return (
        group.first == group.verb
        and verb.word.can_be("VBN")
        and group.last + 1 < len(tokens)
        and tokens[group.last + 1].is_in(words.PREPOSITIONS)
    )


def _neglect(tokens: Sequence[Token], groups: dict[int, Group], points: Mapping[int, float]) -> float:
    """Points for words left as nouns or participles where a noun phrase follows that nothing governs."""
    inside = {index for group in groups.values() for index in range(group.first, group.last + 1)}
    lost = 0.0
    for index in points:
        if index in inside or not 0 < index < len(tokens) - 1:
            continue
        token, after = tokens[index], tokens[index + 1]
        if token.sort != "word" or token.proper:
            continue
        if _may_end_subject(tokens, index) and any(
            _may_be_participle(tokens, group) for group in groups.values()
        ):
            lost += 1.5
        if token.word.can_be("VBZ", "VBD") and not token.word.can_be("NN", "NNS", "JJ", "VBN", "RB", "VB"):
            lost += 3.0  # "consists" is nothing but a verb
        elif points[index] > 1.0 and not token.word.can_be("NN", "NNS", "JJ", "VBN", "RB"):
            lost += 1.5  # "prices tend to rise"
        if tokens[index - 1].kind in ("who", "what") and not token.word.can_be("VBN", "VB"):
            lost += 1.5
        if (after.sort == "phrase" and after.kind in ("who", "what", "howmany")) or after.is_in(
            words.ARTICLES
        ):
            lost += 2.5 if not token.word.can_be("NN", "NNS") or points[index] > 2 else 1.5
    return lost
