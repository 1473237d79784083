"""Suggest what could be asked for in sentences, by rules: times, then names, then the clauses and what is in them.

Nothing is learned but names: what a sentence told of one ("[Kerenski]{.who} ordered …") helps the sentences behind it.
The work is linear in the text, and what is remembered grows with its names alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.english.parse import parse
from quizgen.english.token import Phrase, tokenise
from quizgen.fact import NO_NAMES
from quizgen.tagging.candidates import candidates
from quizgen.tagging.dates import times
from quizgen.tagging.doubts import doubt
from quizgen.tagging.names.found import names, written
from quizgen.tagging.names.sorts import Met, known_sorts
from quizgen.tagging.owners import owner
from quizgen.tagging.passage import Tagged
from quizgen.tagging.pronouns import Spoken, resolve
from quizgen.tagging.split import copied, split, stand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quizgen.dates import Calendar
    from quizgen.english.token import Token
    from quizgen.fact import Name
    from quizgen.tagging.candidates import Candidate
    from quizgen.tagging.names.found import Named
    from quizgen.tagging.names.sorts import Sort
    from quizgen.tagging.passage import Sentence, Suggestion

LONGEST = 1200
"""In characters; what is longer is a table or a list that was taken for a sentence."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the text is read."""

    names: Mapping[str, Name] = field(default_factory=lambda: NO_NAMES)
    """From the front matter of sheets."""


def suggest(
    sentences: Iterable[Sentence], known: Known, year: int | None = None, calendar: Calendar = "gregorian"
) -> Iterator[Tagged]:
    """Each sentence with what is suggested in it, or why it can make no question, one by one as they are asked for.

    `year` (astronomical) is that of days and months without one; `calendar` the one in which bare dates are told.
    """
    met = Met(known_sorts(known.names))
    spoken = Spoken()
    for sentence in sentences:
        if len(sentence.text) > LONGEST:
            yield Tagged(sentence, (), "too long")
            continue
        spoken.begin(sentence.paragraph)
        yield from _tag(sentence, met, spoken, year, calendar)


_PEOPLE = re.compile(
    r"(?:(?:[Mm]ore|[Ll]ess|[Ff]ewer) than |[Uu]p to |[Aa]t least |[Nn]early |[Aa]lmost |[Aa]bout |[Oo]ver )?"
    r"(?<![\d.,$£€])\d[\d,.]*(?: (?:hundred|thousand|million|billion))? people\b"
)
"""Told to the parser, for "people" is a verb too."""


def _tag(sentence: Sentence, met: Met, spoken: Spoken, year: int | None, calendar: Calendar) -> list[Tagged]:
    """The sentence, or the sentences that it parts into; what they tell is remembered in `met` and `spoken`."""
    text = sentence.text
    dates = list(_in_told_year(text, times(text, year=year, calendar=calendar), spoken, year))
    whens = [Phrase(date.start, date.end, "when") for date in dates]
    tokens = tokenise(text, whens)
    named = names(tokens, met)
    counted = [Phrase(*match.span(), "who") for match in _PEOPLE.finditer(text)]
    read = parse(text, [*whens, *counted, *_as_phrases(tokens, named)])
    parts = split(sentence, read)
    if parts:
        tried = copied(met), copied(spoken)
        if stand([one for part in parts for one in _tag(part, *tried, year, calendar)]):
            return [one for part in parts for one in _tag(part, met, spoken, year, calendar)]
    found = candidates(read, tokens, named, dates)
    subjects = [(one.first, one.written(text), one.sort) for one in found if one.subject and one.sort]
    pronouns = [
        one for one in resolve(read, spoken, subjects)
        if not any(_is_met_before(one, other.span) for other in found)
    ]  # fmt: skip
    whose = owner(read, spoken, [*(one.span for one in found), *pronouns])
    _learn(text, tokens, named, found, met)
    for _, name, sort in subjects:
        spoken.says(name, sort)
    told_of_people = any(sort in ("people", "organisation") for _, _, sort in subjects)
    they = any(text[one.start : one.end].lower() in ("they", "their") for one in (*pronouns, *whose))
    if (together := _together(text, found)) or not (told_of_people or they):
        spoken.people = together  # "they" are those of the sentence before, or nobody can tell
    if not pronouns and all(sort != "person" for _, _, sort in subjects):
        spoken.mentions([written(text, tokens, name) for name in named if name.sort in ("person", "name")])
    inside = [(one.span.start, one.span.end) for one in found]
    free = [
        date for date in dates if not any(start < date.start and date.end <= end for start, end in inside)
    ]
    spans = (*free, *(one.span for one in found), *pronouns, *whose)
    ordered = tuple(sorted(spans, key=lambda span: (span.start, -span.end)))
    refused = doubt(text, read, ordered)
    if refused or not dates:
        spoken.year = None
    return [Tagged(sentence, ordered, refused)]


def _in_told_year(
    text: str, dates: Iterable[Suggestion], spoken: Spoken, year: int | None
) -> Iterator[Suggestion]:
    """The times, and of days without a year only a guess where the text has just told another year than `year`."""
    for one in dates:
        if told := _YEAR.findall(text, one.start, one.end):
            spoken.year = int(told[-1])
        elif one.attributes and spoken.year not in (None, year):
            one = replace(one, attributes=(), sure=False)
        yield one


_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")


def _together(text: str, found: Sequence[Candidate]) -> str:
    """The persons who are a subject together, "Lev Kamenev and Grigori Zinoviev"; empty where there are no several."""
    persons = [one for one in found if one.subject and one.sort == "person"]
    pairs = list(pairwise(persons))
    joints = [text[one.span.end : other.span.start] for one, other in pairs]
    if (
        not joints
        or any(joint not in (", ", " and ", ", and ") for joint in joints)
        or "and" not in joints[-1]
    ):
        return ""
    return text[persons[0].span.start : persons[-1].span.end]


def _is_met_before(pronoun: Suggestion, span: Suggestion) -> bool:
    """Whether a pronoun stands inside a span, or may stand for somebody whom its own sentence told of before it."""
    inside = span.start < pronoun.end and pronoun.start < span.end
    return inside or (span.tag == "who" and span.end <= pronoun.start)


def _learn(
    text: str, tokens: Sequence[Token], named: Sequence[Named], found: Sequence[Candidate], met: Met
) -> None:
    """Remember the names of a sentence, and of those that tell nothing what their place in it told."""
    told: dict[int, Sort] = {one.span.end: _TOLD[one.span.tag] for one in found if one.span.tag in _TOLD}
    for name in named:
        sort = told.get(tokens[name.end - 1].end, name.sort) if name.sort == "name" else name.sort
        met.learn(written(text, tokens, name), sort)


_TOLD: dict[str, Sort] = {"who": "person", "where": "place"}


def _as_phrases(tokens: Sequence[Token], named: Sequence[Named]) -> Iterator[Phrase]:
    """What the parser must not look into or take for a common word: names of several words, and those that begin."""
    for name in named:
        if name.end - name.start > 1 or name.start == 0:
            kind = {"person": "who", "people": "who", "organisation": "who", "place": "where"}.get(
                name.sort, "what"
            )
            if kind == "what" and name.sort == "name" and _is_behind_noun(tokens, name.start):
                kind = "who"  # the parser then takes both for one phrase: "his estate Yasnaya Polyana"
            yield Phrase(tokens[name.start].start, tokens[name.end - 1].end, kind)


def _is_behind_noun(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1] if index else None
    return (
        before is not None
        and not before.proper
        and before.word.can_be("NN")
        and not before.word.can_be("VBD")
    )
