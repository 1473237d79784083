"""All cards in one table: found, sorted, looked at, and put away or taken back, one or thousands at a time."""

from __future__ import annotations

import sqlite3
from asyncio import sleep
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from decks.study import deeds
from quizgen.finding import QuizgenError
from tui.app import words
from tui.app.chosen import Chosen
from tui.app.columns import DOWN, UP, clipped
from tui.app.keyline import KeyLine
from tui.app.keys import bindings
from tui.app.listed import HINT, MOST_FIRST, SORTS, became, finished, standing, taken_back, told
from tui.app.lists import Lists, Wanted
from tui.app.present import Present
from tui.app.table import Table
from tui.report import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from decks.card import Card
    from decks.library.listing import Row
    from decks.progress.event import Event
    from decks.study.deeds import Deed
    from tui.app.app import StudyApp
    from tui.desk import Desk

Part = TypeVar("Part", bound="Sequence[object]")
"""What is done to at once."""

STUDIED = 500
"""Cards of a list that are studied at most."""

WRITING = {"search", "move", "page", "leave"}
"""What can be done while the search line is being written."""

NEAR = 100
"""Rows up and down in which a card is looked for that has moved a little."""


class CardsScreen(Present[None]):
    """A search line, what is listed, the table, and the card at the cursor in full."""

    CSS_PATH = "cards.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("cards"))
    AUTO_FOCUS = "#cards"
    app: StudyApp

    class Made(Message):
        """A list is there, or it cannot be made."""

        def __init__(self, lists: Lists, wanted: Wanted, wrong: str) -> None:
            super().__init__()
            self.lists = lists
            self.wanted = wanted
            self.wrong = wrong

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.lists: Lists | None = None
        self.wanted = Wanted()
        self.shown = Wanted()
        """The list that is on the screen: while another is made, not the one that is wanted."""
        self.wrong = ""
        """What is wrong with the search line."""
        self.busy = ""
        """How far a deed is that is done to many cards."""
        self._news: tuple[str, object] = ("", None)
        """What was done last, and where the table stood then: once it stands elsewhere, it is no news."""
        self._searching = False
        self._sought = ""
        """The card that the cursor shall be on in the next list, if it is near."""
        self._sheets: dict[int, str] = {}
        self._fresh = False
        """Whether the list that is being made is another than before, to be seen from its top."""

    def compose(self) -> ComposeResult:
        """One below the other."""
        with Horizontal(id="line"):
            yield Static("/", markup=False)
            yield Input(id="search", compact=True, placeholder=f"search {counted(self._all, 'card')}")
        yield Static(id="said", markup=False)
        yield Table(id="cards")
        with Vertical(id="card"):
            yield Static(id="prompt", markup=False)
            yield Static(id="answer", markup=False)
            yield Static(id="place", markup=False)
        yield KeyLine()

    @property
    def table(self) -> Table:
        """The table."""
        return self.query_one("#cards", Table)

    @property
    def _line(self) -> Input:
        return self.query_one("#search", Input)

    @property
    def _all(self) -> int:
        return self.desk.shelf.cards

    # Lists

    def on_mount(self) -> None:
        """Show the cards as their sheets have them, which needs no search."""
        self._open()

    def on_unmount(self) -> None:
        """Let go of the files."""
        if self.lists is not None:
            self.lists.close()

    def on_resize(self) -> None:
        """Fit the new width, and the new height."""
        self.call_after_refresh(self.on_table_moved)

    def on_screen_resume(self) -> None:
        """What was done elsewhere meanwhile is to be seen."""
        if self.lists is not None:
            self.table.today = self.desk.today
            self.table.reread()

    def _open(self) -> None:
        """Begin with the sheets as they are now."""
        if self.lists is not None:
            self.lists.close()
        self.lists = None
        self.table.chosen.clear()
        desk = self.desk
        self._sheets = {sheet.number: sheet.title for sheet in desk.shelf.sheets}
        try:
            self.lists = Lists(desk.library.path, desk.shelf, desk.store.path)
        except QuizgenError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if self.shown.search or self.shown.order != "position" or self.shown.descending:
            self._arrange(self.shown)
        else:
            self._show()

    def _arrange(self, wanted: Wanted, *, fresh: bool = False) -> None:
        """Have a list made; the one that is there can be read meanwhile."""
        if self.lists is None:
            return
        self._fresh = self._fresh or fresh
        self.wanted = replace(wanted, day=self.desk.today)
        self.lists.want(self.wanted)
        self.run_worker(partial(self._make, self.lists, self.wanted), thread=True, group="list")
        # Said only where it lasts: most lists are there before anybody could read it.
        self._searching = True
        self.set_timer(0.3, self._say)

    def _make(self, lists: Lists, wanted: Wanted) -> None:
        """In a thread."""
        try:
            if lists.make(wanted):
                self.post_message(self.Made(lists, wanted, ""))
        except QuizgenError as error:
            self.post_message(self.Made(lists, wanted, str(error)))

    def on_cards_screen_made(self, made: CardsScreen.Made) -> None:
        """Show the list, if nobody wanted another one meanwhile; or say why there is none."""
        if made.lists is not self.lists or not made.lists.is_wanted(made.wanted):
            return
        self._searching = False
        if made.wrong:
            self.wrong, self.wanted = made.wrong, self.shown
            self._say()
            return
        made.lists.turn()
        if made.wanted.search == finished(self._line.value):
            self.wrong = ""
        if made.wanted.search != self.shown.search:
            # What can no longer be seen shall not be done away with.
            self.table.chosen.clear()
        self.shown = made.wanted
        self._show()

    def _show(self) -> None:
        assert self.lists is not None
        at, self._fresh = 0 if self._fresh else self.table.cursor, False
        self.table.show(
            self._pages,
            self.lists.front.count,
            today=self.desk.today,
            order=self.shown.order,
            descending=self.shown.descending,
            at=at,
        )
        self._seek()
        self._say()

    def _seek(self) -> None:
        """Go to the card that was here before the sheets were read anew."""
        sought, self._sought = self._sought, ""
        if sought:
            at = self.table.cursor
            for row in sorted(range(at - NEAR, at + NEAR + 1), key=lambda row: abs(row - at)):
                if (there := self.table.row(row)) is not None and there.id == sought:
                    self.table.go(row)
                    return

    def _pages(self, start: int, count: int) -> Sequence[Row]:
        if self.lists is None:
            return ()
        try:
            return self.lists.front.page(start, count)
        except sqlite3.Error as error:
            self.notify(f"The cards cannot be read ({error}).", severity="error", markup=False)
            return ()

    # What is said

    def _say(self) -> None:
        """Say what is listed; or what is wrong, or what can be written in the search line."""
        if not self.is_mounted:
            return
        said = self.query_one("#said", Static)
        writing = self._line.has_focus
        said.set_class(bool(self.wrong), "-wrong")
        self.set_class(writing or bool(self._line.value), "-searching")
        if self.wrong:
            said.update(f"✗ {words.shown(self.wrong)}")
        elif writing and not self._line.value and not self.has_class("-flat"):
            said.update(HINT)
        else:
            said.update(self._standing())

    def _standing(self) -> str:
        if self.busy:
            return f"{self.busy} Escape stops."
        if self._news == (self._news[0], self._where()) and self._news[0]:
            return self._news[0]
        said = standing(
            self.table.count,
            self._all,
            chosen=self.table.chosen.count(self.table.count),
            order=self.shown.order,
            descending=self.shown.descending,
        )
        return f"{said} · searching …" if self._searching else said

    def _where(self) -> object:
        return self.shown, self.table.cursor, self.table.chosen.count(self.table.count)

    def _tell(self, news: str) -> None:
        """Say what was done, until something else is."""
        self._news = (news, self._where())
        self._say()

    def on_table_moved(self) -> None:
        """Show the card at the cursor in full."""
        row = self.table.current
        prompt = answer = place = ""
        if row is not None:
            width = self.query_one("#card").content_size.width or 80
            prompt, answer = clipped(row.prompt, width, 2), clipped(row.answer, width, 1)
            place = told(row, self._sheets.get(row.sheet, ""), self.table.today)
        elif not self.table.count:
            prompt = "No card is like that." if self.shown.search else "There is no card."
        self.query_one("#prompt", Static).update(prompt)
        self.query_one("#answer", Static).update(answer)
        self.query_one("#place", Static).update(place)
        self._say()

    def on_table_changed(self) -> None:
        """Say how many are chosen."""
        self._say()

    def on_descendant_focus(self) -> None:
        """Other keys, other hints."""
        self._say()
        self.refresh_bindings()

    def on_descendant_blur(self) -> None:
        """Other keys, other hints."""
        self._say()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the search line is written, letters are letters."""
        if isinstance(self.focused, Input):
            return action in WRITING
        return True

    # Searching and sorting

    def action_search(self) -> None:
        """Write in the search line."""
        self.add_class("-searching")
        self._line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search with every letter; a search that still goes on is given up."""
        search = finished(event.value)
        if search != self.wanted.search or self.wrong:
            self._arrange(replace(self.wanted, search=search), fresh=True)
        self._say()

    def on_input_submitted(self) -> None:
        """Go to what was found."""
        self.table.focus()

    def action_sort(self) -> None:
        """Choose what the list is sorted by."""
        from tui.app.oneof import OneOfScreen

        by, way = self.wanted.order, DOWN if self.wanted.descending else UP
        self.app.push_screen(OneOfScreen("Sort by", SORTS | {by: f"{SORTS[by]} {way}"}, by), self._sort_by)

    def on_table_sorted(self, event: Table.Sorted) -> None:
        """A title was clicked."""
        self._sort_by(event.order)

    def _sort_by(self, order: str | None) -> None:
        """Sort by this; by what it is sorted by already, the other way round."""
        if order is None:
            return
        down = not self.wanted.descending if order == self.wanted.order else order in MOST_FIRST
        self._arrange(replace(self.wanted, order=order, descending=down), fresh=True)

    def action_turn(self) -> None:
        """Turn the order round."""
        self._sort_by(self.wanted.order)

    # Moving and choosing

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.table.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by as many rows as can be seen."""
        self.table.move(pages * self.table.lines)

    def action_first(self) -> None:
        """Go to the first card."""
        self.table.go(0)

    def action_last(self) -> None:
        """Go to the last card."""
        self.table.go(self.table.count - 1)

    def action_choose(self) -> None:
        """Choose the card and go on to the next."""
        self.table.toggle()
        self.table.move(1)

    def action_choose_all(self) -> None:
        """Choose all that are listed, or none."""
        self.table.choose_all()

    def action_extend(self, rows: int) -> None:
        """Choose the card and the one below or above."""
        self.table.extend(rows)

    async def action_leave(self) -> None:
        """Leave the search line; else choose none; else leave the screen."""
        if isinstance(self.focused, Input):
            self.table.focus()
        elif self.busy:
            self.busy = ""
        elif self.table.chosen.count(self.table.count):
            self.table.choose_none()
        else:
            await self.app.action_back()

    # What is done to cards

    def _meant(self) -> Iterator[list[str]]:
        """The ids of the cards that a deed is done to, in parts: the chosen ones, or the one at the cursor."""
        table, shown = self.table, self.shown
        chosen = Chosen(table.chosen.all, dict(table.chosen.named))
        if not chosen.count(table.count):
            yield [row.id] if (row := table.current) else []
            return
        named, step = list(chosen.named), deeds.AT_ONCE
        for start in range(0, table.count if chosen.all else len(named), step):
            if not chosen.all:
                yield named[start : start + step]
            elif self.shown is shown:
                yield [row.id for row in self._pages(start, step) if row.id in chosen]

    def _number(self) -> int:
        """How many cards that is."""
        return self.table.chosen.count(self.table.count) or min(1, self.table.count)

    def _do(self, deed: Deed, value: str = "") -> None:
        """Do something to the cards that are meant."""
        desk, session = self.desk, deeds.batch() if self._number() > 1 else ""

        def put(ids: list[str]) -> int:
            return deeds.put(desk.store, deed, ids, value, desk.clock(), desk.options.rollover, session)

        self._go_through(self._meant(), put, self._number(), lambda done: self._done(deed, value, done))

    def _done(self, deed: Deed, value: str, cards: int) -> str:
        what = became(deed, value)
        if not cards and self._number() > 1:
            return f"All of them are so already: {what}"
        return f"{counted(cards, 'card')}: {what}" if self._number() > 1 else what.capitalize()

    def action_undo(self) -> None:
        """Take back what was done last, here or in a session."""
        desk, events = self.desk, deeds.undoing(self.desk.store)
        if not events:
            self._tell("There is nothing to take back.")
            return

        def undo(some: Sequence[Event]) -> int:
            deeds.take_back(desk.store, some, desk.clock(), desk.options.rollover)
            return len(some)

        step = deeds.AT_ONCE
        parts = (events[start : start + step] for start in range(0, len(events), step))
        card = next(iter(desk.library.cards([events[0].card])), None)
        prompt = card.prompt if card else ""
        self._go_through(parts, undo, len(events), lambda done: taken_back(events[:done], prompt))

    def _go_through(
        self, parts: Iterator[Part], deed: Callable[[Part], int], total: int, tell: Callable[[int], str]
    ) -> None:
        """Do a deed part by part: to one card at once, to many while the screen can be used."""
        if self.busy:
            self.notify("The last deed is not done yet; Escape stops it.", markup=False)
        elif total == 1:
            done = self._tried(deed, next(parts))
            if done is not None:
                self._redraw(tell(done))
        elif total:
            self.busy = f"0 of {total:,} …"
            self.run_worker(self._go_on(parts, deed, total, tell), group="deeds")

    async def _go_on(
        self, parts: Iterator[Part], deed: Callable[[Part], int], total: int, tell: Callable[[int], str]
    ) -> None:
        done = seen = 0
        for part in parts:
            # Whoever stops it empties `busy`.
            if not self.busy or (one := self._tried(deed, part)) is None:
                break
            done, seen = done + one, seen + len(part)
            self.busy = f"{seen:,} of {total:,} …"
            self._say()
            await sleep(0)
        self.busy = ""
        self._redraw(tell(done) if done or seen == total else "")

    def _tried(self, deed: Callable[[Part], int], part: Part) -> int | None:
        """To how many cards it was done; None, and a word about it, where it cannot be saved."""
        try:
            return deed(part)
        except QuizgenError as error:
            self.notify(str(error), title="Not saved", severity="error", markup=False, timeout=15)
            return None

    def _redraw(self, news: str) -> None:
        """Show what has changed, and stay where we are."""
        self.table.reread()
        self._tell(news)

    def action_suspend(self) -> None:
        """Put away until it is taken back, or take it back: as the card at the cursor, so all."""
        if (row := self.table.current) is not None:
            self._do("suspend", "0" if row.suspended else "1")

    def action_bury(self) -> None:
        """Put away until tomorrow, or take it back."""
        if (row := self.table.current) is not None:
            self._do("bury", "0" if row.buried >= self.desk.today else "1")

    def action_mark(self) -> None:
        """Mark, or take the mark off."""
        if (row := self.table.current) is not None:
            self._do("mark", "0" if row.marked else "1")

    def action_flag(self, number: int = -1) -> None:
        """Give this flag, 0 for none; without a number the next one."""
        if (row := self.table.current) is not None:
            self._do("flag", str((row.flag + 1) % 8 if number < 0 else number))

    def action_reset(self) -> None:
        """Forget all that is known of how well it is known, after asking."""
        from tui.app.oneof import OneOfScreen

        if not (number := self._number()):
            return
        asked = (
            f"Begin anew with {counted(number, 'card')}? What was learned of when to ask again is forgotten."
        )
        answers = {"no": "no, leave it as it is", "yes": "yes, begin anew"}
        self.app.push_screen(OneOfScreen(asked, answers), self._reset_if)

    def _reset_if(self, answer: str | None) -> None:
        if answer == "yes":
            self._do("reset")

    # What is done with them elsewhere

    def action_study(self) -> None:
        """Study the chosen cards, or all that are listed."""
        count = self.table.count
        ids = (
            [id for some in self._meant() for id in some]
            if self.table.chosen.count(count)
            else self._listed()
        )
        session = self.desk.session(cards=ids[:STUDIED])
        if session.asked is None:
            self.notify("There is no card to study.", markup=False)
            return
        if len(ids) > STUDIED:
            self.notify(f"These are the first {STUDIED} of them.", markup=False)
        self.app.study(session)

    def _listed(self) -> list[str]:
        return [row.id for row in self._pages(0, STUDIED + 1)]

    def _card(self) -> Card | None:
        row = self.table.current
        return next(iter(self.desk.library.cards([row.id])), None) if row is not None else None

    def on_table_opened(self) -> None:
        """A row was clicked twice."""
        self.action_about()

    def action_about(self) -> None:
        """Show what is known of the card."""
        from tui.app.about import AboutScreen

        if (card := self._card()) is not None:
            self.app.push_screen(AboutScreen(self.desk, card))

    def action_edit(self) -> None:
        """Open the fact in the editor at its line, then go on with what it says now."""
        from tui.app.editing import edit_fact

        if (card := self._card()) is not None:
            edit_fact(self.app, self.desk, card, partial(self._read_anew, card.id))

    def _read_anew(self, card: str) -> None:
        if self.is_attached:
            self._sought = card
            self._open()
