"""Sentences of two halves, one of which does not stand without the other."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.rules.guards.refusing import LEFT_OUT, refuses
from quizgen.rules.reference import only_told_before
from quizgen.rules.target import Refusal

if TYPE_CHECKING:
    from quizgen.rules.target import Target

_NOT_ALL = frozenset({"no", "not", "hardly", "few", "little", "only", "neither", "scarcely", "barely"})


def shared(target: Target) -> Refusal | None:
    """What one half says for both: "is not X but Y", "A discovered, and B scaled up, the process"."""
    if _not_but(target):
        return Refusal("one-of-several", 'the sentence says "not … but …"; say only what is so')
    if _shares_object(target):
        why = "two verbs share what stands behind the second; say each in a fact of its own"
        return Refusal("one-of-several", why)
    return None


def _not_but(target: Target) -> bool:
    """As in "is not Sydney but Canberra": half of it alone would be a trap."""
    group = target.predicate.group
    return group.negation is not None and any(
        piece.sort == "coordinator" and target.tokens[piece.start].lower == "but"
        for piece in target.predicate.tail
    )


def _shares_object(target: Target) -> bool:
    """As in "Haber discovered, and Bosch scaled up, the process": the object stands once for two verbs."""
    main = target.main
    second = next((clause for clause in target.parse.clauses[1:] if clause.sort == "coordinate"), None)
    if not main.predicates or second is None or not second.predicates:
        return False
    ends = [one.predicates[-1].groups[-1].last + 1 for one in (main, second)]
    first_pair, second_pair = (target.tokens[end : end + 2] for end in ends)
    cut = all(len(pair) == 2 and pair[0].text == "," for pair in (first_pair, second_pair))
    return cut and first_pair[1].is_in(words.COORDINATORS) and not second_pair[1].is_in(words.PREPOSITIONS)


def ellipsis(target: Target) -> Refusal | None:
    """A verb that stands for what was said before: "whereas [paper] cannot", "but [the Lords] are not"."""
    group, tail = target.predicate.group, target.predicate.tail
    first_is_all = group.first == group.verb
    second = target.clause is not target.main
    bare = target.verb in ("be", "do", "have") and all(
        target.tokens[piece.start].is_in(words.NEGATIONS) for piece in tail
    )
    if second and bare and first_is_all and not group.passive and not target.clause.inverted:
        return Refusal("verb", "what is said stands in the other half; say it here too")
    before = target.tokens[group.first - 1].lower if group.first else ""
    if (
        before in ("so", "neither", "nor")
        and first_is_all
        and target.tokens[group.first].is_in(words.AUXILIARIES)
    ):
        return Refusal(
            "verb", "what is said stands in the other half; say it here too"
        )  # "and so do [turtles]"
    if target.says_there and second and target.clause.sort != "that":
        return Refusal("there", 'say "there is" in a fact of its own')
    if target.piece is None and first_is_all and target.tokens[group.first].is_in(words.MODALS):
        return Refusal("verb", "the verb is left out here; write it there too")
    return None


def negation(target: Target) -> Refusal | None:
    """As in "No [woman] was allowed", "Not all snakes lay [eggs]": what is left would say the opposite."""
    clause = target.clause
    turned = clause.inverted and target.span.tag == "when" and target.position == "fronted"
    if not turned and any(
        target.tokens[piece.start].lower in ("not", "hardly", "scarcely") for piece in clause.fronted
    ):
        return Refusal(
            "negative",
            "the sentence begins with a negation, which a question would lose; say first who or what it is about",
        )
    if target.position == "subject" and clause.subject is not None:
        before = target.tokens[clause.subject[0] : target.index]
        if any(token.lower in _NOT_ALL for token in before):
            return Refusal(
                "negative", f'"{before[0].text}" before the span is a part of what is true; tag it too'
            )
    return None


def leans_on_first_half(target: Target) -> Refusal | None:
    """As in "and has lived in India ever since", "because [it rains] and gets wet"."""
    if target.piece is None:
        return None
    second = target.predicate is not target.main.predicates[0] and target.clause.sort in (
        "main",
        "coordinate",
    )
    if second and _leans(target):
        why = "the second half of the sentence leans on the first; say each in a fact of its own"
        return Refusal("one-of-several", why)
    if target.predicate is not target.clause.predicates[0] and _is_behind_reason(target):
        return Refusal("one-of-several", "what follows the reason may belong to it; tag the whole reason")
    return None


def _leans(target: Target) -> bool:
    """As in "and has lived in India ever since", "and spent more time in Hamburg"."""
    tail = target.predicate.tail
    found = [token.lower for piece in tail for token in target.tokens[piece.start : piece.end]]
    if found[-1:] and found[-1] in ("since", "afterwards", "thereafter", "later", "then"):
        return True
    return any(word in ("more", "less", "fewer") for word in found) and "than" not in found


def _is_behind_reason(target: Target) -> bool:
    """As in "because [chlorophyll reflects green] and absorbs [red]"."""
    return any(token.kind == "why" for token in target.tokens[: target.predicate.group.first])


_ELSE = frozenset({"otherwise", "instead", "either", "too"})


@refuses("one-of-several", "the second half leans on the first; say it in a fact of its own")
def goes_on_from_before(target: Target) -> bool:
    """As in "otherwise it may crack in [the kiln]", "but they also have [unlimited liability]"."""
    clause = target.clause
    if clause.sort != "coordinate":
        return False
    inside = target.tokens[clause.start : clause.end]
    behind = target.tokens[target.predicate.group.last + 1 : clause.end]
    if any(token.is_in(_ELSE) for token in inside) or any(token.lower == "there" for token in behind):
        return True  # "otherwise it may crack", "and he died there in [1821]"
    return (
        target.verb == "have" and len(target.predicate.tail) == 1 and any(t.lower == "also" for t in inside)
    )


_BARE_END = re.compile(
    r"(?i) but [^,;]+ (?:do|does|did|is|are|was|were|has|have|had|can|could|will"
    r"|would|must|should)(?:n['’]t| ?not)?[.!]?$"
)


@refuses("one-of-several", "the second half leaves out its verb; write it there, or make two facts")
def ends_half_said(target: Target) -> bool:
    """As in "loses its contents when the power is off, but ROM doesn't", read as a part of the clause before it."""
    match = _BARE_END.search(target.fact.text)
    return match is not None and not _begins_a_half(target, match.start(), len(" but "))


@refuses("one-of-several", LEFT_OUT)
def names_by_the_first_half(target: Target) -> bool:
    """As in "reached [England] and killed [a third] of the people": of which people, the first half says."""
    if target.predicate is target.main.predicates[0] or target.clause is not target.main:
        return False
    for piece in target.predicate.tail:
        if piece.sort not in ("noun", "preposition") or piece.end - piece.noun < 2:
            continue
        article, last = target.tokens[piece.end - 2], target.tokens[piece.end - 1]
        if only_told_before(article, last):
            return True
    return False


_SOME_OF_THEM = re.compile(
    r"(?i),? (?:and|but) (?:most|some|many|all|both|few|several|none|half) of (?:them|these)\b"
)


@refuses("one-of-several", "the second half speaks of some of the first; say it in a fact of its own")
def speaks_of_some(target: Target) -> bool:
    """As in "find their way by …, and most of them eat [insects]", read as one half."""
    match = _SOME_OF_THEM.search(target.fact.text)
    if match is None or target.span.start < match.end():
        return False
    return not _begins_a_half(target, match.start(), len(", and "))


def _begins_a_half(target: Target, start: int, reach: int) -> bool:
    """Whether the sentence was read so that a half of its own begins there, or so many characters away: the word that
    joins it may be counted in or not."""
    return any(
        clause.sort == "coordinate" and abs(target.tokens[clause.start].start - start) <= reach
        for clause in target.parse.clauses
    )


@refuses("one-of-several", "each of two answers goes with a place of its own; make two facts")
def is_shared_out(target: Target) -> bool:
    """As in "turns [red] in an acid and [blue] in an alkali", read as if the acid were blue."""
    tail = target.predicate.tail
    if target.position != "tail":
        return False
    for piece, after in pairwise(tail):
        inside = target.tokens[piece.start : piece.end]
        same = target.tokens[piece.start].lower == target.tokens[after.start].lower
        joined = any(
            one.is_in(words.COORDINATORS) and other.kind == target.span.tag for one, other in pairwise(inside)
        )
        if piece.sort == after.sort == "preposition" and same and joined:
            return True
    return False
