"""Numbers in words, in figures and in Roman numerals, by value."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from quizgen.dating.vocabulary import ORDINALS
from quizgen.english.number import value_of

_POWERS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_FRACTIONS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    name + end: number
    for name, number in {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
                         "tenth": 10, "hundredth": 100, "thousandth": 1000}.items()
    for end in ("", "s")
}  # fmt: skip

_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

FIGURES = re.compile(r"\d{1,3}(?:[, ']\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)*|(?<![\w.])\.\d+")
"""A number as it is written in plain digits."""


@lru_cache(maxsize=4096)
def in_figures(written: str) -> tuple[Fraction, ...]:
    """The values digits may have, the likelier first: 3,14 is 3.14; 1,000 is a thousand, 1.000 is one or a thousand."""
    plain = written.replace(" ", "").replace("'", "")
    if plain.isdigit():
        return (Fraction(plain),)
    marks = re.findall("[.,]", plain)
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:([.,])\d{3})+", plain) is not None and len(set(marks)) == 1
    thousands = Fraction(re.sub("[.,]", "", plain))
    if len(marks) == 1:
        decimal = Fraction(plain.replace(",", "."))
        if not grouped:
            return (decimal,)
        return (thousands, decimal) if marks[0] == "," else (decimal, thousands)
    if grouped:
        return (thousands,)
    last = max(plain.rfind("."), plain.rfind(","))
    if len(set(marks)) == 2 and marks.count(plain[last]) == 1:
        return (Fraction(re.sub("[.,]", "", plain[:last]) + "." + plain[last + 1 :]),)
    return ()


@lru_cache(maxsize=4096)
def in_roman(word: str) -> int | None:
    """The value of a Roman numeral, in letters of any case; None for what is none."""
    lower = word.casefold()
    if not lower or len(lower) > 15 or not _ROMAN.fullmatch(lower):
        return None
    values = [_LETTERS[letter] for letter in lower]
    return sum(
        -value if index + 1 < len(values) and value < values[index + 1] else value
        for index, value in enumerate(values)
    )


def in_words(words: list[str]) -> tuple[Fraction, int] | None:
    """The number spelt at the beginning of a list of words, and how many of them it takes; None where there is none."""
    total, part = Fraction(0), Fraction(0)
    index = 0
    said = ""
    """What came last: "unit", "tens", "hundred", "power", "a"."""
    while index < len(words):
        word = words[index]
        value = value_of(word)
        if value is not None and said in ("", "hundred", "power", "and", "tens"):
            if said == "tens" and not 0 < value < 10:
                break
            part += value
            said = "tens" if value >= 20 else "unit"
        elif word == "dozen" and said in ("", "a", "unit"):
            part, said = (part or Fraction(1)) * 12, "unit"
        elif word == "hundred" and said in ("", "a", "unit", "tens") and part < 100:
            part, said = (part or Fraction(1)) * 100, "hundred"
        elif word in _POWERS and said != "and" and (part or said in ("", "a")):
            total, part, said = total + (part or Fraction(1)) * _POWERS[word], Fraction(0), "power"
        elif (
            word == "a"
            and not said
            and words[index + 1 : index + 2]
            and words[index + 1] in ("hundred", "dozen", *_POWERS)
        ):
            said = "a"
        elif (
            word == "and"
            and said in ("hundred", "power")
            and words[index + 1 : index + 2]
            and (value_of(words[index + 1]) is not None)
        ):
            said = "and"
        elif word == "point" and index and words[index + 1 : index + 2]:
            return _behind_point(words, index, total + part)
        else:
            break
        index += 1
    return _with_end(words, index, total + part, said) if said not in ("", "a") else _bare(words)


def _behind_point(words: list[str], index: int, whole: Fraction) -> tuple[Fraction, int]:
    digits = ""
    start = index
    while index + 1 < len(words) and (digit := value_of(words[index + 1])) is not None and digit < 10:
        digits += str(digit)
        index += 1
    return (whole + Fraction(f"0.{digits}"), index + 1) if digits else (whole, start)


def _with_end(words: list[str], index: int, value: Fraction, said: str) -> tuple[Fraction, int]:
    """With the ordinal or fraction that may stand behind: twenty-third, two thirds."""
    word = words[index] if index < len(words) else ""
    if said == "tens" and ORDINALS.get(word, 99) < 10:
        return value + ORDINALS[word], index + 1
    if said == "unit" and word in _FRACTIONS and value < 20:
        return value / _FRACTIONS[word], index + 1
    if word in ("and",) and words[index + 1 : index + 3] == ["a", "half"]:
        return value + Fraction(1, 2), index + 3
    return value, index


def _bare(words: list[str]) -> tuple[Fraction, int] | None:
    """A fraction or an ordinal without a number before it."""
    if words[:1] in (["half"], ["quarter"]):
        return Fraction(1, _FRACTIONS[words[0]]), 1
    if words[:1] == ["a"] and words[1:2] and words[1] in _FRACTIONS:
        return Fraction(1, _FRACTIONS[words[1]]), 2
    ordinal = ORDINALS.get("-".join(words[:2])) if len(words) > 1 else None
    if ordinal is not None:
        return Fraction(ordinal), 2
    ordinal = ORDINALS.get(words[0]) if words else None
    return None if ordinal is None else (Fraction(ordinal), 1)
