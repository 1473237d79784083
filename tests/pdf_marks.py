"""Where things stand in a worksheet that was set: what Typst answers when it is asked for the marks of the template."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from decks.paper.pdf.sheet import pictures, sheet
from decks.paper.pdf.typesetting import compiler, prepared

if TYPE_CHECKING:
    from decks.paper.worksheet import Worksheet

QUERY = (
    "query(<mark>).map(m => (..m.value, page: m.location().page(), "
    "x: m.location().position().x / 1pt, y: m.location().position().y / 1pt))"
)


@dataclass(frozen=True)
class Mark:
    """Where something begins or ends, in points from the upper left corner of its page."""

    kind: str
    number: int
    page: int
    x: float
    y: float
    version: int = 0
    tall: bool = False


def marks(worksheet: Worksheet) -> list[Mark]:
    """All marks of a worksheet, in the order of the document."""
    shown = pictures(worksheet)
    with TemporaryDirectory() as folder:
        root = prepared(Path(folder), shown)
        typst = compiler("worksheet", sheet(worksheet, shown), root, system=False)
        return [Mark(**one) for one in json.loads(typst.eval(QUERY))]
