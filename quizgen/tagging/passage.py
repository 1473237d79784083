"""The nouns of plain text on its way to tagged facts: lines, sentences, suggested spans, and both together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source, as it stands there."""

    number: int
    """From 1, and never smaller than that of the line before. What several lines of a page became (a paragraph of a web
    page) has the number of the first."""
    text: str
    """Without its line break. An empty one parts paragraphs, `#` and a blank begin a heading, `|` and a blank a row
    of a table, a form feed a page."""
    unit: str = "line"
    """What the numbers count, where a person cannot count lines: page, paragraph."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the source, its text cleaned, and where it stood."""

    text: str
    """On one line, without footnote digits and hyphens at the ends of lines. No letter of it is changed."""
    line: int
    """The line of its first character, from 1."""
    end_line: int
    """The line of its last character; `line` where it stands on one."""
    paragraph: int
    """Which paragraph it belongs to, from 1 to the last of the whole text."""
    heading: tuple[str, ...] = ()
    """The headings above it, the widest first."""
    unit: str = "line"
    """What `line` and `end_line` count."""

    @property
    def place(self) -> str:
        """Where it stood, for people: "line 4", "pages 7–8"."""
        if self.end_line > self.line:
            return f"{self.unit}s {self.line}–{self.end_line}"
        return f"{self.unit} {self.line}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A span of a sentence that may be worth asking for."""

    start: int
    """Where it begins in the sentence's text, in characters from 0."""
    end: int
    """The first character behind it."""
    tag: str
    """The name of a row of TAGS: who, what, when, where, howmany, …"""
    attributes: tuple[tuple[str, str], ...] = ()
    """Names and values, in the order they are written: is, kind, date, calendar."""
    sure: bool = True
    """False where a person should look at it before all others."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence with what is suggested for it."""

    sentence: Sentence
    spans: tuple[Suggestion, ...]
    """By their start; no two of them cross."""
    refused: str = ""
    """Why it cannot be a fact ("opinion", "no verb", …); empty where it can."""
