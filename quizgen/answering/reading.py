"""An answer read: its words, numbers and signs, each with a key under which its other spellings meet.

    reading = (word | number | sign)*
    number  = "-"? figures (("×" | "x" | "*") "10^" figures | "e" figures | "million" …)? ("/" figures)? ("th" …)?
            | number in words
    sign    = what counts besides words: % ° + = < > / × √ $ € → …; a dash, a quote, a comma, a full stop do not

What is compared is told in `sameness`; here nothing is lost but case, accents, articles and punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from quizgen.answering.accents import accented, fold_accents, needs_its_accents, spelt_out
from quizgen.answering.numerals import FIGURES, in_figures, in_roman, in_words
from quizgen.answering.spelling import one_spelling
from quizgen.answering.text import Text, clean
from quizgen.answering.units import read_unit

if TYPE_CHECKING:
    from fractions import Fraction

_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed" \
         "\u0900-\u0963\u0970-\u1cff\u1dc0-\u1dff\u3099\u309a\ua8e0-\uaaff\uabe3-\uabed"  # fmt: skip
_SCAN = re.compile(rf"(?P<number>{FIGURES.pattern})|(?P<word>(?:[^\W\d_]|[{_MARKS}])+)|(?P<sign>[^\s\w])")
_ASCII_SIGNS = frozenset("%+=<>^/$@#~*-")
_SAID_SO = {
    "percent": "%", "pct": "%", "degree": "°", "degrees": "°", "minus": "-", "≈": "~", "♯": "sharp", "♭": "flat",
    "⋅": "×", "÷": "/",
}  # fmt: skip
_POWERS = {"hundred": 2, "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}

ARTICLES = frozenset({"a", "an", "the"})
_BEFORE_ARTICLE = frozenset(
    "of in on at by to for with from as and is was has or into like not than using through".split()
)
_KEYS_OF_MUSIC = frozenset({"major", "minor", "flat", "sharp", "level"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign of an answer."""

    kind: Literal["word", "number", "sign"]
    raw: str
    start: int
    """Where it begins in the plain text."""
    stop: int
    key: str
    """Its letters without case and accents, in one spelling."""
    also: str = ""
    """Another key: with ue for ü."""
    accented: str = ""
    fixed: bool = False
    """Whether its accents count."""
    values: tuple[Fraction, ...] = ()
    """Of a number, the likelier first."""
    roman: int | None = None
    ordinal: bool = False

    @property
    def strict(self) -> str:
        """Its key, but with the accents that count."""
        return self.accented if self.fixed else self.key


def same_number(one: tuple[Fraction, ...], raw: str, other: tuple[Fraction, ...], other_raw: str) -> bool:
    """Whether a number is another, by the likelier value of each; 3,141 may be 3.141 too, but 10,000 is never 10."""
    if one[0] == other[0]:
        return True
    return one[0] in other and re.sub(r"\D", "", raw) == re.sub(r"\D", "", other_raw)


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer read."""

    source: str
    text: Text
    tokens: tuple[Token, ...]
    """All of them; `telling` leaves the articles out."""
    telling: tuple[Token, ...]
    joined: str
    """The keys of the telling ones in a row: what differs in blanks and hyphens alone meets here."""

    def stretch(self, first: Token, last: Token) -> tuple[int, int]:
        """Where in the source stands what reaches from one token to another."""
        return self.text.starts[first.start], self.text.stops[last.stop - 1]


@lru_cache(maxsize=4096)
def read(source: str) -> Reading:
    """A text of at most `LONGEST` characters, read."""
    text = clean(source)
    tokens = tuple(_spelt_numbers(_figures(_scan(text.chars), text.chars), text.chars))
    telling = tuple(token for index, token in enumerate(tokens) if not _is_silent(tokens, index))
    return Reading(source, text, tokens, telling, "".join(token.strict for token in telling))


def _is_silent(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    if token.key not in ARTICLES or index + 1 == len(tokens):
        return False
    if token.key == "the":
        return True
    if index and tokens[index - 1].key not in _BEFORE_ARTICLE:
        return False  # the A of "hepatitis A virus"
    return tokens[index + 1].key not in _KEYS_OF_MUSIC


def _scan(chars: str) -> list[Token]:
    tokens: list[Token] = []
    for match in _SCAN.finditer(chars):
        start, stop = match.span()
        if match["number"]:
            values = in_figures(match["number"])
            key = f"#{values[0]}" if values else f"#{match['number']}"
            tokens.append(Token("number", match["number"], start, stop, key, values=values))
        elif match["word"]:
            tokens.append(_word(match["word"], start, stop, tokens))
        elif _counts(chars, start):
            sign = match["sign"]
            key = "sharp" if sign == "#" and _is_note(tokens, start) else _SAID_SO.get(sign, sign)
            tokens.append(Token("sign", sign, start, stop, key))
    return tokens


def _word(raw: str, start: int, stop: int, before: list[Token]) -> Token:
    folded = fold_accents(raw)
    key = one_spelling(folded)
    if key == "cent" and before and before[-1].key == "per":
        return Token("sign", raw, before.pop().start, stop, "%")
    if key in _SAID_SO:
        return Token("sign", raw, start, stop, _SAID_SO[key])
    if key == "n" and before:
        key = "and"  # rock 'n' roll
    spelt = spelt_out(raw) if not raw.isascii() else ""
    return Token(
        "word", raw, start, stop, key,
        also=one_spelling(spelt) if spelt else "",
        accented=accented(raw),
        fixed=needs_its_accents(raw, before[-1].accented if before else ""),
        roman=in_roman(raw) if before and raw.isascii() else None,
    )  # fmt: skip


def _is_note(before: list[Token], start: int) -> bool:
    """Whether a # makes a note sharp: C#."""
    return bool(before) and before[-1].stop == start and before[-1].key in "abcdefg"


