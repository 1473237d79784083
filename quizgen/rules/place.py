"""Gaps of places: which prepositions "where" swallows and which it keeps.

Jesse Owens won four medals in [Berlin]{.where}.
Where did Jesse Owens win four medals? -> Berlin

Marco Polo came from [Venice]{.where}.
Where did Marco Polo come from? -> Venice

Roald Amundsen reached [the South Pole]{.where} in 1911.
What did Roald Amundsen reach in 1911? -> the South Pole
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.rules.compose import in_front
from quizgen.rules.phrase import wh, which, whole_noun
from quizgen.rules.target import PART_OF_PHRASE, Refusal, begin

if TYPE_CHECKING:
    from quizgen.english.clause import Piece
    from quizgen.rules.target import Target, Wording


_PLACE_DROPPED = frozenset(
    "in at on to near along inside into onto within under beneath underneath behind beside between among around round "
    "across throughout outside above below over through toward towards by amid atop upon aboard off".split()
) | {"on board"}
"""Prepositions that "where" already means."""

_PLACE_SAME = frozenset("in at on to into onto inside within by aboard upon throughout amid".split())
"""Those without which the place alone is still the right answer: not so "beneath [the city]"."""


def place(target: Target) -> Wording | Refusal:
    """Where, in front; what for a place that is the object."""
    piece = target.piece
    assert piece is not None
    tokens = target.tokens
    if piece.sort == "preposition":
        return _place_behind_preposition(target, piece)
    of = target.index - 1
    if (
        piece.sort == "noun"
        and of > piece.start
        and tokens[of].lower == "of"
        and piece.end - 1 == target.index
    ):
        if target.verb in ("be", "become"):
            return in_front(
                target,
                ["what" if not target.span.kind else wh(target)],
                [piece],
                keep=target.parse.words(piece.start, target.index),
            )
        return PART_OF_PHRASE
    if _may_belong_to_noun(target, piece):
        return Refusal("part-of-phrase", "the place may belong to the noun before it; tag both together")
    first_word = target.fact[target.span].split(" ")[0].lower()
    if first_word.endswith(("ward", "wards")) and len(target.predicate.groups) > 1:
        return Refusal(
            "part-of-phrase", "the direction belongs to one of two verbs; say each in a fact of its own"
        )
    if first_word == "between" and _is_behind_noun(target, piece):
        return Refusal("part-of-phrase", "the place may belong to the noun before it; tag both together")
    if target.fact[target.span].lower() in words.PLACE_ADVERBS:
        return in_front(target, ["where"], [piece])
    if first_word in words.PREPOSITIONS or (
        (first_word in words.ADVERBS or first_word.endswith(("ward", "wards"))) and target.position == "tail"
    ):
        return in_front(target, ["where"], [piece])
    whole = whole_noun(target, piece.start, piece.end)
    if whole is not None:
        return whole
    if target.position == "fronted":
        return in_front(target, ["where"], [piece])
    if target.span.kind:
        return in_front(target, [wh(target)], [piece])
    if target.verb == "be":
        is_name = target.fact[target.span].removeprefix("the ")[:1].isupper()
        return in_front(target, ["what" if is_name else "where"], [piece])
    return in_front(target, ["what", "which place"], [piece])


def _place_behind_preposition(target: Target, piece: Piece) -> Wording | Refusal:
    preposition = target.parse.words(piece.start, piece.head)
    of = target.index - 1
    if of > piece.head and target.tokens[of].lower == "of" and piece.end - 1 == target.index:
        return PART_OF_PHRASE
    whole = whole_noun(target, piece.head, piece.end)
    if whole is not None:
        return whole
    lower = preposition.lower()
    if lower == "between" and _is_behind_noun(target, piece):
        return Refusal("part-of-phrase", "the place may belong to the noun before it; tag both together")
    if lower.startswith("than") or lower == "where":
        return Refusal(
            "comparison", "only a part of a comparison is tagged; tag what is compared, outside of it"
        )
    if _place_before(target, piece):
        return Refusal(
            "part-of-phrase", "two places stand there, one in the other; tag both together, or only one"
        )
    if _may_belong_to_noun(target, piece) or _is_denied(target, piece):
        return Refusal("part-of-phrase", "the place may belong to the noun before it; tag both together")
    if target.span.kind:
        return _with_place_kind(target, piece, preposition)
    if lower in ("from", "to") and _has_other_end(target, piece):
        return in_front(target, [f"{lower} where"], [piece])
    if lower == "for" and target.verb not in _LEAVING:
        return Refusal("part-of-phrase", 'a place behind "for" is whom or what it is for; tag it .what')
    if lower == "to" and target.verb in _TIED:
        return in_front(target, ["where"], [piece], keep=preposition)
    if lower == "into" and target.verb in _INTO:
        return in_front(target, ["what"], [piece], keep=preposition)
    if lower in _PLACE_DROPPED and not (lower == "to" and _goes_by(target)):
        asked = in_front(target, ["where"], [*_inner_place(target), piece])
        if isinstance(asked, Refusal) or lower in _PLACE_SAME:
            return asked
        lead = target.parse.words(piece.start, target.index)
        return replace(asked, lead=begin(target, piece.start, lead))
    if lower in ("from", "past", "of", "out of", "for") or (lower == "to" and _goes_by(target)):
        return in_front(target, ["where"], [piece], keep=preposition)
    return in_front(target, [f"{lower} what"], [piece])


def _goes_by(target: Target) -> bool:
    """As in "took the train to [Vienna]": without its "to" the question would ask for the station."""
    tail = target.predicate.tail[:1]
    vehicle = target.tokens[tail[0].end - 1].lower if tail and tail[0].sort == "noun" else ""
    return target.verb in ("take", "catch", "board", "ride") and vehicle in _VEHICLES


_INTO = frozenset("break look peer gaze burst bump delve cut dig bore drill bite run turn".split())
"""Verbs to which "into" belongs: "Where did they break?" would say something else."""

_TIED = frozenset("trace belong limit confine restrict connect link attach".split())
"""Verbs to which "to" belongs."""

_LEAVING = frozenset(
    "leave set sail depart head be bind embark make start go steer run travel fly march".split()
)
"""Verbs behind which "for" leads somewhere."""

_VEHICLES = frozenset("train bus ship boat ferry plane tram taxi coach steamer flight".split())


def _is_behind_noun(target: Target, piece: Piece) -> bool:
    """As in "on the border [between Nepal and China]"."""
    before = target.before
    return before is not None and before.end == piece.start and before.sort in ("noun", "preposition")


def _place_before(target: Target, piece: Piece) -> bool:
    """As in "at [the Toll House Inn] in [Massachusetts]": asked where, the inn would be the nearer answer."""
    before = target.before
    return (
        before is not None
        and before.sort == piece.sort == "preposition"
        and target.tokens[before.start].lower == "at"
        and target.tokens[piece.start].lower in ("in", "on", "near")
        and before.end == piece.start
        and target.tokens[before.end - 1].kind == "where"
        and not target.span.kind
    )


def _is_denied(target: Target, piece: Piece) -> bool:
    """As in "did not send a team to the Olympics in [Moscow]": where nobody was sent is no question."""
    before = target.before
    held = before is not None and before.sort == "preposition"
    negated = target.predicate.group.negation is not None
    return held and negated and target.tokens[piece.start].lower in ("in", "at")


_OWN_PLACES = frozenset(
    "home house laboratory lab studio workshop garden office palace castle school shop factory kitchen room study "
    "villa apartment flat farm estate garage observatory headquarters cell grave tomb church".split()
)


def _inner_place(target: Target) -> list[Piece]:
    """The "in his laboratory" of "in his laboratory in [London]", which answers the question as well."""
    before = target.before
    inner = (
        before is not None
        and before.sort == "preposition"
        and target.tokens[before.start].lower in ("in", "at")
        and before.head < before.end
        and target.tokens[before.head].is_in(words.POSSESSIVES)
        and target.tokens[before.end - 1].lower in _OWN_PLACES
        and not any(target.tokens[index].sort == "phrase" for index in range(before.start, before.end))
    )
    return [before] if before is not None and inner else []


def _may_belong_to_noun(target: Target, piece: Piece) -> bool:
    """As in "is the only big city on two continents": behind be and a noun, a place may say which one."""
    if target.position != "tail" or target.verb != "be" or target.predicate.group.aux:
        return False
    first = target.predicate.tail[0]
    return not target.says_there and first != piece and first.sort == "noun"


def _has_other_end(target: Target, piece: Piece) -> bool:
    """Whether a journey has both its ends in the sentence: "from the lungs to the rest of the body"."""
    ends = {
        target.tokens[other.start].lower for other in target.predicate.tail if other.sort == "preposition"
    }
    return {"from", "to"} <= ends


def _with_place_kind(target: Target, piece: Piece, preposition: str) -> Wording | Refusal:
    return in_front(target, [f"{preposition.lower()} which {which(target)}", "where"], [piece])
