"""Play cases of study sessions: what a student does, a step a line, and what is up, left and due by then.

    # a missed card comes again
    facts 2
    begin
    again f1
    good f2
    up f1

`facts 3` makes a sheet with the facts f1, f2, f3; lines that begin with a bar are a sheet. It is
noon of 1 March 2026 in UTC until `at 2026-03-05 09:00 Europe/Berlin` or `later 3 days` says otherwise. `again`,
`hard`, `good` and `easy` demand that the cards named are up, one after the other, reveal and grade them. What else can
be said are the methods of `Play`, each named as its step. A card is named as in its id, without the sheet; where its
fact has no other card the fact's id is enough.
"""

from __future__ import annotations

import shlex
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from steps import Steps

from decks.library import Library
from decks.progress.days import offset_of
from decks.progress.errors import NotSavedError
from decks.progress.store import Store
from decks.scheduling.fsrs import Scheduler
from decks.study.clock import Now
from decks.study.options import Options
from decks.study.session import Outcome, Session
from quizgen.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from decks.library import Shelf
    from decks.progress.event import Event
    from decks.progress.state import CardState
    from decks.study.asked import Asked

GRADES = {"again": 1, "hard": 2, "good": 3, "easy": 4}
LISTS = {"section": "sections", "tag": "tags", "ask": "asks", "difficulty": "difficulties"}


class Clock:
    """Stands still until it is moved; in a zone that can be left."""

    def __init__(self) -> None:
        self.zone: tzinfo = ZoneInfo("UTC")
        self.put("2026-03-01 12:00")

    def put(self, local: str) -> None:
        self.at = round(datetime.fromisoformat(local).replace(tzinfo=self.zone).timestamp() * 1000)

    def move(self, number: float, unit: str) -> None:
        """Days keep the hour of the wall clock, also where one of them has 23 hours."""
        if unit.startswith("day"):
            local = datetime.fromtimestamp(self.at / 1000, self.zone) + timedelta(days=number)
            self.at = round(local.timestamp() * 1000)
        else:
            self.at += round(number * {"s": 1000, "min": 60_000, "h": 3_600_000}[unit])

    def __call__(self) -> Now:
        return Now(self.at, offset_of(self.at, self.zone))


class Disk(Store):
    """A store that can run out of room."""

    room: int | None = None

    def append(self, event: Event, **more: Any) -> CardState:
        if self.room is not None:
            if not self.room:
                raise NotSavedError("the disk is full")
            self.room -= 1
        return super().append(event, **more)

    def append_all(self, events: Iterable[Event], **more: Any) -> int:
        """All of them or none, as a transaction is."""
        made = list(events)
        if self.room is not None and self.room < len(made):
            raise NotSavedError("the disk is full")
        return super().append_all(made, **more)


