"""Web pages for the printer: one file that loads nothing, runs nothing, and reads well on a telephone, too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from decks.paper import wording
from decks.paper.by_question import heading, key_look, with_sheets
from decks.paper.html.cards import card_style, cards
from decks.paper.html.key import key
from decks.paper.html.page import footer, page
from decks.paper.html.sheet import sheet

if TYPE_CHECKING:
    from typing import BinaryIO

    from decks.paper.worksheet import Worksheet


def write(worksheet: Worksheet, out: BinaryIO) -> None:
    """All versions, each on paper of its own, then the cards of the first.

    Raises QuizgenError where a picture cannot be read.
    """
    versions = with_sheets(worksheet)
    body = "".join(sheet(worksheet, version, f"v{index}") for index, version in enumerate(versions, 1))
    feet = "".join(
        footer(f"v{index}", (worksheet.title, heading(version)), numbered=len(versions) == 1)
        for index, version in enumerate(versions, 1)
    )
    deck = worksheet.versions[0].cards
    if deck:
        body += cards(deck, worksheet.look)
        feet += card_style(deck, worksheet.look)
    out.write(page(worksheet, worksheet.title, body, feet).encode("utf-8"))


def write_key(worksheet: Worksheet, out: BinaryIO) -> None:
    """The key of all versions, and by question where there are several."""
    title = f"{wording.KEY_TITLE}: {worksheet.title}"
    foot = footer("key", (worksheet.title, wording.KEY_TITLE), numbered=True)
    set_small = replace(worksheet, look=key_look(worksheet.look))
    out.write(page(set_small, title, key(worksheet, title), foot).encode("utf-8"))
