"""Clauses that state no fact by themselves, or not which one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.rules.guards.refusing import LEFT_OUT, refuses
from quizgen.rules.target import Refusal, is_past

if TYPE_CHECKING:
    from quizgen.english.clause import Clause
    from quizgen.rules.target import Target

ISLAND = "the span stands in a clause that cannot be asked alone; say it in a fact of its own"

_REAL_ONLY_IF_PAST = frozenset(
    {"when", "whenever", "before", "after", "until", "till", "once", "while", "where"}
)


def stands_apart(target: Target) -> Refusal | None:
    """Why the clause that holds the span cannot be asked alone."""
    clause = target.clause
    if clause.sort in ("nominal", "contact") or (clause.sort == "relative" and not clause.bounded):
        return Refusal("island", ISLAND)
    if clause.sort == "adverbial" and clause.opener is not None:
        return _adverbial(target, target.tokens[clause.opener].lower)
    if clause.sort == "relative" and clause.antecedent is not None:
        return _relative(target, clause.antecedent)
    return None


def _adverbial(target: Target, opener: str) -> Refusal | None:
    clause = target.clause
    if opener in words.UNCERTAIN_SUBORDINATORS | {"had", "were", "should"}:
        why = f'what stands behind "{opener}" is no fact by itself; tag the other half of the sentence'
        return Refusal("island", why)
    if opener in _REAL_ONLY_IF_PAST and not is_past(target, clause):
        why = f'what stands behind "{opener}" is said of any time, not of one; tag the other half of the sentence'
        return Refusal("island", why)
    if opener in ("before", "after") and _says_the_same(target, clause):
        why = "the clause only repeats the main one for another time or place; tag the other half of the sentence"
        return Refusal("island", why)
    if target.span.tag == "why" and opener in _REAL_ONLY_IF_PAST:
        why = "it is not certain of which half this is the reason; say it in a fact of its own"
        return Refusal("island", why)
    if _says_too_little(target, clause):
        why = "the clause says too little by itself for a question; tag the other half of the sentence, or say more"
        return Refusal("too-little", why)
    return None


def _relative(target: Target, antecedent: tuple[int, int]) -> Refusal | None:
    if _counts(target, antecedent):
        why = "the noun before the relative clause is counted anew; say it in a fact of its own"
        return Refusal("relative", why)
    if _is_ambiguous(target, antecedent):
        why = "it is not certain which noun the relative clause is about; say it in a fact of its own"
        return Refusal("relative", why)
    return None


def _says_the_same(target: Target, clause: Clause) -> bool:
    def lemma(one: Clause) -> str:
        verb = target.tokens[one.predicates[0].groups[-1].verb]
        return verb.word.lemma("VBN", "VBD", "VBZ", "VB")

    main = target.main
    return bool(main.predicates) and lemma(main) == lemma(clause)


def _says_too_little(target: Target, clause: Clause) -> bool:
    """As in "after [the war] ended", "because [whales] are mammals", "when Mozart was [five]"."""
    if target.verb == "be":
        return target.position == "subject" or target.span.tag == "howmany"
    tail = clause.predicates[0].tail
    told = any(
        piece.sort == "noun" or target.tokens[index].kind
        for piece in tail
        for index in range(piece.start, piece.end)
    )
    return target.position == "subject" and not told


def _counts(target: Target, antecedent: tuple[int, int]) -> bool:
    """As in "has [100] members, who are elected …": not any hundred members."""
    first = target.tokens[antecedent[0]]
    if first.is_in(words.PREPOSITIONS) or first.kind in ("why", "how"):
        return True  # "is made up | of [twelve] citizens, who …"
    return first.kind == "howmany" or first.sort == "number"


def _is_ambiguous(target: Target, antecedent: tuple[int, int]) -> bool:
    """As in "the revolution in Saint-Domingue, which is now Haiti"."""
    text = target.parse.words(*antecedent)
    opener = target.tokens[target.clause.opener or 0].lower
    last = target.tokens[antecedent[1] - 1]
    if opener in ("who", "whom") and last.kind not in ("", "who"):
        return True  # "[a book by al-Khwārizmī], who …"
    if antecedent[1] - antecedent[0] > 1 and any(
        target.tokens[index].lower == "of" for index in range(*antecedent)
    ):
        return last.sort == "phrase"
    return (
        bool(re.search(r" (?:in|on|at|of|from|near|to) (?:the )?[A-Z]", text))
        and antecedent[1] - antecedent[0] == 1
    )


@refuses("island", LEFT_OUT)
def tells_more_of_time(target: Target) -> bool:
    """As in "since [1 January 2023], when it replaced [the kuna]": a clause about the date, not a condition."""
    clause = target.clause
    if clause.sort != "adverbial" or clause.opener is None or clause.opener < 2:
        return False
    if target.tokens[clause.opener].lower not in ("when", "where"):
        return False
    comma, before = target.tokens[clause.opener - 1], target.tokens[clause.opener - 2]
    dated = before.is_time or before.kind == "where"
    return comma.text == "," and dated


_HEARSAY = frozenset("say think believe suppose report know rumour claim".split())


@refuses("island", LEFT_OUT)
def is_hearsay(target: Target) -> bool:
    """As in "is said to have thought of gravity when he saw [an apple]": nobody was said to at that moment."""
    main = target.main
    group = main.predicates[0].group if main.predicates else None
    if target.clause.sort != "adverbial" or group is None or not group.passive:
        return False
    tail = main.predicates[0].tail[:1]
    verb = target.tokens[group.verb].word.lemma("VBN")
    return verb in _HEARSAY and bool(tail) and tail[0].sort == "infinitive"


_CONDITION = re.compile(r"(?i), (?:provided|providing|on condition) (?:that )?")


@refuses("condition", "it is so only under a condition; say in another fact what is always so")
def holds_only_if(target: Target) -> bool:
    """As in "wins, provided that the lead is two points": true of no half alone."""
    return bool(_CONDITION.search(target.fact.text))
