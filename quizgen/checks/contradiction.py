"""Facts that tell the same with another date or number, of what has only one.

Einstein was born in [1879]{.when} in Ulm.
In [1880]{.when}, Einstein was born in Ulm.
-> contradiction

A violin has [four]{.howmany} strings.
A violin has [five]{.howmany} strings.
-> contradiction

Einstein was born in [1879]{.when}.
Einstein was born on [14 March 1879]{.when}.
-> multi-answer

[Marie Curie]{.who} won the Nobel Prize in physics in [1903]{.when}.
[Marie Curie]{.who} won the Nobel Prize in chemistry in [1911]{.when}.
->
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.dates import compare, date_of
from quizgen.english import words
from quizgen.english.folding import fold
from quizgen.english.number import number_of, value_of
from quizgen.english.parse import parse
from quizgen.english.token import Phrase
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.english.clause import Clause, Parse
    from quizgen.fact import Fact, Sheet, Span
    from quizgen.question import Question

_ONCE = frozenset(
    "die bear found establish discover invent assassinate execute murder behead kill abolish dissolve baptise baptize "
    "build erect complete create write compose paint sculpt publish demolish sink coin patent incorporate inaugurate "
    "ratify introduce premiere construct bury".split()
)
"""What is done to a thing, or by one, a single time."""
_ANY = frozenset({"a", "an", "another", "some", "several", "many", "other"}) | words.NUMBER_WORDS
_BEGIN = frozenset("begin end start break last".split())
_AGE = re.compile(
    r"\b(?:War|Wars|Revolution|Crusade|Age|Era|Dynasty|Empire|Renaissance|Republic|Depression)\b"
)
_LED = re.compile(
    r"(?i)\b(?:in|on|at|during)(?: the)?(?: (?:year|month|spring|summer|autumn|winter)(?: of)?)? $"
)
_FIRST = re.compile(r"\bfirst (?=[a-z]+(?:ed|n|t|k|e|w)\b)")


def contradiction(questions: Sequence[Question], sheet: Sheet) -> Iterator[Finding]:
    """A warning for the later of two facts that differ in a date or a number alone."""
    first: dict[tuple[str, str], tuple[Fact, Span]] = {}
    for fact in sheet.facts:
        for span in fact.spans:
            if span.tag not in ("when", "howmany"):
                continue
            earlier, told = first.setdefault((span.tag, _rest(fact, span)), (fact, span))
            if earlier is fact or not _differ(earlier, told, fact, span, sheet):
                continue
            message = (
                f'"{fact[span]}" stands against "{earlier[told]}" on line {earlier.place.line}, where the rest is the '
                "same; look up which is right"
            )
            yield Finding(span.place, "warning", "contradiction", message, fact.id)


def _rest(fact: Fact, span: Span) -> str:
    """The key of the sentence without the span, and without the preposition that leads to a time."""
    before, behind = fact.text[: span.start], fact.text[span.end :]
    if span.tag == "when":
        return fold(f"{_LED.sub('', before)} {behind}")
    return fold(f"{before} _ {behind}")


def _differ(earlier: Fact, told: Span, fact: Fact, span: Span, sheet: Sheet) -> bool:
    if span.tag == "howmany":
        one, other = _number(earlier[told]), _number(fact[span])
        return one is not None and other is not None and one != other
    one_date, other_date = date_of(earlier, told, sheet), date_of(fact, span, sheet)
    if one_date is None or other_date is None:
        return False
    return compare(one_date, other_date) in (-1, 1) and _happens_once(fact)


def _number(words_of: str) -> float | None:
    """The value of a number in figures, or of one up to ninety-nine in words."""
    text = words_of.lower().replace(",", "").strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return float(text)
    return value_of(text)


def _happens_once(fact: Fact) -> bool:
    """Whether what the main clause tells can have only one time: a birth, a founding, a first performance."""
    reading = parse(fact.text, [Phrase(span.start, span.end, span.tag) for span in fact.spans])
    if not reading.clauses or not reading.clauses[0].predicates:
        return False
    clause = reading.clauses[0]
    token = reading.tokens[clause.predicates[0].groups[-1].verb]
    verb = token.word.lemma("VBN", "VBD", "VBZ", "VB") if not token.is_in(words.BE) else "be"
    if verb in _BEGIN:
        return clause.subject is not None and bool(_AGE.search(reading.words(*clause.subject)))
    once = verb in _ONCE or token.lower == "born" or _FIRST.search(fact.text) is not None
    return once and not _is_of_many(reading, clause)


def _is_of_many(reading: Parse, clause: Clause) -> bool:
    """As in "discovered a moon", "wrote letters", "A ship sank": there may be another."""
    predicate = clause.predicates[0]
    objects = [piece for piece in predicate.tail if piece.sort == "noun"]
    nouns = [] if predicate.group.passive else [(objects[0].start, objects[0].end)] if objects else []
    nouns += [clause.subject] if clause.subject and not nouns else []
    for start, end in nouns:
        phrase = reading.words(start, end)
        head = phrase.split(" ")[0].lower()
        proper = any(word[:1].isupper() for word in phrase.split(" ")[(1 if start == 0 else 0) :])
        plain = not proper and head not in words.DETERMINERS and number_of(phrase) == "plural"
        if head in _ANY or plain:
            return True
    return False
