"""Short, readable ids made of words: `kamenev-broke-party-discipline`."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.fact import Span

WORDS = 4
"""An id is made of so many telling words at most."""
LONGEST = 48
_LONGEST_OF_SHEET = 64

_SILENT = frozenset(
    """a an the of in on at to by for from with into onto over under as and or but nor so yet than then that
    this these those which who whom whose what when where why how is are was were be been being am has have had
    having do does did will would shall should can could may might must it its he his him she her they their
    them we our us you your i my not no also both up out off about after before between during through until
    since there here s t""".split()
)
"""Words that tell facts apart in no sheet."""

_SPELT = str.maketrans(
    dict(
        zip(
            "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ",
            "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya e i yi ye g".replace(
                "_", ""
            ).split(" "),
            strict=True,
        )
    )
    | dict(
        zip(
            "αβγδεζηθικλμνξοπρστυφχψως",
            "a b g d e z i th i k l m n x o p r s t y f ch ps o s".split(),
            strict=True,
        )
    )
    | {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ħ": "h"}
)
"""Letters that have no accent to take off, as they are commonly spelt in Latin letters."""

_WORD = re.compile(r"[^\W_]+")
_ASCII = re.compile(r"[a-z0-9]+")


def slug(text: str) -> str:
    """The text as lower-case words with hyphens between, in ASCII where its letters can be spelt so."""
    words = _spelt(text)
    if words and all(_ASCII.fullmatch(word) for word in words):
        return "-".join(words)
    return "-".join(_WORD.findall(unicodedata.normalize("NFC", text.casefold())))


def short_slug(text: str) -> str:
    """A slug for a sheet, or for what others called by an id of their own: no longer than anybody can use."""
    return slug(text)[:_LONGEST_OF_SHEET].strip("-")


def fact_slug(text: str, spans: tuple[Span, ...]) -> str:
    """An id for a fact, lower-case ASCII: its first telling words, people by their last names.

    A fact in letters that we cannot spell gets a fingerprint of its text.
    """
    words = [word for word in _telling(_surnames(text, spans)) if _ASCII.fullmatch(word)][:WORDS]
    while len("-".join(words)) > LONGEST and len(words) > 1:
        words.pop()
    name = "-".join(words)[:LONGEST].rstrip("-")
    if any(character.isalpha() for character in name):
        return name
    return "fact-" + hashlib.blake2s(text.encode("utf-8", "replace"), digest_size=4).hexdigest()


def unique(name: str, taken: set[str], counts: dict[str, int]) -> str:
    """The name, with a number if it is taken: `name-2`. Remembers what it gave in both."""
    number = counts.get(name, 1)
    free = name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    counts[name] = number
    taken.add(free)
    return free


def _telling(text: str) -> Iterator[str]:
    for word in _spelt(text):
        if word not in _SILENT:
            yield word


def _spelt(text: str) -> list[str]:
    """The words in lower case, accents taken off and letters spelt in Latin as far as we can."""
    low = unicodedata.normalize("NFC", text[:400].casefold())
    if not low.isascii():
        low = low.translate(_SPELT)
        bare = unicodedata.normalize("NFKD", low)
        low = "".join(character for character in bare if not unicodedata.combining(character)).translate(
            _SPELT
        )
    return _WORD.findall(low.replace("'", "").replace("’", ""))


def _surnames(text: str, spans: tuple[Span, ...]) -> str:
    """The text with people's given names and initials left out."""
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        names = text[span.start : span.end].split()
        if span.tag == "who" and len(names) > 1 and _is_full_name(names):
            text = text[: span.start] + names[-1] + text[span.end :]
    return text


def _is_full_name(names: list[str]) -> bool:
    """Whether the last of several words is a family name: Lev Kamenev, but not Louis XIV or Peter the Great."""
    return all(name[0].isupper() for name in names) and any(letter.islower() for letter in names[-1])
