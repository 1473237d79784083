"""What a note type shows on each side of a card: the front as HTML, and the fields that stand on the back alone.

template    = (replacement | section | any)*
replacement = "{{" (filter ":")* field "}}"
section     = "{{#" field "}}" template "{{/" field "}}" | "{{^" …
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from decks.importing.anki import gaps
from decks.importing.anki.cleaning import without_signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TAG = re.compile(r"\{\{([^{}]*)\}\}")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_LONGEST = 100_000
"""Characters of a template that are read."""
_EMPTY = re.compile(r"(?:\s|&nbsp;|</?(?:br|div|p|span)\s*/?>)*", re.IGNORECASE)
_FURIGANA = re.compile(r" ?([^ >\[\]]{1,40})\[(?!sound:|anki:|latex|/latex|\$)([^\]\[]{1,40})\]")
_SPOKEN = (("tts",), ("tts-voices",))
"""Filters by which a text is read aloud."""
_READINGS = {"furigana": r"\1(\2)", "kanji": r"\1", "kana": r"\2"}


@dataclass(frozen=True, slots=True)
class Front:
    """A rendered front."""

    html: str
    """The texts of the template and of its fields, with gaps marked."""
    fields: frozenset[str]
    """Those that it shows."""
    typed: str = ""
    """The field with which what a person types is compared."""


def front(template: str, fields: Mapping[str, str]) -> Front:
    """The front of a card of a note with these fields."""
    shown: set[str] = set()
    typed = ""
    pieces: list[str] = []
    for text, filters, field in _shown(template, fields):
        pieces.append(text)
        if "type" in filters:
            typed = typed or field
        elif field in fields and not _is_hidden(filters):
            shown.add(field)
            pieces.append(_filtered(fields[field], filters))
    return Front("".join(pieces), frozenset(shown), typed)


def behind(template: str, fields: Mapping[str, str], front: Front) -> list[str]:
    """The HTML of each field that stands on the back and not on the front, the one that is typed first."""
    typed = front.typed in fields and front.typed not in front.fields
    found: dict[str, str] = {front.typed: fields[front.typed]} if typed else {}
    for _, filters, field in _shown(template, fields):
        if field in fields and field not in front.fields and filters[:1] not in _SPOKEN:
            found.setdefault(field, _filtered(fields[field], filters))
    return list(found.values())


def _shown(template: str, fields: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The replacements of a template in sections that are shown, each with the text before it; the last has none."""
    template = _read(template)
    done = 0
    hidden: list[str] = []
    """Open sections that are not shown: from the first of them on nothing is."""
    text = ""
    for tag in _TAG.finditer(template):
        text += template[done : tag.start()] if not hidden else ""
        done = tag.end()
        sign, name = tag[1].strip()[:1], tag[1].strip()[1:].strip()
        if sign in ("#", "^"):
            if hidden or is_filled(fields.get(name, "")) != (sign == "#"):
                hidden.append(name)
        elif sign == "/":
            if hidden:
                hidden.pop()
        elif not hidden:
            *filters, field = (part.strip() for part in tag[1].split(":"))
            yield text, tuple(part.split(" ")[0] for part in filters), field
            text = ""
    yield text + (template[done:] if not hidden else ""), (), ""


@lru_cache(maxsize=64)
def _read(template: str) -> str:
    """What there is to read in a template: once for all the cards that are made from it."""
    return _COMMENT.sub("", without_signs(template[:_LONGEST]))


def is_filled(html: str) -> bool:
    """Whether a field has anything in it, as Anki's sections see it."""
    return not _EMPTY.fullmatch(html)


def _is_hidden(filters: tuple[str, ...]) -> bool:
    return "hint" in filters or filters[:1] in _SPOKEN


def _filtered(html: str, filters: tuple[str, ...]) -> str:
    for one in reversed(filters):
        if one in _READINGS:
            html = _FURIGANA.sub(_READINGS[one], html)
        elif one in ("cloze", "cloze-only"):
            html = gaps.marked(html)
    return html
