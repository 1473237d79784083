"""What else in the deck would be a right answer: facts that say of another what the question says.

Facts are compared as bags of lemmas, and what may be true is taken for true: the answer of a fact that says no
less than the question, or no more, is never offered as wrong. Dates that do not meet tell two facts apart, and a "not"
that only one of them has makes the other's answer surely wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from quizgen.distractors.setting import verb_lemma
from quizgen.distractors.times import years_in
from quizgen.distractors.vocabulary import ONCE
from quizgen.english import words
from quizgen.english.lexicon import look_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.distractors.setting import Setting
    from quizgen.fact import Fact, Span

_WORD = re.compile(r"[^\W_]+")
_NEGATIVE = re.compile(r"(?i)\b(?:not|never|no|nobody|nothing|none|nowhere|neither|nor|without|cannot|rarely|seldom|"
                       r"hardly|except|besides|unlike|other than|fail(?:s|ed)? to)\b|n['’]t\b")  # fmt: skip
_TELLING = frozenset("first last late early least once twice fast far long little".split())
"""Adverbs without which a fact says another thing."""
_SILENT = (
    words.ARTICLES | words.PREPOSITIONS | words.AUXILIARIES | words.POSSESSIVES | words.COORDINATORS
    | (words.ADVERBS - _TELLING) | words.SUBJECT_PRONOUNS | words.OBJECT_PRONOUNS | words.RELATIVES | words.NEGATIONS
    | {"been", "being", "to", "s", "t", "no", "none", "there"}
)  # fmt: skip
_MOST = 50
"""So many of the facts that hold an answer, or that say what is asked, are looked at one by one."""


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """What is the same in all forms of a word: its lemma as a verb, else as a noun."""
    low = word.casefold()
    return low if not low.isalpha() else verb_lemma(low) or look_up(low).lemma("NN", "NNS") or low


def lemmas(text: str) -> frozenset[str]:
    """The lemmas of the telling words of a text."""
    return frozenset(lemma(word) for word in _WORD.findall(text) if word.casefold() not in _SILENT)


@lru_cache(maxsize=65536)
def bag(text: str) -> frozenset[str]:
    """The same, of a short text that is met often."""
    return lemmas(text)


def is_negative(text: str) -> bool:
    """Whether the sentence denies or excepts something."""
    return _NEGATIVE.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Said:
    """What one fact says."""

    all: frozenset[str]
    core: frozenset[str]
    """Without its dates."""
    dates: tuple[float, float] | None
    negative: bool


class Truths:
    """The facts of a sheet, by the words that are in them. Grows with the questions that are put to it."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.said = [_said(fact) for fact in facts]
        self.holding: dict[str, list[int]] = {}
        for index, said in enumerate(self.said):
            for word in said.core:
                self.holding.setdefault(word, []).append(index)
        self.rivals: dict[frozenset[str], frozenset[int]] = {}

    def asked(self, at: int, fact: Fact, span: Span, setting: Setting) -> Asked:
        """What the question for a span of the fact at index `at` says."""
        rest = fact.text[: span.start] + " " + fact.text[span.end :]
        others = [
            other for other in fact.spans if other.tag == "when" and other not in span and span not in other
        ]
        core = lemmas(_without(fact.text, [*others, span]))
        dates = years_in(rest) if span.tag != "when" else None
        repeats = (
            setting.part == "done to" and span.tag in ("who", "what", "where") and bool(core - {setting.verb})
        )
        once = setting.verb in ONCE
        return Asked(at, core, dates, self.said[at].negative, repeats, once, self._rivals(core))

    def asked_elsewhere(self, asked: Asked) -> Asked:
        """A question of another sheet, put to this one."""
        return replace(asked, at=-1, rivals=self._rivals(asked.core))

    def _rivals(self, core: frozenset[str]) -> frozenset[int]:
        """The facts that say all of it."""
        if core not in self.rivals:
            rarest = min(core, key=lambda word: (len(self.holding.get(word, ())), word), default="")
            self.rivals[core] = frozenset(
                index for index in self.holding.get(rarest, ()) if core <= self.said[index].core
            )
        return self.rivals[core]

    def may_be_true(self, asked: Asked, text: str, facts: Sequence[int]) -> bool:
        """Whether the text could be a right answer to the question too; `facts` are those where it is tagged."""
        if len(asked.rivals) > _MOST and len(facts) > _MOST:
            return True  # too many to look at each
        answer = bag(text)
        tagged = frozenset(facts[:_MOST])
        fuller = asked.rivals if len(asked.rivals) <= _MOST else asked.rivals & tagged
        for index in sorted(fuller | tagged):
            said = self.said[index]
            if index == asked.at or not (index in tagged or answer <= said.all):
                continue
            left = said.core - answer
            tells = index in asked.rivals or (bool(left) and left <= asked.core)
            if tells and said.negative == asked.negative and not _told_apart(asked, said):
                return True
        return False

    def surely_wrong(self, asked: Asked, facts: Sequence[int]) -> bool:
        """Whether a fact says the contrary of the question of it: only such an answer is wrong where it denies."""
        return any(
            self.said[index].negative != asked.negative and asked.core <= self.said[index].core
            for index in facts[:_MOST]
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question says, without its answer."""

    at: int
    core: frozenset[str]
    dates: tuple[float, float] | None
    negative: bool
    repeats: bool
    """Whether the same is perhaps done to something else at the same time."""
    once: bool
    """Whether it is done once to a thing: a book published in 1817 was not published in 1815."""
    rivals: frozenset[int]


def _said(fact: Fact) -> _Said:
    whens = [span for span in fact.spans if span.tag == "when"]
    every = lemmas(fact.text)
    core = lemmas(_without(fact.text, whens)) if whens else every
    return _Said(every, core, years_in(fact.text), is_negative(fact.text))


def _without(text: str, spans: Sequence[Span]) -> str:
    kept: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda span: span.start):
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return " ".join((*kept, text[at:]))


def _told_apart(asked: Asked, said: _Said) -> bool:
    """Whether both are dated, and their dates do not meet."""
    if asked.repeats or asked.dates is None or said.dates is None:
        return False
    (start, end), (first, last) = asked.dates, said.dates
    meet = 1.0 if end - start > 1 and last - first > 1 else 0.0  # one reign begins in the year the other ends
    return end - meet < first or last - meet < start
