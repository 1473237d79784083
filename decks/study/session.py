"""A study session: the card that is up, and what revealing, answering, grading and taking back do.

A screen shows what stands here, passes on what a person does, and decides nothing itself. The time comes from a
clock that is handed in; what is known of each card from the store, and what is done is in its log before the next
card comes up.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from decks.progress.content import content_of
from decks.progress.errors import ConflictError, NotSavedError, told
from decks.progress.event import Event
from decks.study.asked import AGAIN, GOOD, Asked, Button, buttons, choosable, manner
from decks.study.changes import with_other_answers
from decks.study.choosing import done_today, first_cards, new_cards
from decks.study.deeds import take_back, undoing
from decks.study.line import Line
from decks.study.queue import fact_of
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from decks.card import Card
    from decks.library import Library, Shelved
    from decks.progress.state import CardState
    from decks.progress.store import Store
    from decks.study.clock import Now
    from decks.study.options import Options
    from decks.study.summary import Result, Summary
    from quizgen.answers import Verdict

LONGEST = 10 * 60 * 1000
"""Milliseconds after which a person is taken to have left the card: no answer is recorded as slower."""

KINDS = {"learn": "grade", "ahead": "grade", "cram": "cram", "test": "test"}
"""Of event, by purpose: only a grade touches the schedule."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a grade."""

    saved: bool
    """False where another window wrote of the card since it came up here: then nothing was, and it is passed over."""
    leech: bool = False
    """Whether the card has just become a leech."""
    suspended: bool = False
    """Whether it was put away for that."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing done, so that it can be taken back."""

    events: tuple[Event, ...]
    card: str
    result: Result | None = None
    """Where it was the card's first."""
    took: int = 0
    leech: bool = False


