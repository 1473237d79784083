"""Numbers with what is counted or measured: the same by value, whatever the unit or the way of writing.

    quantity = lead? hedge? currency? number (unit | words)?

"about" may be left out, since the number is the answer; "more than", "at least" and their like are a part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from quizgen.answering.spelling import differ_in_number
from quizgen.answering.tokens import same_number
from quizgen.answering.units import Unit, read_unit

if TYPE_CHECKING:
    from quizgen.answering.reading import Reading
    from quizgen.answering.tokens import Token

_HEDGES: tuple[tuple[str, str], ...] = tuple(
    (phrase, sense)
    for sense, phrases in {
        "~": "about|around|approximately|roughly|circa|c|ca|~|some|nearly|almost|approx|an estimated|close to",
        ">": "more than|over|above|greater than|exceeding|upwards of|>|well over|just over|fewer than no",
        "<": "less than|fewer than|under|below|<|just under|well under",
        "≥": "at least|no less than|no fewer than|not less than|a minimum of|minimum|≥",
        "≤": "at most|up to|no more than|not more than|a maximum of|maximum|≤",
        "not": "not",
        "": "exactly|precisely|only|just|a total of|it is|it was|is|was|equals|=",
    }.items()
    for phrase in phrases.split("|")
)
_BY_LENGTH = sorted(
    ((tuple(phrase.split()), sense) for phrase, sense in _HEDGES), key=lambda entry: -len(entry[0])
)
_LEADS = frozenset({"in", "by", "for", "of", "the", "at"})
_CURRENCIES = frozenset("$£€¥₽₹")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, and of what."""

    values: tuple[Fraction, ...]
    """The likelier first."""
    raw: str
    """The number as written."""
    hedge: str
    """"~", ">", "<", "≥", "≤", or empty."""
    units: tuple[Unit, ...]
    """What its unit may be; none where it has none, or words that are no unit."""
    counted: tuple[Token, ...]
    """The words behind the number that are no unit."""


def read_quantity(reading: Reading) -> Quantity | None:
    """The quantity that a text is; None where it is none, or more than one."""
    tokens = list(reading.tokens)
    if (
        sum(token.kind == "number" and not _is_power(tokens, index) for index, token in enumerate(tokens))
        != 1
    ):
        return None
    hedge, start = _hedge(tokens)
    currency = tokens[start].key if start < len(tokens) and tokens[start].key in _CURRENCIES else ""
    start += bool(currency)
    if start >= len(tokens) or not tokens[start].values or tokens[start].ordinal:
        return None
    number, rest = tokens[start], tuple(tokens[start + 1 :])
    if rest and rest[0].key in (">", "+") and len(rest) == 1:
        return None
    measured = currency + (reading.text.chars[rest[0].start : rest[-1].stop] if rest else "")
    measured = re.sub("(?i)per cent", "%", measured)
    measured = measured.removesuffix(".").removesuffix("?").removesuffix("!")
    units = read_unit(measured) if measured else ()
    if currency and not units:
        return None
    return Quantity(number.values, number.raw, hedge, units, () if units else rest)


def _is_power(tokens: list[Token], index: int) -> bool:
    """Whether a number is the power of a unit: m^2, m3."""
    before = tokens[index - 1] if index > 1 else None
    return before is not None and (
        before.key == "^" or (before.kind == "word" and before.stop == tokens[index].start)
    )


def _hedge(tokens: list[Token]) -> tuple[str, int]:
    """What kind of hedge stands in front, and how many words stand before the number."""
    start, hedge = 0, ""
    while start < len(tokens) and tokens[start].kind != "number":
        keys = [token.key for token in tokens[start : start + 4]]
        for phrase, sense in _BY_LENGTH:
            if tuple(keys[: len(phrase)]) == phrase:
                hedge, start = sense or hedge, start + len(phrase)
                break
        else:
            if keys[0] not in _LEADS:
                break
            start += 1
    return hedge, start


def compare_quantities(expected: Quantity, typed: Quantity) -> str | None:
    """Empty where the two are the same; else what differs; None where that is for others to say."""
    if not same_number(expected.values, expected.raw, typed.values, typed.raw):
        typed = replace(typed, values=typed.values[:1])
    if not _same_hedge(expected.hedge, typed.hedge):
        return "exactly, about, more or less than: that differs"
    if expected.units and typed.units:
        return _measured(expected, typed)
    if expected.values[0] not in typed.values:
        percent = next((unit for unit in (*expected.units, *typed.units) if not unit.dimensions), None)
        worth = percent.factor if percent else 1
        ours = expected.values[0] * (worth if expected.units else 1)
        theirs = [value * (worth if typed.units else 1) for value in typed.values]
        return "" if percent and ours in theirs else "the number differs"
    if expected.units:
        return "the unit is missing" if not typed.counted else "the unit differs"
    if any(not unit.dimensions for unit in typed.units):
        return "the unit differs"
    if expected.counted and typed.counted:
        return "" if _same_words(expected.counted, typed.counted) else None
    if expected.counted and typed.units:
        return "the unit differs"
    # Of a few words the question may say them already: "206 bones", but not "The Hundred Years' War".
    more = expected.counted or typed.counted
    return "" if len(more) < 3 and all(token.raw.islower() for token in more) else None


def _same_hedge(expected: str, typed: str) -> bool:
    return expected == typed or (expected == "~" and not typed)


def _measured(expected: Quantity, typed: Quantity) -> str:
    same_kind = False
    for one in expected.units:
        for other in typed.units:
            if one.dimensions != other.dimensions:
                continue
            same_kind = True
            ours = expected.values[0] * one.factor + one.offset
            if any(ours == value * other.factor + other.offset for value in typed.values):
                return ""
    if not same_kind:
        return "the unit differs"
    return "the unit differs" if expected.values[0] in typed.values else "the number differs"


def _same_words(one: tuple[Token, ...], other: tuple[Token, ...]) -> bool:
    if len(one) != len(other):
        return False
    pairs = [(first.key, second.key) for first, second in zip(one, other, strict=True)]
    return all(first == second or differ_in_number(first, second) for first, second in pairs)
