"""The noun phrase that holds a span, and the wh-phrase that takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.lexicon import inflect
from quizgen.english.number import QUANTITIES, number_of
from quizgen.english.verbs import is_adverb
from quizgen.rules.target import PART_OF_PHRASE, TITLED, Refusal
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token
    from quizgen.rules.target import Target


_CALLED = frozenset({"called", "named", "known", "nicknamed", "titled"})
_COMPARING = frozenset({"more", "less", "fewer", "enough", "such"})
_AMOUNTS = frozenset({"many", "much", "few", "little"})

_COLOURS = frozenset(
    "red orange yellow green blue indigo violet purple pink brown black white grey gray golden silver".split()
)
NAME_WORDS = frozenset("name names nickname pseudonym surname title motto".split())
_COLOURED = frozenset("be become turn go glow shine burn paint dye stain".split())


def wh(target: Target) -> str:
    """As in "Who", "What", …; "Which newspaper" where the author says what kind of thing it is."""
    if target.span.kind:
        return f"which {which(target)}"
    if noun := apposed(target):
        return f"which {noun}"
    subject = target.clause.subject
    if target.verb == "be" and subject and target.tokens[subject[1] - 1].lower in NAME_WORDS:
        return "what"  # "Orwell's real name was [Eric Blair]"
    if (
        target.span.tag == "what"
        and target.verb in _COLOURED
        and target.fact[target.span].lower() in _COLOURS
    ):
        return "what colour"
    return TAGS[target.span.tag].word


def apposed(target: Target) -> str:
    """What the words before a name say it is: the "song" of "with the song ["Waterloo"]"; else empty."""
    piece = target.piece
    if piece is None or target.span.tag not in ("who", "what") or piece.end - 1 != target.index:
        return ""
    before = target.tokens[piece.noun : target.index]
    if target.span.tag == "who" and not (before and before[-1].lower in NAME_WORDS):
        return ""
    plain = all(
        token.sort == "word" and not token.is_in(words.PREPOSITIONS, words.COORDINATORS) for token in before
    )
    if len(before) < 2 or not plain or not before[0].is_in(words.ARTICLES):
        return ""
    named = target.fact[target.span][:1] in '"“«‘' or before[-1].lower in NAME_WORDS
    if not named or not before[-1].word.can_be("NN"):
        return ""
    return " ".join(token.text for token in before[1:])


def wh_behind_preposition(target: Target) -> str:
    """As in "by whom", "from which port"."""
    if target.span.kind:
        return f"which {which(target)}"
    if noun := apposed(target):
        return f"which {noun}"
    return "whom" if target.span.tag == "who" else "what"


def whole_noun(target: Target, start: int, end: int) -> Refusal | None:
    """A refusal unless the span is the head of the noun phrase, with only its article and the like before it."""
    if end - 1 != target.index:
        return PART_OF_PHRASE
    before = target.tokens[start : target.index]
    if is_part_of_more(before) or any(token.lower in _CALLED for token in before):
        return PART_OF_PHRASE
    if any(token.lower in _COMPARING for token in before):
        return Refusal("comparison", "the words before the span say how much of it; tag them too")
    led = target.tokens[start - 1] if start else None
    if led is not None and before and before[0].lower in _AMOUNTS and is_adverb(led):
        return Refusal("part-of-phrase", f'"{led.text} {before[0].text}" is a part of the answer; tag it too')
    if target.verb in ("be", "become") and not all(token.is_in(words.DETERMINERS) for token in before):
        return Refusal("part-of-phrase", "words before the span are a part of the answer; tag them too")
    return None


def is_part_of_more(before: Sequence[Token]) -> bool:
    """Whether the words before a span in its noun phrase make it the smaller part: "the works of [Bach]"."""
    return any(
        token.is_in(words.PREPOSITIONS, words.COORDINATORS)
        or token.sort in ("mark", "phrase")
        or token.lower in words.POSSESSIVE_MARKS
        for token in before
    )


def ends_with_of(target: Target, start: int, end: int) -> bool:
    """As in "the capital of [France]", "guilty of [tax evasion]": "of" can stay behind when its noun is asked for."""
    of = target.index - 1
    return (
        end - 1 == target.index
        and of > start
        and target.tokens[of].lower == "of"
        and (target.tokens[of - 1].lower not in QUANTITIES or _is_one_part(target.tokens[start : of - 1]))
        and not any(
            (token.sort == "phrase" and token.kind != "howmany")
            or token.sort == "mark"
            or token.is_in(words.COORDINATORS)
            or token.lower in ("'s", "’s")
            for token in target.tokens[start:of]
        )
    )


def _is_one_part(before: Sequence[Token]) -> bool:
    """As in "the first part of", "the second half of": a part with a name, no quantity."""
    return len(before) > 1 and before[0].lower == "the" and before[-1].lower in words.ORDINALS


def which(target: Target) -> str:
    """The noun of "Which …": plural where the answer is more than one."""
    return inflect(target.span.kind, "NNS") if is_plural(target) else target.span.kind


def is_plural(target: Target) -> bool:
    """Whether the answer is several."""
    if target.span.plural is not None:
        return target.span.plural
    if target.span.kind in TITLED:
        return False  # "Pride and Prejudice"
    answer = target.fact[target.span]
    telling = [word for word in answer.split() if word.lower() not in words.ARTICLES]
    if all(word[:1].isupper() for word in telling):
        return False  # one name: "The Times", "the Rolling Stones"
    return number_of(answer) == "plural"