def _counts(chars: str, index: int) -> bool:
    """Whether a mark at this place says something."""
    mark = chars[index]
    before, after = chars[:index].rstrip()[-1:], chars[index + 1 :].lstrip()[:1]
    if mark == "-":
        attached = chars[index + 1 : index + 2].isdigit() or chars[index + 1 : index + 2] in (
            ".",
            "$",
            "£",
            "€",
        )
        negative = attached and not (before.isalnum() or before in (")", "%"))
        spaced = attached and chars[index - 1 : index] == " " and not before.isdigit()
        leading = not before and after.isdigit()
        return negative or leading or (spaced and index > 0) or (before.isdigit() and after.isdigit())
    if mark == "/":
        return not (before.isalpha() and after.isalpha()) or _joins_units(chars, index)
    if mark.isascii():
        return mark in _ASCII_SIGNS if mark != "#" else True
    return unicodedata.category(mark)[0] == "S" or mark == "%"


def _joins_units(chars: str, index: int) -> bool:
    """As in m/s and km/h, but not in and/or, AC/DC."""
    around = re.search(r"[^\W\d_]*$", chars[:index]), re.match(r"[^\W\d_]*", chars[index + 1 :])
    return all(found is not None and read_unit(found[0]) for found in around)


def _figures(tokens: list[Token], chars: str) -> list[Token]:
    """Numbers with what belongs to them: -5, 7th, 6.02 × 10^23, 3/4, 2 1/2, 5 million."""
    for step in (_signed, _raised, _ordinal, _scaled, _fraction, _mixed):
        index = 0
        while index < len(tokens):
            if tokens[index].kind in ("number", "sign") and (found := step(tokens, index, chars)) is not None:
                made, count = found
                tokens[index : index + count] = [made]
            index += 1
    return tokens


def _made(tokens: list[Token], value: Fraction, *, ordinal: bool = False) -> Token:
    first, last = tokens[0], tokens[-1]
    raw = " ".join(token.raw for token in tokens)
    return Token("number", raw, first.start, last.stop, f"#{value}", values=(value,), ordinal=ordinal)


