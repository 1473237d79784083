"""A note, ready to be written: the fields of its type in HTML, its files, and how far it has been learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Media:
    """A file that a note shows or plays."""

    name: str
    """In Anki's media folder, and in the fields: safe everywhere, and never that of another content."""
    path: str
    """Where it lies now."""


@dataclass(frozen=True, slots=True)
class Review:
    """One answer in the past."""

    at: int
    """UTC milliseconds; what Anki knows a review by."""
    rating: int
    """1 to 4: Again, Hard, Good, Easy; 0 where a person set the day by hand."""
    interval: int
    """The days that it gave; 0: the same day."""
    before: int
    """The days that there had been; 0 where it was being learned or new."""
    duration: int
    """Milliseconds."""
    kind: int
    """0 learning, 1 review, 2 learning again, 3 out of turn, 4 by hand."""
    difficulty: float = 0.0
    """After it, 1 to 10; 0 where nobody knows."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where a card stands. Days are ordinals of local dates."""

    stability: float
    """Days after which the chance of recall is 90 %."""
    difficulty: float
    """1 to 10."""
    due: int
    interval: int
    """Days; 0: it comes again the same day."""
    last: int
    """When it was last answered, in Unix seconds."""
    repetitions: int
    lapses: int
    retention: float = 0.9
    """The chance of recall that its due day aims at."""
    decay: float = 0.1542
    """The exponent of its forgetting curve, positive."""
    suspended: bool = False
    buried: bool = False
    flag: int = 0
    """0 to 7."""
    marked: bool = False
    reviews: tuple[Review, ...] = ()
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note of one of `NOTE_TYPES`."""

    id: str
    """The item's, `sheet/fact/ask` and perhaps its form: never made of wording. The guid is made of it."""
    type: str
    """A key of NOTE_TYPES."""
    fields: tuple[str, ...]
    """As the type's fields, in HTML."""
    deck: tuple[str, ...] = ()
    """The sheet's title and the sections the fact stands in, outermost first; empty for the deck's own title."""
    tags: tuple[str, ...] = ()
    """As the author gave them; the tag of sheet and section is added when it is written."""
    cards: int = 1
    """How many cards Anki makes of it: one for each number of its clozes."""
    media: tuple[Media, ...] = ()
    schedule: Schedule | None = None
    """Of its first card; None: new."""


@dataclass(frozen=True, slots=True)
class NoteDeck:
    """Notes in sheet order."""

    title: str
    notes: Iterable[Note]
    """May be a stream: a writer goes through it once."""
    description: str = ""
    modified: int = 0
    """When what they were made from last changed, in Unix seconds; 0 where nobody knows."""
    sheet: str = ""
    """The id of the sheet they come from: who is gone from a sheet that is written anew has been retired."""
