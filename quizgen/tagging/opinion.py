"""A second opinion on suggested spans: the entities that an installed spaCy model finds.

The rules stay in charge. A model settles what they were unsure of and adds what they overlooked, which a person then
sees first. spaCy and its models are never required and never fetched.
"""

from __future__ import annotations

import importlib
import re
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from quizgen.dates import date_in
from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.finding import QuizgenError
from quizgen.tagging.passage import Suggestion, Tagged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

TAGS = {
    **dict.fromkeys(("PERSON", "PER", "ORG", "NORP"), "who"),
    **dict.fromkeys(("GPE", "LOC", "FAC"), "where"),
    **dict.fromkeys(("DATE", "TIME"), "when"),
    **dict.fromkeys(("EVENT", "WORK_OF_ART", "PRODUCT", "LAW"), "what"),
}
"""What asks for an entity, by the model's label; one with another label says nothing."""

BATCH = 256
"""Sentences a model reads at once; what it held of them is let go behind them."""


class _Entity(Protocol):
    label_: str
    start_char: int
    end_char: int


class _Doc(Protocol):
    @property
    def ents(self) -> Sequence[_Entity]: ...


class _Meta(Protocol):
    factory: str
    assigns: Iterable[str]


class _Language(Protocol):
    """As much of `spacy.Language` as is used here: nobody needs spaCy to check these types."""

    @property
    def pipe_names(self) -> list[str]: ...
    def get_pipe_meta(self, name: str) -> _Meta: ...
    def get_pipe(self, name: str) -> object: ...
    def pipe(self, texts: Iterable[str], *, disable: Iterable[str]) -> Iterator[_Doc]: ...


@dataclass(frozen=True, slots=True)
class Opinion:
    """A model that is asked."""

    name: str
    model: _Language
    idle: tuple[str, ...] = ()
    """Its components that entities do without."""


def load(name: str) -> Opinion:
    """The model with this name, or in the folder with this path.

    Raises QuizgenError where spaCy or the model is not installed, and where the model knows no entities.
    """
    try:
        spacy = importlib.import_module("spacy")  # takes a second, and most people do without it
    except ImportError as error:
        raise QuizgenError(
            "--spacy: spaCy is not installed; install it with `pip install spacy`, or leave --spacy out"
        ) from error
    try:
        model: _Language = spacy.load(name)
    except Exception as error:  # a model is somebody's program: whatever it raises, it cannot be used
        raise QuizgenError(f"--spacy {name}: {_why_not(error)}") from error
    if not any(_finds_entities(model, one) for one in model.pipe_names):
        raise QuizgenError(
            f"--spacy {name}: the model has no entity recogniser; name one that has, as en_core_web_sm"
        )
    return Opinion(name, model, tuple(_idle(model)))


def _why_not(error: Exception) -> str:
    if isinstance(error, OSError) and "E050" in str(error):
        return (
            "no such model is installed, and there is no such folder; "
            "install one with `python -m spacy download en_core_web_sm`"
        )
    said = (str(error).splitlines() or [""])[0][:200]
    return f"spaCy cannot load it as a model ({said or type(error).__name__}); name another one or install it anew"


def _finds_entities(model: _Language, component: str) -> bool:
    assigns = model.get_pipe_meta(component).assigns
    return "doc.ents" in assigns or getattr(model.get_pipe(component), "annotate_ents", False) is True


_GRAMMAR = frozenset("tagger morphologizer attribute_ruler lemmatizer trainable_lemmatizer".split())
"""What rules for entities may look at, and nothing else that finds them."""
_IDLE = frozenset("parser senter sentencizer textcat textcat_multilabel entity_linker spancat".split())


def _idle(model: _Language) -> Iterator[str]:
    factories = {name: model.get_pipe_meta(name).factory for name in model.pipe_names}
    ruled = any(factory.endswith("_ruler") for factory in factories.values() if factory not in _GRAMMAR)
    for name, factory in factories.items():
        if factory in _IDLE or (factory in _GRAMMAR and not ruled):
            yield name


def second(tagged: Iterable[Tagged], opinion: Opinion) -> Iterator[Tagged]:
    """The sentences with what the model makes of them, one by one and in their order; refused ones as they are.

    Raises QuizgenError where the model fails.
    """
    sentences = iter(tagged)
    while batch := list(islice(sentences, BATCH)):
        read = iter(_entities([one.sentence.text for one in batch if not one.refused], opinion))
        yield from [one if one.refused else _reconsidered(one, next(read)) for one in batch]


