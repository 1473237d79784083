"""The driver that an app in a window runs with: Textual's own, which also notices that the server is gone."""

from __future__ import annotations

import contextlib
import os
from functools import partial

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class WindowDriver(WebDriver):
    """Ends the app in order when nobody is left to talk to, even if the server was killed and could not say so."""

    def run_input_thread(self) -> None:
        """Read what the window says until there is no more, which is the end of the app."""
        super().run_input_thread()
        self._app.post_message(ExitApp())

    def _put(self, data: bytes) -> int:
        # A server that is gone reads nothing; that must not keep the app from finishing.
        with contextlib.suppress(BrokenPipeError):
            return os.write(self.fileno, data)
        return len(data)

    def start_application_mode(self) -> None:
        """Begin to draw."""
        self._write = partial(self._put)
        super().start_application_mode()
