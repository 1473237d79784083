"""Word documents as lines: each paragraph is one, numbered as paragraphs are counted from the first.

The part with the text is read as it comes, a paragraph at a time, so that a book needs no more memory than a page.
Text is taken as it stands when all changes are accepted. What is hidden, deleted, or drawn a second time for old
versions of Word is left out; so are footnotes, which lie in parts of their own, and, by their styles, captions, tables
of contents and indexes. Raised numbers are written as such, and what stands in a table is a row with one cell.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections import Counter
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, iterparse

from decks.importing.texts.kinds import archive
from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown
from quizgen.tagging.passage import Line
from quizgen.tagging.text.apparatus import CELL, left_out
from quizgen.tagging.text.characters import SOFT_HYPHEN, SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.importing.texts.source import Source

UNPACKED = 300_000_000
"""Bytes that all parts of a document may come to."""
TEXT = 100_000_000
"""Bytes of the part that is read: a book of 500 pages has four million."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OTHERWISE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_VALUE = f"{_W}val"
_ASIDE = frozenset((f"{_W}txbxContent", _OTHERWISE, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr"))
"""What is no text of the paragraph that it stands in."""
_SIGNS = {
    f"{_W}tab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": SOFT_HYPHEN,
}
_REFERENCES = (f"{_W}footnoteReference", f"{_W}endnoteReference")
_HEADING = re.compile(r"heading ([1-9])")
_LEFT_OUT = {
    "caption": "captions",
    "toc": "lines of contents",
    "table of": "lines of contents",
    "index": "index entries",
    "footnote": "notes",
    "endnote": "notes",
    "bibliography": "references",
}
"""What paragraphs are that are no text, by what the names of their styles begin with."""


def read(source: Source) -> Iterator[Line]:
    """The lines of a Word document. Raises QuizgenError for what is none."""
    with _faults(source.name), zipfile.ZipFile(source.seekable()) as package:
        main = _main(package, source.name)
        looks = _styles(package, main)
        with package.open(main) as part:
            yield from _lines(part, looks, source, package.getinfo(main).file_size)


@contextmanager
def _faults(name: str) -> Iterator[None]:
    wrong = f"{name}: this is no Word document; save it as .docx"
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError) as error:
        raise QuizgenError(wrong) from error
    except (ParseError, RuntimeError, ValueError) as error:
        reason = shown(str(error)) or type(error).__name__
        raise QuizgenError(f"{wrong} anew ({reason})") from error


def _main(package: zipfile.ZipFile, name: str) -> str:
    """The part with the text, once it is known that the document unpacks to no more than one would."""
    parts = {part.filename: part.file_size for part in package.infolist()}
    biggest = max((size for part, size in parts.items() if part.endswith(".xml")), default=0)
    if sum(parts.values()) > UNPACKED or biggest > TEXT:
        raise QuizgenError(f"{name}: this document unpacks to too much; save it as plain text")
    found = "word/document.xml"
    if "_rels/.rels" in parts:
        with package.open("_rels/.rels") as relations:
            for _, element in iterparse(relations):
                if element.tag == _RELATION and element.get("Type", "").endswith("/officeDocument"):
                    found = element.get("Target", "").lstrip("/")
    if not found.startswith("word/") or found not in parts:
        said = archive(list(parts)) if "[Content_Types].xml" not in parts or found in parts else ""
        raise QuizgenError(f"{name}: {said or 'this is no Word document; save it as .docx anew'}")
    return found


def _styles(package: zipfile.ZipFile, main: str) -> dict[str, str]:
    """What each style makes of a paragraph, by the style's id; ids are translated, names are not."""
    styles = {}
    path = posixpath.join(posixpath.dirname(main), "styles.xml")
    if path not in package.namelist():
        return {}
    with package.open(path) as part:
        for _, style in iterparse(part):
            named = style.find(f"{_W}name") if style.tag == f"{_W}style" else None
            if named is not None:
                styles[style.get(f"{_W}styleId", "")] = named.get(_VALUE, "").lower()
    return styles


def _lines(part: IO[bytes], styles: dict[str, str], source: Source, size: int) -> Iterator[Line]:
    number = cells = otherwise = 0
    left: Counter[str] = Counter()
    above: list[Element] = []
    for event, element in iterparse(part, ("start", "end")):
        step = 1 if event == "start" else -1
        if step > 0:
            above.append(element)
        else:
            above.pop()
        if element.tag == f"{_W}tc":
            cells += step
        elif element.tag == _OTHERWISE:
            otherwise += step
        elif element.tag == f"{_W}p" and step < 0 and not otherwise:
            number += 1
            yield from _paragraph(element, number, styles, left, in_cell=cells > 0)
            source.share(part.tell() / size)
            if above:
                above[-1].remove(element)  # it has been read: memory stays flat
    if said := left_out(left):
        source.say(said)


def _paragraph(
    paragraph: Element, number: int, styles: dict[str, str], left: Counter[str], *, in_cell: bool
) -> Iterator[Line]:
    style = styles.get(_style(paragraph), "")
    text = "".join(_runs(paragraph))
    left["notes"] += sum(1 for element in paragraph.iter() if element.tag in _REFERENCES)
    if kind := next((kind for begin, kind in _LEFT_OUT.items() if style.startswith(begin)), ""):
        left[kind] += bool(text.strip())
        text = ""
    mark = _mark(paragraph, style) or (CELL if in_cell else "")
    for line in text.split("\n"):
        yield Line(number, f"{mark}{line.strip()}" if line.strip() else "", "paragraph")
    yield Line(number, "", "paragraph")


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else found.get(_VALUE, "")


def _mark(paragraph: Element, style: str) -> str:
    """What the lines of a paragraph begin with: a heading and an item of a list are marked."""
    if style == "title":
        return "# "
    if found := _HEADING.fullmatch(style):
        return f"{'#' * min(int(found[1]), 6)} "
    listed = style.startswith("list ") or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return "• " if listed else ""


def _runs(element: Element) -> Iterator[str]:
    """The texts of the runs in an element, in order."""
    for child in element:
        if child.tag == f"{_W}r":
            yield _run(child)
        elif child.tag not in _ASIDE:
            yield from _runs(child)


def _run(run: Element) -> str:
    looks = run.find(f"{_W}rPr")
    if looks is not None and looks.find(f"{_W}vanish") is not None:
        return ""
    text = "".join(
        (child.text or "") if child.tag == f"{_W}t" else _SIGNS.get(child.tag, "") for child in run
    )
    raised = looks.find(f"{_W}vertAlign") if looks is not None else None
    if raised is not None and raised.get(_VALUE) == "superscript" and text.isdigit():
        return text.translate(SUPERSCRIPTS)
    return text
