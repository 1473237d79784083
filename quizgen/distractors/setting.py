"""The setting of an answer in its fact: which verb it goes with, and in what part.

Two answers to one verb in one part are of one kind: what was discovered, who discovered. It is read off the words
around the span and only ever brings answers nearer to each other, so that a setting misread costs little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.rules.plain import is_plain

if TYPE_CHECKING:
    from quizgen.fact import Fact, Span

Part = Literal["doer", "done to", "behind"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DULL = words.HAVE | words.BE | words.DO | words.MODALS
_IN = frozenset("in to from into near within inside through toward towards for".split())


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an answer stands."""

    verb: str
    """The lemma; of "be" with the noun behind it: "be capital"."""
    part: Part
    preposition: str = ""
    """What stands right before it: "in"; of those that mean about the same, the first."""


@lru_cache(maxsize=65536)
def verb_lemma(word: str) -> str:
    """The lemma of a word that can be a finite verb or a participle; empty if it cannot."""
    if word in _DULL:
        return look_up(word).lemma("VBZ", "VBD", "VB")
    found = look_up(word)
    return found.lemma("VBD", "VBN", "VBZ", "VB")


def settings_of(fact: Fact) -> dict[Span, Setting]:
    """The settings of a fact's spans; those of a plain card have none to speak of."""
    if is_plain(fact):
        return dict.fromkeys(fact.spans, Setting("", "behind"))
    main = _main_verb(fact)
    return {span: _setting(fact, span, *main) for span in fact.spans}


def _setting(fact: Fact, span: Span, verb: str, at: int, passive: bool) -> Setting:
    before = _WORD.findall(fact.text, 0, span.start)
    last = before[-1].lower() if before else ""
    preposition = last if last in words.PREPOSITIONS or last == "to" else ""
    if preposition == "by" and passive:
        return Setting(verb, "doer")
    if preposition:
        return Setting(verb, "behind", "in" if preposition in _IN else preposition)
    if span.end <= at:
        return Setting(verb, "done to" if passive else "doer")
    return Setting(verb, "done to")


def _main_verb(fact: Fact) -> tuple[str, int, bool]:
    """Its lemma, its offset, and whether it is passive."""
    be_at, be = -1, ""
    dull_at, dull = -1, ""
    previous = ""
    for match in _WORD.finditer(fact.text):
        word, inside = match[0].lower(), _is_tagged(fact, match.start())
        if inside and inside.tag != "verb":
            previous = "tagged"
            continue
        if word in words.BE and word not in ("'s", "’s"):
            be_at, be = match.start(), word
        elif word in _DULL:
            dull_at, dull = match.start(), word
        elif match[0].islower() and _is_verb(word, previous, bool(be)):
            passive = bool(be) and look_up(word).can_be("VBN") and not word.endswith("ing")
            return verb_lemma(word), match.start(), passive
        previous = word
    if be:
        return f"be {_noun_behind(fact, be_at)}".strip(), be_at, False
    return (verb_lemma(dull), dull_at, False) if dull else ("", len(fact.text), False)


def _is_tagged(fact: Fact, at: int) -> Span | None:
    return next((span for span in fact.spans if span.start <= at < span.end), None)


def _is_verb(word: str, previous: str, behind_be: bool) -> bool:
    if previous in words.DETERMINERS or previous in words.PREPOSITIONS or previous in words.POSSESSIVES:
        return False
    if word in words.PREPOSITIONS or word in words.DETERMINERS or word in words.ADVERBS:
        return False
    found = look_up(word)
    if behind_be:
        return found.can_be("VBN", "VBG") and not (found.can_be("NN") and not found.can_be("VBN"))
    if found.can_be("VBD"):
        return True
    return found.can_be("VBZ", "VB") and (previous == "tagged" or not found.can_be("NN", "NNS", "JJ"))


def _noun_behind(fact: Fact, at: int) -> str:
    """The head of what stands behind "be": of "is the largest planet in" it is "planet"."""
    noun = ""
    for match in list(_WORD.finditer(fact.text, at))[1:]:
        word = match[0].lower()
        if (
            word in words.PREPOSITIONS
            or word in words.COORDINATORS
            or word in words.RELATIVES
            or not match[0].islower()
        ):
            break
        noun = word
    return noun
