r"""Gaps of Anki's, `{{c1::answer::hint}}`, marked before the HTML around and inside them is read.

gap    = "{{c" number ("," number)* "::" (gap | any)* ("::" hint)? "}}"
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from decks.anki.markup import parted as parts_of
from decks.importing.anki.formulas import settled
from decks.importing.anki.signs import CLOSE, HINT, OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

_SIGN = re.compile(r"\{\{c([\d,]{1,40})::|::|\}\}")
_OPENING = re.compile(r"\{\{c\d[\d,]{0,39}::")
_TELLING = re.compile(r"[^\W_]")
_ENTITY = re.compile(r"&#?\w{1,40};")
_INNER = re.compile(f"{OPEN}([0-9]*){HINT}([^{OPEN}{CLOSE}]*){CLOSE}")
_SIGNS = re.compile(f"({OPEN}[^{HINT}]*{HINT}|{CLOSE})")


class Gap(NamedTuple):
    """What is hidden by one of the numbers."""

    start: int
    """Offset into the text."""
    end: int
    number: int


def marked(html: str) -> str:
    """The HTML with `OPEN`, the number and `HINT` where a gap begins, and `CLOSE` where it ends, without its hint."""
    return _parts(html)[0]


def hints(html: str) -> list[str]:
    """The hints of the gaps of some HTML, as HTML, but for those without a letter or figure."""
    return _parts(html)[1]


def innermost(html: str) -> Iterator[tuple[str, str]]:
    """The number and the HTML of each gap that is `marked` and has no other in it."""
    yield from _INNER.findall(html)


def opened(html: str, those: Set[str]) -> str:
    """The HTML without the marks of the innermost gaps that hold one of those; dots stand for their words."""
    return _INNER.sub(lambda gap: f"{gap[2]}…" if gap[2] in those else gap[0], html)


def has_gaps(html: str) -> bool:
    """Whether a gap begins in some HTML of others."""
    return bool(_OPENING.search(html))


def _parts(html: str) -> tuple[str, list[str]]:
    said: list[str] = []
    pieces: list[str] = []
    hints: list[int] = []
    """For each gap that is open: where its hint begins among the pieces, or -1."""
    done = 0
    for sign in _SIGN.finditer(html):
        pieces.append(html[done : sign.start()])
        done = sign.end()
        if sign[1]:
            number = next((part for part in sign[1].split(",") if part), "1")
            pieces.append(f"{OPEN}{number[:4]}{HINT}")
            hints.append(-1)
        elif not hints:
            pieces.append(sign[0])
        elif sign[0] == "::":
            if hints[-1] < 0:
                hints[-1] = len(pieces)
            else:
                pieces.append(sign[0])
        else:
            begins = hints.pop()
            hint = "".join(pieces[begins:]) if begins >= 0 else ""
            pieces[begins if begins >= 0 else len(pieces) :] = [CLOSE]
            if any(_TELLING.search(_ENTITY.sub("", text)) for text, _ in parts_of(hint)):
                said.append(hint)
    return "".join((*pieces, html[done:], CLOSE * len(hints))), said


def gap(html: str) -> str:
    """The text of one gap, marked."""
    return f"{OPEN}1{HINT}{html}{CLOSE}"


def parted(text: str) -> tuple[str, tuple[Gap, ...], frozenset[str]]:
    """The plain text of a line with marks, its gaps in reading order, and its formulas.

    Gaps with nothing in them are left out.
    """
    plain = ""
    formulas: set[str] = set()
    gaps: list[Gap] = []
    open_: list[tuple[int, int]] = []
    for piece in _SIGNS.split(text):
        if piece.startswith(OPEN):
            open_.append((len(plain), int(piece[1:-1])))
        elif piece == CLOSE:
            if open_:
                start, number = open_.pop()
                gaps.append(_trimmed(plain, start, number))
        else:
            words, found = settled(piece)
            plain += words[1:] if words[:1] == " " and plain[-1:] in ("", " ") else words
            formulas |= found
    end = len(plain.rstrip())
    sound = (Gap(start, min(stop, end), number) for start, stop, number in gaps)
    there = (gap for gap in sound if gap.start < gap.end)
    return plain[:end], tuple(sorted(there, key=_order)), frozenset(formulas)


def _order(gap: Gap) -> tuple[int, int]:
    return gap.start, -gap.end


def _trimmed(plain: str, start: int, number: int) -> Gap:
    end = len(plain)
    while start < end and plain[start] == " ":
        start += 1
    while start < end and plain[end - 1] == " ":
        end -= 1
    return Gap(start, end, number)
