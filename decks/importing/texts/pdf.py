"""PDF files as lines, by the text layer that pypdf reads: no letters are recognised in pictures.

The number of a line is that of its page, and the first of each page begins with a form feed. A page that
cannot be read, or not soon, is left out and named: a file may be made to keep its reader busy for ever.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, BinaryIO

from decks.importing.texts.patience import OutOfPatience, patience
from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown
from quizgen.tagging.passage import Line
from quizgen.tagging.text.pages import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

    from decks.importing.texts.source import Source

MOST_PAGES = 5_000
MOST_ON_PAGE = 200_000
"""Characters of a page: a large page of a newspaper has a tenth."""
LONGEST_FOR_PAGE = 5.0
"""Seconds: a page of a book takes a thirtieth of one."""
LONGEST_TO_OPEN = 30.0
MOST_SLOW = 5
"""Pages that may take too long, before the file is held to be no book."""
_REFRESHED = 100
"""Pages after which what pypdf keeps of them is given up, so that memory stays flat."""
_NAMED = 12
"""Numbers of pages that are named to a person."""


def read(source: Source) -> Iterator[Line]:
    """The lines of a PDF file, page by page. Raises QuizgenError for what is none, is locked or has no text.

    `say` hears of pages that are pictures alone, and of those that could not be read.
    """
    file = source.seekable()
    book = _opened(file, source.name)
    count = _count(book, source.name)
    empty: list[int] = []
    failed: list[int] = []
    slow: list[int] = []
    for index in range(count):
        if index % _REFRESHED == _REFRESHED - 1:
            book = _opened(file, source.name)
        text = _text(book, index, failed, slow)
        if len(slow) > MOST_SLOW:
            raise QuizgenError(
                f"{source.name}: its pages take too long to read; save it as PDF anew, or as plain text"
            )
        if not text.strip() and index + 1 not in (*failed[-1:], *slow[-1:]):
            empty.append(index + 1)
        for place, line in enumerate(text.split("\n")):
            yield Line(index + 1, line if place else PAGE + line, "page")
        source.share((index + 1) / count)
    _report(source, count, empty, failed, slow)


def _opened(file: BinaryIO, name: str) -> PdfReader:
    # Deferred: pypdf takes 200 ms to load, and other texts need none of it.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    # It logs every oddity of a file, of which a person can do nothing.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with patience(LONGEST_TO_OPEN):
            file.seek(0)
            book = PdfReader(file)
            locked = book.is_encrypted and not book.decrypt("")
    except DependencyError:  # the newer ciphers need a library that is not worth its weight for this
        locked = True
    except (Exception, OutOfPatience) as error:  # it raises whatever a broken file leads it to
        raise _broken(name, error) from error
    if locked:
        raise QuizgenError(f"{name}: this PDF is locked; print it to a PDF without a password, and give that")
    return book


def _count(book: PdfReader, name: str) -> int:
    try:
        with patience(LONGEST_TO_OPEN):
            count = len(book.pages)
    except (Exception, OutOfPatience) as error:  # as above
        raise _broken(name, error) from error
    if count > MOST_PAGES:
        raise QuizgenError(f"{name}: this PDF has more than {MOST_PAGES:,} pages; split it")
    if not count:
        raise QuizgenError(f"{name}: this PDF has no pages; save it as PDF anew, or as plain text")
    return count


def _text(book: PdfReader, index: int, failed: list[int], slow: list[int]) -> str:
    """The text of a page; empty for one that cannot be read, whose number is put down."""
    try:
        with patience(LONGEST_FOR_PAGE):
            text = book.pages[index].extract_text()
    except OutOfPatience:
        slow.append(index + 1)
        return ""
    except Exception:  # as above
        failed.append(index + 1)
        return ""
    if len(text) > MOST_ON_PAGE:
        failed.append(index + 1)
        return ""
    return text.replace(PAGE, " ").replace("\r", "\n")


def _report(source: Source, count: int, empty: list[int], failed: list[int], slow: list[int]) -> None:
    """Say which pages gave no text. Raises QuizgenError where none gave any."""
    if len(failed) + len(slow) == count:
        raise QuizgenError(
            f"{source.name}: no page of this PDF can be read; save it as PDF anew, or as plain text"
        )
    if len(empty) + len(failed) + len(slow) == count:
        raise QuizgenError(
            f"{source.name}: this PDF has no text, only pictures; have a program for scans (OCR) read it first"
        )
    if empty:
        source.say(
            f"{_pages(empty)} of {count} without text, perhaps pictures; a program for scans (OCR) can read them"
        )
    if failed:
        source.say(f"{_pages(failed)} left out, since it cannot be read; save the file as PDF anew")
    if slow:
        source.say(
            f"{_pages(slow)} left out, since more than {LONGEST_FOR_PAGE:g} seconds were not enough to read it"
        )


def _pages(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:_NAMED]))
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    return f"{'page' if len(numbers) == 1 else 'pages'} {named}{more}"


def _broken(name: str, error: BaseException) -> QuizgenError:
    reason = "it takes too long" if isinstance(error, OutOfPatience) else shown(str(error))
    return QuizgenError(
        f"{name}: this PDF cannot be read ({reason or type(error).__name__}); save it as PDF anew, or as plain text"
    )
