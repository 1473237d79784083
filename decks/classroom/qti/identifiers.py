"""Identifiers of QTI: an id of ours in the letters that every reader of XML takes, and back."""

from __future__ import annotations

import hashlib
import re
import zlib

_PREFIX = "quizgen."
_SUM = "quizgen-sum."
LONGEST = 200
"""Canvas keeps 255 characters, and puts some of its own before them."""

_OTHER = re.compile(r"[^A-Za-z0-9/-]")
_CODE = re.compile(r"_([0-9a-f]{1,6})_")


def identifier(id: str, place: int) -> str:
    """Return the identifier of the item with an id of ours; one without is called by its place in the quiz."""
    if not id:
        return f"quizgen-item-{place}"
    # A slash is what our ids are full of, and a dot what they seldom have.
    made = _PREFIX + _OTHER.sub(lambda match: f"_{ord(match[0]):x}_", id).replace("/", ".")
    return made if len(made) <= LONGEST else _SUM + hashlib.sha256(id.encode()).hexdigest()[:32]


def identified(identifier: str) -> str:
    """Return the id that an identifier was made of; of one that is not ours, itself; empty where it names a place."""
    if identifier.startswith("quizgen-item-"):
        return ""
    if not identifier.startswith(_PREFIX):
        return identifier
    return _CODE.sub(_letter, identifier.removeprefix(_PREFIX).replace(".", "/"))


def answer_number(identifier: str) -> int:
    """Return the number of an item's first answer; Canvas calls answers by numbers, and wants them to differ."""
    return 10_000 + zlib.crc32(identifier.encode()) % 20_000_000 * 100


def _letter(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else match[0]
