"""Plain text into HTML and back: what a person sees is the text, letter for letter.

Learning platforms keep texts as HTML, and their importers trim them, so white space is written in entities:

    newline                                  <br>
    a space first, last or behind a space    &nbsp;
    tab                                      &emsp;
    other white space, first or last         a numeric reference

and read back from them. In texts of others `&nbsp;` is a space that an editor put there; a no-break space that is
meant stands as itself, or as a numeric reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Literal

Markup = Literal["html", "moodle", "plain"]
"""How a text is meant. `moodle` is HTML whose line ends count; Markdown is taken for plain."""

LINE_END = re.compile(r"\r\n?")
_SPECIAL = re.compile(r"[&<>\n\t]|  |^\s|\s$")
_SPACES = re.compile(r"(?m)^ | $|(?<= ) ")
_EDGE = re.compile(r"\A[^\S \n\t\x85]|[^\S \n\t\x85]\Z")


def to_html(text: str) -> str:
    """Return the HTML that shows `text`; carriage returns are line ends. Quotes stay: never for an attribute."""
    if "\r" in text:
        text = LINE_END.sub("\n", text)
    if _SPECIAL.search(text) is None:
        return text
    html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    html = _EDGE.sub(lambda match: f"&#{ord(match[0])};", html)
    return _SPACES.sub("&nbsp;", html).replace("\n", "<br>").replace("\t", "&emsp;")


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain text made from marked up text."""

    text: str
    lost: str = ""
    """What of it is no text: "a picture"; empty where nothing was lost."""


def to_plain(text: str, markup: Markup = "html") -> Plain:
    """Return what a person reads of a text; paragraphs are lines, list items begin with "- ", formulas stay TeX."""
    if markup == "plain":
        return Plain(LINE_END.sub("\n", text))
    if markup == "moodle":
        text = LINE_END.sub("\n", text).replace("\n", "<br>")
    if "<" not in text:
        return Plain(_finish(_WHITE.sub(" ", text)))
    pieces: list[str] = []
    lost = ""
    at = 0
    walk = _Walk(pieces)
    for match in _TAG.finditer(text):
        walk.text(text[at : match.start()])
        at = match.end()
        lost = walk.tag(match) or lost
    walk.text(text[at:])
    walk.close()
    return Plain(_finish("".join(pieces)), lost)


