"""The way back: the HTML of an Anki field into the plain text that it shows, as `escape` and `cloze` had it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_CLOZE = re.compile(r"\{\{c\d+::([^{}]*)\}\}")
_FORMULAS = (("\\(", "\\)", "$"), ("\\[", "\\]", "$$"))
"""How Anki begins and ends a formula, and how a sheet does."""
_NEW_LINE = frozenset({"br", "div", "p", "li", "tr"})
_UNSEEN = frozenset({"script", "style"})


def plain(html: str) -> str:
    """The text that a field shows: tags are dropped, entities and line ends are what they stand for.

    Clozes are filled in, formulas stand between dollars again. For what `escape` wrote it gives the text back but for
    the characters that Anki does not keep: control characters, and "\\r", which is "\\n" now.
    """
    if not any(sign in html for sign in "<&{\\"):
        return html
    html = _CLOZE.sub(lambda match: match[1].partition("::")[0], html)
    # Before entities and tags are read: a text that has these signs was written with a tag between them.
    for begin, end, dollars in _FORMULAS:
        if begin in html:
            html = html.replace(begin, dollars).replace(end, dollars)
    text = _Text()
    text.feed(html)
    text.close()
    return "".join(text.parts)


class _Text(HTMLParser):
    """The text between the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _UNSEEN
        if tag in _NEW_LINE and (tag == "br" or self.parts):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _UNSEEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)
