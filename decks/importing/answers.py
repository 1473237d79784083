"""The answers of a package that the study log can have: which cards they are of, and which it does not know yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from decks.anki.scheduling import BY_HAND, LEARNED, OUT_OF_TURN, RESCHEDULED
from decks.importing.ours import Ours, sorted_out
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from decks.anki.reading.collection import Card, Package, Review
    from decks.importing.ours import Notes
    from decks.importing.reviews import Known


@dataclass(frozen=True, slots=True)
class Taken:
    """A card of ours in the package."""

    ours: Ours
    card: Card
    now: str
    """The id of the card that it is now, after relinks."""
    reviews: list[Review]
    """Its answers and resets, oldest first."""
    fresh: list[Review]
    """Those that the log does not have."""
    agrees: bool
    """Whether Anki knew all that the log has of its schedule, so that its word of the memory counts."""
    whole: bool
    """Whether Anki has all its answers since it was new."""


@dataclass(slots=True)
class Found:
    """What a package holds for the log; the rest is counted or named."""

    taken: list[Taken] = field(default_factory=list)
    by_hand: int = 0
    """Reviews that are no answers."""
    others: int = 0
    """Cards of ours, with reviews, that are not asked here."""
    foreign: int = 0
    """Notes that are not ours."""
    left_out: list[str] = field(default_factory=list)


def find(package: Package, known: Known, latest: int) -> Found:
    """Go through a package. `latest` is the instant, in UTC milliseconds, after which no clock can be right."""
    notes = sorted_out(package)
    cards = {card.id: card for card in package.cards() if notes.has(card.note)}
    reviews: dict[int, list[Review]] = {}
    for review in package.reviews():
        if review.card in cards:
            reviews.setdefault(review.card, []).append(review)
    found = Found(foreign=notes.foreign)
    for card in cards.values():
        every = reviews.get(card.id, [])
        ours = notes.cards.get(card.note)
        if ours is not None and not card.ordinal:
            _take(found, ours, card, every, known, latest)
        elif every:
            _pass_over(found, card, notes, len(every))
    return found


def _take(found: Found, ours: Ours, card: Card, every: list[Review], known: Known, latest: int) -> None:
    deeds = [review for review in every if kind_of(review)]
    reviews = [review for review in deeds if review.id <= latest]
    found.by_hand += len(every) - len(deeds)
    if ahead := len(deeds) - len(reviews):
        found.left_out.append(
            f"{ours.card}: {counted(ahead, 'lies', 'lie')} in the future; set the clock right"
        )
    now = known.now(ours.card)
    numbers, more = known.unknown(now, [(review.id, review.ease) for review in reviews])
    fresh = [reviews[number] for number in numbers]
    agrees = not (more or ahead or card.last * 1000 > latest)
    found.taken.append(Taken(ours, card, now, reviews, fresh, agrees, _whole(reviews)))


def _pass_over(found: Found, card: Card, notes: Notes, reviews: int) -> None:
    id_ = notes.copies.get(card.note)
    if id_ is None:
        found.others += 1
        return
    found.left_out.append(
        f"{shown(id_)}: {counted(reviews, 'is', 'are')} of a copy of its note, which another guid tells; the note that"
        " quizgen made counts"
    )


def kind_of(review: Review) -> str:
    """The kind of event that a review is; none for what a person or Anki did to its day."""
    if review.kind in (BY_HAND, RESCHEDULED) or not review.ease:
        return "reset" if (review.kind, review.ease, review.factor) == (BY_HAND, 0, 0) else ""
    return "cram" if review.kind == OUT_OF_TURN and not review.factor else "grade"


def _whole(reviews: list[Review]) -> bool:
    """Whether the answers since the last reset begin where the card was new: with one of learning."""
    kinds: list[int] = []
    for review in reviews:
        match kind_of(review):
            case "reset":
                kinds.clear()
            case "grade":
                kinds.append(review.kind)
    return bool(kinds) and kinds[0] == LEARNED


def counted(number: int, one: str, more: str) -> str:
    """So many reviews, with a verb for one and another for more."""
    return f"1 review {one}" if number == 1 else f"{number:,} reviews {more}"
