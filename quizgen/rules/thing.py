"""Gaps of people and things: objects, predicates, receivers, and what stands behind a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.wording import join
from quizgen.rules.compose import in_front
from quizgen.rules.phrase import ends_with_of, wh, which, whole_noun
from quizgen.rules.target import Refusal

if TYPE_CHECKING:
    from quizgen.english.clause import Piece
    from quizgen.rules.target import Target, Wording


_PIED = frozenset(
    "during before after since until despite because throughout within except without besides among amid between "
    "beyond via per".split()
)
"""Prepositions that do not stand well at the end of a question."""


def thing(target: Target) -> Wording | Refusal:
    """Who or what, in front; a preposition stays behind, or comes along where it does not stand well alone."""
    piece = target.piece
    assert piece is not None
    if piece.sort == "preposition":
        return _thing_behind_preposition(target, piece)
    if target.clause.subject and target.tokens[target.clause.subject[0]].lower == "there":
        first = target.tokens[target.predicate.group.first].lower
        if target.span.tag != "what" or first in ("are", "were", "have"):
            return Refusal("there", 'with "there" only how many, where and when can be asked for well')
    if piece.sort != "noun":
        return Refusal("part-of-phrase", "the span stands where it cannot be asked for")
    if ends_with_of(target, piece.start, piece.end):
        return in_front(target, [wh(target)], [piece], keep=target.parse.words(piece.start, target.index))
    whole = whole_noun(target, piece.start, piece.end)
    if whole is not None:
        return whole
    if _is_first_of_two(target, piece):
        return (
            in_front(target, [wh(target)], [piece], keep="")
            if target.verb not in words.DITRANSITIVE
            else (_receiver(target, piece))
        )
    return in_front(target, [wh(target)], [piece])


def _is_first_of_two(target: Target, piece: Piece) -> bool:
    tail = target.predicate.tail
    return (
        len(tail) > 1
        and tail[0] == piece
        and tail[1].sort == "noun"
        and target.tokens[tail[1].end - 1].kind not in ("when", "where")
        and not target.tokens[tail[1].end - 1].is_in(words.DETERMINERS)
        and not target.predicate.group.passive
    )


def _receiver(target: Target, piece: Piece) -> Wording | Refusal:
    """As in "Who did the Academy award the prize to in 1964?": the receiver's "to" stands behind the other object."""
    given = target.predicate.tail[1]
    preposition = "for" if target.verb in ("buy", "bring", "leave", "earn", "win") else "to"
    keep = join(target.parse.words(given.start, given.end), preposition)
    return in_front(target, [wh(target)], [piece, given], keep=keep)


def _thing_behind_preposition(target: Target, piece: Piece) -> Wording | Refusal:
    preposition = target.parse.words(piece.start, piece.head)
    if ends_with_of(target, piece.head, piece.end):
        return in_front(target, [wh(target)], [piece], keep=target.parse.words(piece.start, target.index))
    whole = whole_noun(target, piece.head, piece.end)
    if whole is not None:
        return whole
    lower = preposition.lower()
    word = f"which {which(target)}" if target.span.kind else ("whom" if target.span.tag == "who" else "what")
    naming = target.verb in ("name", "call", "model", "take", "look", "run")
    pied = lower.split()[0] in _PIED and not (naming and lower == "after")
    if lower == "by" and not target.span.kind:
        pied = True
    if pied or target.position == "fronted" or target.span.kind:
        return in_front(target, [f"{preposition.capitalize()} {word}"], [piece])
    return in_front(target, [wh(target)], [piece], keep=preposition)
