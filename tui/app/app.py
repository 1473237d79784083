"""The app itself: which screens there are, and what can be done on all of them."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.filter import NoColor

from quizgen.finding import QuizgenError
from tui.app import words
from tui.app.keys import BASE, bindings
from tui.app.session import SessionScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from decks.study.session import Session
    from tui.desk import Desk


HUNG_UP = 129
"""The exit code of a program whose terminal was closed: 128 and the number of SIGHUP."""


class StudyApp(App[None]):
    """Shows one screen at a time; what it is about lies on the desk."""

    CSS_PATH = "study.tcss"
    TITLE = "quizgen"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("app"))
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual has it
        (0, "-tiny"),
        (30, "-narrow"),
        (60, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-flat"),
        (10, "-low"),
        (20, "-tall"),
    ]

    def __init__(self, desk: Desk, session: Session | None = None) -> None:
        """With a session the app begins with its first card, else with the list of decks."""
        no_color = bool(os.environ.get("NO_COLOR"))
        super().__init__()
        self.desk = desk
        self._usual = self.theme
        self._first = session
        if no_color:
            # Textual's own way keeps greys; the plain filter behind an ANSI theme sends no colour at all.
            self._filters = [NoColor()]
        elif desk.settings.theme in self.available_themes:
            self.theme = desk.settings.theme
        elif desk.settings.theme:
            desk.notes.append(f"no theme is called {desk.settings.theme}; F5 shows those there are")
        if desk.settings.keys:
            self.set_keymap(desk.settings.keys)

    def on_mount(self) -> None:
        """Show the first card, or the decks; leave in good order when the terminal or the system ends us."""
        self.push_screen(self._of(self._first) if self._first is not None else self._decks())
        self._mind_signals()
        self.call_after_refresh(self.run_worker, self._back_up, thread=True)
        for note in words.few(self.desk.notes):
            self.notify(note, timeout=10)
        self.desk.notes.clear()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something: as it is, for much of it comes from files, and nothing of it is markup."""
        super().notify(words.shown(message), title=title, severity=severity, timeout=timeout, markup=False)

    def watch_theme(self, theme: str) -> None:
        """Keep a theme that was chosen, for the next time."""
        if self.is_running and self.screen_stack and theme != (self.desk.settings.theme or self._usual):
            self.desk.settings = replace(self.desk.settings, theme=theme)
            self.run_worker(lambda: self._keep(theme), thread=True, group="keeping", exclusive=True)

    def _keep(self, theme: str) -> None:
        # Deferred: it brings pydantic along, to look the file over.
        from decks.places import config_file
        from tui.adopting import adopt

        try:
            adopt(config_file(), f'theme = "{theme}"')
        except QuizgenError as error:
            self.call_from_thread(self.notify, str(error), severity="warning")

    def _back_up(self) -> None:
        """Keep a copy of the progress, in a thread, once the first card is there."""
        from decks.progress.backup import back_up

        try:
            back_up(self.desk.store.path, self.desk.clock().at)
        except QuizgenError as error:
            self.call_from_thread(self.notify, f"No backup could be made: {error}", markup=False, timeout=10)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        # Whoever types fast means the next screen, which may not have its widgets yet; or nobody, once we leave.
        if self._exit:
            return True
        while not (screen := self.screen).is_mounted:
            await screen._mounted_event.wait()
        return await super()._check_bindings(key, priority)

    def _mind_signals(self) -> None:
        import asyncio

        loop = asyncio.get_running_loop()
        for name, deed in (("SIGTERM", self.exit), ("SIGHUP", self._hung_up)):
            if not hasattr(signal, name):
                continue
            number = signal.Signals[name]
            try:
                loop.add_signal_handler(number, deed)
            except NotImplementedError:  # Windows
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.exit))

    def _hung_up(self) -> None:
        """Leave, though the terminal may be gone: Textual then waits for ever to write its farewell to it.

        All that was answered is on the disk.
        """
        import threading

        end = threading.Timer(1, os._exit, (HUNG_UP,))
        end.daemon = True
        end.start()
        self.exit()

    def _print_error_renderables(self) -> None:
        """Print no traceback where we are at fault: whoever ran us says so in the words of every command."""
        self._exit_renderables.clear()

    def fault(self) -> Exception | None:
        """What went wrong in us, once we have ended."""
        return self._exception

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

    def action_leave(self) -> None:
        """Leave the app; all that was graded is saved."""
        self.exit()

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

    def action_help(self) -> None:
        """Show the keys of the screen that is up."""
        from tui.app.help import HelpScreen

        self._on_top(HelpScreen(self.screen), HelpScreen)

    def _on_top(self, screen: Screen[None], kind: type[Screen[None]]) -> None:
        if not isinstance(self.screen, kind):
            self.push_screen(screen)

    def action_settings(self) -> None:
        """Open the configuration file in the editor."""
        from tui.app.editing import edit_settings

        edit_settings(self, self.desk)

    def study(self, session: Session) -> None:
        """Show a session in place of what is up."""
        self._show(self._of(session))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything a key does here, by name."""
        seen: set[str] = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.id and active.enabled and binding.action not in seen and binding.id != "app.commands":
                seen.add(binding.action)
                keys = f"{binding.id.partition('.')[0]}, key {self.get_key_display(binding)}"
                yield SystemCommand(
                    binding.description.capitalize(),
                    keys,
                    lambda active=active: self.run_worker(
                        self.run_action(active.binding.action, active.node)
                    ),
                )
