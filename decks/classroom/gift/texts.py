"""The texts of GIFT: what a backslash and a format in brackets make of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from decks.classroom.markup import to_plain

if TYPE_CHECKING:
    from decks.classroom.markup import Markup, Plain

HIDDEN = {sign: chr(0xFDD0 + number) for number, sign in enumerate("\\:#={}~n")}
"""What stands for an escaped sign while a block is taken apart: noncharacters, which no text is made of."""
SHOWN = {ord(hidden): "\n" if sign == "n" else sign for sign, hidden in HIDDEN.items()}
ESCAPED = re.compile(r"\\([\\:#={}~n])")
WHITE = " \t\n\f"
"""What Moodle trims; a no-break space is part of a text."""

FORMATS: dict[str, Markup] = {"html": "html", "moodle": "moodle", "plain": "plain", "markdown": "plain"}
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")


def hidden(text: str) -> str:
    """Return a text whose escaped signs mean nothing any more; `shown` gives them back."""
    return ESCAPED.sub(lambda match: HIDDEN[match[1]], text)


def shown(text: str) -> str:
    """Return a text with the signs that were escaped in it."""
    return text.translate(SHOWN)


def cut(text: str) -> tuple[Markup | None, str]:
    """Return the format that a text names itself, and the rest."""
    found = FORMAT.match(text)
    return (FORMATS[found[1]], text[found.end() :]) if found else (None, text)


def plain(text: str, markup: Markup) -> Plain:
    """Return a text in plain words; without a format of its own it has that of its question."""
    own, rest = cut(text)
    return to_plain(shown(rest.strip(WHITE)), own or markup)
