"""Anki's reviews of our cards into the study log: each once, however often the same file is brought in.

    answer                                 grade, by the log's scheduler of today
    answer out of turn, without difficulty cram: a filtered deck that does not reschedule; FSRS passes it over
    reset by hand                          reset
    day set by hand, rescheduled           no event: what came of it is in the memory, below

**Memory.** The log is answers, and FSRS here makes the same of them as FSRS in Anki. Where it does not come to what
Anki says of a card (other weights or steps of learning, its own fuzz, a day set by hand, a history that was trimmed),
the learner goes by what Anki promised last: an event `import` puts stability, difficulty and due day as Anki has them
behind the answers. But only where Anki knew every answer that the log has of the card, and FSRS is on there; else the
answers of both together count, and Anki's memory, which is of a part of them, does not.

**Switches.** Suspended, flag and mark are brought where the log never had a word of them for the card: what a person
did here is not undone by a file that may be older. Buried ends by itself, and is not brought.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from unicodedata import normalize

from decks.importing.memory import Days, promised
from decks.importing.ours import Notes, Ours, contents, sorted_out
from decks.importing.reviews import Known
from decks.progress.content import Content
from decks.progress.days import DAY
from decks.progress.event import ELSEWHERE, Event, fault

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from datetime import tzinfo

    from decks.anki.reading.collection import Card, Package, Review
    from decks.progress.state import CardState
    from decks.progress.store import Store
    from decks.scheduling.fsrs import Scheduler
    from decks.study.clock import Now

LEARNING, OUT_OF_TURN, BY_HAND, RESCHEDULED = 0, 3, 4, 5
"""Anki's kinds of reviews."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of bringing reviews in."""

    new: int
    """Answers and resets that the log did not have."""
    known: int
    """Those that it had: brought in before, or given here."""
    cards: int
    """Cards that the new ones are of."""
    memories: int
    """Cards that stand as Anki says, since the answers that are known do not come to it."""
    switches: int
    """Suspended, flags and marks that were brought."""
    by_hand: int
    """Reviews that are no answers: a day that a person or Anki set."""
    unknown: tuple[str, ...]
    """Cards with new answers that no sheet at hand has, by id; their answers are in the log, should they come back."""
    others: int
    """Cards of ours that Anki alone asks, with reviews: choices, true or false, … They have no schedule here."""
    foreign: int
    """Notes that are not ours."""
    left_out: tuple[str, ...]
    """A sentence for each card of which something was left out: what is wrong; what would be right."""


def bring_in(
    store: Store,
    package: Package,
    now: Now,
    scheduler: Scheduler,
    *,
    rollover: int = 4,
    zone: tzinfo | None = None,
    there: Container[str] | None = None,
) -> Brought:
    """Put what Anki knows of our cards into the log, all in one transaction.

    `scheduler` is the one that grades here go by today; study days begin at the hour `rollover` in `zone`, None: this
    machine's as it was at each instant. `there` are the ids of the cards of the sheets at hand, None where nobody
    asks. The same package again brings nothing. Raises QuizgenError for a package that cannot be read, and
    NotSavedError; then the log is as it was.
    """
    bringing = _Bringing(store, package, now, scheduler, Days.of(package, rollover, zone))
    bringing.read()
    return bringing.save(there)


@dataclass(slots=True)
class _Taken:
    """A card of ours in the package."""

    ours: Ours
    card: Card
    now: str
    """The id of the card that it is now, after relinks."""
    reviews: list[Review]
    """Its answers and resets, oldest first."""
    fresh: list[Review]
    """Those that the log does not have."""
    more: bool
    """Whether the log has answers that Anki does not."""
    whole: bool
    """Whether Anki has them all since it was new."""


