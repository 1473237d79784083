"""Multiple choice as add-ons for Anki have it: a field for each choice, and one that says which of them is right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from decks.importing.anki.cleaning import cleaned, one_line
from decks.importing.anki.reasons import NoFactError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CHOICE = re.compile(
    r"(?i)(?:q_|(?:option|choice|answer choice|alternative|distractor|auswahl|opci[oó]n|вариант|选项)[ _]?)([1-9a-h])"
)
_KEY = re.compile(
    r"(?i)answers?|correct|correct[ _](?:answer|option|choice)s?|key|solution|lösung|respuesta|ответ|答案"
)
_BITS = re.compile(r"[01](?:[ ,;]*[01])+")
_LETTER = re.compile(r"(?i)[(]?([a-h1-9])[).:]?")
_SETTING = re.compile(r"(?i)q?type\b|title")
"""Fields that say nothing to be learned."""
_LEAST = 2


class Choice(NamedTuple):
    """A question with what there is to choose from, as HTML."""

    question: str
    answer: str
    wrong: tuple[str, ...]
    extra: tuple[str, ...]
    """What else the note says."""


def chosen(fields: Mapping[str, str]) -> Choice | None:
    """The right choice and the wrong ones of a note; None where its fields are no such thing.

    Raises NoFactError where not one of the choices is right, but several, or none.
    """
    choices = {match[1].upper(): html for name, html in fields.items() if (match := _CHOICE.fullmatch(name))}
    filled = {sign: html for sign, html in choices.items() if _text(html)}
    key = next((name for name in fields if _KEY.fullmatch(name)), "")
    others = [name for name in fields if name != key and not _CHOICE.fullmatch(name)]
    if len(filled) < _LEAST or not key or not others:
        return None
    question = next((name for name in others if name.casefold() == "question"), others[0])
    said = _text(fields[key])
    right = _right(said, filled, list(choices))
    if right is None:
        if _BITS.fullmatch(said):
            raise NoFactError("several choices are right, or none; write a question for each of them")
        return None
    return Choice(
        fields[question],
        filled[right],
        tuple(html for sign, html in filled.items() if sign != right),
        tuple(fields[name] for name in others if name != question and not _SETTING.match(name)),
    )


def _right(said: str, filled: Mapping[str, str], signs: Sequence[str]) -> str | None:
    """The sign of the right choice. The key is zeros and a one, a letter or number, or the choice in words."""
    if _BITS.fullmatch(said):
        bits = re.findall("[01]", said)
        ones = [sign for sign, bit in zip(signs, bits, strict=False) if bit == "1"]
        return ones[0] if len(ones) == 1 and ones[0] in filled else None
    same = [sign for sign, html in filled.items() if _text(html).casefold() == said.casefold()]
    if len(same) == 1:
        return same[0]
    letter = _LETTER.fullmatch(said)
    if letter is None:
        return None
    sign = letter[1].upper()
    if sign not in signs:  # choices are counted and the key has letters, or the other way about
        place = int(sign) - 1 if sign.isdigit() else ord(sign) - ord("A")
        sign = signs[place] if place < len(signs) else ""
    return sign if sign in filled else None


def _text(html: str) -> str:
    return one_line(cleaned(html).text)
