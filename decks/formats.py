"""FORMATS: how a quiz is written for a classroom. Packages for Anki have a row of their own, `decks.anki.ANKI`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, get_args

from decks.classroom import recognising
from decks.quiz import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from decks.quiz import Quiz, Written


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a quiz."""

    title: str
    """For messages, with its article."""
    suffix: str
    """With its dot, lower case."""
    write: Callable[[Quiz, BinaryIO], Written]
    """Goes through the entries once; the same quiz gives the same bytes."""
    holds: Callable[[Path], bool]
    """Whether a file that exists is one of these that we wrote, and may be written over."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    """Of entries that it has a place for."""
    binary: bool = False
    """Whether it is no text, which a terminal cannot show."""


def _writer(module: str, name: str = "write") -> Callable[[Quiz, BinaryIO], Written]:
    """The function `name` of a module in `decks.classroom`, loaded when something is written: some are slow to load."""

    def write(quiz: Quiz, out: BinaryIO) -> Written:
        written: Written = getattr(import_module(f"decks.classroom.{module}"), name)(quiz, out)
        return written

    return write


_CHOICES: tuple[Kind, ...] = ("choice", "true-false")
_PLATFORM: tuple[Kind, ...] = ("short", "gaps", *_CHOICES, "matching", "essay")
_PAIRS: tuple[Kind, ...] = ("short", "gaps", *_CHOICES)

FORMATS: dict[str, Format] = {
    "moodle-xml": Format("a Moodle XML file", ".xml", _writer("moodle"), recognising.moodle_xml),
    "gift": Format("a GIFT file", ".gift", _writer("gift"), recognising.gift, _PLATFORM),
    "qti12": Format("a QTI 1.2 package", ".zip", _writer("qti"), recognising.qti, _PLATFORM, binary=True),
    "kahoot": Format(
        "a Kahoot workbook", ".xlsx", _writer("kahoot"), recognising.kahoot, _CHOICES, binary=True
    ),
    "blooket": Format("a Blooket table", ".csv", _writer("blooket"), recognising.never, _CHOICES),
    "gimkit": Format("a Gimkit table", ".csv", _writer("gimkit"), recognising.never, _CHOICES),
    "quizlet": Format("a Quizlet list", ".txt", _writer("quizlet"), recognising.never, _PAIRS),
    "anki-tsv": Format("a text of notes for Anki", ".txt", _writer("anki_tsv"), recognising.anki_tsv),
    "csv": Format("a CSV table of questions", ".csv", _writer("tables", "write_csv"), recognising.csv),
    "tsv": Format("a TSV table of questions", ".tsv", _writer("tables", "write_tsv"), recognising.tsv),
    "json": Format("a JSON file of questions", ".json", _writer("lines", "write_json"), recognising.json),
    "jsonl": Format("JSON lines of questions", ".jsonl", _writer("lines", "write_jsonl"), recognising.jsonl),
    "html": Format("a page of questions", ".html", _writer("web"), recognising.html),
    "markdown": Format("a Markdown list of questions", ".md", _writer("markdown"), recognising.markdown),
}
"""By the name that `quizgen export --to` knows. To add one is to write a module with `write`, and a line here."""


def by_suffix(suffix: str) -> tuple[str, ...]:
    """The names of the formats whose files end so; none, one, or several."""
    return tuple(name for name, known in FORMATS.items() if known.suffix == suffix.lower())
