"""Cards that lost their fact, and the new cards that may go on from where they stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from decks.progress.relink import Offer, declined, offers
from decks.study.deeds import take_back, undoing
from quizgen.finding import QuizgenError
from tui.app import words
from tui.app.keyline import KeyLine
from tui.app.keys import bindings
from tui.app.present import Present
from tui.report import counted

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.desk import Desk


class RelinkScreen(Present[None]):
    """One row an offer; Enter takes it, and it can be taken back like a grade. One that is declined stays away."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("relink"))
    AUTO_FOCUS = "#offers"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.offers: list[Offer] = []
        self.declined: set[tuple[str, str]] = set()
        """Old and new cards of what was declined and is not shown."""
        self.whole = False
        """Whether all is shown all the same."""

    def compose(self) -> ComposeResult:
        """A heading, the offers, the keys."""
        yield Static("Looking for cards that lost their fact …", id="heading", markup=False)
        yield OptionList(id="offers", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Look for them in a thread, since all cards are looked at."""
        self.in_thread(self._look)

    def _look(self) -> None:
        with self.desk.another_store() as store, self.desk.another_library() as library:
            away = set() if self.whole else declined(store)
            found = offers(store, library.all(), but=away)
        self.found(self._show, found, away)

    def _show(self, found: list[Offer], away: set[tuple[str, str]]) -> None:
        self.offers, self.declined = found, away
        rows = self.query_one("#offers", OptionList)
        rows.clear_options()
        rows.add_options([Option(self._row(offer), id=offer.old) for offer in found])
        self.query_one("#heading", Static).update(
            f"{counted(len(found), 'card')} lost the fact, and may go on as another. Enter: it is the same."
            if found
            else f"No{' other' if away else ''} card lost its fact, or none is like those that are new."
        )
        rows.highlighted = 0 if found else None
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to decline, or something that was."""
        if action == "decline":
            return bool(self.offers)
        return bool(self.declined) if action == "all" else True

    def _row(self, offer: Offer) -> Content:
        card = next(iter(self.desk.library.cards([offer.new])), None)
        new = f"{words.shown(card.prompt)} {words.shown(card.answer)}" if card else words.shown(offer.new)
        old = f"{words.shown(offer.content.prompt)} {words.shown(offer.content.answer)}"
        return Content.assemble(
            ("was ", words.QUIET),
            old,
            f"  ({counted(offer.state.repetitions, 'answer')})\n",
            ("is  ", words.QUIET),
            new,
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """It is the same: go on from where the old card stood."""
        offer = self.offers[event.option_index]
        now = self.desk.clock()
        try:
            self.desk.store.append(offer.event(now.at, now.offset, self.desk.today, ""))
        except QuizgenError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        rest = [one for one in self.offers if one.old != offer.old and one.new != offer.new]
        self._show(rest, self.declined)

    def action_decline(self) -> None:
        """They are not the same: this is not offered again, but another card may be."""
        at = self.query_one("#offers", OptionList).highlighted
        if at is None:
            return
        now = self.desk.clock()
        try:
            self.desk.store.append(self.offers[at].declined(now.at, now.offset, self.desk.today))
        except QuizgenError as error:
            self.notify(words.shown(str(error)), severity="error", markup=False)
            return
        self.whole = False
        self.on_mount()

    def action_all(self) -> None:
        """Show what was declined as well."""
        self.whole = True
        self.on_mount()

    def action_undo(self) -> None:
        """Take back a relink, if it was the newest thing done."""
        events = undoing(self.desk.store)
        if not events or events[0].kind != "relink":
            self.notify("There is nothing to take back.")
            return
        try:
            take_back(self.desk.store, events, self.desk.clock(), self.desk.options.rollover)
        except QuizgenError as error:
            self.notify(words.shown(str(error)), severity="error", markup=False)
        self.on_mount()
