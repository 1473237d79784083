"""Characters as paper takes them: nothing invisible that acts, letters of options, and which way a language runs."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ks ku-arab pa-arab ps sd ug ur yi".split())
"""Languages written from right to left, by their codes."""

_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""They would turn what stands around them, and are never seen."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    r"""The text without bidirectional overrides, and with a sign for every control character but \t and \n.

    A line may end in any manner. Those of ASCII have signs of their own (U+2400 and on), the rest becomes U+FFFD.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub(_sign, _OVERRIDES.sub("", lines))


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def letter(index: int) -> str:
    """Of the option at `index`, from 0: A … Z, AA, AB, …"""
    return (letter(index // 26 - 1) if index >= 26 else "") + chr(65 + index % 26)


def around_gaps(text: str) -> list[str]:
    """What stands before, between and behind the gaps of a text: one more than there are gaps."""
    return plain(text).split(BLANK)


def right_to_left(language: str) -> bool:
    """Whether a language, by its code (`he`, `ar-EG`), is written from right to left."""
    code = language.lower().replace("_", "-")
    return code in RIGHT_TO_LEFT or code.partition("-")[0] in RIGHT_TO_LEFT


def directed(text: str, back: bool) -> Iterator[tuple[str, bool]]:
    """Pieces of a text, each with whether it runs from right to left; `back`: whether what surrounds it does.

    A piece against the surrounding reaches from its first strong character to its last; all else, as spaces and
    signs, goes with the surrounding (a short form of the Unicode Bidirectional Algorithm, rules N1 and N2).
    """
    start = end = -1
    done = 0
    for place, sign in enumerate(text):
        strength = unicodedata.bidirectional(sign)
        if strength not in ("L", "R", "AL"):
            continue
        if (strength != "L") != back:
            start = place if start < 0 else start
            end = place + 1
        elif start >= 0:
            yield from _piece(text[done:start], back)
            yield text[start:end], not back
            done, start = end, -1
    if start >= 0:
        yield from _piece(text[done:start], back)
        yield text[start:end], not back
        done = end
    yield from _piece(text[done:], back)


def _piece(text: str, back: bool) -> Iterator[tuple[str, bool]]:
    if text:
        yield text, back


def width(text: str) -> float:
    """About how wide a text is, in sizes of its type: for choosing columns, never for placing."""
    return sum(_WIDTHS.get(unicodedata.east_asian_width(sign), 0.55) for sign in text)


_WIDTHS = {"W": 1.0, "F": 1.0}