def _signed(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    if tokens[index].key != "-" or not tokens[index + 1 : index + 2]:
        return None
    sign, number = tokens[index : index + 2]
    if not number.values:
        return None
    before = tokens[index - 1] if index else None
    if sign.raw == "-" and before is not None and before.kind == "number" and before.key != "^":
        return replace(sign, kind="word", key="to"), 1  # 5-10
    if not number.values:
        return None
    made = tuple(-value for value in number.values)
    return replace(number, raw=sign.raw + number.raw, start=sign.start, key=f"#{made[0]}", values=made), 2


def _raised(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    """6.02 × 10^23, 10^6, 6.02e23."""
    first = tokens[index]
    if not first.values:
        return None
    following = tokens[index + 1 : index + 5]
    keys = [token.key for token in following]
    if (
        keys[1:3] == ["#10", "^"]
        and keys[0] in ("×", "x", "*", "·")
        and len(following) == 4
        and following[3].values
    ):
        power, count, base = following[3], 5, first.values[0]
    elif first.key == "#10" and keys[:1] == ["^"] and len(following) > 1 and following[1].values:
        power, count, base = following[1], 3, first.values[0] / 10
    elif (
        keys[:1] == ["e"] and len(following) > 1 and following[1].values and following[0].start == first.stop
        and chars[following[0].stop : following[1].start] in ("", "-")
    ):  # fmt: skip
        power, count, base = following[1], 3, first.values[0]
        if following[0].stop < following[1].start:
            power = replace(power, values=(-power.values[0],))
    else:
        return None
    exponent = power.values[0]
    if exponent.denominator != 1 or abs(exponent) > 400:
        return None
    return _made(tokens[index : index + count], base * type(exponent)(10) ** int(exponent)), count


def _ordinal(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    following = tokens[index + 1 : index + 2]
    if tokens[index].values and following and following[0].start == tokens[index].stop and following[0].raw.lower() in (
        "st", "nd", "rd", "th"
    ):  # fmt: skip
        return _made(tokens[index : index + 2], tokens[index].values[0], ordinal=True), 2
    return None


def _scaled(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    following = tokens[index + 1 : index + 2]
    if tokens[index].values and following and following[0].key in _POWERS:
        power = 10 ** _POWERS[following[0].key]
        return _made(tokens[index : index + 2], tokens[index].values[0] * power), 2
    return None


def _fraction(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    """3/4; not the 3/4 of 3/4/1917."""
    if [token.key for token in tokens[index + 1 : index + 2]] != ["/"] or len(tokens) < index + 3:
        return None
    upper, lower = tokens[index], tokens[index + 2]
    beyond = tokens[index + 3 : index + 4]
    if not (upper.values and lower.values and lower.values[0]) or (beyond and beyond[0].key == "/"):
        return None
    if index and tokens[index - 1].key == "/":
        return None
    return _made(tokens[index : index + 3], upper.values[0] / lower.values[0]), 3


def _mixed(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    """2 1/2."""
    whole, *rest = tokens[index : index + 2]
    if rest and whole.values and rest[0].values and "/" in rest[0].raw and whole.values[0].denominator == 1:
        part = rest[0].values[0]
        if 0 < part < 1 and chars[whole.stop : rest[0].start] in (" ", "  "):
            return _made([whole, rest[0]], whole.values[0] + part), 2
    return None


def _spelt_numbers(tokens: list[Token], chars: str) -> list[Token]:
    """With the numbers in words read: twenty-one, one hundred and five, the eighth."""
    index = 0
    while index < len(tokens):
        if (
            tokens[index].kind == "number"
            and index
            and tokens[index - 1].key == "negative"
            and tokens[index].values
        ):
            value = -tokens[index].values[0]
            tokens[index - 1 : index + 1] = [_made(tokens[index - 1 : index + 1], value)]
        elif tokens[index].kind == "word":
            run = _run(tokens, index, chars)
            found = in_words(run) if not _is_unit_of_time(tokens, index) else None
            if found is not None:
                value, count = found
                ordinal = run[count - 1].endswith(("st", "nd", "rd", "th", "second", "first"))
                made = _made(tokens[index : index + count], value, ordinal=ordinal)
                before = tokens[index - 1] if index else None
                if before is not None and (
                    before.key == "negative" or (before.key == "-" and before.raw != "-")
                ):
                    made = replace(made, key=f"#{-value}", values=(-value,), start=before.start)
                    index, count = index - 1, count + 1
                tokens[index : index + count] = [made]
        index += 1
    return tokens


def _is_unit_of_time(tokens: list[Token], index: int) -> bool:
    """Whether "second" is no ordinal here: "per second", "1 second"."""
    return (
        tokens[index].key == "second"
        and index > 0
        and (tokens[index - 1].key in ("per", "/") or tokens[index - 1].kind == "number")
    )


def _run(tokens: list[Token], index: int, chars: str) -> list[str]:
    """The words from here on that only blanks and hyphens part."""
    run: list[str] = []
    for token in tokens[index : index + 16]:
        if token.kind != "word" or (
            run and chars[tokens[index + len(run) - 1].stop : token.start].strip(" -")
        ):
            break
        run.append(token.accented)
    return run
