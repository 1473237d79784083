"""The way back: the HTML of a field of ours into the plain text that it shows, as `escape` and `gap` had it."""

from __future__ import annotations

import re
from html import unescape

from decks.anki.markup import parted

GAP = re.compile(r"\{\{c\d+::([^{}]*)\}\}")
"""A gap, and what is in it: the words, and a hint behind `::` where a person gave one."""
_FORMULAS = (("\\(", "\\)", "$"), ("\\[", "\\]", "$$"))
"""How Anki begins and ends a formula, and how a sheet does."""
_NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
_NEW_LINE = frozenset({"br", "div", "p", "li", "tr"})
_UNSEEN = frozenset({"script", "style"})


def plain(html: str) -> str:
    """The text that a field shows, as `text`, and with its gaps filled in."""
    return text(filled(html))


def filled(html: str) -> str:
    """The HTML with the words of its gaps in their places."""
    return GAP.sub(_words, html)


def _words(gap: re.Match[str]) -> str:
    return gap[1].partition("::")[0]


def text(html: str) -> str:
    """The text that a field shows: tags are dropped, entities and line ends are what they stand for.

    Formulas stand between dollars again. For what `escape` wrote it gives the text back but for the characters that
    Anki does not keep: control characters, and "\\r", which is "\\n" now. `&nbsp;` is how Anki's editor writes a second
    space, and is a space.
    """
    # Before entities and tags are read: a text that has these signs was written with a tag between them.
    for begin, end, dollars in _FORMULAS:
        if begin in html:
            html = html.replace(begin, dollars).replace(end, dollars)
    if "<" not in html and "&" not in html:
        return html
    pieces: list[str] = []
    hidden = ""
    for words, tag in parted(html.replace("&nbsp;", " ")):
        if not hidden and words:
            pieces.append(unescape(words))
        found = _NAME.match(tag)
        name = found[1].lower() if found else ""
        if tag.startswith("</"):
            hidden = "" if name == hidden else hidden
        elif not hidden and name in _UNSEEN:
            hidden = name
        elif not hidden and name in _NEW_LINE and (name == "br" or pieces):
            pieces.append("\n")
    return "".join(pieces)
