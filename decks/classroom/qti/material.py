"""The texts of QTI 1.2: material, in plain text or HTML, in pieces, around the fields that answer it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from decks.classroom.markup import Plain, to_plain
from decks.classroom.taking import UnusableError, asked
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.classroom.tree import Node

RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy")
_TEXTS = ("mattext", "matemtext", "mat_formattedtext")
_FILES = {"matimage": "a picture", "mataudio": "a sound", "matvideo": "a film", "matapplet": "a program"}
_MARKED_UP = re.compile(r"</?[a-zA-Z][^<>]*>|&\w+;")


def stem(presentation: Node, *, gaps: bool = False) -> str:
    """Return what a presentation asks, without its choices; with `gaps`, a gap where a field stands."""
    pieces = [
        (text, marked) if text is not None else (BLANK, False)
        for text, marked in _pieces(presentation, RESPONSES)
        if text is not None or gaps
    ]
    return asked(_joined([(text, marked) for text, marked in pieces], "" if gaps else "\n"))


def text_of(node: Node) -> Plain:
    """Return the text of an element that has material in it, without that of its choices."""
    return _joined(piece(node, ("render_choice", "render_extension", "response_label")), "\n")


def piece(node: Node, without: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return the texts inside an element, each with whether it is HTML, without those in elements of some names."""
    return [(text, marked) for text, marked in _pieces(node, without) if text is not None]


def _joined(pieces: list[tuple[str, bool]], between: str) -> Plain:
    if len(pieces) == 1:
        return to_plain(pieces[0][0], "html" if pieces[0][1] else "plain")
    read = [to_plain(text, "html" if marked else "plain") for text, marked in pieces]
    lost = next((one.lost for one in read if one.lost), "")
    return Plain(between.join(one.text for one in read if one.text), lost)


def _pieces(node: Node, without: tuple[str, ...]) -> Iterator[tuple[str | None, bool]]:
    """Yield the texts inside an element, and None for each element of the names that are left out."""
    for child in node.children:
        if child.tag in without:
            yield None, False
        elif child.tag in _FILES:
            raise UnusableError(f"it has {_FILES[child.tag]}, which is no text; describe it in words")
        elif child.tag == "matbreak":
            yield "\n", False
        elif child.tag in _TEXTS:
            yield child.text, _is_marked_up(child)
        else:
            yield from _pieces(child, without)


def _is_marked_up(node: Node) -> bool:
    if node.children:
        raise UnusableError("its HTML is not escaped; put it into <![CDATA[ and ]]>")
    kind = node.attributes.get("texttype") or node.attributes.get("type", "")
    if not kind:
        # Without a type it is plain by the standard, and HTML by the habit of many.
        return _MARKED_UP.search(node.text) is not None
    return "html" in kind.lower() or kind.upper() == "SMART_TEXT"
