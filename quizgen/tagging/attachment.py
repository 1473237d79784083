"""What belongs to a noun phrase: a prepositional phrase that its noun asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.tagging.vocabulary import FOR_SOMETHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import Piece
    from quizgen.english.token import Token

_TAKES: dict[str, frozenset[str]] = {
    "with": frozenset("border treaty alliance war agreement friendship trade peace pact truce contact quarrel dispute "
                      "affair contest collision conflict relationship".split()),
    "in": frozenset("prize degree doctorate medal diploma rise increase decrease fall drop change decline interest "
                    "growth reduction improvement trade record difference belief confidence faith".split()),
    "on": frozenset("attack assault ban tax book report lecture essay treatise influence effect view notes limit "
                    "restriction emphasis impact dependence expert paper article speech talk work law".split()),
    "against": frozenset("attack assault war case campaign crusade revolt rebellion uprising protest vaccine struggle "
                         "crime fight defence defense".split()),
    "to": frozenset("threat blow answer key solution alternative damage resistance pilgrimage introduction approach "
                    "challenge reaction response attitude entrance access tribute hymn ode monument memorial right "
                    "heir successor gateway objection exception allegiance opposition sensitivity".split()),
    "over": frozenset("quarrel dispute conflict contretemps argument war victory debate control power".split()),
    "about": frozenset("book novel play film poem song story debate argument theory idea question report".split()),
    "towards": frozenset("attitude leniency hostility policy".split()),
    "before": frozenset("year month week day decade hour".split()),
}  # fmt: skip
"""Nouns, in the singular, that say only with what follows this preposition what they are."""


def belongs_to_noun(tokens: Sequence[Token], noun: Piece, behind: Piece, *, passive: bool) -> bool:
    """Whether a prepositional phrase belongs to the noun before it: "a school for girls", "the border with Kenya"."""
    if noun.sort not in ("noun", "preposition") or behind.sort != "preposition" or noun.end != behind.start:
        return False
    return goes_with(
        tokens, noun.end - 1, behind.start, behind.end, in_object=noun.sort == "noun", passive=passive
    )


def goes_with(
    tokens: Sequence[Token], head: int, start: int, end: int, *, in_object: bool = True, passive: bool = False
) -> bool:
    """Whether the phrase at `start` up to `end` belongs to the noun that is token `head`.

    `in_object`: the noun is in no prepositional phrase itself; `passive`: so is the verb before it.
    """
    noun, preposition = tokens[head], tokens[start].lower
    first = tokens[min(start + 1, end - 1)]
    word = noun.lower.split(" ")[-1]
    word = word if word in _TAKES["on"] else noun.word.lemma("NNS", "NN") or word
    if (
        preposition == "in"
        and word in _TAKES["in"]
        and not (first.proper and word in ("rise", "fall", "change"))
    ):
        return first.kind != "when"
    if preposition == "between":
        return (in_object and noun.lower not in ("time", "times")) or word in _JOINING
    if preposition in ("in", "on", "among") and _is_superlative(tokens, head):
        return first.kind != "when"
    if noun.proper or noun.sort != "word" or first.kind == "when":
        return False
    if preposition in ("at", "in") and not in_object and word in _FOUGHT:
        return first.proper or first.sort == "phrase"
    if preposition == "for":
        bare = not first.is_in(words.DETERMINERS) and not first.proper
        return in_object and (bare or noun.lower in FOR_SOMETHING)
    if preposition == "by":
        return not passive and (first.proper or first.sort == "phrase")
    return word in _TAKES.get(preposition, ())


_FOUGHT = frozenset("battle defeat victory siege massacre riot uprising meeting conference eruption".split())
"""What has its place with it where it says when something else was: "after the defeat at Actium"."""
_JOINING = frozenset("border boundary frontier gap strait canal tunnel region space difference route".split())


def _is_superlative(tokens: Sequence[Token], head: int) -> bool:
    """As in "the highest navigable lake | in the world"."""
    for index in range(head - 1, max(-1, head - 6), -1):
        token = tokens[index]
        if token.lower in ("the", "its", "their"):
            best = tokens[index + 1]
            return best.lower in ("most", "largest", "only") or (
                best.lower.endswith("est") and best.word.can_be("JJ") and len(best.lower) > 4
            )
        if token.sort != "word" or token.is_in(words.PREPOSITIONS):
            return False
    return False
