"""Headings of plain text: what stands above a passage and is no sentence of it.

marked  = "#"{1,6} " " text                     as Markdown has it, and as readers of other formats write it
counted = ("Part" | "Chapter" | …) number …     wherever a paragraph may begin
parted  = number "." number … words             the same, behind a line that ends a sentence
alone   = words in capitals, or each with one   only with nothing but space above and below
        | Roman number
"""

from __future__ import annotations

import re

_LONGEST = 90
"""Characters of a heading that is not marked."""
_MARKED = re.compile(r"#{1,6}(?= )")
_COUNTED = re.compile(
    r"(part|book|chapter|lesson|unit|appendix|section)\s+"
    r"(?:\d{1,3}|[ivxlc]+|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:\s*[.:–—-]\s*\S.*|\.?)",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\d{1,2}((?:\.\d{1,2}){1,3})\.?\s+[A-Z][^.?!]*[^.?!,;:\d]")
_ROMAN = re.compile(r"[IVXLC]{1,7}\.?(?:\s+[A-Z].*)?")
_LEVELS = {"part": 1, "book": 1, "section": 3}
LOWEST = 4
"""The level of a heading that nothing but its place tells."""
_COUNTED_LEVEL = 2
_CAPTION = re.compile(r"(?:table|figure|fig|plate|map|photo|illustration)s?\.? \d", re.IGNORECASE)
"""What stands under a picture is no heading of what follows."""
_FIGURE = re.compile(r".*: ?[\d.,]+\W*")
"""So is what a figure ends: "Population: 2,300,000"."""
_SMALL = frozenset("a an and as at by for from in into of on or the to with".split())


def heading(text: str, *, alone: bool, apart: bool = True) -> tuple[int, str] | None:
    """The level of a heading, 1 for the widest, and its words; None for what is none.

    `alone` is whether no line stands right above it or right below, `apart` whether no sentence is open above it.
    """
    if marked := _MARKED.match(text):
        return marked.end(), text[marked.end() :].rstrip("#").strip()
    if alone and _ROMAN.fullmatch(text):
        return _COUNTED_LEVEL, text
    if len(text) > _LONGEST or (text[-1] in '.?!…,;:’”"' and not _COUNTED.fullmatch(text)):
        return None
    if counted := _COUNTED.fullmatch(text):
        return _LEVELS.get(counted[1].lower(), _COUNTED_LEVEL), text
    if apart and (parted := _PARTED.fullmatch(text)):
        return min(_COUNTED_LEVEL + parted[1].count("."), LOWEST), text
    return (
        (LOWEST, text)
        if alone and _is_title(text) and not (_CAPTION.match(text) or _FIGURE.fullmatch(text))
        else None
    )


def _is_title(text: str) -> bool:
    """Whether each word that can has a capital."""
    words = re.findall(r"[^\W\d_][\w’'-]*", text)
    large = [word for word in words if word not in _SMALL]
    return bool(large) and text[0] not in '-–—•*(“"' and all(word[0].isupper() for word in large)
