"""Gaps of people and things: objects, predicates, receivers, and what stands behind a preposition.

Bell gave [the first telephone]{.what} to [the emperor of Brazil]{.who}.
What did Bell give to the emperor of Brazil? -> the first telephone
Who did Bell give the first telephone to? -> the emperor of Brazil

[The Royal Society]{.who} awarded [Dorothy Hodgkin]{.who} a medal.
Who did the Royal Society award a medal to? -> Dorothy Hodgkin

Ottawa is the capital of [Canada]{.what}.
What is Ottawa the capital of? -> Canada
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.noun import PARTS
from quizgen.english.wording import join
from quizgen.rules.compose import in_front
from quizgen.rules.phrase import apposed, ends_with_of, wh, wh_behind_preposition, whole_noun
from quizgen.rules.target import PART_OF_PHRASE, Refusal

if TYPE_CHECKING:
    from quizgen.english.clause import Piece
    from quizgen.rules.target import Target, Wording


_PIED = frozenset(
    "during before after since until despite because throughout within except without besides among amid between "
    "beyond via per aboard".split()
)
"""Prepositions that do not stand well at the end of a question."""


def thing(target: Target) -> Wording | Refusal:
    """Who or what, in front; a preposition stays behind, or comes along where it does not stand well alone."""
    piece = target.piece
    assert piece is not None
    if piece.sort == "preposition":
        return _thing_behind_preposition(target, piece)
    if target.says_there:
        first = target.tokens[target.predicate.group.first].lower
        if target.span.tag != "what" or first in ("are", "were", "have"):
            return Refusal(
                "there",
                'with "there" only how many, where and when can be asked for well; put what is there first',
            )
    that = target.lone_before("that")
    if that is not None and piece.end - 1 == target.index:
        # All that was shown is asked for: "showed that [the universe is expanding]".
        return in_front(target, [wh(target)], [that, piece])
    if piece.sort != "noun":
        return Refusal(
            "part-of-phrase", "the span stands where it cannot be asked for; say it in a fact of its own"
        )
    first = target.fact[target.span].split(" ")[0]
    rough = _ROUGHLY.match(target.fact[target.span]) is not None
    if first in words.PREPOSITIONS - {"of", "to"} and target.verb not in ("mean", "be") and not rough:
        return in_front(target, [wh(target)], [piece], keep=first)
    if first in words.PREPOSITIONS - {"of", "to"} and not rough:
        return Refusal("part-of-phrase", "a preposition stands first in the span; leave it outside")
    if first == "to" and target.verb != "be":
        return in_front(target, [wh(target)], [piece], keep="to do")
    if ends_with_of(target, piece.start, piece.end):
        return in_front(target, [wh(target)], [piece], keep=target.parse.words(piece.start, target.index))
    whole = whole_noun(target, piece.start, piece.end)
    if whole is not None:
        return whole
    if target.position == "tail" and _is_half_of_infinitive(target):
        return Refusal(
            "part-of-phrase",
            "the span is one of two objects of an infinitive; say it in a fact of its own",
        )
    if target.verb in words.DITRANSITIVE and _is_first_of_two(target, piece):
        return _receiver(target, piece)
    return in_front(target, [wh(target)], [piece])


_ROUGHLY = re.compile(
    rf"(?:about|around|over|under|up to|between) (?:\d|(?:an?|the) (?:{'|'.join(sorted(PARTS))})\b"
    rf"|(?:{'|'.join(sorted(words.NUMBER_WORDS))})\b)"
)
"""As in "about 180 litres", "over a third": no preposition, but what makes the number rough."""


def _is_half_of_infinitive(target: Target) -> bool:
    """As in "the first to give [women] [the vote]": the "to" that a question needs has no place there."""
    before, behind = target.before, target.behind
    if before is None or before.sort != "infinitive" or behind is None or behind.sort != "noun":
        return False
    return target.tokens[behind.end - 1].kind not in ("when", "where")


def _is_first_of_two(target: Target, piece: Piece) -> bool:
    tail = target.predicate.tail
    return (
        len(tail) > 1
        and tail[0] == piece
        and tail[1].sort == "noun"
        and target.tokens[tail[1].end - 1].kind not in ("when", "where")
        and not target.tokens[tail[1].end - 1].is_in(words.DETERMINERS)
        and target.tokens[tail[1].end - 1].lower not in words.PERIODS | {"times", "once", "twice"}
        and not target.predicate.group.passive
    )


def _receiver(target: Target, piece: Piece) -> Wording | Refusal:
    """As in "Who did the Academy award the prize to in 1964?": the receiver's "to" stands behind the other object."""
    given, *behind = target.predicate.tail[1:]
    if behind and behind[0].sort == "infinitive":
        return in_front(target, [wh(target)], [piece])
    if behind and _is_sort_of_aid(target, behind[0]):
        keep_end, gap = behind[0].end, [piece, given, behind[0]]
    else:
        keep_end, gap = given.end, [piece, given]
    preposition = "for" if target.verb in ("buy", "bring", "leave", "earn", "win") else "to"
    keep = join(target.parse.words(given.start, keep_end), preposition)
    return in_front(target, [wh(target)], gap, keep=keep)


