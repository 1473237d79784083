"""Word files: worksheets that a teacher can go on editing.

Numbers and letters are plain text with hanging indents, not automatic numbering: the key and the answer sheet name
them, and a question that is copied into another file keeps its own. Every question is kept on one page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper import wording
from decks.paper.by_question import heading, key_look, with_sheets
from decks.paper.card_layout import MARGIN
from decks.paper.docx.cards import sheets
from decks.paper.docx.key import key
from decks.paper.docx.package import empty, save
from decks.paper.docx.pictures import Pictures
from decks.paper.docx.sections import close, footer, no_footer, section
from decks.paper.docx.sheet import sheet
from decks.paper.docx.styles import measure, styles

if TYPE_CHECKING:
    from typing import BinaryIO

    from decks.paper.worksheet import Worksheet


def write(worksheet: Worksheet, out: BinaryIO) -> None:
    """All versions, each a section that begins on the front of a leaf, then the cards of the first.

    Raises QuizgenError where a picture cannot be read.
    """
    lengths = measure(worksheet.look, worksheet.language)
    word = empty(worksheet.title, worksheet.language, styles(lengths, worksheet.language))
    pictures = Pictures(word.part)
    body = word.element.body
    deck = worksheet.versions[0].cards
    versions = with_sheets(worksheet)
    sections = len(versions) + bool(deck)
    for index, version in enumerate(versions):
        end = f"end{index + 1}" if sections > 1 else ""
        foot = footer(word, (worksheet.title, heading(version)), lengths, end)
        made = sheet(worksheet, version, lengths, pictures)
        close(body, made, section(lengths, foot), last=index == sections - 1, end=end)
    if deck:
        close(body, sheets(deck, lengths), section(lengths, no_footer(word), MARGIN), last=True)
    save(word, out)


def write_key(worksheet: Worksheet, out: BinaryIO) -> None:
    """The key of all versions, and by question where there are several."""
    lengths = measure(key_look(worksheet.look), worksheet.language)
    title = f"{wording.KEY_TITLE}: {worksheet.title}"
    word = empty(title, worksheet.language, styles(lengths, worksheet.language))
    foot = footer(word, (worksheet.title, wording.KEY_TITLE), lengths, "")
    close(word.element.body, key(worksheet, lengths), section(lengths, foot), last=True)
    save(word, out)
