"""A real terminal for tests: programs in windows of a tmux of its own, given keys and read off the screen."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TMUX = shutil.which("tmux")

PATIENCE = 20.0
"""Seconds to wait for what must come; a busy machine is slow, and a test that passes does not wait."""

PAUSE = 0.02
"""Seconds between two looks, each of which costs a process: on a busy machine the program needs the time itself."""


class Terminals:
    """A tmux server on a socket of its own, so that nobody's tmux is disturbed."""

    def __init__(self) -> None:
        # Not in the folder of the test: the path of a socket may have some 100 letters at most.
        self._folder = Path(tempfile.mkdtemp(prefix="quizgen-"))
        self._number = 0
        self.run("start-server", ";", "set-option", "-g", "exit-empty", "off")
        for option, value in (
            ("remain-on-exit", "on"),
            ("default-terminal", "tmux-256color"),
            ("escape-time", "0"),
            ("status", "off"),
        ):
            self.run("set-option", "-g", option, value)

    def run(self, *words: str) -> str:
        """One command of tmux, and what it printed."""
        assert TMUX is not None
        command = [TMUX, "-S", str(self._folder / "socket"), "-f", "/dev/null", *words]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    def open(
        self, command: Sequence[str], folder: Path, env: dict[str, str], *, size: tuple[int, int] = (80, 24)
    ) -> Terminal:
        """A window with a program in it, that is all it shows."""
        self._number += 1
        terminal = Terminal(self, f"w{self._number}", folder / f"written-{self._number}")
        columns, rows = map(str, size)
        settings = [f"{name}={value}" for name, value in env.items()]
        self.run(
            *("new-session", "-d", "-s", terminal.name, "-x", columns, "-y", rows, "-c", str(folder)),
            # Whoever imports readline has them in the environment, and would tell every window the wrong size.
            *("env", "-u", "COLUMNS", "-u", "LINES", "-u", "NO_COLOR", *settings, *command),
            # In one breath with the start, so that the first bytes are not missed.
            *(";", "pipe-pane", "-t", f"{terminal.name}:", f"exec cat >'{terminal.written_file}'"),
        )
        return terminal

    def close(self) -> None:
        """End all that still runs."""
        self.run("kill-server")
        shutil.rmtree(self._folder)


class Terminal:
    """A window, and the program that runs in it."""

    def __init__(self, terminals: Terminals, name: str, written: Path) -> None:
        self.name = name
        self.written_file = written
        self._terminals = terminals

    def _tmux(self, command: str, *words: str) -> str:
        return self._terminals.run(command, "-t", f"{self.name}:", *words)

    def _ask(self, *variables: str) -> list[str]:
        told = self._tmux("display-message", "-p", ",".join(f"#{{{one}}}" for one in variables))
        return told.strip().split(",")

    @property
    def written(self) -> bytes:
        """Every byte that the program has sent to the terminal."""
        return self.written_file.read_bytes()

    @property
    def pid(self) -> int:
        """The program's process."""
        return int(self._ask("pane_pid")[0])

    def look(self) -> tuple[bool, str]:
        """Whether the program is gone, and what is to be seen; of one that is gone, also what has scrolled away."""
        pane = ("-t", f"{self.name}:")
        found = self._terminals.run(
            *("display-message", *pane, "-p", "#{pane_dead}", ";", "capture-pane", *pane, "-p")
        )
        gone, _, screen = found.partition("\n")
        return (True, self._tmux("capture-pane", "-p", "-S", "-")) if gone == "1" else (False, screen)

    @property
    def screen(self) -> str:
        """What is to be seen now, a line a row."""
        return self.look()[1]

    @property
    def exit_code(self) -> int | None:
        """None while the program runs; the number of a signal that ended it is negative."""
        code, ended_by, gone = self._ask("pane_dead_status", "pane_dead_signal", "pane_dead")
        if not code and not ended_by and gone == "1":
            # tmux may miss that a child ended; the end of another reminds it to look.
            self._terminals.run("run-shell", "true")
        return int(code) if code else -int(ended_by) if ended_by else None

    def press(self, *keys: str) -> None:
        """Send keys by tmux's names (`Space`, `3`, `C-p`, `F1`), all at once."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Send a text letter for letter."""
        self._tmux("send-keys", "-l", text)

    def click(self, text: str) -> None:
        """Click where a text stands on the screen."""
        for row, line in enumerate(self.screen.splitlines(), 1):
            if text in line:
                column = line.index(text) + 1 + len(text) // 2
                self.type(f"\x1b[<0;{column};{row}M")
                self.type(f"\x1b[<0;{column};{row}m")
                return
        raise AssertionError(f"{text!r} is not there to be clicked:\n{self.screen}")

    def resize(self, columns: int, rows: int) -> None:
        """Make the window larger or smaller."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def close(self) -> None:
        """Close the window, whatever runs in it: the program is sent SIGHUP."""
        self._terminals.run("kill-session", "-t", self.name)

    def wait_for(self, text: str, seconds: float = PATIENCE) -> str:
        """Wait until a text is to be seen, however it is broken into lines; gives the screen."""
        wanted = folded(text)
        return self.wait_until(lambda screen: wanted in folded(screen), f"{text!r} does not come", seconds)

    def wait_until(
        self, right: Callable[[str], bool], complaint: str = "it does not come", seconds: float = PATIENCE
    ) -> str:
        """Wait until the screen is right; gives it."""
        end = time.monotonic() + seconds
        while True:
            gone, screen = self.look()
            if right(screen):
                return screen
            if gone or time.monotonic() > end:
                raise AssertionError(f"{complaint}:\n{screen}")
            time.sleep(PAUSE)

    def wait_for_end(self, seconds: float = PATIENCE) -> int:
        """Wait until the program is gone; gives its exit code."""
        end = time.monotonic() + seconds
        while (code := self.exit_code) is None:
            assert time.monotonic() < end, f"the program does not end:\n{self.screen}"
            time.sleep(PAUSE)
        return code


def folded(text: str) -> str:
    """Without white space and the edge of a notice, since lines break as the window is wide, and within words."""
    return re.sub(r"[\s▌]+", "", text)
