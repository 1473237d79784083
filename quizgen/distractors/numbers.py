"""Quantities: read, and their neighbours written in the same style.

    quantity = words? currency? "-"? (figures | number word) ("million" | …)? (unit | words)?

"$12" goes with "$9.50", "5 million" with "8 million", "twelve" with "nine"; the rest of the text is the same.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from quizgen.distractors.scale import OnScale
from quizgen.english.number import SPELT, value_of

if TYPE_CHECKING:
    from random import Random

_LONGEST_FIRST = "|".join(sorted(SPELT, key=len, reverse=True))

_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "m": 6, "bn": 9}

_QUANTITY = re.compile(
    rf"""(?P<before>.*?)
    (?P<currency>[$£€¥₽₹]\s?)?
    (?P<sign>[-−–])?
    (?P<number>\d{{1,3}}(?:[, \u00a0\u202f]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?i:\b(?:{_LONGEST_FIRST})\b))
    (?P<scale>\s(?:hundred|thousand|million|billion|trillion)\b|(?<=\d)(?:m|bn)\b)?
    (?P<after>.*)""",
    re.VERBOSE,
)
_SEPARATORS = re.compile("[, \u00a0\u202f]")
_BEFORE = re.compile(
    r"(?i)(?:(?:about|around|some|approximately|roughly|nearly|almost|over|under|only|just|up to|at least|at most|"
    r"more than|less than|fewer than|an? |the |aged?|age|us|every|for|c\.|circa|no\.)\s*)*"
)
HEDGES = "about|around|some|approximately|roughly|nearly|almost|circa"
"""Words before a number that is not exact, as the alternatives of a pattern."""
_NEAREST = re.compile(rf"(?i)\b(?:{HEDGES}|c\.)\b|^[~≈]")
_PART = re.compile(r"(?i)%|\bper ?cent\b")
_FRACTION = re.compile(
    r"(?i)\b(?:half|halves|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|and|to|or|by|out|of)\b|[/:×^\d]"
)
"""What makes the number a part of something that cannot be changed alone: "three quarters", "2 to 3", "4:3"."""

_FRACTIONS = (
    ("tenth", Decimal("0.1")), ("fifth", Decimal("0.2")), ("quarter", Decimal("0.25")), ("third", Decimal("0.333")),
    ("half", Decimal("0.5")), ("two thirds", Decimal("0.667")), ("three quarters", Decimal("0.75")),
)  # fmt: skip

WIDEST = Decimal("2.4")
"""How many times as large a plausible wrong number may be."""


def read_quantity(text: str, *, about: bool = False, most: float = math.inf) -> OnScale | None:
    """A quantity that stands alone in a text; None where there is none, or more than one number.

    `about` says that the number is not exact, so that one near it would be right too; `most` that nothing
    above it can be.
    """
    if (fraction := _read_fraction(text)) is not None:
        return fraction
    match = _QUANTITY.fullmatch(text.strip())
    if match is None or not _BEFORE.fullmatch(match["before"]) or _FRACTION.search(match["after"]):
        return None
    written = match["number"]
    plain = _SEPARATORS.sub("", written)
    spelt = value_of(plain) is not None
    number = _value(written)
    if not spelt and len(plain) > 1 and plain[0] == "0" and plain[1] != ".":
        return None  # "007" is a name
    scale = (match["scale"] or "").strip().lower()
    if scale and match["scale"][0] != " " and not match["currency"]:
        return None  # "12 m" is a length
    number = -number if match["sign"] else number
    about = about or _NEAREST.search(text) is not None
    if _PART.search(match["after"]) and 0 < number <= 100:
        most = min(most, 100)
    step = _step(number, spelt)
    low, high = _reach(number, most)
    size = Decimal(10) ** _SCALES.get(scale, 0)
    return OnScale(
        text=text,
        shape=_shape(match, spelt, plain),
        value=float(number * size),
        reach=(float(low * size), float(high * size)),
        apart=float(abs(number) * size) * (0.2 if about else 0.04),
        shift=partial(_shift, match, number, step, about, most),
    )


def _read_fraction(text: str) -> OnScale | None:
    """A common fraction in words: "two thirds", "half", "a quarter"."""
    low = text.lower()
    plain = re.sub(r"^(?:one|a) ", "", low.replace("-", " "))
    names = [name for name, _ in _FRACTIONS]
    if plain not in names:
        return None
    index = names.index(plain)
    return OnScale(
        text, "fraction", float(_FRACTIONS[index][1]), (0.0, 1.0), 0.0, partial(_next_fraction, text, index)
    )


def _next_fraction(text: str, index: int, random: Random, up: bool, _: float) -> str:
    others = _FRACTIONS[index + 1 :] if up else _FRACTIONS[:index]
    if not others:
        return ""
    name = random.choice(others)[0]
    # "Half" says nothing of the style, so that "a third" goes with it and "one third" with "one quarter".
    one = "one" if text.lower().startswith("one") else "a"
    written = (
        f"{one} {name}"
        if " " not in name and name != "half"
        else name.replace(" ", "-" if "-" in text else " ")
    )
    return written[0].upper() + written[1:] if text[0].isupper() else written


def _value(written: str) -> Decimal:
    plain = _SEPARATORS.sub("", written)
    spelt = value_of(plain)
    return Decimal(plain if spelt is None else spelt)


def _shape(match: re.Match[str], spelt: bool, plain: str) -> str:
    unit = match["after"].strip().lower()
    unit = unit[:-1] if unit.endswith("s") and len(unit) > 3 else unit
    figures = "word" if spelt else "#" if match["currency"] else f"#.{len(plain.partition('.')[2])}"
    gap = "" if match["after"][:1] != " " else " "
    parts = (
        match["before"].lower(),
        match["currency"] or "",
        figures,
        (match["scale"] or "").lower(),
        gap,
        unit,
    )
    return "|".join(parts)


def _step(number: Decimal, spelt: bool) -> Decimal:
    """The place of the last digit that is not zero: of 17,000 it is 1,000, of 4.2 it is 0.1."""
    if number == 0 or spelt:
        return Decimal(1)
    digits = number.as_tuple()
    assert isinstance(digits.exponent, int)
    zeros = len(digits.digits) - len("".join(map(str, digits.digits)).rstrip("0"))
    step = Decimal(10) ** (digits.exponent + zeros)
    if step == Decimal("0.1") and digits.digits[-zeros - 1] == 5:
        step *= 5  # "$9.50" goes with "$8.00", not with "$8.10"
    return step / 10 if abs(number) == step and abs(number) >= 10 else step


def _reach(number: Decimal, most: float) -> tuple[Decimal, Decimal]:
    near = Decimal(4) if number == number.to_integral() and abs(number) < 10 else Decimal(0)
    ends = (number / WIDEST, number * WIDEST, number - near, number + near)
    low, high = min(ends), max(ends)
    if number > 0:
        low = max(low, Decimal(1) if number == number.to_integral() else low)
    return low, min(high, Decimal(most)) if not math.isinf(most) else high


def _shift(
    match: re.Match[str],
    number: Decimal,
    step: Decimal,
    about: bool,
    most: float,
    random: Random,
    up: bool,
    _: float,
) -> str:
    """A neighbour: a few steps away where steps are wide, else up to half as much again."""
    low, high = _reach(number, most)
    room = int((high - number) / step) if up else int((number - low) / step)
    room = min(room, max(4, int(abs(number) / step * Decimal("0.6"))))
    least = max(1, math.ceil(abs(number) / step * (Decimal("0.2") if about else Decimal("0.05"))))
    if room < least:
        return ""
    away = random.randint(least, room) * step
    other = number + away if up else number - away
    return _write(match, other) if other.copy_sign(number) == other else ""


def _write(match: re.Match[str], number: Decimal) -> str:
    written = match["number"]
    if value_of(written) is not None:
        if abs(number) >= len(SPELT):
            return ""
        spelt = SPELT[int(abs(number))]
        figures = spelt[:1].upper() + spelt[1:] if written[:1].isupper() else spelt
    else:
        places = len(written.partition(".")[2])
        figures = f"{abs(number):,.{places}f}"
        separator = re.search(r"\d([, \u00a0\u202f])\d{3}", written)
        whole = len(written.partition(".")[0])
        if separator is not None:
            figures = figures.replace(",", separator[1])
        elif whole > 3:
            figures = figures.replace(",", "")
    if match["after"] and 1 in (number, abs(_value(written))):
        return ""  # "1 years", "3 year"
    if match["before"].lower().split()[-1:] in (["a"], ["an"]):
        return ""
    return "".join(
        (
            match["before"],
            match["currency"] or "",
            match["sign"] or "",
            figures,
            match["scale"] or "",
            match["after"],
        )
    )
