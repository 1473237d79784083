"""Web pages as lines: a paragraph, a heading, an item or a cell is a line under the number of its first one.

Left out is what nobody reads as text: scripts, styles, forms, menus, formulas, what is hidden, raised numbers that
lead to a note and the notes that they lead to, captions, contents. Nothing in a page is run or fetched. It takes time
that grows with the page's length alone.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

from decks.anki.markup import parted
from decks.importing.decoding import decoded
from quizgen.tagging.passage import Line
from quizgen.tagging.text.apparatus import CELL, left_out
from quizgen.tagging.text.characters import SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.importing.texts.source import Source

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
_LEFT_OUT = {
    name: kind
    for kind, names in (
        (
            "",
            "audio button canvas datalist iframe math noscript object select svg template textarea title video",
        ),
        ("menus", "nav footer"),
        ("captions", "figcaption caption"),
    )
    for name in names.split()
}
"""Elements that are no text, and what they are called to a person; empty for what nobody would miss."""
_CLASSES = {
    word: kind
    for kind, words in (
        ("notes", "footnotes footnote endnotes endnote rearnote rearnotes msofootnotetext"),
        ("notes", "doc-footnote doc-endnote doc-endnotes"),
        ("references", "references reflist mw-references-wrap bibliography doc-bibliography doc-biblioentry refbegin"),
        ("lines of contents", "toc table-of-contents doc-toc vector-toc"),
        ("index entries", "doc-index"),
        ("captions", "thumbcaption wp-caption-text caption gallery"),
        ("page numbers", "pagenum page-number pagebreak doc-pagebreak"),
        ("menus", "mw-editsection navbox noprint metadata breadcrumb breadcrumbs navigation sidebar"),
    )
    for word in words.split()
}  # fmt: skip
"""The same by class, role or type of an element."""
_NAMED = re.compile(
    r"\s(?:class|role|epub:type)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_ANCHOR = re.compile(r"\s(?:id|name)\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)
_LINK = re.compile(r"\shref\s*=\s*[\"']?#([^\s\"'>]+)", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\[\s*(?:\d{1,4}|[a-z]|n(?:ote)? ?\d+)\s*\]|[*†‡§]+")
_HOLDERS = frozenset("aside dd div dl dt li ol p section table td tr ul span".split())
"""Elements that may be left out by their class."""
_NOTE_HOLDERS = frozenset("aside dd div li p section td tr".split())
"""Elements that may be a note which a raised number leads to."""
_LISTS = ("ul", "ol")
_HIDDEN = re.compile(
    r"\s(?:hidden(?=[\s/>=])|aria-hidden\s*=\s*[\"']?true|style\s*=\s*[\"'][^\"']*display\s*:\s*none)"
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def read(source: Source) -> Iterator[Line]:
    """The lines of a web page. Raises QuizgenError for what is no text."""
    data = source.whole()
    text = _declared(data)
    if text is None:
        text, notes = decoded(data, source.name)
        for note in notes:
            source.say(note)
    page = _Page()
    yield from page.lines(_masked(text), source)
    if said := left_out(page.left):
        source.say(said)


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
        self.link: tuple[str, int] | None = None
        """Where the link that is open leads to in this page, and how many pieces stood before it."""
        self.notes: set[str] = set()
        """The names of the notes that were led to."""
        self.noting = False
        """Whether what is being written is a note."""
        self.in_cell = False
        self.as_it_stands = False
        """Whether line breaks are kept, as in verse and letters."""
        self.left: Counter[str] = Counter()

    def lines(self, text: str, source: Source) -> Iterator[Line]:
        """The lines of a page, an empty one behind each block."""
        number, read = 1, 0
        for words, tag in parted(text, _LONGEST_TAG):
            if not self.hidden:
                self._write(words, number)
            number += words.count("\n")
            if tag:
                yield from self._tag(tag, number)
                number += tag.count("\n")
            read += len(words) + len(tag)
            source.share(read / max(len(text), 1))
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
        if self.hidden and self._hide(name, closes):
            return
        kind = self._kind(tag, name) if not closes and name not in _VOID else None
        if kind is not None:
            yield from self._leave_out(tag, name, kind)
        elif name in _BLOCKS:
            yield from self._ended()
            self._begin(name, closes)
        elif name == "br":
            yield from self._line()
        elif name == "sup":
            self._raise(closes, number)
        elif name == "a":
            self._follow(tag, closes)

    def _kind(self, tag: str, name: str) -> str | None:
        """What an element is that is left out; None for one that is read."""
        if name in _LEFT_OUT:
            return _LEFT_OUT[name]
        if _HIDDEN.search(tag):
            return ""
        if name not in _HOLDERS or "=" not in tag:
            return None
        if name in _NOTE_HOLDERS and (anchor := _ANCHOR.search(tag)) and anchor[1] in self.notes:
            return "notes"
        words = " ".join("".join(filter(None, found.groups())) for found in _NAMED.finditer(tag))
        return next((_CLASSES[word] for word in words.lower().split() if word in _CLASSES), None)

    def _leave_out(self, tag: str, name: str, kind: str) -> Iterator[Line]:
        if tag.endswith("/>"):
            return
        if name in _BLOCKS:
            yield from self._ended()
        if kind:
            self.left[kind] += 1
        self.hidden, self.depth = name, 1

    def _hide(self, name: str, closes: bool) -> bool:
        """Whether a tag belongs to what is left out, whose elements may stand in each other. An item of a list ends
        where the next begins, and with its list: its own end may be missing."""
        counted = (self.hidden, *_LISTS) if self.hidden == "li" else (self.hidden,)
        if self.hidden in ("li", "p") and self.depth == 1 and not closes and name == self.hidden:
            self.hidden = ""
            return False
        if name in counted:
            self.depth += -1 if closes else 1
            if not self.depth:
                self.hidden = ""
        return True

    def _begin(self, name: str, closes: bool) -> None:
        """What the lines behind a tag of a block begin with."""
        self.as_it_stands = name == "pre" and not closes
        if name in ("td", "th"):
            self.in_cell = not closes
        elif name in ("tr", "table"):
            self.in_cell = False
        mark = "" if closes else _HEADINGS.get(name, "• " if name == "li" else "")
        self.mark = mark or (CELL if self.in_cell else "")

    def _follow(self, tag: str, closes: bool) -> None:
        """A link: one whose words are the sign of a note leads to that note, and is none of the text."""
        if not closes:
            self.noted = self.noted or self.raised is not None
            anchor, link = _ANCHOR.search(tag), _LINK.search(tag)
            if anchor and anchor[1] in self.notes and not "".join(self.pieces).strip():
                self.noting = True
            self.link = (link[1], len(self.pieces)) if link else None
        elif self.link is not None:
            (leads_to, start), self.link = self.link, None
            if self.raised is not None:
                self.notes.add(leads_to)
            elif _NOTE_MARK.fullmatch("".join(self.pieces[start:]).strip()):
                self.notes.add(leads_to)
                del self.pieces[start:]

    def _raise(self, closes: bool, number: int) -> None:
        """Take what is raised: a link in it leads to a note, numbers are written as such, other letters stay."""
        if not closes:
            self.raised, self.noted = [], False
        elif self.raised is not None:
            words, self.raised = "".join(self.raised).strip(), None
            if (
                self.link is not None
                and len(self.pieces) == self.link[1]
                and (words.isdigit() or _NOTE_MARK.fullmatch(words))
            ):
                self.notes.add(self.link[0])
            elif not self.noted:
                self._write(words.translate(SUPERSCRIPTS) if words.isdigit() else words, number)

    def _line(self) -> Iterator[Line]:
        """What has been written; an empty line where there is nothing."""
        if self.raised is not None:  # it was never closed
            self.pieces += self.raised
            self.raised = None
        told = "".join(self.pieces).strip()
        text = " ".join(told.split())
        if self.noting:
            self.noting, text = False, ""
            self.left["notes"] += 1
        if text:
            self.last = self.start or self.last
            for line in told.split("\n") if self.as_it_stands else (text,):
                yield Line(self.last, self.mark + " ".join(line.split()))
        elif not self.apart:
            yield Line(self.last, "")
        self.apart = not text
        self.pieces, self.start, self.link = [], 0, None

    def _ended(self) -> Iterator[Line]:
        """As `_line`, with an empty line behind it."""
        yield from self._line()
        if not self.apart:
            yield from self._line()
