r"""Cells: what stands in a table, so that no spreadsheet runs it and our reader finds it again as it was.

    cell  = "'"? text       the apostrophe where the text, behind apostrophes of its own, begins like a formula;
                            one more before each sign in it that would begin one if the file is parted elsewhere
    cells = text ("|" text)*     in which "\" stands before each "\" and "|" of a text

A spreadsheet runs what begins with = + - @ (also in their full width), or with a tab or line end before them;
OWASP's CSV Injection page advises the apostrophe. Where a spreadsheet parts cells by another sign than ours, quotation
marks do not hold ours together, and what stands behind a ; , | tab or line end in them begins a cell of its own: an
apostrophe before the whole would not help there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?\Z")
_SIGNED = r"(?:[=@＝＠]|[+\-＋－](?!\d+(?:[.,]\d+)*%?[ ]*(?![ \d%+\-*/^&=<>(!:]|[.,]\d)))"
"""A sign that begins a formula; -5 is a number, and -5+A1 is none."""
_BEHIND = re.compile(rf"([;,|\t\r\n][\s\"]*)('*)({_SIGNED})")
_PIECE = re.compile(r"((?:[^\\|]|\\.)*)(\||\Z)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    text = _BEHIND.sub(r"\1'\2\3", text)
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of such a cell."""
    return _BEHIND.sub(lambda found: found[1] + found[2][1:] + found[3], unquoted(cell))


def unquoted(cell: str) -> str:
    """The text of anybody's cell: one apostrophe before the whole guards it, those within may be its own."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def runs(text: str) -> bool:
    """Whether a spreadsheet would take a bare text for a formula: -5 is a number, and harmless."""
    return bool(_FORMULA.match(text)) and text[:1] != "'" and not _NUMBER.match(text)


def runs_within(text: str) -> str:
    """The part of a bare text that runs where a spreadsheet parts cells by another sign; empty where none does."""
    return next((found[1].strip() + found[3] for found in _BEHIND.finditer(text) if not found[2]), "")


def joined(pieces: Iterable[str]) -> str:
    """Several texts in one cell."""
    return "|".join(piece.replace("\\", "\\\\").replace("|", "\\|") for piece in pieces)


def pieces(cell: str) -> tuple[str, ...]:
    """The texts of such a cell."""
    if not cell:
        return ()
    found = []
    for match in _PIECE.finditer(cell):
        found.append(_ESCAPED.sub(r"\1", match[1]))
        if not match[2]:
            break
    return tuple(found)