_WHITE = re.compile(r"[ \t\n\r\f]+")
_TAG = re.compile(
    r"""<!--.*?-->|<(/?)(a|abbr|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|caption|center|cite|code|
    col|colgroup|dd|del|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|
    iframe|img|input|ins|kbd|label|li|link|main|map|mark|math|meta|nobr|object|ol|p|picture|pre|q|s|samp|script|section|
    small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr)
    (?=[\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*+)>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""A comment, or a tag of HTML; `List<int>` is text."""

_EDGED = frozenset(
    """address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr html li main ol p pre section table tbody tfoot thead tr ul""".split()
)
"""What stands on lines of its own."""

_BREAK, _EDGE_MARK = "\x01", "\x02"
"""A line end that was written, and one that a block makes; neither can stand in a text of XML."""

_ITEM = re.compile(rf"[ {_EDGE_MARK}]*{_EDGE_MARK}[ {_EDGE_MARK}]*")
_MEDIA = {
    "audio": "a sound",
    "video": "a film",
    "iframe": "a page",
    "object": "an object",
    "embed": "an object",
}
_UNSHOWN = ("script", "style", "head", "title")
_EQUATION = re.compile(r"""\bdata-equation-content=(?:"([^"]*)"|'([^']*)')""")
_ALT = re.compile(r"""\balt=(?:"([^"]*)"|'([^']*)')""")
_RAISED = str.maketrans("0123456789+-=()−in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻ⁱⁿ")
_LOWERED = str.maketrans("0123456789+-=()−aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")


class _Walk:
    """A walk over the tags of a text."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.numbers: list[int] = []
        """Of each open list the number of its last item; -1 where its items have none."""
        self.raised: list[tuple[str, int]] = []
        """Open `sub` and `sup`, and the piece at which each began."""
        self.unshown = ""
        self.verbatim = 0
        self.cells = 0
        self.at_bullet = False
        """Whether nothing stands behind the last bullet yet: what begins there stands on its line."""

    def text(self, text: str) -> None:
        if not text or self.unshown:
            return
        if self.at_bullet:
            text = text.lstrip()
            self.at_bullet = not text
        if self.verbatim:
            self.pieces.append(LINE_END.sub("\n", text).replace("\n", _BREAK).replace(" ", "&nbsp;"))
        else:
            self.pieces.append(_WHITE.sub(" ", text))

    def tag(self, match: re.Match[str]) -> str:
        """Take one tag; return what is lost with it."""
        name = (match[2] or "").lower()
        closing = bool(match[1])
        if self.unshown:
            if closing and name == self.unshown:
                self.unshown = ""
            return ""
        if name in _UNSHOWN and not closing:
            self.unshown = name
        elif name == "br":
            self.pieces.append(_BREAK)
        elif name in ("sub", "sup"):
            self._raise(name, closing)
        elif name == "img":
            return self._image(match[3])
        elif name in _MEDIA and not closing:
            return _MEDIA[name]
        elif name in ("td", "th") and not closing:
            self.pieces.append(" | " if self.cells else "")
            self.cells += 1
        elif name in _EDGED:
            self._edge(name, closing)
        return ""

    def close(self) -> None:
        while self.raised:
            self._raise(self.raised[-1][0], closing=True)

    def _edge(self, name: str, closing: bool) -> None:
        if not self.at_bullet or closing or name == "li":
            self.pieces.append(_EDGE_MARK)
        self.cells = 0
        if name == "pre":
            self.verbatim = max(0, self.verbatim + (-1 if closing else 1))
        elif name in ("ul", "ol"):
            if not closing:
                self.numbers.append(0 if name == "ol" else -1)
            elif self.numbers:
                self.numbers.pop()
        elif name == "li" and not closing:
            self.pieces.append(self._bullet())
            self.at_bullet = True

    def _bullet(self) -> str:
        if not self.numbers or self.numbers[-1] < 0:
            return "- "
        self.numbers[-1] += 1
        return f"{self.numbers[-1]}. "

    def _raise(self, name: str, closing: bool) -> None:
        if not closing:
            self.raised.append((name, len(self.pieces)))
        elif self.raised and self.raised[-1][0] == name:
            start = self.raised.pop()[1]
            inner = "".join(self.pieces[start:])
            self.pieces[start:] = [_set(inner, name)]

    def _image(self, attributes: str) -> str:
        if (tex := _EQUATION.search(attributes)) is not None:
            # Canvas writes a formula as a picture of it.
            self.pieces.append(rf"\({tex[1] or tex[2] or ''}\)")
            return ""
        alt = _ALT.search(attributes)
        self.pieces.append((alt[1] or alt[2] or "") if alt else "")
        return "a picture"


def _set(inner: str, name: str) -> str:
    """Return raised or lowered text in Unicode's own signs, or in those of TeX where it has none."""
    plain = unescape(inner)
    if not plain.strip():
        return inner
    table = _RAISED if name == "sup" else _LOWERED
    if all(ord(letter) in table for letter in plain):
        return plain.translate(table)
    mark = "^" if name == "sup" else "_"
    return f"{mark}{inner}" if len(plain) == 1 else f"{mark}({inner})"


def _finish(text: str) -> str:
    if _EDGE_MARK in text:
        text = _ITEM.sub(_EDGE_MARK, text)
        # The last line end in a block shows as nothing.
        text = text.replace(_BREAK + _EDGE_MARK, _EDGE_MARK).strip(_EDGE_MARK + _BREAK + " ")
        text = text.replace(_EDGE_MARK, _BREAK)
        return _entities(_around_breaks(text)).strip()
    return _entities(_around_breaks(text).strip(" "))


def _around_breaks(text: str) -> str:
    return _NEAR_BREAK.sub("\n", text) if _BREAK in text else text


_NEAR_BREAK = re.compile(rf" *{_BREAK} *")


def _entities(text: str) -> str:
    if "&" not in text:
        return text
    return unescape(text.replace("&nbsp;", " ").replace("&emsp;", "\t"))