class Session:
    """Goes through the cards that are wanted; one graded Again comes again after some others.

    `asked` is None when nothing is left. Whatever writes raises NotSavedError when the disk will not have it: then
    nothing has changed, here or there, and the same thing may be tried again.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        sheets: Sequence[Shelved],
        options: Options,
        clock: Callable[[], Now],
        *,
        cards: Sequence[str] | None = None,
    ) -> None:
        """`cards` are ids of the only cards to ask, in this order but for siblings; else the options choose."""
        self.options = options
        self.sheets = tuple(sheets)
        self.id = token_hex(8)
        self.asked: Asked | None = None
        self.revealed = False
        self.given = ""
        """What was typed or chosen for the card that is up."""
        self.verdict: Verdict | None = None
        self._store = store
        self._library = library
        self._clock = clock
        self._results: dict[str, Result] = {}
        self._grades: Counter[int] = Counter()
        self._milliseconds = 0
        self._leeches: list[Card] = []
        self._steps: list[_Step] = []
        self._up: str | None = None
        self._filled = cards is not None
        if cards is not None:
            self._line = Line(card.id for card in library.cards(cards))
        else:
            self._line = Line(first_cards(store, self.sheets, options, self.today))
        self._next()

    def fill(self) -> None:
        """Let the new cards of the day stand behind the due ones.

        Apart from the start, because on a deck of which much is known new cards are far to seek: the first card
        is up before.
        """
        if self._filled:
            return
        self._filled = True
        self._mind_changes()
        facts = self._line.facts() | ({fact_of(self._up)} if self._up else set())
        there = len(self._line) + (self._up is not None)
        self._line.extend(
            new_cards(self._store, self.sheets, self.options, self.today, there=there, facts=facts)
        )
        if self.asked is None:
            self._next()

    def _mind_changes(self) -> None:
        """Cards whose answer has changed are due, and told of when they come up."""
        for sheet in self.sheets:
            cards = self._library.cards(with_other_answers(self._store, sheet))
            with suppress(NotSavedError):  # then it is noted when the card is up
                due = [card.id for card in cards if self._known(card).due <= self.today]
                if self.options.purpose == "learn":
                    self._line.extend(card for card in due if card != self._up and card not in self._line)

    def warm_up(self) -> None:
        """Load what the first answer will need, so that it need not wait for it."""
        _ = self.buttons
        if self.options.writes and self.asked is not None:
            # Deferred: the judge is for who writes.
            from quizgen.answers import judge

            judge(self.asked.card.answer, "x", (), self._library.find_near_answers(self._numbers, "x"))

    @property
    def _numbers(self) -> list[int]:
        return [sheet.number for sheet in self.sheets]

    @property
    def today(self) -> int:
        """The study day it is now."""
        return self._clock().day(self.options.rollover)

    @property
    def left(self) -> int:
        """Cards still to come, the one that is up counted."""
        return len(self._line) + (self.asked is not None)

    @property
    def coming_again(self) -> int:
        """Of these, the ones that were missed."""
        return self._line.coming_again

    @property
    def done(self) -> int:
        """Cards answered at least once."""
        return len(self._results)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """What each grade would give the card that is up, as it stands now."""
        if self.asked is None:
            return ()
        return buttons(self.asked.state, self.today, self.options.scheduler)

    @property
    def schedules(self) -> bool:
        """Whether a grade touches the schedule."""
        return KINDS[self.options.purpose] == "grade"

    @property
    def suggested(self) -> int:
        """The grade that a judged answer earns; 0 where none was judged."""
        verdict = self._verdict()
        return 0 if not verdict else AGAIN if verdict == "wrong" else GOOD

    # What a person does

    def reveal(self) -> None:
        """Show the answer of the card that is up. Raises ValueError where none is, and in a test."""
        self._must_be_up()
        if self.options.purpose == "test":
            raise ValueError("a test shows no answers before its end")
        self.revealed = True

    def answer(self, typed: str) -> None:
        """Judge what was typed for the card that is up, and reveal it; in a test put it down and go on.

        Raises ValueError where no card is up.
        """
        verdict = self._judged(typed)
        self.given, self.verdict = typed, verdict
        self._settle()

    def _judged(self, typed: str) -> Verdict:
        # Deferred: the judge is for who types.
        from quizgen.answers import judge

        card = self._must_be_up().card
        others = self._library.find_near_answers(self._numbers, typed)
        return judge(card.answer, typed, card.also, others, card.wrong)

    def choose(self, number: int) -> None:
        """Take one of the choices, from 0, and reveal the card; in a test put it down and go on.

        Raises ValueError where there is no such choice.
        """
        asked = self._must_be_up()
        if not 0 <= number < len(asked.choices):
            raise ValueError(f"there is no choice {number}")
        self.given = asked.choices[number]
        self._settle()

    def _settle(self) -> None:
        if self.options.purpose != "test":
            self.revealed = True
            return
        try:
            self._write(self.suggested)
        except NotSavedError:
            self._clear()
            raise

    def insist(self) -> None:
        """The student's last word on an answer that was judged wrong: "I was right".

        Raises ValueError where nothing typed was judged.
        """
        if self.verdict is None:
            raise ValueError("nothing was judged")
        self.verdict = replace(self.verdict, kind="right", differences=(), reason="")

    def grade(self, rating: int) -> Outcome:
        """Grade the card that is up (1 Again, 2 Hard, 3 Good, 4 Easy) and go on. Raises ValueError unless revealed.

        Where this returns, the grade is on the disk.
        """
        if not self.revealed:
            raise ValueError("a card is graded after it was revealed")
        return self._write(rating)

    def bury(self) -> None:
        """Put the card that is up away until the next study day."""
        self._put_away("bury")

    def suspend(self) -> None:
        """Put the card that is up away until somebody takes it back."""
        self._put_away("suspend")

    def flag(self, number: int) -> None:
        """Give the card that is up a flag from 1 to 7, or with 0 take it off."""
        self._note("flag", str(number))

    def mark(self) -> None:
        """Mark the card that is up, or take the mark off."""
        self._note("mark", "0" if self._must_be_up().state.marked else "1")

    def undo(self) -> Event | None:
        """Take back the newest thing done, in this session or one before; None where there is none.

        The card it was done to is up again.
        """
        step = self._steps[-1] if self._steps else self._step_before()
        if step is None:
            return None
        # Another window may have taken it back before.
        with suppress(ConflictError):
            take_back(self._store, step.events, self._clock(), self.options.rollover)
        ours = bool(self._steps)
        if ours:
            self._uncount(self._steps.pop())
        self._bring_back(step.card)
        if not ours:
            self._trim()
        return step.events[0]

    def _trim(self) -> None:
        """Let as many new cards go as came back from days or sessions before, so that the day's limit holds."""
        if self.options.purpose != "learn" or self.options.exam is not None or not self._filled:
            return
        waiting = [card for card, state in self._store.states(self._line).items() if state.is_new]
        up = self.asked is not None and self.asked.state.is_new
        left = self.options.new - done_today(self._store, self.sheets, self.today).new
        for card in waiting[max(0, left - up) :]:
            self._line.forget(card)

    def refresh(self, sheets: Sequence[Shelved], *, whole: bool = True) -> None:
        """Go on with sheets that were read anew: the card that is up is asked in its new words.

        A card that is gone is passed over; but where the sheets were not read as a `whole`, since something in them
        is wrong, it stays as it was, to be mended. What was revealed stays revealed.
        """
        ours = {sheet.id for sheet in self.sheets}
        self.sheets = tuple(sheet for sheet in sheets if sheet.id in ours)
        if self.asked is None or self._up is None:
            return
        card, before = self._card(self._up), self.asked
        if card is not None:
            self.asked = replace(self._asked(card), since=before.since)
            if self.verdict is not None and card.answer != before.card.answer:
                self.verdict = self._judged(self.given)
        elif whole:
            self._next()

    def summary(self) -> Summary:
        """How it went up to now; may be called at any time."""
        # Deferred, as all that the first card need not wait for.
        from decks.study.overview import coming, standings
        from decks.study.summary import Summary

        try:
            with told(self._store.path):
                tomorrow, next_day = coming(self._store.connection, self.sheets, self.today)
                new = sum(one.new for one in standings(self._store.connection, self.sheets, self.today))
        except QuizgenError:
            # What was done is told, though the disk will say nothing of what comes.
            tomorrow = next_day = new = 0
        return Summary(
            purpose=self.options.purpose,
            results=tuple(self._results.values()),
            grades=(self._grades[1], self._grades[2], self._grades[3], self._grades[4]),
            milliseconds=self._milliseconds,
            left=self.left,
            leeches=tuple(self._leeches),
            new=new,
            tomorrow=tomorrow,
            next_day=next_day,
        )

    # What is up

    def _must_be_up(self) -> Asked:
        if self.asked is None:
            raise ValueError("no card is up: the session is over")
        return self.asked

    def _next(self) -> None:
        """Put up the next card, or none."""
        self._clear()
        while (waiting := self._line.take()) is not None:
            # A card whose fact has gone from its sheet since the session began is passed over.
            if (card := self._card(waiting)) is not None:
                self._up, self.asked = waiting, self._asked(card)
                return
        self._up = self.asked = None
        self.fill()

    def _card(self, id_: str) -> Card | None:
        """A card as its sheet has it now; None where it is gone."""
        return next(iter(self._library.cards([id_])), None)

    def _clear(self) -> None:
        self.revealed, self.given, self.verdict = False, "", None

    def _asked(self, card: Card) -> Asked:
        state = self._known(card)
        how = manner(self.options.mode, state)
        if how == "cards" and self.options.purpose == "test":
            how = "choice"  # what is known in the head alone gives no score
        choices, key = self._library.choices(card.id) if how == "choice" else ((), None)
        if how == "choice" and not choices:
            # What has too few wrong answers to choose from is written in a test, which must be judged.
            how = "typed" if self.options.purpose == "test" else "cards"
        choices, key = choosable(choices, -1 if key is None else key)
        return Asked(card, state, how, self._clock().at, choices, key)

    def _known(self, card: Card) -> CardState:
        """A card's state; where its answer is another than the one that was studied, that is put down first."""
        state = self._store.state(card.id)
        content = content_of(card)
        if not state.content or state.content == content.id:
            return state
        old = self._store.content(state.content)
        if old is None or old.answer_id == content.answer_id:
            return state
        try:
            return self._append(self._event("change", card.id, value=old.answer), card)[1]
        except NotSavedError:
            # What came before this card is saved, and must not seem otherwise. The old answer is told all the same.
            return replace(state, changed=old.answer)

    def _bring_back(self, waiting: str) -> None:
        """Put up a card by hand; the one that is up goes back to the head of the line."""
        if self._up is not None and self._up != waiting:
            self._line.put_back(self._up)
        self._line.forget(waiting)
        card = self._card(waiting)
        if card is None:
            self._next()
            return
        self._clear()
        self._up, self.asked = waiting, self._asked(card)

    # What is written

    def _write(self, rating: int) -> Outcome:
        asked = self._must_be_up()
        assert self._up is not None
        took = min(LONGEST, max(0, self._clock().at - asked.since))
        verdict = self._verdict()
        event = self._event(
            KINDS[self.options.purpose],
            asked.card.id,
            rating=rating,
            mode=asked.manner,
            typed=self.given,
            verdict=verdict,
            duration=took,
            scheduler=self.options.scheduler.id,
        )
        try:
            graded, state = self._save(event, asked)
        except ConflictError:
            self._next()
            return Outcome(saved=False)
        leech = self._is_leech(asked.state, state)
        suspended = self._suspended(asked.card) if leech and self.options.leeches == "suspend" else ()
        # Deferred, as all that the first card need not wait for.
        from decks.study.summary import Result

        first = asked.card.id not in self._results
        result = Result(asked.card, rating > AGAIN, self.given, verdict) if first else None
        self._steps.append(_Step((graded, *suspended), self._up, result, took, leech))
        self._count(self._steps[-1], asked.card)
        if rating == AGAIN and self.options.purpose != "test" and not suspended:
            self._line.come_again(self._up)
        self._next()
        return Outcome(saved=True, leech=leech, suspended=bool(suspended))

    def _save(self, event: Event, asked: Asked) -> tuple[Event, CardState]:
        """Save a grade. Raises ConflictError where another window graded the card or put it away meanwhile.

        What else was done to it since it came up, as a flag or a mark, is in no grade's way.
        """
        try:
            return self._append(event, asked.card, seen=asked.state.last)
        except ConflictError as error:
            if _schedule(error.state) != _schedule(asked.state):
                raise
            return self._append(event, asked.card, seen=error.state.last)

    def _suspended(self, card: Card) -> tuple[Event, ...]:
        """The event that suspends a leech; none where it cannot be saved: the leech will be found again."""
        try:
            return (self._append(self._event("suspend", card.id, value="1"), card)[0],)
        except NotSavedError:
            return ()

    def _verdict(self) -> str:
        """The judgement of what was typed or chosen; empty where nothing was."""
        if self.verdict is not None:
            return self.verdict.kind
        if self.asked is None or not self.asked.choices or not self.given:
            return ""
        return "right" if self.given == self.asked.choices[self.asked.key] else "wrong"

    def _is_leech(self, before: CardState, state: CardState) -> bool:
        """Whether a lapse made it one: at the number that was set, and at every half of it after."""
        least = self.options.leech
        if not least or state.lapses <= before.lapses or state.lapses < least:
            return False
        return (state.lapses - least) % max(1, least // 2) == 0

    def _count(self, step: _Step, card: Card) -> None:
        self._grades[step.events[0].rating] += 1
        self._milliseconds += step.took
        if step.result:
            self._results[card.id] = step.result
        if step.leech:
            self._leeches.append(card)

    def _uncount(self, step: _Step) -> None:
        self._milliseconds -= step.took
        if step.events[0].rating:
            self._grades[step.events[0].rating] -= 1
        if step.result:
            del self._results[step.card]
        if step.leech:
            self._leeches.pop()

    def _put_away(self, kind: str) -> None:
        self._note(kind, "1")
        self._next()

    def _note(self, kind: str, value: str) -> None:
        asked = self._must_be_up()
        assert self._up is not None
        event, state = self._append(self._event(kind, asked.card.id, value=value), asked.card)
        self._steps.append(_Step((event,), self._up))
        self.asked = replace(asked, state=state)

    def _step_before(self) -> _Step | None:
        """The newest thing done before this session, as a step that can be taken back."""
        events = undoing(self._store)
        if len(events) > 1:
            raise QuizgenError(
                f"the newest deed was done to {len(events):,} cards at once; u in the list of all cards takes it back"
            )
        return _Step(events, events[0].card) if events else None

    def _event(self, kind: str, card: str, **more: Any) -> Event:
        now = self._clock()
        day = now.day(self.options.rollover)
        return Event(kind, card, now.at, now.offset, day, session=self.id, uid=token_hex(8), **more)

    def _append(self, event: Event, card: Card, *, seen: str | None = None) -> tuple[Event, CardState]:
        content = content_of(card)
        event = replace(event, content=content.id)
        scheduler = self.options.scheduler if event.scheduler else None
        return event, self._store.append(event, seen=seen, content=content, scheduler=scheduler)


def _schedule(state: CardState) -> tuple[object, ...]:
    """What of a card's state a grade is given to."""
    return state.repetitions, state.last_day, state.due, state.stability, state.difficulty, state.suspended
