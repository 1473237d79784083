"""The app itself: which screens there are, and what can be done on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from quizgen.finding import QuizgenError
from tui.app import words
from tui.app.frame import Frame
from tui.app.keys import BASE, bindings
from tui.app.session import SessionScreen

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.screen import Screen

    from decks.study.session import Session
    from tui.desk import Desk


class StudyApp(Frame):
    """Shows one screen at a time; what it is about lies on the desk."""

    CSS_PATH = "study.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("app"))

    def __init__(self, desk: Desk, session: Session | None = None) -> None:
        """With a session the app begins with its first card, else with the list of decks."""
        super().__init__(desk.settings, desk.notes)
        self.desk = desk
        self._first = session

    def on_mount(self) -> None:
        """Show the first card, or the decks; leave in good order when the terminal or the system ends us."""
        self.push_screen(self._of(self._first) if self._first is not None else self._decks())
        self._mind_signals()
        self.call_after_refresh(self.run_worker, self._back_up, thread=True)
        for note in words.few(self.desk.notes):
            self.notify(note, timeout=10)
        self.desk.notes.clear()

    def _back_up(self) -> None:
        """Keep a copy of the progress, in a thread, once the first card is there."""
        from decks.progress.backup import back_up

        try:
            back_up(self.desk.store.path, self.desk.clock().at)
        except QuizgenError as error:
            self.call_from_thread(self.notify, f"No backup could be made: {error}", markup=False, timeout=10)

    def _of(self, session: Session) -> Screen[None]:
        """The screen of a session: its card, or where none is left its end."""
        if session.asked is not None:
            return SessionScreen(self.desk, session)
        from tui.app.summary import SummaryScreen

        return SummaryScreen(self.desk, session)

    def _decks(self) -> Screen[None]:
        # Deferred: who goes straight to the first card does not wait for the other screens.
        from tui.app.decks import DecksScreen

        return DecksScreen(self.desk)

    async def action_back(self) -> None:
        """Leave the screen that is on top of another."""
        if len(self.screen_stack) > BASE:
            self.pop_screen()
        else:
            self.action_decks()

    def action_decks(self) -> None:
        """Show the list of decks; on top of a session that is under way, to which Escape returns."""
        from tui.app.decks import DecksScreen

        under_way = any(isinstance(screen, SessionScreen) for screen in self.screen_stack)
        if under_way:
            self._on_top(DecksScreen(self.desk), DecksScreen)
        else:
            self._show(DecksScreen(self.desk))

    def _show(self, screen: Screen[None]) -> None:
        """Show a screen in place of all that are up."""
        while len(self.screen_stack) > BASE:
            self.pop_screen()
        self.switch_screen(screen)

    def action_cards(self) -> None:
        """Show all cards."""
        from tui.app.cards import CardsScreen

        self._on_top(CardsScreen(self.desk), CardsScreen)

    def action_statistics(self) -> None:
        """Show how it goes."""
        from tui.app.statistics import StatisticsScreen

        self._on_top(StatisticsScreen(self.desk), StatisticsScreen)

    def action_settings(self) -> None:
        """Open the configuration file in the editor."""
        from tui.app.editing import edit_settings

        edit_settings(self, self.desk)

    def study(self, session: Session) -> None:
        """Show a session in place of what is up."""
        self._show(self._of(session))
