"""Gaps of reasons and manners: "why" and "how" swallow the word that led to them.

Harriet Tubman returned to Maryland [to free enslaved people]{.why}.
Why did Harriet Tubman return to Maryland? -> to free enslaved people

Bees find the hive by [following the sun]{.how}.
How do bees find the hive? -> following the sun
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.rules.compose import in_front
from quizgen.rules.phrase import wh
from quizgen.rules.target import PART_OF_PHRASE, Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import Piece
    from quizgen.rules.target import Target, Wording


_REASON_LINKS = ({"because"}, {"because", "of"}, {"in", "order"}, {"so", "as"}, {"due", "to"}, {"owing", "to"},
                 {"thanks", "to"}, {"for"}, {"since"}, {"as"}, {"so"}, {"out", "of"}, {"from"}, {"so", "that"}
                 )  # fmt: skip

_MANNER_LINKS = (
    {"by"},
    {"from"},
    {"with"},
    {"through"},
    {"using"},
    {"via"},
    {"in"},
    {"as"},
    {"by", "means", "of"},
    {"on"},
)


_WITH_HELP = frozenset(
    {"with the help of", "by means of", "with the aid of", "by the use of", "through the use of"}
)


def reason_or_manner(target: Target) -> Wording | Refusal:
    """Why or how, in front; the "because" or "by" before the span goes with it."""
    piece = target.piece
    assert piece is not None
    leading = target.row[: target.row.index(piece)]
    gap = [piece]
    if piece.sort in ("preposition", "noun") and piece.end - 1 != target.index:
        return PART_OF_PHRASE
    if (
        target.span.tag == "why"
        and any(before.sort == "infinitive" for before in leading)
        and (target.verb in words.CAUSING)
    ):
        return Refusal(
            "part-of-phrase", "it is not certain whose reason this is; say it in a fact of its own"
        )
    links = _REASON_LINKS if target.span.tag == "why" else _MANNER_LINKS
    before = leading[-1] if leading else None
    linked = before is not None and _is_link(target, before, links)
    if (
        before is not None
        and not linked
        and target.tokens[before.end - 1].lower == "of"
        and before.end == piece.start
    ):
        found = target.parse.words(before.start, before.end).lower()
        if target.span.tag != "how" or found not in _WITH_HELP:
            return PART_OF_PHRASE
        gap.insert(0, before)
    elif before is not None and linked:
        gap.insert(0, before)
    elif before is not None and before.sort == "preposition" and before.end == before.head:
        return Refusal("part-of-phrase", "a preposition leads to the span; tag it with the span")
    used = (
        target.verb == "use" and target.predicate.group.passive and target.fact[target.span].startswith("to ")
    )
    if target.span.tag == "why" and used:
        return in_front(target, ["what"], gap, keep="for")  # "Why is helium used?" would ask for the reason
    asked = in_front(target, [wh(target)], gap)
    if isinstance(asked, Refusal) or target.span.tag != "why" or len(gap) == 1:
        return asked
    link = target.parse.words(gap[0].start, gap[0].end).lower()
    return replace(asked, lead=link) if link in ("so that", "so", "in order") else asked


def _is_link(target: Target, piece: Piece, links: Sequence[set[str]]) -> bool:
    found = {token.lower for token in target.tokens[piece.start : piece.end]}
    return piece.sort in ("adverb", "preposition", "participle") and found in links
