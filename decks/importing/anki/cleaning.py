"""HTML of Anki's fields into plain text: what a person reads of it, and nothing that acts.

Text stays; scripts, styles, comments, handlers and what is hidden go. Where a line ends, an item of a list or a cell
of a table, a sign of `BREAK`, `ITEM` and `CELL` stands, which `one_line` turns into what a sentence has there. Formulas
are between signs of `DOLLAR`. Pictures and sounds are taken out and named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote

from decks.anki.markup import parted
from decks.importing.anki.formulas import in_dollars
from decks.importing.anki.signs import BREAK, CELL, CLOSE, HINT, ITEM, LINE, OPEN, OURS
from quizgen.reading.writing import folded

LONGEST = 100_000
"""Characters of a field that are read, pictures that are written out in it aside: two chapters of a book."""

_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*([0-9]{1,7}));?")
_ZERO_WIDTH = "\u200b"
_OURS = re.compile(f"[{OURS}]")
_DATA = re.compile(r"data:[^\s\"'>]*")
_SOUND = re.compile(r"\[sound:([^\]\[<>\n]+)\]")
_SPOKEN = re.compile(r"\[anki:(?:tts|play)[^\]\[]*\]|\[/anki:tts\]")


class Image(NamedTuple):
    """A picture in a field."""

    name: str
    """Of its file in the package; empty for one that lies elsewhere."""
    alt: str


class Cleaned(NamedTuple):
    """What is to be read, seen and heard of some HTML."""

    text: str = ""
    """With signs for what parts it; `one_line` takes them out."""
    images: tuple[Image, ...] = ()
    sounds: tuple[str, ...] = ()
    """Names of files."""


def without_signs(html: str) -> str:
    """HTML in which nothing stands that means something to us alone, and no picture that is written out."""
    html = _OURS.sub("", without_data(html))
    return _REFERENCE.sub(_kept, html) if "&#" in html else html


def without_data(html: str) -> str:
    """HTML in which no picture is written out, whose letters would be most of it."""
    return _DATA.sub("data:", html)


def _kept(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    # With nothing in its place, what stands on both sides of it could be a reference to it again.
    return _ZERO_WIDTH if 0xE000 <= code <= 0xE00F else reference[0]


def cleaned(html: str) -> Cleaned:
    """What a person gets to see of HTML `without_signs`. What is longer than `LONGEST` is cut before it is read."""
    if "<" not in html and "&" not in html and "[" not in html and "\\" not in html:
        return Cleaned(re.sub(r"[\n\r]+", " ", html[:LONGEST]).replace(_ZERO_WIDTH, ""))
    page = _Page(_sound(html[:LONGEST]))
    text = _SPOKEN.sub("", "".join(page.pieces).replace(_ZERO_WIDTH, ""))
    sounds = (name.strip() for name in (*_SOUND.findall(text), *page.sounds))
    return Cleaned(
        in_dollars(_SOUND.sub(" ", text)), tuple(page.images), tuple(name for name in sounds if name)
    )


_LONGEST_TAG = 2_000
"""What Python's parser has to look through at once."""


def _sound(html: str) -> str:
    """HTML in which every `<` begins a tag that ends: without comments, and with a reference for all that is text.

    The parser looks for the end of what never ends again and again, and would take minutes.
    """
    return "".join(f"{text.replace('<', '&lt;')}{tag}" for text, tag in parted(html, _LONGEST_TAG))


def is_empty(text: str) -> bool:
    """Whether there is nothing to read in a cleaned text."""
    return not folded(re.sub(f"{OPEN}[^{HINT}]*{HINT}|[{OURS}]", "", text))


_ENDS = tuple(".?!:;,…—–-(/=。？！：；、，")
_OPENS = ("(", "[", "→", "=", "–", "—", "-", "/", ",", ";", ".", "•", "·", "（")
_BULLET = re.compile(r"[•·▪●‣–-]\s+")
_SMALL = re.compile(r"(?:^|\s)[a-zà-ÿ]{1,3}\Z")
"""A word that goes on: "of", "the", "ist"."""
_SIGN = re.compile(rf"([{BREAK}{ITEM}{CELL}{LINE}])")
_GAPS = re.compile(rf"{OPEN}[^{HINT}]*{HINT}|[{OPEN}{CLOSE}{HINT}]")


def one_line(text: str, *, wrapped: bool = False) -> str:
    """A cleaned text in one line: what stood on a line of its own has a semicolon before it where it needs one.

    Where sentences are to be expected rather than lists, a line that goes on was `wrapped`.
    """
    made = glue = ""
    for piece in _SIGN.split(text):
        if _SIGN.fullmatch(piece):
            glue = max(glue, piece)
            continue
        line = _BULLET.sub("", folded(piece), count=1) if glue and glue != LINE else folded(piece)
        if not _GAPS.sub("", line):
            made += line  # the end of a gap, and no word
            continue
        made += f"{_between(made[-80:], line[:80], glue, wrapped=wrapped)}{line}"
        glue = ""
    return made


