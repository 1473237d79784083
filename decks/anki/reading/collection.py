"""What stands in a collection of Anki's, whatever its generation: as it was read, nothing of it trusted yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from decks.quiz import LeftOut


@dataclass(frozen=True, slots=True)
class Template:
    """One card of a note type."""

    name: str
    front: str
    """HTML with `{{fields}}`."""
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """The fields of notes, and the cards made of them."""

    id: int
    name: str
    fields: tuple[str, ...]
    """Their names."""
    templates: tuple[Template, ...]
    cloze: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it stands in the file."""

    id: int
    guid: str
    type: int
    """The id of its note type."""
    modified: int
    """Unix seconds."""
    tags: tuple[str, ...]
    fields: tuple[str, ...]
    """HTML."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it stands in the file."""

    id: int
    note: int
    deck: int
    """Its own deck, also while it lies in a filtered one."""
    ordinal: int
    """Which template of its type, or which number of its cloze, from 0."""
    type: int
    """0 new, 1 learning, 2 review, 3 learning again."""
    queue: int
    """-3 and -2 buried, -1 suspended, otherwise what waits where."""
    due: int
    """Days since the collection was made for a review, Unix seconds in learning, a place in line for a new one."""
    interval: int
    """Days; negative in seconds."""
    repetitions: int
    lapses: int
    flag: int
    """0 to 7."""
    stability: float = 0.0
    """Days; 0: FSRS knows nothing of it."""
    difficulty: float = 0.0
    last: int = 0
    """When it was last answered, in Unix seconds, where FSRS knows; otherwise 0."""


@dataclass(frozen=True, slots=True)
class Review:
    """A line of the log of reviews."""

    id: int
    """UTC milliseconds."""
    card: int
    ease: int
    """1 to 4; 0 where a person set the day by hand."""
    interval: int
    """Days; negative in seconds."""
    before: int
    factor: int
    duration: int
    """Milliseconds."""
    kind: int
    """0 learning, 1 review, 2 learning again, 3 filtered, 4 by hand, 5 rescheduled."""


class Package(Protocol):
    """A file of Anki's, open for reading. Each of the streams can be gone through again."""

    name: str
    """For messages."""
    created: int
    """When the collection was made, in Unix seconds: day 0 of `Card.due`."""
    rollover: int
    """The hour at which its days begin."""
    offset: int | None
    """Minutes east of UTC where it was made; None where it does not say. Its day 0 is the date there."""
    types: Mapping[int, NoteType]
    decks: Mapping[int, tuple[str, ...]]
    """The levels of each deck's name, outermost first."""
    media: frozenset[str]
    """Names of the files that came along."""

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What is broken and was passed over: note types and decks, and rows of the streams that were gone through."""

    def notes(self) -> Iterator[Note]:
        """By id. Each has a type of `types` and as many fields; their texts may be anything."""

    def cards(self) -> Iterator[Card]:
        """By note and ordinal. Each has a note in the file, though perhaps one that was left out, and any deck."""

    def reviews(self) -> Iterator[Review]:
        """By id."""

    def file(self, name: str) -> bytes:
        """The content of a file of `media`. Raises QuizgenError for one that is too large or cannot be unpacked."""
