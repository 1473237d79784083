"""PDF: worksheets, keys and cards set by Typst, tagged for screen readers (PDF/UA-1); same worksheet, same bytes.

The pages are laid out in template/*.typ; a worksheet goes there as JSON and its texts are never Typst source. Typst and
the letters of Latin, Greek, Cyrillic and Hebrew come with quizgen; fonts of the system are looked for only where a text
needs another script, so that all other sheets are the same everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from decks.paper.pdf.key import key
from decks.paper.pdf.sheet import pictures, sheet
from decks.paper.pdf.typesetting import typeset

if TYPE_CHECKING:
    from decks.paper.worksheet import Worksheet


def write(worksheet: Worksheet, out: BinaryIO) -> None:
    """Write all versions, each beginning on an odd page where there are several (a leaf of its own in duplex print)
    and with its answer sheet, then the cards, their backs mirrored for a printer that turns at the long edge.

    Raises QuizgenError where a text has letters that no font has, or a picture cannot be read.
    """
    shown = pictures(worksheet)
    out.write(typeset("worksheet", sheet(worksheet, shown), shown))


def write_key(worksheet: Worksheet, out: BinaryIO) -> None:
    """Write the key by version, then, where there are several versions, by question. It is for the teacher, who needs
    it compact: always on A4 or Letter, and set no larger than 14 points.

    Raises QuizgenError where a text has letters that no font has.
    """
    out.write(typeset("key", key(worksheet), {}))
