"""Names Anki keeps as they are: of decks and of tags, both `a::b::c`, and the guids of notes."""

from __future__ import annotations

import re
import unicodedata
from binascii import b2a_base64
from functools import lru_cache
from hashlib import sha256

from decks.anki.escape import is_blank, visible

MAX_LEVELS = 11
"""Anki refuses the whole package for a deck with one more, unless it has all the decks that one lies in."""

_TAKEN = {"default", "blank"}
"""Anki's own deck, and what it calls a deck without a name."""

_DROPPED_TAGS = {"marked", "leech"}
"""What Anki's own user says of a card; it takes them off what it imports."""


_NO_TAG = re.compile(r"[\s\"]+")
"""Space and U+3000 end a tag, Anki drops quotes; other white space nobody could type in a search."""


@lru_cache(maxsize=4096)
def deck_name(path: tuple[str, ...]) -> tuple[str, ...]:
    """The levels of a deck's name as Anki will have them; never none.

    Levels with nothing to see are left out, `::` within one becomes the sign that looks like it, and all
    beyond the eleventh level are written in the eleventh.
    """
    levels = [level for level in map(_level, path) if not is_blank(level)] or ["quizgen"]
    if levels[0].casefold() in _TAKEN:
        levels[0] += " (quizgen)"
    return (*levels[: MAX_LEVELS - 1], *filter(None, [" – ".join(levels[MAX_LEVELS - 1 :])]))


def _level(title: str) -> str:
    text = unicodedata.normalize("NFC", visible(" ".join(title.split())))
    text = text.replace('"', "'").replace("::", "∷")
    # "Causes:" and the "::" after it would be read as "Causes" and ":…"; one that stands first is dropped.
    return re.sub(r"^:|:$", "∶", text)


def deck_key(name: tuple[str, ...]) -> tuple[str, ...]:
    """Equal for the names that are one deck to Anki, which does not look at capitals."""
    return tuple(level.casefold() for level in name)


def deck_id(key: tuple[str, ...]) -> int:
    """A deck's id, from its key alone: under 2^53, which JavaScript can count, and never Anki's own 1."""
    return 2 + int.from_bytes(sha256("\x1f".join(key).encode("utf-8")).digest()[:6], "big")


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def guid(card: str) -> str:
    """A note's guid, from the card's id alone: 96 bits of SHA-256 in 16 letters, digits, - and _."""
    digest = sha256(card.encode("utf-8", "surrogatepass")).digest()
    return b2a_base64(digest[:12], newline=False).translate(_URL_SAFE).decode("ascii")


@lru_cache(maxsize=4096)
def tags(given: tuple[str, ...], sheet: str, section: tuple[str, ...]) -> str:
    """The tags of a note as its row has them, ` a b::c `: those given, then `quizgen::sheet::section`.

    Given tags are kept but for what Anki would drop or split: spaces and quotes become `_`, empty levels
    of `a::::b` go, the names Anki keeps for itself get a `_`, of two that differ in capitals the first stays.
    """
    levels = (_word(part.replace("::", "∷")) for part in (sheet, *section))
    ours = "::".join(["quizgen", *filter(None, levels)])
    every: dict[str, str] = {}
    for tag in (*map(_tag, given), ours):
        every.setdefault(tag.casefold(), tag)
    every.pop("", None)
    return f" {' '.join(every.values())} "


def _tag(text: str) -> str:
    levels = [level for level in map(_word, text.split("::")) if level]
    if levels and levels[0].casefold() in _DROPPED_TAGS:
        levels[0] += "_"
    return "::".join(levels)


def _word(text: str) -> str:
    return unicodedata.normalize("NFC", _NO_TAG.sub("_", visible(text.strip())))
