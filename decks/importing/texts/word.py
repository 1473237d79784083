"""Word documents as lines, by python-docx: each paragraph is one, numbered as paragraphs are counted from the first.

Text is taken as it stands when all changes are accepted. What is hidden, deleted, or drawn a second time for old
versions of Word is left out; so are footnotes, which lie in a part of their own. Raised numbers are written as such.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown
from quizgen.tagging.characters import SOFT_HYPHEN, SUPERSCRIPTS
from quizgen.tagging.passage import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from lxml.etree import _Element as Element

    from decks.importing.texts.readers import Say

UNPACKED = 300_000_000
"""Bytes that all parts of a document may come to."""
TEXT = 100_000_000
"""Bytes of the part that is read: a book of 500 pages has four million."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OTHERWISE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
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
_HEADING = re.compile(r"heading ([1-9])")


def read(data: bytes, name: str, say: Say) -> Iterator[Line]:
    """The lines of a Word document. Raises QuizgenError for what is none."""
    document = _opened(data, name)
    levels = _levels(document)
    paragraphs = document.element.body.iter(f"{_W}p")
    number = 0
    for paragraph in paragraphs:
        if any(above.tag == _OTHERWISE for above in paragraph.iterancestors()):
            continue
        number += 1
        mark = levels.get(_style(paragraph), "")
        for text in "".join(_runs(paragraph)).split("\n"):
            yield Line(number, f"{mark}{text.strip()}" if text.strip() else "")
        yield Line(number, "")


def _opened(data: bytes, name: str) -> Document:
    """The document, once it is known that it unpacks to no more than a document would."""
    # Deferred: python-docx takes 200 ms to load, and other texts need none of it.
    from docx import Document

    wrong = f"{name}: this is no Word document; save it as .docx"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
        main = max((part.file_size for part in parts if part.filename.endswith(".xml")), default=0)
        if sum(part.file_size for part in parts) > UNPACKED or main > TEXT:
            raise QuizgenError(f"{name}: this document unpacks to too much; save it as plain text")
        return Document(io.BytesIO(data))
    except QuizgenError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise QuizgenError(wrong) from error
    except Exception as error:  # python-docx raises whatever its parsers do: KeyError, XMLSyntaxError, …
        reason = shown(str(error)) or type(error).__name__
        raise QuizgenError(f"{wrong} anew ({reason})") from error


def _levels(document: Document) -> dict[str, str]:
    """The mark of each style that is a heading's, by the style's id; ids are translated, names are not."""
    levels = {}
    for style in document.styles.element.iter(f"{_W}style"):
        named = style.find(f"{_W}name")
        words = named.get(_VALUE, "").lower() if named is not None else ""
        if words == "title":
            levels[style.get(f"{_W}styleId", "")] = "# "
        elif found := _HEADING.fullmatch(words):
            levels[style.get(f"{_W}styleId", "")] = f"{'#' * min(int(found[1]), 6)} "
    return levels


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else str(found.get(_VALUE, ""))


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
        (child.text or "") if child.tag == f"{_W}t" else _SIGNS.get(str(child.tag), "") for child in run
    )
    raised = looks.find(f"{_W}vertAlign") if looks is not None else None
    if raised is not None and raised.get(_VALUE) == "superscript" and text.isdigit():
        return text.translate(SUPERSCRIPTS)
    return text
