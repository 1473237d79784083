"""Spans without the words that they belong to: "[a law] which …", "a journey to [the Crimea]", "[1944] onwards"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.rules.guards.refusing import refuses

if TYPE_CHECKING:
    from quizgen.rules.target import Target


@refuses("part-of-phrase", "the clause behind the span says which one is meant; tag it too")
def is_told_which(target: Target) -> bool:
    """As in "passed [a law] which banned …": not any law."""
    return (
        target.position == "tail"
        and target.span.tag in ("who", "what")
        and bool(re.match(r"(?i)an? ", target.fact[target.span]))
        and any(
            clause.sort == "relative" and not clause.bounded and clause.start == target.index + 1
            for clause in target.parse.clauses
        )
    )


_STAYS = frozenset(
    "journey journeys voyage voyages trip trips flight march expedition tour crossing visit visits stay stays "
    "trek passage pilgrimage mission".split()
)
_MAKING = frozenset(
    "make take undertake lead go complete organise organize send finance fund begin start".split()
)


@refuses("part-of-phrase", "the place belongs to the noun before it; tag both together")
def belongs_to_journey(target: Target) -> bool:
    """As in "paid for her own journey to [the Crimea]", "during a stay near [Lake Geneva]"."""
    before, piece = target.before, target.piece
    if target.span.tag != "where" or before is None or piece is None or piece.sort != "preposition":
        return False
    opener = target.tokens[before.start].lower if before.sort == "preposition" else ""
    happened = opener in ("after", "before", "since", "until") and before.end - before.head > 1
    if happened and before.end == piece.start:  # "after his defeat at [Waterloo]"
        return target.tokens[piece.start].lower in ("at", "in", "on", "of", "near")
    if target.tokens[before.end - 1].lower not in _STAYS:
        return False
    made = before.sort == "noun" and target.verb in _MAKING
    return not made


@refuses("part-of-phrase", "tag the whole of it: [from 1944 onwards]{.when}")
def goes_onward(target: Target) -> bool:
    """As in "from [1944] onwards": the word behind the date belongs to it."""
    behind = target.tokens[target.index + 1 : target.index + 2]
    return target.span.tag == "when" and bool(behind) and behind[0].lower in ("onwards", "onward")


_WORKS = frozenset("design designs plans drawings words music lyrics ideas poems texts songs letters".split())


@refuses("part-of-phrase", "the span belongs to the noun before it; tag both together")
def made_the_work(target: Target) -> bool:
    """As in "was built to designs by [Costa]": he made the designs, and not what was built."""
    piece = target.piece
    if piece is None or target.position != "tail" or target.tokens[piece.start].lower != "by":
        return False
    return target.tokens[piece.start - 1].lower in _WORKS


@refuses("part-of-phrase", "what follows the span belongs to it; tag all of it")
def leads_to_more(target: Target) -> bool:
    """As in "without [any harm] to the patient": what follows belongs to the span."""
    piece, behind = target.piece, target.behind
    if piece is None or behind is None or target.tokens[piece.start].lower != "without":
        return False
    return target.tokens[behind.start].lower in ("to", "of", "for")
