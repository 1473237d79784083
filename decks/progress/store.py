"""The store: the log of everything that was studied, in one SQLite file, and where each card stands by it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from decks.progress import log
from decks.progress.content import Content
from decks.progress.errors import ConflictError, DamagedError, NewerError, NotSavedError, told
from decks.progress.event import ELSEWHERE, LASTING, Event, exam_date, fault
from decks.progress.opening import closed, opened, read_only
from decks.progress.replay import FOLD, STATE_COLUMNS, Fold, rebuild, refold, write
from decks.progress.state import CardState
from decks.scheduling.fsrs import Scheduler

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date
    from pathlib import Path
    from types import TracebackType

__all__ = ["ConflictError", "DamagedError", "NewerError", "NotSavedError", "Store"]


class Store:
    """One learner's progress. Whatever `append` returned from is on the disk, whoever kills us next.

    Several windows may have the same file open. All that cannot be written raises NotSavedError and leaves the
    file as it was and the store fit for use.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        """For reading joins; whoever writes goes through the methods."""
        self._schedulers: dict[str, Scheduler] = {}
        self._closed = False

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> Store:
        """Open the progress in a file, which is made if there is none, with its folder.

        Raises DamagedError, NewerError or NotSavedError, and QuizgenError if there is none and `create` is False.
        """
        path = path.absolute()
        store = cls(path, opened(path, create=create))
        try:
            store._follow_the_fold()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Let go of the file."""
        if not self._closed:
            self._closed = True
            closed(self.path, self.connection)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def attach(self, library: Path) -> None:
        """Let queries read the library's tables as `library.…`, and fold their words with `casefold`.

        For reading only: a transaction of ours would else wait for whoever writes there.
        """
        with told(library):
            self.connection.execute("ATTACH ? AS library", (read_only(library),))
        self.connection.create_function("casefold", 1, str.casefold, deterministic=True)

    def append(
        self,
        event: Event,
        *,
        seen: str | None = None,
        content: Content | None = None,
        scheduler: Scheduler | None = None,
    ) -> CardState:
        """Save an event in one transaction, with the content and the scheduler it names, and say where its card stands.

        It is given a rank, and a uid if it has none. `seen` is the `last` of the card's state that the caller
        looked at, None if that does not matter. Raises ConflictError if another window was faster, NotSavedError if
        it could not be saved, and ValueError for an event that can never be right.
        """
        event = self._ready(event, content, scheduler)
        with self._writing():
            states = self._states_of(event)
            state = states[0]
            if seen is not None and state.last != seen:
                raise ConflictError(state)
            if event.kind == "undo":
                self._demand_target(event, state)
            log.keep(self.connection, (content,) if content else (), (scheduler,) if scheduler else ())
            if event.kind == "grade":
                self._scheduler(event.scheduler)
            event = replace(event, rank=max(event.at, *(one.rank + 1 for one in states)))
            seq = log.put(self.connection, event)
            if event.kind == "undo":
                refold(self.connection, self._scheduler, (event.card,))
                return self.state(event.card)
            fold = Fold(self._scheduler, states)
            fold.take(seq, event, other=event.value if event.kind == "relink" else "")
            write(self.connection, fold)
        return fold.states[event.card]

    def append_all(
        self,
        events: Iterable[Event],
        *,
        contents: Iterable[Content] = (),
        schedulers: Iterable[Scheduler] = (),
        settle: Callable[[], Iterable[Event]] | None = None,
    ) -> int:
        """Save events that have their uids and ranks, as of another copy of the log, in one transaction.

        Those whose uid is known are passed over. Gives the number of new ones. `settle` is asked in the same
        transaction what more is to be saved, once the store says what these come to: events with ranks above all
        others of their cards, which are not counted. Raises NotSavedError.
        """
        fresh = sorted(
            {event.uid: event for event in events}.values(), key=lambda event: (event.rank, event.uid)
        )
        for event in fresh:
            _demand_sound(event)
        with self._writing():
            log.keep(self.connection, contents, schedulers)
            known = log.known(self.connection, (event.uid for event in fresh))
            fresh = [event for event in fresh if event.uid not in known]
            for event in fresh:
                log.put(self.connection, event)
            cards = {event.card for event in fresh} | {
                event.value for event in fresh if event.kind == "relink"
            }
            refold(self.connection, self._scheduler, cards)
            for event in settle() if settle else ():
                _demand_sound(event)
                fold = Fold(self._scheduler, self._states_of(event))
                fold.take(log.put(self.connection, event), event)
                write(self.connection, fold)
        return len(fresh)

    def undo(self, event: Event, at: int, offset: int, day: int, session: str) -> CardState:
        """Take an event back, by another that names it. Raises ConflictError if another window did so before."""
        return self.append(Event("undo", event.card, at, offset, day, session=session, target=event.uid))

    def undoable(self, session: str | None = None) -> Event | None:
        """The event that was saved last here, of those that can be taken back and were not; None if there is none."""
        query = f"kind NOT IN ({log.marks(LASTING)}) AND session <> ? AND {log.STANDS}"
        values: tuple[str, ...] = (*LASTING, ELSEWHERE)
        if session is not None:
            query, values = f"{query} AND session = ? AND session <> ''", (*values, session)
        return next(self._select(f"{query} ORDER BY seq DESC LIMIT 1", values), None)

    def state(self, card: str) -> CardState:
        """Where a card stands; a card the log does not know is new."""
        return self.states((card,))[card]

    def states(self, cards: Iterable[str]) -> dict[str, CardState]:
        """Where these cards stand, in the order given."""
        found = {card: CardState(card) for card in cards}
        for part in log.in_parts(tuple(found)):
            query = f"SELECT {STATE_COLUMNS} FROM state WHERE card IN ({log.marks(part)})"
            with told(self.path):
                found.update((row[0], _state(row)) for row in self.connection.execute(query, part))
        return found

    def studied(self, sheet: str | None = None) -> list[CardState]:
        """Where the cards stand that were graded and not reset since, of one sheet or of all, by id."""
        query, values = f"SELECT {STATE_COLUMNS} FROM state WHERE repetitions > 0", tuple[str, ...]()
        if sheet is not None:
            # "0" follows "/".
            query, values = f"{query} AND card > ? AND card < ?", (f"{sheet}/", f"{sheet}0")
        with told(self.path):
            return [_state(row) for row in self.connection.execute(f"{query} ORDER BY card", values)]

    def history(self, card: str) -> list[Event]:
        """All events of a card, oldest first, also those that were taken back: see `undone`."""
        return list(self._select("card = ? ORDER BY rank, uid", (card,)))

    def events(self, kinds: Collection[str] = ()) -> Iterator[Event]:
        """The events of the log, all or only of these kinds, in the order in which they are folded."""
        some = f"kind IN ({log.marks(tuple(kinds))})" if kinds else "1"
        return self._select(f"{some} ORDER BY rank, uid", tuple(kinds))

    def undone(self, card: str | None = None) -> set[str]:
        """The uids of the events that were taken back, of one card or of all."""
        with told(self.path):
            return log.undone(self.connection, card)

    def content(self, id: str) -> Content | None:
        """What a card said when it was studied."""
        with told(self.path):
            row = self.connection.execute(
                "SELECT prompt, answer, sentence FROM content WHERE id = ?", (id,)
            ).fetchone()
        return Content(*row) if row else None

    def contents(self) -> Iterator[tuple[str, Content]]:
        """All that cards said when they were studied, by id."""
        with told(self.path):
            for id, *words in self.connection.execute(
                "SELECT id, prompt, answer, sentence FROM content ORDER BY id"
            ):
                yield id, Content(*words)

    def exams(self) -> dict[str, date]:
        """The exam of each sheet that has one."""
        dates = {
            event.card: exam_date(event.value)
            for event in self._select(f"kind = 'exam' AND {log.STANDS} ORDER BY rank, uid", ())
        }
        return {sheet: day for sheet, day in dates.items() if day is not None}

    def schedulers(self) -> dict[str, Scheduler]:
        """All schedulers that grades went by, by id."""
        with told(self.path):
            rows = self.connection.execute("SELECT id, json FROM scheduler ORDER BY id").fetchall()
        return {id: Scheduler.from_json(text) for id, text in rows}

    def noted(self, name: str) -> str:
        """What was noted under a name; empty where nothing was. Not of the log: it can be found out again."""
        with told(self.path):
            row = self.connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, name: str, value: str) -> None:
        """Note something under a name. Raises NotSavedError."""
        with self._writing():
            self.connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def rebuild(self) -> int:
        """Replay the log into the states. Gives the number of rows that were not what the log comes to."""
        with self._writing():
            return rebuild(self.connection, self._scheduler)

    def differing(self) -> int:
        """How many rows `rebuild` would change."""
        with told(self.path):
            return rebuild(self.connection, self._scheduler, mend=False)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it, synced, or nothing."""
        with told(self.path):
            self._roll_back()
            try:
                # At once, so that what is read in it is still so when it is written.
                self.connection.execute("BEGIN IMMEDIATE")
                yield
                self.connection.execute("COMMIT")
            finally:
                self._roll_back()

    def _roll_back(self) -> None:
        """Undo a transaction that did not come to its end, as one that a signal struck between two steps."""
        # SQLite has rolled back by itself where the disk is full.
        if self.connection.in_transaction:
            # The schedulers that were read may be gone with it.
            self._schedulers.clear()
            self.connection.execute("ROLLBACK")

    def _select(self, condition: str, values: Iterable[object] = ()) -> Iterator[Event]:
        with told(self.path):
            yield from (event for _, event in log.select(self.connection, condition, values))

    def _ready(self, event: Event, content: Content | None, scheduler: Scheduler | None) -> Event:
        event = replace(
            event,
            uid=event.uid or os.urandom(8).hex(),
            # A terminal may hand us half a character, which no file can hold.
            typed=event.typed.encode("utf-8", "replace").decode(),
            content=event.content or (content.id if content else ""),
            scheduler=event.scheduler or (scheduler.id if scheduler else ""),
        )
        _demand_sound(event)
        return event

    def _states_of(self, event: Event) -> tuple[CardState, ...]:
        cards = (event.card, event.value) if event.kind == "relink" else (event.card,)
        return tuple(self.states(cards).values())

    def _demand_target(self, event: Event, state: CardState) -> None:
        row = self.connection.execute(
            f"SELECT card, {log.STANDS} FROM event WHERE uid = ?", (event.target,)
        ).fetchone()
        if row is None or row[0] != event.card:
            raise ValueError(f"{event.card} has no event {event.target} that could be undone")
        if not row[1]:
            raise ConflictError(state)

    def _scheduler(self, id: str) -> Scheduler:
        if id not in self._schedulers:
            row = self.connection.execute("SELECT json FROM scheduler WHERE id = ?", (id,)).fetchone()
            if row is None:
                raise ValueError(f"the log does not know the scheduler {id}; hand it in with the grade")
            self._schedulers[id] = Scheduler.from_json(row[0])
        return self._schedulers[id]

    def _follow_the_fold(self) -> None:
        """Replay a file that was folded by other rules than ours."""
        with told(self.path):
            row = self.connection.execute("SELECT value FROM setting WHERE name = 'fold'").fetchone()
        if row == (FOLD,):
            return
        with self._writing():
            rebuild(self.connection, self._scheduler)
            self.connection.execute("INSERT OR REPLACE INTO setting VALUES ('fold', ?)", (FOLD,))


def _demand_sound(event: Event) -> None:
    if wrong := fault(event):
        raise ValueError(wrong)


def _state(row: tuple[object, ...]) -> CardState:
    # SQLite has no booleans.
    state = CardState(*row)  # type: ignore[arg-type]
    return replace(state, suspended=bool(state.suspended), marked=bool(state.marked))
