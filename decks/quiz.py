"""A quiz: questions in the shapes that learning platforms know. What is written for a classroom, and read from one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["short", "gaps", "choice", "true-false", "matching", "ordering", "essay"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of a quiz. All text is plain text: each writer escapes for itself."""

    id: str
    """Of the item it was made from, never made of wording; of an imported one what its file called it, or empty."""
    kind: Kind
    """`short` is answered by one of `answers`, `gaps` by one for each gap, `choice` and `true-false` by one of
    `choices`, `matching` by one of `choices` for each of `parts`, `ordering` by the order of `choices`, and `essay`
    by a text that a person marks."""
    text: str
    """The question; each `BLANK` of `quizgen.question` in it is a gap."""
    answers: tuple[str, ...] = ()
    """`short`: all right answers, the best first. `gaps`: the answer of each gap. Otherwise empty."""
    choices: tuple[str, ...] = ()
    key: tuple[int, ...] = ()
    """Numbers of the right choices, from 0: as `quizgen.item.Item.key`."""
    parts: tuple[str, ...] = ()
    """`matching`: what the choices belong to. There may be more choices than parts."""
    feedback: str = ""
    """Shown with the answer: the sentence, the explanation, the source."""
    sentence: str = ""
    """The whole fact; empty where there is none."""
    correction: str = ""
    """`true-false`: the true sentence, where the statement is false."""
    tags: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    """The sheet's title and the headings above the fact, outermost first."""
    points: int = 1
    source: str = ""
    """`path:line` of its fact, or of itself in the file that it was read from."""

    @property
    def answer(self) -> str:
        """The right answer in words, of the kinds that have one."""
        if self.kind in ("choice", "true-false"):
            return self.choices[self.key[0]]
        return self.answers[0] if self.answers else ""


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions in the order in which they are put."""

    title: str
    entries: Iterable[Entry]
    """May be a stream: a writer goes through it once."""
    description: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a format cannot hold, or a file did not say well enough."""

    name: str
    """The id of the entry; of what was read, its place: "row 7, column 2"."""
    reason: str
    """What is wrong; what would be right."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer wrote."""

    entries: int
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a reader read."""

    quiz: Quiz
    """Its entries are a tuple."""
    left_out: tuple[LeftOut, ...] = ()
    """In the order of the file."""
    notes: tuple[str, ...] = ()
    """What was understood and is worth saying: "column 1, Term, is the question"."""
