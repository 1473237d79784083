"""What the facts of a sheet tell of the names in them, so that the next chapter's names are known from its start.

    [Lev Kamenev]{.who} met [the Bolsheviks]{.who} in [Petrograd]{.where}.

    names:
      Lev Kamenev: {kind: person}
      the Bolsheviks: {plural: true}
      Petrograd: {kind: place}

A name is taken where it is all that is told: of [the Bolshevik leader Lev Kamenev] and [Lenin and Trotsky] the names,
of [the fall of Petrograd] and [Lenin's brother] none. Its kind is what the span says of itself, else what its class
and its own words agree on; where they tell nothing it is a name without a kind. What its words alone would tell a
reader better than that is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from quizgen.distractors.vocabulary import LANDMARKS
from quizgen.english import words
from quizgen.english.token import tokenise
from quizgen.fact import Name
from quizgen.reading.spans import spelling_key
from quizgen.reading.writing import folded
from quizgen.tagging.names import names
from quizgen.tagging.sorts import Met

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quizgen.english.token import Token
    from quizgen.fact import Fact, Sheet, Span
    from quizgen.tagging.names import Named
    from quizgen.tagging.sorts import Sort

MOST = 1000
"""So many names are learned from one sheet, those of the most facts first: every command reads them with the sheet."""

_PERSONS = frozenset("he she him her his hers himself herself".split())


@dataclass(frozen=True, slots=True)
class Told:
    """What one span tells of a name."""

    name: str
    """With "the" where that stands before it."""
    key: str
    """The same for all spellings that differ in articles and capitals alone."""
    kind: str
    """Its noun; "people" for those of many; empty where nothing is known."""
    sure: bool = False
    """Whether the span says so itself, and nothing was inferred."""
    speaks: bool = False
    """Whether the words of the name tell a reader something by themselves."""


def learned(facts: Iterable[Fact]) -> Mapping[str, Name]:
    """The proper names in the spans of facts, as a front matter lists them, in their order."""
    return gathered(told_in(fact) for fact in facts)


def names_of(sheet: Sheet) -> Mapping[str, Name]:
    """The names of a sheet: what its front matter says of some, and what its facts tell of the others."""
    return gathered((told_in(fact) for fact in sheet.facts), sheet.names)


def gathered(told: Iterable[Sequence[Told]], known: Mapping[str, Name] | None = None) -> Mapping[str, Name]:
    """Names from what is told of them, fact by fact, behind those that are `known` already and stay as they are."""
    known = known or {}
    taken = {_key(spelt) for name, entry in known.items() for spelt in (name, *entry.also)}
    found: dict[str, list[Told]] = {}
    for of_fact in told:
        for one in of_fact:
            found.setdefault(one.key, []).append(one)
    new = [every for key, every in found.items() if key not in taken]
    if len(new) > MOST:
        often = sorted(range(len(new)), key=[-len(every) for every in new].__getitem__)[:MOST]
        new = [new[at] for at in sorted(often)]
    listed = ((every[0].name, _name(every)) for every in new)
    return MappingProxyType({**known, **{name: told for name, told in listed if told is not None}})


def _key(name: str) -> str:
    return spelling_key(name).casefold()


def _name(every: Sequence[Told]) -> Name | None:
    """One name from all that is told of it: what spans say themselves, else what all others agree on.

    None where they do not agree and its words would tell more than a name without a kind does.
    """
    sure = next((one.kind for one in every if one.sure), "")
    kinds = {one.kind for one in every} - {""}
    kind = sure or (kinds.pop() if len(kinds) == 1 else "")
    if kind == "people":
        return Name(plural=True)
    return Name(kind) if kind or not any(one.speaks for one in every) else None


def told_in(fact: Fact) -> tuple[Told, ...]:
    """What the spans of a fact tell of names."""
    return tuple(_told_in(fact)) if any(span.tag in _KINDS for span in fact.spans) else ()


def _told_in(fact: Fact) -> Iterator[Told]:
    tokens = tokenise(fact.text)
    named = names(tokens, Met())
    for span in fact.spans:
        if span.tag in _KINDS and span.stands_for:
            yield from _behind_pronoun(fact, span)
        elif span.tag in _KINDS:
            yield from _told(fact.text, tokens, named, span)


def _told(text: str, tokens: Sequence[Token], named: Sequence[Named], span: Span) -> Iterator[Told]:
    for name in named:
        if not _is_meant(tokens, name, span):
            continue
        own = span.kind if tokens[name.end - 1].end == span.end else ""
        kind = own or _kind(tokens, name, span.tag)
        # Somebody who acts is no place and no thing, whatever its words seem to tell.
        speaks = name.sort not in _SILENT and not (span.tag == "who" and name.sort in ("place", "thing"))
        if kind or speaks or _is_whole(tokens, name, span):
            yield _of(_written(text, tokens, name), kind, sure=bool(own), speaks=speaks)


def _is_whole(tokens: Sequence[Token], name: Named, span: Span) -> bool:
    """Whether a name of which nothing is known is surely one, and no part of a title: "The Four Seasons".

    The capital of a single word at the beginning may be the sentence's: "Ribosomes build proteins".
    """
    before = [one for one in tokens[: name.start] if one.start >= span.start]
    only = tokens[name.end - 1].end == span.end and all(one.lower == "the" for one in before)
    return only and (name.start > 0 or name.end > 1)


def _kind(tokens: Sequence[Token], name: Named, tag: str) -> str:
    if name.sort == "name" and tag == "who" and name.start and tokens[name.start - 1].lower == "the":
        # "the Cheka", "the Kadets"; a person has a title there, which tells
        return "people" if _is_plural(tokens[name.end - 1].lower) else ""
    if name.sort != "thing" or tag == "who":
        return _KINDS[tag].get(name.sort, "")
    sort = LANDMARKS.get(tokens[name.end - 1].lower, "")
    return sort if sort in _THINGS else ""


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _is_meant(tokens: Sequence[Token], name: Named, span: Span) -> bool:
    """Whether a name is what a span names: the whole of it, its end, or one of a list."""
    if tokens[name.start].start < span.start or span.end < tokens[name.end - 1].end:
        return False
    after = tokens[name.end] if name.end < len(tokens) else None
    if after is not None and after.start < span.end and not (after.text == "," or after.is_in(_LISTING)):
        return False
    before = [one for one in tokens[: name.start] if one.start >= span.start]
    return not any(one.is_in(words.PREPOSITIONS, words.POSSESSIVE_MARKS) for one in before)


_LISTING = words.COORDINATORS | {"&"}


def _of(name: str, kind: str, *, sure: bool, speaks: bool) -> Told:
    return Told(name, _key(name), kind, sure, speaks)


def _written(text: str, tokens: Sequence[Token], name: Named) -> str:
    start, end = tokens[name.start].start, tokens[name.end - 1].end
    the = name.start > 0 and tokens[name.start - 1].lower == "the"
    return folded(f"{'the ' if the else ''}{text[start:end]}")


def _behind_pronoun(fact: Fact, span: Span) -> Iterator[Told]:
    """Whom a pronoun stands for, where that is a name: who is "he" is a person, and what is "it" is none."""
    pronoun = fact[span].casefold()
    text = f"by {span.stands_for}"  # inside a sentence a capital is a name's
    tokens = tokenise(text)
    for name in names(tokens, Met()):
        if name.end == len(tokens) and all(one.lower == "the" for one in tokens[1 : name.start]):
            kind = "person" if pronoun in _PERSONS else _KINDS[span.tag].get(name.sort, "")
            if kind == "person" and pronoun not in _PERSONS:  # "it" and "they" are none
                kind = "people" if name.start > 1 and _is_plural(tokens[-1].lower) else ""
            speaks = name.sort not in _SILENT
            yield _of(_written(text, tokens, name), kind, sure=pronoun in _PERSONS, speaks=speaks)


_SILENT = ("name", "site")
"""What words tell that tell nothing for sure."""
_THINGS = ("event", "law", "prize")
_WORDS_TELL: dict[Sort, str] = {"people": "people", "organisation": "organisation", "country": "country"}
_KINDS: dict[str, dict[Sort, str]] = {
    "who": _WORDS_TELL | {"person": "person", "name": "person", "institution": "organisation"},
    "where": {"name": "place", "site": "place", "place": "place", "country": "country"},
    "what": _WORDS_TELL,
}
"""By the class of a span and what the words of its name tell: its kind."""
