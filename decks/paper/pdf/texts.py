"""Texts made safe to set: no mark that would turn or hide what stands around it, and each its own direction."""

from __future__ import annotations

import re
import unicodedata

_TURNING = "\u202a-\u202e\u2066-\u2069"
_NOWHERE = re.compile(rf"[{_TURNING}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufdd0-\ufdef\ufffe\uffff]")
"""Marks that override the direction of others, and characters that are no letters of anything."""
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
RIGHT_TO_LEFT_LANGUAGES = frozenset("ar arc ckb dv fa he iw ku ps sd ug ur yi".split())


class Texts:
    """Makes texts of a sheet safe, and remembers which letters they have."""

    def __init__(self, language: str) -> None:
        self.seen: set[str] = set()
        """Every letter of every text so far."""
        self._turned = language.partition("-")[0].lower() in RIGHT_TO_LEFT_LANGUAGES

    def __call__(self, text: str) -> str:
        """The text, in an isolate where it has letters of the other direction: what they turn ends with it."""
        made = _BREAK.sub("\n", _NOWHERE.sub("", text)).replace("\t", "    ")
        self.seen.update(made)
        if self._turned != bool(_RIGHT_TO_LEFT.search(made)) or self._turned:
            return _isolated(made)
        return made


def _isolated(text: str) -> str:
    """Each line between FIRST STRONG ISOLATE and its end (Unicode Bidirectional Algorithm, 3.1), if it has a letter."""
    return "\n".join(f"\u2068{line}\u2069" if _has_letter(line) else line for line in text.split("\n"))


def _has_letter(text: str) -> bool:
    return any(unicodedata.category(letter).startswith("L") for letter in text)
