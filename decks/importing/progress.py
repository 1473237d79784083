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

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from unicodedata import normalize

from decks.importing.answers import counted, find, kind_of
from decks.importing.memory import Days
from decks.importing.ours import contents
from decks.importing.reviews import Known
from decks.importing.settling import settled
from decks.progress.content import Content
from decks.progress.days import DAY
from decks.progress.event import ELSEWHERE, Event, fault

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import tzinfo

    from decks.anki.reading.collection import Package
    from decks.importing.answers import Taken
    from decks.progress.store import Store
    from decks.scheduling.fsrs import Scheduler
    from decks.study.clock import Now


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
    resets: int = 0
    """Of the new ones, those that are no answers but resets by hand."""


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
    days = Days.of(package, rollover, zone)
    known = Known(store)
    found = find(package, known, now.at + DAY)
    said = _contents(store, package, found.taken)
    every = [
        (taken, event)
        for taken in found.taken
        for event in _events(taken, known, days, scheduler, said.get(taken.card.note))
    ]
    sound = [(taken, event) for taken, event in every if fault(event) is None]
    events = [event for _, event in sound]
    more: list[Event] = []

    def settle() -> Sequence[Event]:
        more.extend(settled(store, known, found.taken, now, days))
        return more

    new = store.append_all(
        events, contents=said.values(), schedulers=(scheduler,) if events else (), settle=settle
    )
    fresh = {taken.now for taken, _ in sound}
    memories = sum(event.kind == "import" for event in more)
    return Brought(
        new=new,
        known=sum(len(taken.reviews) for taken in found.taken) - (len(every) - len(sound)) - new,
        cards=len(fresh),
        memories=memories,
        switches=len(more) - memories,
        by_hand=found.by_hand,
        unknown=() if there is None else tuple(sorted(card for card in fresh if card not in there)),
        others=found.others,
        foreign=found.foreign,
        left_out=(*found.left_out, *_faults(every)),
        resets=min(sum(event.kind == "reset" for event in events), new),
    )


def _contents(store: Store, package: Package, every: Sequence[Taken]) -> dict[int, Content]:
    """What the cards with new answers say, by note: in the log's own words where it is the same to Anki."""
    fresh = {taken.card.note: taken.now for taken in every if taken.fresh}
    states = store.states(fresh.values())
    said = {}
    for note, content in contents(package, fresh):
        kept = store.content(states[fresh[note]].content)
        said[note] = kept if kept and _folded(kept) == _folded(content) else content
    return said


def _events(
    taken: Taken, known: Known, days: Days, scheduler: Scheduler, said: Content | None
) -> Iterator[Event]:
    for review in taken.fresh:
        offset, day = days.place(review.id)
        kind = kind_of(review)
        yield Event(
            kind,
            known.home(taken.ours.card, review.id),
            review.id,
            offset,
            day,
            session=ELSEWHERE,
            rating=review.ease,
            duration=max(review.duration, 0),
            content=said.id if said and kind != "reset" else "",
            scheduler=scheduler.id if kind == "grade" else "",
            # The same in every log that the same review is brought into.
            uid=sha256(f"{taken.ours.guid} {review.id}".encode()).hexdigest()[:16],
            rank=review.id,
        )


def _faults(every: Sequence[tuple[Taken, Event]]) -> Iterator[str]:
    """What to say of each card with reviews that the log cannot hold."""
    wrong: defaultdict[str, list[str]] = defaultdict(list)
    for taken, event in every:
        if reason := fault(event):
            wrong[taken.ours.card].append(reason)
    for card, reasons in wrong.items():
        yield f"{card}: {counted(len(reasons), 'cannot', 'cannot')} be in the log: {reasons[0]}"


def _folded(content: Content) -> tuple[str, ...]:
    """Equal for what Anki cannot tell apart: it composes letters, and a line has one kind of end."""
    texts = (content.prompt, content.answer, content.sentence)
    return tuple(" ".join(normalize("NFC", text).split()) for text in texts)
