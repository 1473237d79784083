"""A worksheet: what stands on the paper, in blocks that every writer can draw, and what its key says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.paper.look import USUAL, Look

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Text:
    """Running text of an exercise. `BLANK` of `quizgen.question` in it is a gap: all gaps are drawn equally wide."""

    text: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Options to choose from, each behind its letter: A, B, C, …"""

    options: tuple[str, ...]
    inline: bool = False
    """Side by side on one line, as True and False are; otherwise below each other or in two columns, as they fit."""


@dataclass(frozen=True, slots=True)
class Space:
    """Room to write in."""

    lines: int
    label: str = ""
    """Small, before the first line: "Correction"."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two columns to match: each on the left has a short line for a letter, each on the right has its letter."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    labelled: bool = False
    """Whether each on the left has its number before its line, so that an answer sheet can ask for it."""


@dataclass(frozen=True, slots=True)
class Order:
    """Events to be put in order, each behind a box for its number."""

    events: tuple[str, ...]
    labelled: bool = False
    """Whether each has a letter before its box, so that an answer sheet can ask for it."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a frame: a word bank, or what is hidden in a word search."""

    words: tuple[str, ...]
    label: str = ""
    """Small, in the frame: "Words to use"."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of a grid."""

    letter: str = ""
    """What stands in it, or in a crossword's solution; one letter with its marks."""
    number: int = 0
    """Of the clues that begin here; 0 where none does."""
    blocked: bool = False
    """No square at all: white paper in a crossword of free form."""
    found: bool = False
    """In the solution of a word search: whether the letter belongs to a word."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A crossword's or a word search's squares, as wide in every row."""

    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    """Whether the letters are to be found out: a crossword; its solution is the same grid, not hidden."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue of a crossword."""

    number: int
    text: str
    lengths: tuple[int, ...]
    """Letters of each word of the answer: (3, 6)."""
    answer: str


@dataclass(frozen=True, slots=True)
class Clues:
    """The clues of a crossword."""

    across: tuple[Clue, ...]
    down: tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the fact's."""

    path: Path
    """A file that exists: .png, .jpg, .jpeg, .gif, .svg or .webp."""
    alt: str
    """What is to be seen, for those who cannot see it; may be empty."""


Block = Text | Choices | Space | Pairs | Order | Words | Grid | Clues | Picture


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the key."""

    answer: str
    """In words, with its letter where there are letters: "B · Lev Kamenev"."""
    id: str
    """Of the item, whatever its number in a version."""
    source: str = ""
    """`path:line` of its fact."""
    note: str = ""
    """The correction, other right answers, the explanation."""
    letter: str = ""
    """Of the right option, or of the partner of a pair, in this version; empty where the answer has none."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """What has a number and points, and is never split over two pages."""

    number: int
    """From 1, through all parts of a version."""
    id: str
    """Of the item it was made from; for one made of many, as a crossword, one that no other has."""
    blocks: tuple[Block, ...]
    points: int
    key: tuple[Line, ...]
    """One line, or one for each pair, gap or clue."""
    solution: Grid | None = None
    bubbles: int = 0
    """Options on an answer sheet; 0 where the answer is written."""


@dataclass(frozen=True, slots=True)
class Part:
    """Exercises of one kind under one heading."""

    kind: str
    """A key of `decks.paper.parts.PARTS`: choice, cloze, …"""
    title: str
    instruction: str
    exercises: tuple[Exercise, ...]
    before: tuple[Block, ...] = ()
    """What stands before the exercises, once: the word bank."""

    @property
    def points(self) -> int:
        """Of all its exercises."""
        return sum(exercise.points for exercise in self.exercises)


@dataclass(frozen=True, slots=True)
class Flashcard:
    """A card to cut out."""

    id: str
    front: str
    back: str
    note: str = ""
    """Small, below the back: the sentence."""


@dataclass(frozen=True, slots=True)
class Version:
    """The worksheet as one group or one pupil gets it."""

    name: str
    """"A"; a pupil's name; empty where there is but one."""
    parts: tuple[Part, ...]
    cards: tuple[Flashcard, ...] = ()
    """Cards to cut out, on sheets of their own, printed on both sides; the same in all versions."""
    pupil: bool = False
    """Whether the name is a pupil's, and fills in the line for it."""

    @property
    def points(self) -> int:
        """Of all its parts."""
        return sum(part.points for part in self.parts)


@dataclass(frozen=True, slots=True)
class Worksheet:
    """All versions of a worksheet, and how it looks. All text is plain text: each writer escapes for itself."""

    title: str
    versions: tuple[Version, ...]
    look: Look = USUAL
    language: str = "en"
    """A code as `en` or `de-AT`."""
    instructions: str = ""
    """Above the first part; empty for none."""
    blanks: tuple[str, ...] = ("Name", "Class", "Date")
    """Lines to fill in at the top."""
    answer_sheet: bool = False
    """Whether each version ends with a page for the answers alone."""
    source: str = ""
    """Where the facts come from, in small print at the end of the key."""
    repeated: int = 0
    """Facts that more than one part asks for, so that one may answer another. Cards do not count."""