def _entities(texts: Sequence[str], opinion: Opinion) -> list[list[Suggestion]]:
    """What the model finds in each text, as it finds it."""
    # From spaCy 3.8 on: without it, every word that was ever read stays in the model's vocabulary.
    zone: Callable[[], AbstractContextManager[object]] = getattr(opinion.model, "memory_zone", nullcontext)
    try:
        with zone():
            return [
                [
                    Suggestion(one.start_char, one.end_char, TAGS[one.label_], sure=False)
                    for one in read.ents
                    if one.label_ in TAGS
                ]
                for read in opinion.model.pipe(texts, disable=opinion.idle)
            ]
    except Exception as error:  # as in `load`
        raise QuizgenError(f"--spacy {opinion.name}: the model failed ({error}); name another one") from error


def _reconsidered(tagged: Tagged, entities: Iterable[Suggestion]) -> Tagged:
    text, spans = tagged.sentence.text, list(tagged.spans)
    for entity in entities:
        found = _trimmed(text, entity)
        touched = [
            place for place, one in enumerate(spans) if one.start < found.end and found.start < one.end
        ]
        if not touched and _is_worth_asking(text, found):
            spans.append(found)
        elif len(touched) == 1 and _bare(text, spans[touched[0]]) == _bare(text, found):
            spans[touched[0]] = _settled(spans[touched[0]], found.tag)
    return replace(tagged, spans=tuple(sorted(spans, key=lambda span: (span.start, -span.end))))


def _settled(ours: Suggestion, tag: str) -> Suggestion:
    """A guess with the model's class. Of times the rules know more, and what a pronoun means a person must say."""
    if ours.sure or ours.attributes or "when" in (ours.tag, tag):
        return ours
    return replace(ours, tag=tag, sure=ours.tag == tag)


_LEADS = re.compile(rf"(?:{'|'.join(sorted(words.PREPOSITIONS | {'of', 'to'}))})\s+|[^\w(]+")
"""Of a preposition only the small letters: "On the Origin of Species" begins with its own."""
_TRAILS = re.compile(r"(?:['’]s|['’]|[^\w.)'’]+)$")
_ARTICLE = re.compile(r"(?i)(?:the|an?|his|her|its|their) ")


def _trimmed(text: str, span: Suggestion) -> Suggestion:
    """Its bounds as ours are: no preposition, no possessive, no mark at the ends, but the article of a name."""
    start, end = span.start, span.end
    while start < end and (lead := _LEADS.match(text, start, end)):
        start = lead.end()
    while start < end and (trail := _TRAILS.search(text[start:end])):
        end = start + trail.start()
    if text[start - 4 : start] in ("the ", "The ") and not text[max(0, start - 5) : start - 4].isalnum():
        start -= 4
    return replace(span, start=start, end=max(start, end))


def _bare(text: str, span: Suggestion) -> tuple[int, int]:
    article = _ARTICLE.match(text, span.start, span.end)
    return (article.end() if article else span.start), span.end


def _is_worth_asking(text: str, found: Suggestion) -> bool:
    """Whether it is words of their own, and none that only describe what follows, as in "Russian ships"."""
    piece, behind = text[found.start : found.end], text[found.end :]
    if (
        not re.search(r"\w", piece)
        or re.search(r"[\w-]\Z", text[: found.start])
        or re.match(r"[\w-]", behind)
    ):
        return False
    if found.tag == "when":
        return _is_time(piece, text[: found.start], behind)
    after = re.match(r" ([a-z]+)", behind)
    return after is None or not _describes(piece, after[1])


_CLOSED = words.PREPOSITIONS | words.COORDINATORS | words.AUXILIARIES | words.WH_WORDS | words.DETERMINERS


def _describes(piece: str, after: str) -> bool:
    """Whether a name goes with the noun behind it; "ships" is one behind an adjective, and a verb behind a person."""
    word = look_up(after)
    if after in _CLOSED or not word.can_be("NN", "NNS"):
        return False
    return piece.lower() in words.PROPER_ADJECTIVES or not word.can_be("VBD", "VBZ")


_SPELL = re.compile(
    r"(?i)\b(?:minute|hour|day|night|week|weekend|month|year|decade|century|centurie|millennium|spring|summer|autumn|"
    r"winter|age|era|period|epoch|dynasty|reign|season|term|morning|afternoon|evening|dawn|dusk)s?\b"
)
_POINTS = re.compile(
    r"(?i)\b(?:this|that|these|those|same|next|last|ago|today|now|old|of age|recent|current)\b"
)
_IN = re.compile(
    r"(?i)\b(?:in|during|since|until|till|after|before|by|throughout|over|within|for|from|on|at) (?:the |an? )?\Z"
)


def _is_time(piece: str, before: str, behind: str) -> bool:
    """Whether it is a spell that the rules have no words for. What they can read and left alone is no time here:
    "Room 1917", "Theresa May"."""
    readable = date_in(piece) or date_in(piece, year=2000)
    told = " " in piece and _SPELL.search(piece) and not _POINTS.search(piece)
    old = re.match(r" (?:old|of age|of)\b", behind)
    return not readable and bool(told) and not old and _IN.search(before) is not None
