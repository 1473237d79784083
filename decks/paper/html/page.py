"""The page around the sheets: head, policy, styles. All text of a sheet goes through `text`."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from decks.paper import wording
from decks.paper.characters import around_gaps, plain, right_to_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.paper.worksheet import Worksheet

STYLE = Path(__file__).with_name("style.css")

SANS = "Arial, 'Liberation Sans', Helvetica, sans-serif"
MODERN = "Calibri, Carlito, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif"


def text(words: str) -> str:
    """The HTML that shows plain text letter by letter; the style of its element keeps white space."""
    return escape(plain(words))


def gapped(words: str) -> str:
    """The same, with its gaps as rules."""
    return '<span class="gap">_____</span>'.join(map(escape, around_gaps(words)))


def page(worksheet: Worksheet, title: str, body: str, more: str) -> str:
    """The whole file; `more` is further style."""
    style = _measures(worksheet) + STYLE.read_text("utf-8") + more
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    way = "rtl" if right_to_left(worksheet.language) else "ltr"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(worksheet.language)}" dir="{way}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="quizgen">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n"
        f'<body class="{worksheet.look.preset}">\n{body}</body>\n</html>\n'
    )


def _measures(worksheet: Worksheet) -> str:
    look = worksheet.look
    wide, high = look.size
    line = max(9.0, 1.9 * look.type.size * 25.4 / 72)
    return (
        f":root {{ --size: {look.type.size:g}pt; --leading: {look.type.leading:g}; --line: {line:.2f}mm; "
        f"--columns: {look.type.columns}; --wide: {wide:g}mm; "
        f"--font: {SANS if look.type.sans else MODERN}; }}\n"
        f"@page {{ size: {wide:g}mm {high:g}mm; margin: 16mm 20mm 18mm; }}\n"
    )


def footer(name: str, texts: Sequence[str], *, numbered: bool) -> str:
    """What stands at the foot of the pages called `name`: the texts, and which page of how many the file has."""
    font = "font: max(8pt, 0.6 * var(--size)) var(--font);"
    told = _quoted(" · ".join(filter(None, texts)))
    before, _, rest = wording.page_label("\0", "\1").partition("\0")
    between, _, after = rest.partition("\1")
    number = f"{_quoted(before)} counter(page) {_quoted(between)} counter(pages) {_quoted(after)}"
    right = f" @bottom-right {{ content: {number}; {font} }}" if numbered else ""
    return (
        f".{name} {{ page: {name}; }}\n@page {name} {{ @bottom-left {{ content: {told}; {font} }}{right} }}\n"
    )


def _quoted(words: str) -> str:
    """A string of CSS that ends neither itself nor the element it stands in."""
    return '"' + re.sub(r"[^\w ·]", lambda sign: f"\\{ord(sign[0]):06x}", plain(words)) + '"'
