"""Tails that do not stand without the span, or the span without them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.rules.guards.clause import ISLAND
from quizgen.rules.target import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.english.clause import Piece
    from quizgen.rules.target import Target

_LEANS_BACK = re.compile(
    r"(?i)^the (?:next|following|previous|same) |\b(?:later|earlier|afterwards|beforehand|before|after that)$"
)


def surroundings(target: Target) -> Refusal | None:
    """What stands around the span and keeps it from being asked for."""
    piece = target.piece
    if piece is None:
        return None
    return next((reason for holds, reason in _AROUND if holds(target, piece)), None)


def _is_inside(target: Target, piece: Piece) -> bool:
    """As in "boiled by [steam]" behind a noun: inside a participle, or in front in an infinitive."""
    in_front = target.position == "fronted" and piece.sort == "infinitive"
    return bool(piece.inside) or piece.sort == "participle" or in_front


def _is_gapped(target: Target, piece: Piece) -> bool:
    """As in "turns red in acids and blue in alkalis"."""
    tail, tokens = target.predicate.tail, target.tokens
    if target.position != "tail":
        return False
    for number, joined in enumerate(tail[:-2]):
        if (
            joined.sort == "coordinator"
            and tail[number + 2].sort == "preposition"
            and tail[number + 1].sort == "noun"
        ):
            counted = tokens[tail[number + 1].end - 1]
            if counted.kind == "howmany" or counted.sort == "number":
                return True  # "46 in body cells but only 23 in egg cells"
    return any(
        joined.sort == "coordinator"
        and before.sort in ("preposition", "adverb")
        and after.sort in ("noun", "adjective")
        for before, joined, after in zip(tail, tail[1:], tail[2:], strict=False)
    )


def _is_second_of_both(target: Target, piece: Piece) -> bool:
    """As in "not only the 5,000 metres but also [the marathon]"."""
    start = max(target.index - 3, target.predicate.groups[-1].last + 1)
    before = [token.lower for token in target.tokens[start : target.index]]
    return "but" in before and any(token.lower == "only" for token in target.tokens[: target.index])


_NAMED = frozenset({"called", "named", "known", "nicknamed", "titled"})


def _is_inside_reduced(target: Target, piece: Piece) -> bool:
    """As in "in a ship called [X]", "while working at [CERN]", "[wind] blowing over [the sea]": the verb between is
    no finite one, and what follows it is its own."""
    leading = target.leading
    link = target.index - (2 if target.tokens[target.index - 1].lower == "as" else 1)
    group = target.predicate.groups[-1]
    own = group.first <= link <= group.last or target.verb in ("be", "become", "know")
    if leading and target.tokens[link].lower in _NAMED and not own:
        return True
    for number, other in enumerate(leading):
        last = target.tokens[other.end - 1]
        led = target.tokens[leading[number - 1].end - 1] if number else None
        if not last.word.can_be("VBG") or other.end == other.start:
            continue
        if other.end - other.start == 1 and led is not None and led.lower in ("while", "when"):
            return True
        held = led if other.end - other.start == 1 else target.tokens[other.end - 2]
        if held is not None and held.kind == "what" and target.span.tag in ("where", "when"):
            return True
    return False


def _is_behind_comma(target: Target, piece: Piece) -> bool:
    """Whether a comma, a dash or a colon cuts the span off: not a date or place in a row of them ("in Ulm, on …")."""
    tail = target.predicate.tail
    leading = target.leading
    if target.span.tag == "howmany" and target.tokens[piece.start].lower in ("at", "aged"):
        return False  # "in 1558, at the age of [25]"
    if target.span.tag == "why" and leading and target.tokens[leading[-1].start].lower == "because":
        return False
    cuts = [number for number, other in enumerate(leading) if other.sort == "mark"]
    if not cuts:
        return False
    if any(target.tokens[leading[number].start].text in (":", ";") for number in cuts):
        return True
    since = leading[cuts[-1] + 1 :]
    if any(other.sort == "coordinator" for other in tail) and not (since and since[0].sort == "coordinator"):
        return False  # a list
    if since and since[0].sort == "coordinator":
        return len(cuts) < 2
    plain = target.span.tag in ("when", "where") and piece.sort == "preposition"
    return not (plain and all(other.sort in ("preposition", "adverb") for other in since))


_LEADS = frozenset(
    "except besides including like unlike soon shortly immediately only even rather nor such".split()
)


def _is_led(target: Target, piece: Piece) -> bool:
    """As in "as soon as [the power fails]", "except during [the wars]", "rather than by [force]"."""
    if target.position != "tail":
        return False
    leading = target.leading
    if any(
        target.tokens[index].lower == "rather" for other in leading for index in range(other.start, other.end)
    ):
        return True
    last = leading[-1] if leading else None
    leads = last is not None and target.tokens[last.end - 1].lower in _LEADS - {"only", "even"}
    if last is not None and last.end - last.start > 1:
        leads = leads or target.tokens[last.end - 1].lower in ("high", "deep", "low")
    counted = target.span.tag == "howmany" and target.tokens[piece.start].lower in ("only", "even")
    return leads or (target.tokens[piece.start].lower in _LEADS and not counted)


def _is_verb(target: Target, piece: Piece) -> bool:
    """A verb tagged as if it were a thing."""
    group = target.predicate.group
    return group.first == group.verb and target.tokens[group.first].is_in(words.MODALS)


def _leans_back(target: Target, piece: Piece) -> bool:
    """As in "and died [two years later]": told from something that the question would not have."""
    later = target.predicate is not target.main.predicates[0]
    return target.span.tag == "when" and later and bool(_LEANS_BACK.search(target.fact[target.span]))


_ALONE = "the span stands in a phrase that cannot be asked alone; say it in a fact of its own"

_AROUND: tuple[tuple[Callable[[Target, Piece], bool], Refusal], ...] = (
    (_is_inside, Refusal("island", _ALONE)),
    (lambda _, piece: piece.sort == "clause", Refusal("island", ISLAND)),
    (_is_gapped, Refusal("one-of-several", "the verb is left out in the second half; write it there too")),
    (
        _is_second_of_both,
        Refusal("one-of-several", 'the span is one half of "not only … but also"; tag the other half too'),
    ),
    (_is_inside_reduced, Refusal("island", _ALONE)),
    (
        _is_behind_comma,
        Refusal(
            "aside",
            "the span stands behind a comma, where it only adds to the sentence; say it in a fact of its own",
        ),
    ),
    (
        _is_led,
        Refusal("part-of-phrase", "a word that leads to the span is not tagged; tag it too, or another span"),
    ),
    (_is_verb, Refusal("verb", "a verb is tagged, which no question word asks for; tag it as .verb")),
    (
        _leans_back,
        Refusal("deixis", "the time is told from something that the question would not have; give the date"),
    ),
)
"""Tried in this order."""