class _Bringing:
    """A package on its way into the log."""

    def __init__(self, store: Store, package: Package, now: Now, scheduler: Scheduler, days: Days) -> None:
        self._store, self._package, self._now, self._scheduler, self._days = (
            store,
            package,
            now,
            scheduler,
            days,
        )
        self._known = Known(store)
        self._notes = Notes()
        self._taken: list[_Taken] = []
        self._by_hand = self._others = 0
        self._left_out: list[str] = []
        self._settled: list[Event] = []

    def read(self) -> None:
        """Go through the package; nothing is written yet."""
        self._notes = sorted_out(self._package)
        cards = {card.id: card for card in self._package.cards() if self._notes.has(card.note)}
        reviews: dict[int, list[Review]] = {}
        for review in self._package.reviews():
            if review.card in cards:
                reviews.setdefault(review.card, []).append(review)
        for card in cards.values():
            self._card(card, reviews.get(card.id, []))

    def _card(self, card: Card, reviews: list[Review]) -> None:
        ours = self._notes.cards.get(card.note)
        if ours is None or card.ordinal:
            self._others += bool(reviews) and card.note not in self._notes.copies
            if reviews and (id_ := self._notes.copies.get(card.note)):
                self._left_out.append(
                    f"{id_}: {_counted(len(reviews), 'is', 'are')} of a copy of its note, which another guid tells;"
                    " the note that quizgen made counts"
                )
            return
        deeds = [review for review in reviews if _kind(review)]
        self._by_hand += len(reviews) - len(deeds)
        timely = [review for review in deeds if review.id <= self._now.at + DAY]
        if len(timely) < len(deeds):
            self._left_out.append(
                f"{ours.card}: {_counted(len(deeds) - len(timely), 'lies', 'lie')} in the future; set the clock right"
            )
        card_now = self._known.now(ours.card)
        numbers, more = self._known.unknown(card_now, [(review.id, review.ease) for review in timely])
        fresh = [timely[number] for number in numbers]
        self._taken.append(_Taken(ours, card, card_now, timely, fresh, more, _whole(timely)))

    def save(self, there: Container[str] | None) -> Brought:
        """Write all of it, or raise."""
        said = self._contents()
        events = [event for taken in self._taken for event in self._events(taken, said.get(taken.card.note))]
        new = self._store.append_all(
            events, contents=said.values(), schedulers=(self._scheduler,), settle=self._settle
        )
        fresh = {taken.now for taken in self._taken if taken.fresh}
        memories = sum(event.kind == "import" for event in self._settled)
        return Brought(
            new=new,
            known=sum(len(taken.reviews) for taken in self._taken) - new,
            cards=len(fresh),
            memories=memories,
            switches=len(self._settled) - memories,
            by_hand=self._by_hand,
            unknown=() if there is None else tuple(sorted(card for card in fresh if card not in there)),
            others=self._others,
            foreign=self._notes.foreign,
            left_out=tuple(self._left_out),
        )

    def _contents(self) -> dict[int, Content]:
        """What the cards with new answers say, by note: in the log's own words where it is the same to Anki."""
        fresh = {taken.card.note: taken.now for taken in self._taken if taken.fresh}
        states = self._store.states(fresh.values())
        said = {}
        for note, content in contents(self._package, fresh):
            kept = self._store.content(states[fresh[note]].content)
            said[note] = kept if kept and _folded(kept) == _folded(content) else content
        return said

    def _events(self, taken: _Taken, said: Content | None) -> Iterator[Event]:
        for review in taken.fresh:
            offset, day = self._days.place(review.id)
            kind = _kind(review)
            event = Event(
                kind,
                self._known.home(taken.ours.card, review.id),
                review.id,
                offset,
                day,
                session=ELSEWHERE,
                rating=review.ease,
                duration=max(review.duration, 0),
                content=said.id if said and kind != "reset" else "",
                scheduler=self._scheduler.id if kind == "grade" else "",
                uid=_uid(taken.ours.guid, review.id),
                rank=review.id,
            )
            if fault(event) is None:
                yield event

    def _settle(self) -> Iterable[Event]:
        """What Anki says of cards beyond their answers, now that the store says what these come to."""
        states = self._store.states(taken.now for taken in self._taken)
        # Of a relinked card what was said of the old one counts.
        switched = {
            (event.kind, self._known.now(event.card))
            for event in self._store.events(("suspend", "flag", "mark"))
        }
        self._settled = []
        for taken in self._taken:
            self._settled += self._said(taken, states[taken.now], switched)
        return self._settled

    def _said(self, taken: _Taken, state: CardState, switched: set[tuple[str, str]]) -> Iterator[Event]:
        rank = state.rank
        if not taken.more:
            last = max((review.id for review in taken.reviews if review.ease), default=0)
            memory = promised(taken.card, state, taken.ours.guid, self._days, last, whole=taken.whole)
            if memory:
                rank = memory.rank
                yield memory
        for kind, value in _switches(taken):
            if value == "0" or (kind, taken.now) in switched:
                continue
            switched.add((kind, taken.now))
            rank = max(self._now.at, rank + 1)
            offset, day = self._days.place(self._now.at)
            uid = _uid(taken.ours.guid, kind, value, rank)
            yield Event(
                kind, taken.now, self._now.at, offset, day, session=ELSEWHERE, value=value, uid=uid, rank=rank
            )


def _kind(review: Review) -> str:
    """The kind of event that a review is; none for what a person or Anki did to its day."""
    if review.kind in (BY_HAND, RESCHEDULED) or not review.ease:
        return "reset" if (review.kind, review.ease, review.factor) == (BY_HAND, 0, 0) else ""
    return "cram" if review.kind == OUT_OF_TURN and not review.factor else "grade"


def _whole(reviews: list[Review]) -> bool:
    """Whether the answers begin where the card was new: with one of learning."""
    kinds: list[int] = []
    for review in reviews:
        match _kind(review):
            case "reset":
                kinds.clear()
            case "grade":
                kinds.append(review.kind)
    return bool(kinds) and kinds[0] == LEARNING


def _switches(taken: _Taken) -> tuple[tuple[str, str], ...]:
    return (
        ("suspend", str(int(taken.card.queue == -1))),
        ("flag", str(taken.card.flag)),
        ("mark", str(int(taken.ours.marked))),
    )


def _counted(number: int, one: str, more: str) -> str:
    return f"1 review {one}" if number == 1 else f"{number:,} reviews {more}"


def _folded(content: Content) -> tuple[str, ...]:
    """Equal for what Anki cannot tell apart: it composes letters, and a line has one kind of end."""
    texts = (content.prompt, content.answer, content.sentence)
    return tuple(" ".join(normalize("NFC", text).split()) for text in texts)


def _uid(*parts: object) -> str:
    """The name of an event, the same in every log that the same review is brought into."""
    return sha256(" ".join(map(str, parts)).encode()).hexdigest()[:16]
