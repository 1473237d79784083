"""Ask for who did it in a passive clause: as an active question, which is how people ask.

Basketball was invented in 1891 by [James Naismith]{.who}.
Who invented basketball in 1891? -> James Naismith

The river has been polluted by [two factories]{.what}.
What has polluted the river? -> two factories
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english.inversion import active
from quizgen.english.wording import question
from quizgen.rules.compose import in_front, wording
from quizgen.rules.phrase import wh_behind_preposition, which
from quizgen.rules.reference import subject_text
from quizgen.rules.tail import lengths, opening, tail_text
from quizgen.rules.target import Refusal, Wording, is_one_of_several

if TYPE_CHECKING:
    from quizgen.rules.target import Target


_HOW_FAR = frozenset({"mainly", "largely", "mostly", "chiefly", "partly", "primarily", "entirely"})

_DONE_BY_NUMBERS = frozenset({"divide", "multiply"})
"""A prime number is divided by itself, but not by anybody."""


def agent(target: Target) -> Wording | Refusal | None:
    """Who/What + active verb + what was the subject; "By whom" as a variant."""
    piece = target.piece
    if piece is None or target.position != "tail" or target.span.tag not in ("who", "what"):
        return None
    if piece.sort != "preposition" or target.tokens[piece.start].lower != "by":
        return None
    if piece.inside or not target.predicate.group.passive or piece.end - piece.head != 1:
        return None
    if is_one_of_several(target):
        return Refusal("one-of-several", 'the span is joined to another by "and"; tag both together')
    passive = in_front(target, [f"by {wh_behind_preposition(target)}"], [piece])
    if isinstance(passive, Refusal):
        return passive
    verb = active(target.parse, target.clause, target.predicate)
    if verb is None or target.verb in _DONE_BY_NUMBERS:
        return passive
    object_ = subject_text(target)
    if isinstance(object_, Refusal):
        return object_
    word = f"which {which(target)}" if target.span.kind else ("who" if target.span.tag == "who" else "what")
    if any(other.sort == "infinitive" for other in target.leading):
        return passive  # "is thought to have been caused by": it is not the thinking that was done by it
    gap, stranded = [piece], target.predicate.tail[0]
    before = target.before
    if before is not None and before.sort == "adverb" and target.tokens[before.start].lower in _HOW_FAR:
        gap.append(before)  # "was written mainly by"
        verb = f"{target.tokens[before.start].text} {verb}"
    if stranded.sort == "preposition" and stranded.head == stranded.end:
        gap.append(stranded)  # "paid for by": the active has it before its object
        verb = f"{verb} {target.parse.words(stranded.start, stranded.end)}"
    forms = [
        question(opening(target), word, verb, object_, tail_text(target, gap, short=short))
        for short in lengths(target, gap)
    ]
    asked = wording(target, [*forms, passive.text])
    return asked if isinstance(asked, Wording) else passive
