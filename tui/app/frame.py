"""What our apps have in common: theme, keys and help, and leaving in good order."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.filter import NoColor

from quizgen.finding import QuizgenError
from tui.app import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from tui.settings import Settings

HUNG_UP = 129
"""The exit code of a program whose terminal was closed: 128 and the number of SIGHUP."""


class Frame(App[None]):
    """An app with the person's theme and keys."""

    TITLE = "quizgen"
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

    BELOW_KEYS: ClassVar[tuple[str, ...]] = (
        "The names at the right are those for [keys] in the configuration file; F6 opens it.",
        "For lines instead of screens, as for a screen reader: quizgen study --plain",
    )
    """What the help says below the keys."""

    def __init__(self, settings: Settings, notes: list[str]) -> None:
        """`notes` takes what is to be said of the settings."""
        no_color = bool(os.environ.get("NO_COLOR"))
        super().__init__()
        self._kept = settings.theme or self.theme
        if no_color:
            # Textual's own way keeps greys; the plain filter behind an ANSI theme sends no colour at all.
            self._filters = [NoColor()]
        elif settings.theme in self.available_themes:
            self.theme = settings.theme
        elif settings.theme:
            notes.append(f"no theme is called {settings.theme}; F5 shows those there are")
        if settings.keys:
            self.set_keymap(settings.keys)

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
        if self.is_running and self.screen_stack and theme != self._kept:
            self._kept = theme
            self.run_worker(lambda: self._keep(theme), thread=True, group="keeping", exclusive=True)

    def _keep(self, theme: str) -> None:
        # Deferred: it brings pydantic along, to look the file over.
        from decks.places import config_file
        from tui.adopting import adopt

        try:
            adopt(config_file(), f'theme = "{theme}"')
        except QuizgenError as error:
            self.call_from_thread(self.notify, str(error), severity="warning")

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

    def action_leave(self) -> None:
        """Leave the app; all that was graded is saved."""
        self.exit()

    def action_help(self) -> None:
        """Show the keys of the screen that is up."""
        from tui.app.help import HelpScreen

        self._on_top(HelpScreen(self.screen, self.BELOW_KEYS), HelpScreen)

    def _on_top(self, screen: Screen[None], kind: type[Screen[None]]) -> None:
        if not isinstance(self.screen, kind):
            self.push_screen(screen)

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
