"""Web pages as lines: a paragraph, a heading, an item or a cell is a line under the number of its first one.

Left out is what nobody reads as text: scripts, styles, forms, navigation, formulas, what is hidden, and raised numbers
that lead to a note. Nothing in a page is run or fetched. It takes time that grows with the page's length alone.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from decks.anki.markup import parted
from decks.importing.decoding import decoded
from quizgen.tagging.characters import SUPERSCRIPTS
from quizgen.tagging.passage import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.importing.texts.readers import Say

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})")
_MARK = re.compile(r"<(?:!--|[!?]|script\b|style\b)", re.IGNORECASE)
_ENDS = {"<!--": "-->", "<!": ">", "<?": ">", "<script": "</script", "<style": "</style"}
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s<>/\"']*)")
_LONGEST_TAG = 20_000

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer h1 h2 "
    "h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
_LEFT_OUT = frozenset(
    "audio button canvas datalist iframe math nav noscript object select svg template textarea title video".split()
)
_HIDDEN = re.compile(
    r"\s(?:hidden(?=[\s/>=])|aria-hidden\s*=\s*[\"']?true|style\s*=\s*[\"'][^\"']*display\s*:\s*none)"
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def read(data: bytes, name: str, say: Say) -> Iterator[Line]:
    """The lines of a web page. Raises QuizgenError for what is no text."""
    text = _declared(data)
    if text is None:
        text, notes = decoded(data, name)
        for note in notes:
            say(note)
    return _Page().lines(_masked(text))


def _declared(data: bytes) -> str | None:
    """The text of a page in the encoding that it names, if that fits."""
    named = _CHARSET.search(data[:2048])
    if named is None:
        return None
    encoding = named[1].decode("ascii").lower()
    if encoding.startswith(("utf-16", "utf-32", "utf-7")):  # in which it could not have been read
        return None
    try:
        # As browsers do: what calls itself Latin-1 is Windows-1252.
        return data.decode("cp1252" if encoding in ("iso-8859-1", "latin-1", "latin1") else encoding)
    except (LookupError, ValueError):
        return None


def _masked(text: str) -> str:
    """A page without comments, declarations, scripts and styles, of which only the line breaks stay."""
    kept: list[str] = []
    done = 0
    lower = text.lower() if len(text.lower()) == len(text) else text
    while found := _MARK.search(text, done):
        kept.append(text[done : found.start()])
        end = _ENDS[found[0].lower()]
        at = lower.find(end, found.end())
        done = at + len(end) if at >= 0 and end.endswith(">") else at if at >= 0 else len(text)
        kept.append("\n" * text.count("\n", found.start(), done))
    return "".join((*kept, text[done:]))


class _Page:
    """The walk through a page: the line that is being written, and what is being left out."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.start = 0
        """The number of the first line of what is being written; 0 while there is nothing."""
        self.last = 1
        self.apart = True
        """Whether nothing was written since the last empty line."""
        self.mark = ""
        self.hidden = ""
        """The element that is left out, while it is open."""
        self.depth = 0
        self.raised: list[str] | None = None
        """What stands in a raised number so far; None outside."""
        self.noted = False

    def lines(self, text: str) -> Iterator[Line]:
        """The lines of a page, an empty one behind each block."""
        number = 1
        for words, tag in parted(text, _LONGEST_TAG):
            if not self.hidden:
                self._write(words, number)
            number += words.count("\n")
            if tag:
                yield from self._tag(tag, number)
                number += tag.count("\n")
        yield from self._ended()

    def _write(self, words: str, number: int) -> None:
        if self.raised is not None:
            self.raised.append(unescape(words))
        elif words:
            if not self.start and (bare := words.lstrip()):
                self.start = number + words.count("\n", 0, len(words) - len(bare))
            self.pieces.append(unescape(words))

    def _tag(self, tag: str, number: int) -> Iterator[Line]:
        parts = _TAG.match(tag)
        if parts is None:
            return
        closes, name = bool(parts[1]), parts[2].lower()
        if self.hidden:
            self._hide(name, closes)
        elif not closes and name not in _VOID and (name in _LEFT_OUT or _HIDDEN.search(tag)):
            if not tag.endswith("/>"):
                self.hidden, self.depth = name, 1
        elif name in _BLOCKS:
            yield from self._ended()
            self.mark = "" if closes else _HEADINGS.get(name, "• " if name == "li" else "")
        elif name == "br":
            yield from self._line()
        elif name in ("sup", "a"):
            self._raise(name, closes, number)

    def _hide(self, name: str, closes: bool) -> None:
        """Count the elements of the kind that is left out, which may stand in each other."""
        if name == self.hidden:
            self.depth += -1 if closes else 1
            self.hidden = self.hidden if self.depth else ""

    def _raise(self, name: str, closes: bool, number: int) -> None:
        """Take what is raised: a link in it leads to a note, numbers are written as such, other letters stay."""
        if name == "a":
            self.noted = self.noted or self.raised is not None
        elif not closes:
            self.raised, self.noted = [], False
        elif self.raised is not None:
            words, self.raised = "".join(self.raised).strip(), None
            if not self.noted:
                self._write(words.translate(SUPERSCRIPTS) if words.isdigit() else words, number)

    def _line(self) -> Iterator[Line]:
        """What has been written; an empty line where there is nothing."""
        if self.raised is not None:  # it was never closed
            self.pieces += self.raised
            self.raised = None
        text = " ".join("".join(self.pieces).split())
        if text:
            self.last = self.start or self.last
            yield Line(self.last, self.mark + text)
        elif not self.apart:
            yield Line(self.last, "")
        self.apart = not text
        self.pieces, self.start = [], 0

    def _ended(self) -> Iterator[Line]:
        """As `_line`, with an empty line behind it."""
        yield from self._line()
        if not self.apart:
            yield from self._line()
