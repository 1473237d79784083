"""What the spans of one fact tell of the names in them: which are names, and of what.

A name is taken where it is all that is told: of [the Bolshevik leader Lev Kamenev] and [Lenin and Trotsky] the names,
of [the fall of Petrograd] and [Lenin's brother] none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.distractors.vocabulary import LANDMARKS, PEOPLE_DO
from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.english.number import ends_as_plural
from quizgen.english.token import tokenise
from quizgen.reading.spans import spelling_key
from quizgen.reading.writing import folded
from quizgen.tagging.names.found import names, written
from quizgen.tagging.names.sorts import Met

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.english.token import Token
    from quizgen.fact import Fact, Span
    from quizgen.tagging.names.found import Named
    from quizgen.tagging.names.sorts import Sort

NAMED = ("who", "where", "what")
"""The tags of spans that may hold names."""
PEOPLE = "people"
"""Kind of those who are many."""
THING = "thing"
"""Kind of what was asked for as a thing, and nothing else is known of it."""

_PERSONS = frozenset("he she him her his hers himself herself".split())


@dataclass(frozen=True, slots=True)
class Told:
    """What one span tells of a name."""

    name: str
    """With "the" where that stands before it."""
    key: str
    """The same for all spellings that differ in articles and capitals alone."""
    kind: str
    """Its noun, PEOPLE or THING; empty where nothing is known."""
    sure: bool = False
    """Whether the span says so itself, and nothing was inferred."""
    speaks: bool = False
    """Whether the words of the name tell a reader something by themselves."""


def key_of(name: str) -> str:
    """What tells a name from others, however its article and its capitals are written."""
    return spelling_key(name).casefold()


def told_in(fact: Fact) -> tuple[Told, ...]:
    """What the spans of a fact tell of names, in their order."""
    return tuple(_told_in(fact)) if any(span.tag in NAMED for span in fact.spans) else ()


def _told_in(fact: Fact) -> Iterator[Told]:
    tokens = tokenise(fact.text)
    named = names(tokens, Met())
    for span in fact.spans:
        if span.tag in NAMED and span.stands_for:
            yield from _behind_pronoun(fact, span)
        elif span.tag in NAMED:
            for name in named:
                if _is_meant(tokens, name, span):
                    yield from _of_span(fact, tokens, name, span)


def _of_span(fact: Fact, tokens: Sequence[Token], name: Named, span: Span) -> Iterator[Told]:
    own = span.kind if tokens[name.end - 1].end == span.end else ""
    kind = own or _kind(tokens, name, span) or _person(fact, tokens, name, span)
    # Somebody who acts is no place and no thing, whatever its words seem to tell.
    speaks = name.sort != "name" and not (span.tag == "who" and name.sort in ("place", "site", "thing"))
    if (kind and kind != THING) or speaks or _is_surely(tokens, name, span):
        yield _told(_written(fact.text, tokens, name), kind, sure=bool(own), speaks=speaks)


def _told(name: str, kind: str, *, sure: bool, speaks: bool) -> Told:
    return Told(name, key_of(name), kind, sure, speaks)


# --- which names ---------------------------------------------------------------------------------------------------


def _is_meant(tokens: Sequence[Token], name: Named, span: Span) -> bool:
    """Whether a name is what a span names: the whole of it, its end, or one of a list."""
    if tokens[name.start].start < span.start or span.end < tokens[name.end - 1].end:
        return False
    after = tokens[name.end] if name.end < len(tokens) else None
    if after is not None and after.start < span.end and not (after.text == "," or after.is_in(_LISTING)):
        return False
    return not any(
        one.is_in(words.PREPOSITIONS, words.POSSESSIVE_MARKS) for one in _before(tokens, name, span)
    )


_LISTING = words.COORDINATORS | {"&"}


def _before(tokens: Sequence[Token], name: Named, span: Span) -> list[Token]:
    """What stands in a span before a name."""
    return [one for one in tokens[: name.start] if one.start >= span.start]


def _is_surely(tokens: Sequence[Token], name: Named, span: Span) -> bool:
    """Whether a name of which nothing is known is one at all.

    The capital of a single word at the beginning may be the sentence's ("Ribosomes build proteins", "Sepoys
    rebelled"), and what is named in a thing may be a part of its title ("The Four Seasons").
    """
    if name.start == 0 and name.end == 1 and (span.tag == "what" or tokens[0].lower.endswith("s")):
        return False
    only = all(one.lower == "the" for one in _before(tokens, name, span))
    return span.tag != "what" or (only and tokens[name.end - 1].end == span.end)


def _written(text: str, tokens: Sequence[Token], name: Named) -> str:
    the = "the " if _has_article(tokens, name) else ""
    return folded(f"{the}{written(text, tokens, name)}")


def _has_article(tokens: Sequence[Token], name: Named) -> bool:
    return name.start > 0 and tokens[name.start - 1].lower == "the"


# --- of what -------------------------------------------------------------------------------------------------------

_WORDS_TELL: dict[Sort, str] = {"people": PEOPLE, "organisation": "organisation", "country": "country"}
_KINDS: dict[str, dict[Sort, str]] = {
    "who": _WORDS_TELL | {"person": "person", "institution": "organisation"},
    "where": {"name": "place", "country": "country"},
    "what": _WORDS_TELL | {"name": THING, "place": THING, "site": THING},
}
"""By the class of a span and what the words of its name tell: its kind. What is not here tells none."""
_THINGS = ("event", "law", "prize")


def _kind(tokens: Sequence[Token], name: Named, span: Span) -> str:
    """What the words of a name and its class tell; empty for one that may be a person."""
    last = tokens[name.end - 1]
    if span.tag == "who" and name.sort == "name" and _has_article(tokens, name):
        return PEOPLE if _is_plural(last.lower) else ""
    if span.tag != "who" and name.sort == "thing":
        sort = LANDMARKS.get(last.lower, "")
        return sort if sort in _THINGS else ""
    if span.tag == "where" and name.sort == "place":
        # "The Berlin Observatory" is a building; to call it a place would say less.
        return "" if any(one.lower in LANDMARKS for one in tokens[name.start : name.end]) else "place"
    return _KINDS[span.tag].get(name.sort, "")


def _is_plural(last: str) -> bool:
    """Whether a name behind an article is one of many: "the Kadets"; but "the Times" is a newspaper."""
    return ends_as_plural(last) and not look_up(last).can_be("NNS")


def _person(fact: Fact, tokens: Sequence[Token], name: Named, span: Span) -> str:
    """Person, where a name without an article is surely one's: "Intel" and "Bell Labs" are none.

    By two names, of which the last is no noun for many, by what only persons do, or by a "his" behind the only one
    who was named before it.
    """
    if span.tag != "who" or name.sort != "name" or _has_article(tokens, name):
        return ""
    if name.end - name.start > 1 and not look_up(tokens[name.end - 1].lower).can_be("NNS"):
        return "person"
    behind = [one for one in tokens if one.start >= span.end]
    his = next((one.start for one in behind if one.is_in(_PERSONS)), -1)
    if sum(one.tag == "who" and one.start < his for one in fact.spans) == 1:
        return "person"
    verb = next((one for one in behind if not one.is_in(words.AUXILIARIES, words.ADVERBS)), None)
    does = verb.word.lemma("VBD", "VBZ", "VBN", "VBG", "VB") if verb else ""
    return "person" if does in PEOPLE_DO else ""


def _behind_pronoun(fact: Fact, span: Span) -> Iterator[Told]:
    """Whom a pronoun stands for, where that is a name: who is "he" is a person."""
    is_person = fact[span].casefold() in _PERSONS
    text = f"by {span.stands_for}"  # inside a sentence a capital is a name's
    tokens = tokenise(text)
    for name in names(tokens, Met()):
        if name.end == len(tokens) and all(one.lower == "the" for one in tokens[1 : name.start]):
            kind = "person" if is_person else _kind(tokens, name, span)
            yield _told(_written(text, tokens, name), kind, sure=is_person, speaks=name.sort != "name")
