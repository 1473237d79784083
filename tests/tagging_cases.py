"""Read the cases of plain text: paragraphs that show where sentences end, and lines with what they are cleaned to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.tagging.passage import Line
from quizgen.tagging.text.cleaning import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases" / "tagging"
SIGNS = str.maketrans({"␌": "\f", "␉": "\t", "¬": "\u00ad", "␣": "\u00a0"})


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Lines of a text, and its paragraphs as `shown` writes them."""

    lines: tuple[str, ...]
    paragraphs: tuple[str, ...]

    def __str__(self) -> str:
        return self.lines[0][:40]


def numbered(texts: tuple[str, ...] | list[str]) -> Iterator[Line]:
    return (Line(number, text) for number, text in enumerate(texts, 1))


def shown(lines: Iterator[Line]) -> list[str]:
    """The paragraphs of a text, each with its lines and headings."""
    found = []
    for paragraph in paragraphs(lines):
        first, last = paragraph.lines[0], paragraph.lines[-1]
        where = f"{first}" if first == last else f"{first}-{last}"
        above = f" ({' / '.join(paragraph.heading)})" if paragraph.heading else ""
        found.append(f"{where}{above}: {paragraph.text}")
    return found


def cleaning_cases() -> Iterator[Cleaning]:
    given: list[str] = []
    wanted: list[str] = []
    for line in [*(CASES / "cleaning.txt").read_text("utf-8").split("\n"), "|"]:
        if line.startswith("|"):
            if wanted:
                yield Cleaning(tuple(given), tuple(wanted))
                given, wanted = [], []
            given.append(line[2:].translate(SIGNS))
        elif line.startswith("-> "):
            wanted.append(line[3:])


def sentence_cases() -> list[str]:
    lines = (CASES / "sentences.txt").read_text("utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("# ")]
