"""Screens that do nothing more once they were left.

Whoever types fast has left a screen before its last keys reach it, and a thread may find something for a screen that
is no longer there: neither must look for what was on it.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen, ScreenResultType

from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message

TOO_LATE = (
    events.InputEvent,
    events.Mount,
    events.Callback,
    events.Timer,
    events.Resize,
    events.ScreenResume,
)
"""What a screen that was left does not hear; all else is about how it goes."""


class Present(Screen[ScreenResultType]):
    """What all our screens are. A modal one names ModalScreen first: its style is that of its first base."""

    @property
    def is_here(self) -> bool:
        """Whether it is among the screens that are up, on top or not."""
        return self.is_attached and self in self.app.screen_stack

    def found(self, show: Callable[..., object], *what: object) -> None:
        """From a thread: show what was found, unless the screen was left meanwhile."""
        self.app.call_from_thread(lambda: show(*what) if self.is_here else None)

    def in_thread(self, work: Callable[[], None]) -> None:
        """Do something in a thread, after what was begun so before; what goes wrong there is told."""

        def guarded() -> None:
            try:
                work()
            except (QuizgenError, sqlite3.Error) as error:
                self.found(self.notify, str(error))

        self.run_worker(guarded, thread=True, exclusive=True)

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Do something once what was changed is on the screen, unless it was left meanwhile."""
        return super().call_after_refresh(lambda: callback(*args, **kwargs) if self.is_here else None)

    async def _dispatch_message(self, message: Message) -> None:
        if self.is_here or not isinstance(message, TOO_LATE):
            await super()._dispatch_message(message)
