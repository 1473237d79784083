"""PDF files as lines, by the text layer that pypdf reads: no letters are recognised in pictures.

Lines are counted from the first page to the last, and the first of each page begins with a form feed.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown
from quizgen.tagging.pages import PAGE
from quizgen.tagging.passage import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

    from decks.importing.texts.readers import Say

MOST_PAGES = 5_000
MOST_ON_PAGE = 200_000
"""Characters of a page: a large page of a newspaper has a tenth."""


def read(data: bytes, name: str, say: Say) -> Iterator[Line]:
    """The lines of a PDF file, page by page. Raises QuizgenError for what is none, is locked or has no text.

    `say` hears of pages that are pictures alone.
    """
    book = _opened(data, name)
    number, empty, count = 0, 0, _count(book, name)
    for index in range(count):
        text = _text(book, index, name)
        empty += not text.strip()
        for place, line in enumerate(text.split("\n")):
            number += 1
            yield Line(number, line if place else PAGE + line)
    if empty == count:
        raise QuizgenError(
            f"{name}: this PDF has no text, only pictures; have a program for scans read it first"
        )
    if empty:
        say(f"{empty} of {count} pages have no text, only pictures; a program for scans can read them")


def _opened(data: bytes, name: str) -> PdfReader:
    # Deferred: pypdf takes 200 ms to load, and other texts need none of it.
    from pypdf import PdfReader

    # It logs every oddity of a file, of which a person can do nothing.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        book = PdfReader(io.BytesIO(data))
        locked = book.is_encrypted and not book.decrypt("")
    except Exception as error:  # it raises whatever a broken file leads it to
        raise _broken(name, error) from error
    if locked:
        raise QuizgenError(f"{name}: this PDF is locked with a password; save it without one")
    return book


def _count(book: PdfReader, name: str) -> int:
    try:
        count = len(book.pages)
    except Exception as error:  # as above
        raise _broken(name, error) from error
    if count > MOST_PAGES:
        raise QuizgenError(f"{name}: this PDF has more than {MOST_PAGES:,} pages; split it")
    return count


def _text(book: PdfReader, index: int, name: str) -> str:
    try:
        text = book.pages[index].extract_text()
    except Exception as error:  # as above
        raise _broken(f"{name}: page {index + 1}", error) from error
    if len(text) > MOST_ON_PAGE:
        raise QuizgenError(f"{name}: page {index + 1} has more than {MOST_ON_PAGE:,} characters; take it out")
    return text.replace(PAGE, " ").replace("\r", "\n")


def _broken(name: str, error: Exception) -> QuizgenError:
    reason = shown(str(error)) or type(error).__name__
    return QuizgenError(f"{name}: this PDF cannot be read ({reason}); save it as PDF anew, or as plain text")