def _between(before: str, behind: str, glue: str, *, wrapped: bool) -> str:
    before, behind = _GAPS.sub("", before), _GAPS.sub("", behind)
    if not before:
        return ""
    if glue == LINE:  # "else:" and "19." do not end a line of code or a row any less
        return " / " if before.endswith(_ENDS) else "; "
    if not glue or before.endswith(_ENDS) or behind.startswith(_OPENS):
        return " "
    if glue == CELL:
        return ", "
    if glue == BREAK and wrapped and (behind[0].islower() or _SMALL.search(before)):
        return " "
    return "; "


def filled(text: str) -> str:
    """A cleaned text in which gaps are no longer marked."""
    return _GAPS.sub("", text)


def lines(text: str) -> list[str]:
    """A cleaned text line by line, the cells of a table beside each other."""
    parted = re.split(f"[{BREAK}{ITEM}{LINE}]", text)
    return [line for one in parted if (line := one_line(one))]


_BLOCKS = frozenset(
    """address article aside blockquote br center dd details dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr main nav ol optgroup p section summary table tbody tfoot thead ul""".split()
)
_ITEMS = frozenset(("li", "tr", "pre", "option", "caption"))
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(
    """script style head title template noscript object applet iframe frameset svg math canvas map
    select button textarea rp audio video""".split()
)
"""What is inside is not read. The name of a sound or a film is taken from its own attributes."""
_ALONE = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements that have nothing inside."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class _List:
    """A list with numbers."""

    start: int
    """Its place among the pieces."""
    items: int = 0


class _Page(HTMLParser):
    """The pieces of text of some HTML, as a browser would lay them out."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.images: list[Image] = []
        self.sounds: list[str] = []
        self.silent: list[str] = []
        """The element that is open and not read, and those of its name inside it."""
        self.raised: list[int] = []
        """Where each superscript or subscript that is open begins among the pieces."""
        self.preformatted = 0
        self.lists: list[_List | None] = []
        """Those that are open, outermost first; None for one without numbers."""
        self.number = ""
        """Of an item that nothing was read of yet."""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {key: value or "" for key, value in reversed(attrs)}  # the first of two counts
        if tag in ("audio", "video", "source", "embed"):
            self.sounds.append(_file(known.get("src", "")))
        if self.silent:
            self.silent += [tag] if tag == self.silent[0] else []
        elif tag not in _ALONE and (tag in _SILENT or _HIDDEN.search(known.get("style", ""))):
            self.silent.append(tag)
        elif tag == "img":
            self.images.append(Image(_file(known.get("src", "")), folded(known.get("alt", ""))))
            self.pieces.append(" ")
        else:
            self._open(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Where an element can have something inside, the stroke means nothing to a browser.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[0]:
                self.silent.pop()
            return
        if tag in ("sup", "sub") and self.raised:
            self._level(tag, self.raised.pop())
        elif tag == "rt":
            self.pieces.append(")")
        elif tag == "pre":
            self.preformatted = max(self.preformatted - 1, 0)
        elif tag in ("ol", "ul") and self.lists:
            self._end_list(self.lists.pop())
        self._part(tag)
        self.pieces += [LINE] if tag == "tr" else []

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.number and not data.isspace():
            self.pieces.append(self.number)
            self.number = ""
        # Elsewhere the end of a line in the source is none in the text.
        self.pieces.append(re.sub(r"[\n\r]+", LINE if self.preformatted else " ", data))

    def _open(self, tag: str) -> None:
        self._part(tag)
        if tag in ("sup", "sub"):
            self.raised.append(len(self.pieces))
        elif tag == "rt":
            self.pieces.append("(")
        elif tag == "pre":
            self.preformatted += 1
        elif tag in ("ol", "ul"):
            self.lists.append(_List(len(self.pieces)) if tag == "ol" else None)
        elif tag == "li" and self.lists:
            self._count(self.lists[-1])

    def _count(self, here: _List | None) -> None:
        """Begin an item; one that is the only one so far may need no number."""
        self.number = ""
        if here:
            here.items += 1
            self.number = f"{here.items}. "

    def _end_list(self, ended: _List | None) -> None:
        self.number = ""
        if ended and ended.items == 1 and "1. " in self.pieces[ended.start :]:
            del self.pieces[self.pieces.index("1. ", ended.start)]

    def _part(self, tag: str) -> None:
        if self.preformatted and tag == "br":
            self.pieces.append(LINE)
            return
        sign = BREAK if tag in _BLOCKS else ITEM if tag in _ITEMS else CELL if tag in _CELLS else ""
        self.pieces += [sign] if sign else []

    def _level(self, tag: str, start: int) -> None:
        """Write what is raised or lowered in figures that are so themselves, else as one does by typewriter."""
        text = "".join(self.pieces[start:])
        signs = _RAISED if tag == "sup" else _LOWERED
        if text and all(sign in signs for sign in text):
            self.pieces[start:] = ["".join(signs[sign] for sign in text)]
        elif tag == "sup" and _POWER.fullmatch(text) and not _ORDINAL.fullmatch(text):
            self.pieces[start:] = [f"^{text}"]


_POWER = re.compile(r"[\w+−–-]{1,8}")
_ORDINAL = re.compile(r"(?i)st|nd|rd|th|er|re|e|ère|ème|eme|o|a|tm")
_RAISED = dict(zip("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎", strict=True))


def _file(address: str) -> str:
    """The name of the file in the package that an address means; empty for one elsewhere."""
    name = unquote(address.strip())
    return "" if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", name) else name