class Play(Steps):
    """One student at one sheet, with a real store and a real library."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "sheet.md"
        self.clock = Clock()
        self.options = Options(scheduler=Scheduler())
        self.session: Session | None = None
        self.outcome = Outcome(saved=True)
        self._folder = folder
        self._open()

    def _open(self) -> None:
        self.library = Library.open(self._folder / "library.db")
        self.store = Disk.open(self._folder / "progress.db")
        self.store.attach(self.library.path)

    def close(self) -> None:
        self.store.close()
        self.library.close()

    @property
    def now(self) -> Session:
        assert self.session is not None, "no session was begun"
        return self.session

    @property
    def asked(self) -> Asked:
        assert self.now.asked is not None, "no card is up"
        return self.now.asked

    @property
    def today(self) -> int:
        return self.clock().day(self.options.rollover)

    def card(self, name: str) -> str:
        """The id of the card that a case calls so."""
        ids = [self.session.asked.card.id] if self.session and self.session.asked else []
        ids += [row[0] for row in self.library.connection.execute("SELECT id FROM card ORDER BY place")]
        # Of cards that left the sheet the store still knows.
        ids += [row[0] for row in self.store.connection.execute("SELECT card FROM state ORDER BY card")]
        found = [one for one in dict.fromkeys(ids) if f"{one}/".startswith(f"sheet/{name}/")]
        assert len(found) == 1, f"{name} is {found}"
        return found[0]

    def state(self, name: str) -> CardState:
        return self.store.state(self.card(name))

    def shelf(self) -> Shelf:
        return self.library.compile([str(self.path)])

    # The sheet, the time, the session

    def do_at(self, rest: str) -> None:
        day, hour, *zone = rest.split()
        if zone:
            self.clock.zone = ZoneInfo(zone[0])
        self.clock.put(f"{day} {hour}")

    def do_later(self, rest: str) -> None:
        number, unit = rest.split()
        self.clock.move(float(number), unit)

    def do_zone(self, rest: str) -> None:
        """Travel: the same instant under another wall clock."""
        self.clock.zone = ZoneInfo(rest)

    def do_begin(self, rest: str) -> None:
        """A session, with options as `new=2 mode=choice section="The Moon"`; `cards=f1,f2` asks these alone."""
        shelf = self.shelf()
        chosen, cards = self._options(shlex.split(rest))
        self.options = chosen
        self.session = Session(self.store, self.library, shelf.sheets, chosen, self.clock, cards=cards)
        self.session.fill()

    def _options(self, words: list[str]) -> tuple[Options, list[str] | None]:
        given: dict[str, Any] = {}
        parts: dict[str, Any] = {}
        cards = None
        for name, _, value in (word.partition("=") for word in words):
            if name == "cards":
                cards = [self.card(one) for one in value.split(",")]
            elif name in LISTS:
                parts[LISTS[name]] = tuple(value.split(","))
            elif name == "flag":
                given["flags"] = tuple(map(int, value.split(",")))
            elif name == "marked":
                given["marked"] = True
            elif name == "exam":
                given["exam"] = date.fromisoformat(value)
            else:
                given[name] = int(value) if value.isdecimal() else value
        return Options(selection=Selection(**parts), **given), cards

    def do_restart(self, rest: str) -> None:
        """Leave, and start the program again."""
        self.close()
        self.session = None
        self._open()
        self.shelf()

    def do_reread(self, rest: str) -> None:
        """Read the sheet as it is now, as after the editor."""
        shelf = self.shelf()
        self.now.refresh(shelf.sheets, whole=not shelf.errors)

    def do_elsewhere(self, rest: str) -> None:
        """Another window does something: `elsewhere good f1`, `elsewhere suspend f1`, `elsewhere undo`."""
        deed, *names = rest.split()
        cards = [self.card(name) for name in names]
        with Store.open(self.store.path) as store, Library.open(self.library.path) as library:
            shelf = library.compile([str(self.path)])
            store.attach(library.path)
            other = Session(store, library, shelf.sheets, Options(), self.clock, cards=cards)
            if deed not in GRADES:
                getattr(other, deed)()
                return
            other.reveal()
            assert other.grade(GRADES[deed]).saved

    def do_locked(self, rest: str) -> None:
        """Nothing can be written from here on."""
        self.store.connection.execute("PRAGMA query_only = ON")

    def do_unlocked(self, rest: str) -> None:
        self.store.connection.execute("PRAGMA query_only = OFF")

    def do_room(self, rest: str) -> None:
        """There is room for so many more events on the disk, or again for any number."""
        self.store.room = int(rest) if rest else None

    def do_refused(self, rest: str) -> None:
        """The step is refused, and nothing has changed."""
        before = self._seen()
        with pytest.raises((ValueError, NotSavedError)):
            self.do(rest)
        assert self._seen() == before

    def _seen(self) -> tuple[object, ...]:
        now = self.now
        log = self.store.connection.execute("SELECT count(*) FROM event").fetchone()
        return now.asked, now.revealed, now.left, now.done, now.coming_again, now.summary(), log

    # What the student does

    def _grade(self, rating: int, names: str) -> None:
        for name in names.split():
            self.do_up(name)
            if not self.now.revealed:
                self.now.reveal()
            self.outcome = self.now.grade(rating)

    def do_again(self, rest: str) -> None:
        self._grade(1, rest)

    def do_hard(self, rest: str) -> None:
        self._grade(2, rest)

    def do_good(self, rest: str) -> None:
        self._grade(3, rest)

    def do_easy(self, rest: str) -> None:
        self._grade(4, rest)

    def do_order(self, rest: str) -> None:
        """All that is left comes in this order; each is graded Good."""
        found = []
        while self.now.asked is not None:
            found.append(self.asked.card.id)
            self._grade(3, found[-1].removeprefix("sheet/"))
        assert found == [self.card(name) for name in rest.split()], found

    def do_reveal(self, rest: str) -> None:
        self.now.reveal()

    def do_grade(self, rest: str) -> None:
        """Whatever card is up, without revealing it."""
        self.outcome = self.now.grade(int(rest))

    def do_type(self, rest: str) -> None:
        self.now.answer(rest)

    def do_choose(self, rest: str) -> None:
        """One of the choices, by its words, `right` or `wrong` for whichever is, or the `ninth` or `tenth`."""
        asked = self.now.asked
        choices, key = (asked.choices, asked.key) if asked else ((), 0)
        places = {"right": key, "wrong": (key + 1) % max(1, len(choices)), "ninth": 8, "tenth": 9}
        self.now.choose(places[rest] if rest in places else choices.index(rest))

    def do_insist(self, rest: str) -> None:
        self.now.insist()

    def do_bury(self, rest: str) -> None:
        self.now.bury()

    def do_suspend(self, rest: str) -> None:
        self.now.suspend()

    def do_flag(self, rest: str) -> None:
        self.now.flag(int(rest))

    def do_mark(self, rest: str) -> None:
        self.now.mark()

    def do_undo(self, rest: str) -> None:
        """Take back the newest thing; `undo nothing` where there is none, `undo bury` where it is that."""
        event = self.now.undo()
        kind = "nothing" if event is None else event.kind
        assert not rest or kind == rest, f"{kind} was taken back"

    # What is so by then

    def do_up(self, rest: str) -> None:
        """This card is up, or `nothing`."""
        asked = self.now.asked
        up = asked.card.id if asked else "nothing"
        assert (up == rest) if asked is None or rest == "nothing" else up == self.card(rest), f"{up} is up"

    def do_left(self, rest: str) -> None:
        assert self.now.left == int(rest), f"{self.now.left} are left"

    def do_done(self, rest: str) -> None:
        assert self.now.done == int(rest), f"{self.now.done} are done"

    def do_missed(self, rest: str) -> None:
        """So many wait to come again; with names, these were missed at first."""
        if rest.isdecimal():
            assert self.now.coming_again == int(rest), f"{self.now.coming_again} come again"
        else:
            found = [one.card.id for one in self.now.summary().missed]
            assert found == [self.card(name) for name in rest.split()], found

    def do_prompt(self, rest: str) -> None:
        assert self.asked.card.prompt == rest, self.asked.card.prompt

    def do_answer(self, rest: str) -> None:
        assert self.now.revealed, "it is not revealed"
        assert self.asked.card.answer == rest, self.asked.card.answer

    def do_was(self, rest: str) -> None:
        """The old answer is told, or with no words none is."""
        assert self.asked.state.changed == rest, self.asked.state.changed

    def do_hidden(self, rest: str) -> None:
        assert not self.now.revealed, "it is revealed"

    def do_manner(self, rest: str) -> None:
        assert self.asked.manner == rest, self.asked.manner

    def do_choices(self, rest: str) -> None:
        """All of them, in any order, with slashes between."""
        assert sorted(self.asked.choices) == sorted(rest.split(" / ")), self.asked.choices

    def do_suggests(self, rest: str) -> None:
        assert self.now.suggested == int(rest), self.now.suggested

    def do_verdict(self, rest: str) -> None:
        assert self.now.verdict is not None, "nothing was judged"
        assert self.now.verdict.kind == rest, self.now.verdict

    def do_saved(self, rest: str) -> None:
        assert self.outcome.saved, "it was passed over"

    def do_passed(self, rest: str) -> None:
        """The last grade was not written, since another window was faster."""
        assert not self.outcome.saved, "it was saved"

    def do_leech(self, rest: str) -> None:
        """The last grade made a leech; `leech no`: it did not."""
        assert self.outcome.leech == (rest != "no"), self.outcome

    def do_gives(self, rest: str) -> None:
        """What stands on the four buttons."""
        found = ", ".join(button.when for button in self.now.buttons)
        assert found == rest, found

    def do_due(self, rest: str) -> None:
        """`due f1 today`, `due f1 in 2`, `due f1 ago 3`, `due f1 never`, `due f1 later` (than today)."""
        name, how, *number = rest.split()
        state = self.state(name)
        days = state.due - self.today
        told = f"{name} is due in {days} days" if state.due else f"{name} is new"
        wanted = {
            "today": state.due > 0 and days == 0,
            "never": state.due == 0,
            "later": days > 0,
            "in": state.due > 0 and days == int(*number or "0"),
            "ago": state.due > 0 and -days == int(*number or "0"),
        }
        assert wanted[how], told

    def do_is(self, rest: str) -> None:
        """Fields of a card's state: `is f1 lapses=1 flag=2 suspended=1`."""
        name, *fields = rest.split()
        state = self.state(name)
        for field, _, value in (one.partition("=") for one in fields):
            assert int(getattr(state, field)) == int(value), state

    def do_hides(self, rest: str) -> None:
        """A card is buried up to and with today; `hides f1 no`: it is not."""
        name, *no = rest.split()
        assert (self.state(name).buried >= self.today) != bool(no), self.state(name)

    def do_log(self, rest: str) -> None:
        """All that was ever written, with a grade's rating and the value of what has one."""
        rows = self.store.connection.execute("SELECT kind, rating, value FROM event ORDER BY seq").fetchall()
        found = ", ".join(" ".join(str(one) for one in row if one) for row in rows) or "nothing"
        assert found == rest, found

    def do_says(self, rest: str) -> None:
        """The summary: `says asked=3 right=2 score=67 left=0 tomorrow=1`; `next=5` in days."""
        summary = self.now.summary()
        for field, _, value in (one.partition("=") for one in rest.split()):
            found = summary.next_day - self.today if field == "next" else getattr(summary, field)
            assert found == int(value), f"{field} is {found}"

    def do_remember(self, rest: str) -> None:
        """Keep where a card stands, for `same`."""
        self.kept = self.state(rest)

    def do_same(self, rest: str) -> None:
        """The card stands where it stood, but for which of its events is the newest."""
        state = self.state(rest)
        assert replace(state, rank=self.kept.rank, last=self.kept.last) == self.kept, state