def _is_sort_of_aid(target: Target, piece: Piece) -> bool:
    """The "in aid" of "gave [Europe] $13 billion in aid": what sort of money it was."""
    only = target.tokens[piece.noun] if piece.end - piece.noun == 1 else None
    return (
        only is not None
        and target.tokens[piece.start].lower == "in"
        and only.sort == "word"
        and not only.proper
        and any(token.kind == "howmany" or token.sort == "number" for token in target.tokens[: piece.start])
    )


def _is_one_end(target: Target, piece: Piece) -> bool:
    """As in "moved from [Barcelona] to Paris": a "from" left behind would run into the "to"."""
    ends = {"from": ("to", "into"), "to": ("from",), "into": ("from",)}
    others = {
        target.tokens[other.start].lower
        for other in target.predicate.tail
        if other.sort == "preposition" and other.start > piece.start
    }
    return bool(others & set(ends.get(target.tokens[piece.start].lower, ())))


_DEEDS = frozenset(
    "suggestion request invitation command order orders direction leadership guidance insistence reign rule advice "
    "supervision patronage influence name".split()
)
"""Nouns that "whose" asks for better: "At whose suggestion were the Games held?"."""


def _thing_behind_preposition(target: Target, piece: Piece) -> Wording | Refusal:
    preposition = target.parse.words(piece.start, piece.head)
    if ends_with_of(target, piece.head, piece.end) and preposition.lower() == "by":
        return PART_OF_PHRASE
    if ends_with_of(target, piece.head, piece.end) and target.span.tag == "who":
        noun = target.tokens[target.index - 2].lower
        if noun in _DEEDS and target.tokens[piece.head].lower == "the" and piece.end - piece.head == 4:
            return in_front(target, [f"{preposition.lower()} whose {noun}"], [piece])
    if ends_with_of(target, piece.head, piece.end):
        return in_front(target, [wh(target)], [piece], keep=target.parse.words(piece.start, target.index))
    whole = whole_noun(target, piece.head, piece.end)
    if whole is not None:
        return whole
    lower = preposition.lower()
    word = wh_behind_preposition(target)
    naming = target.verb in ("name", "call", "model", "take", "look", "run")
    pied = lower.split()[0] in _PIED and not (naming and lower == "after")
    after = target.tokens[target.behind.start].lower if target.behind is not None else ""
    if after == lower:
        pied = True  # "work for for thirty years"
    if after == "to" and lower in ("in", "on", "with"):
        pied = True  # "describe the eruption in to the historian"
    if lower == "by" and not target.predicate.group.passive:
        return Refusal("part-of-phrase", "the span may belong to the noun before it; tag both together")
    if lower == "by" or (lower == "under" and target.span.tag == "who") or _is_one_end(target, piece):
        pied = True
    if lower == "than":
        return in_front(target, [wh(target)], [piece], keep=preposition)
    if pied or target.position == "fronted" or target.span.kind or apposed(target):
        return in_front(target, [f"{lower} {word}"], [piece])
    return in_front(target, [wh(target)], [piece], keep=preposition)
