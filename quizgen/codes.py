"""What the codes of findings mean: the pages of `codes.md`, read when somebody asks.

    pages   = (heading | page)*
    page    = "## " code, paragraph+, ("It has it:", sheet, "Mended:", sheet)?
    sheet   = lines indented by four spaces

The first paragraph says what a code means. A page about a file as a whole has no sheets.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGES = Path(__file__).with_name("codes.md")

_PAGE = re.compile(r"^## (\S+)\n(.*?)(?=^##? |\Z)", re.MULTILINE | re.DOTALL)
_SHEETS = re.compile(r"^It has it:\n\n(.*?)^Mended:\n\n(.*)\Z", re.MULTILINE | re.DOTALL)
_EMPHASIS = re.compile(r"\*([^*]+)\*")


@dataclass(frozen=True, slots=True)
class Page:
    """What one code means."""

    code: str
    text: str
    """Plain text: what it means, why it matters, what to do, and the sheets."""
    has: str = ""
    """A sheet that has it; empty for what is wrong with a file as a whole."""
    mended: str = ""
    """The same sheet without it."""

    @property
    def meaning(self) -> str:
        """The first sentence, on one line."""
        first = self.text.partition("\n\n")[0]
        return " ".join(re.split(r"(?<=\.)\s", first)[0].split())


@lru_cache(maxsize=1)
def pages() -> Mapping[str, Page]:
    """Every page by its code, in the order of the file."""
    text = PAGES.read_text(encoding="utf-8")
    return MappingProxyType({match[1]: _page(match[1], match[2].strip()) for match in _PAGE.finditer(text)})


def _page(code: str, text: str) -> Page:
    sheets = _SHEETS.search(text)
    has, mended = (
        (textwrap.dedent(part).strip("\n") + "\n" for part in sheets.groups()) if sheets else ("", "")
    )
    return Page(code, "\n\n".join(_plain(part) for part in text.split("\n\n")), has, mended)


def _plain(paragraph: str) -> str:
    """Without marks of emphasis, unless it is a sheet's."""
    return paragraph if paragraph.startswith("    ") else _EMPHASIS.sub(r"\1", paragraph)
