"""An answer read: its words, numbers and signs, each with a key under which its other spellings meet.

    reading = (word | number | sign)*
    sign    = what counts besides words: % ° + = < > / × √ $ € → …; a dash, a quote, a comma, a full stop do not

What is compared is told in `sameness`; here nothing is lost but case, accents, articles and punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from quizgen.answering.accents import accented, fold_accents, needs_its_accents, spelt_out
from quizgen.answering.figures import put_together
from quizgen.answering.numerals import FIGURES, in_figures, in_roman
from quizgen.answering.spelling import one_spelling
from quizgen.answering.text import Text, clean
from quizgen.answering.tokens import Token
from quizgen.answering.units import read_unit

if TYPE_CHECKING:
    pass

_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed" \
         "\u0900-\u0963\u0970-\u1cff\u1dc0-\u1dff\u3099\u309a\ua8e0-\uaaff\uabe3-\uabed"  # fmt: skip
_SCAN = re.compile(rf"(?P<number>{FIGURES.pattern})|(?P<word>(?:[^\W\d_]|[{_MARKS}])+)|(?P<sign>[^\s\w])")
_ASCII_SIGNS = frozenset("%+=<>^/$@#~*-")
_SAID_SO = {
    "percent": "%", "pct": "%", "degree": "°", "degrees": "°", "minus": "-", "≈": "~", "♯": "sharp", "♭": "flat",
    "⋅": "×", "÷": "/",
}  # fmt: skip

ARTICLES = frozenset({"a", "an", "the"})
_BEFORE_ARTICLE = frozenset(
    "of in on at by to for with from as and is was has or into like not than using through".split()
)
_KEYS_OF_MUSIC = frozenset({"major", "minor", "flat", "sharp", "level"})


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
    tokens = tuple(put_together(_scan(text.chars), text.chars))
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
