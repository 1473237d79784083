"""The elements of Moodle XML that all questions have: texts with their formats, names, tags, what answers are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.classroom.markup import Plain, to_plain
from decks.classroom.taking import UnusableError, asked

if TYPE_CHECKING:
    from decks.classroom.markup import Markup
    from decks.classroom.tree import Node

_MARKUPS: dict[str, Markup] = {
    "moodle_auto_format": "moodle",
    "wiki_like": "plain",
    "markdown": "plain",
    "plain_text": "plain",
}


def stem(node: Node) -> str:
    """Return what a question asks; its name, where it asks nothing."""
    text = asked(text_of(node, "questiontext"))
    return text if text.strip() else name_of(node)


def text_of(node: Node, tag: str) -> Plain:
    """Return the plain text of the first child of a name; empty where there is none."""
    child = node.child(tag)
    return plain_of(child) if child is not None else Plain("")


def plain_of(node: Node, markup: Markup | None = None) -> Plain:
    """Return the text of an element with <text> in it, or of one that has its text in itself, as in old files."""
    holder = node.child("text") or node
    if holder.tag == "text" and holder.children:
        raise UnusableError("its HTML is not escaped; put it into <![CDATA[ and ]]>")
    text = holder.text.strip(" \t\r\n")
    given = node.attributes.get("format", "html").strip()
    return of_files(node, to_plain(text, markup or _MARKUPS.get(given, "html")))


def of_files(node: Node | None, plain: Plain) -> Plain:
    """Return a text, lost where a file belongs to it."""
    if node is not None and node.child("file") is not None and not plain.lost:
        return Plain(plain.text, "a file")
    return plain


def as_it_stands(node: Node, tag: str) -> str:
    """Return what an element's <text> says, as it stands."""
    child = node.child(tag)
    return (child.child("text") or child).text if child is not None else ""


def name_of(node: Node) -> str:
    """Return what lists call the question."""
    return as_it_stands(node, "name").strip()


def tags_of(node: Node) -> tuple[str, ...]:
    """Return the tags of a question."""
    tags = node.child("tags")
    return tuple(tag.said("text") for tag in tags.all("tag")) if tags is not None else ()


def worth_of(node: Node) -> float:
    """Return what an answer is worth, in hundredths; 0 where it does not say."""
    try:
        return float(node.attributes.get("fraction") or node.said("fraction") or 0)
    except ValueError:
        return 0.0
