"""Play scenarios: the real program in a real terminal, a step a line; what must be seen, and what the log then holds.

    # a card is shown, revealed and graded
    facts 2
    study
    see Who drew map 1?
    unseen Ada
    press Space
    see Ada
    press 3
    see Who drew map 2?
    log grade 3

A window is 80 columns wide and 24 high, unless `size 40x12` comes before `study`. Keys have tmux's names. `see` waits
until a text is there, in however many lines; `unseen` looks once, so it stands behind a `see`. What else can be said
are the methods of `Scenario`, each named as its step.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from steps import Steps
from terminal import PATIENCE, PAUSE, Terminal, folded

from decks.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

    from terminal import Terminals

ROOT = Path(__file__).parent.parent

EDITOR = """\
import json, pathlib, sys
*_, line, path = sys.argv
assert line.startswith("+"), line
sheet = pathlib.Path(path)
text = sheet.read_text("utf-8")
for old, new in json.loads(pathlib.Path(__file__).with_suffix(".json").read_text("utf-8")):
    assert old in text.splitlines()[int(line[1:]) - 1], (old, line)
    text = text.replace(old, new)
sheet.write_text(text, "utf-8")
"""
"""An editor that does what the scenario says, at the line it is opened at."""

MODES = {
    b"25": b"h",
    b"1049": b"l",
    b"1000": b"l",
    b"1002": b"l",
    b"1003": b"l",
    b"1006": b"l",
    b"1015": b"l",
    b"2004": b"l",
    b"1004": b"l",
}
"""What the terminal does after the end, by its private modes: the cursor is shown; there is no second screen, no mouse,
no marks around what is pasted, and no word of the focus."""

STYLES = re.compile(rb"\x1b\[([0-9;:]*)m")
COLOURS = re.compile(rb"(?:^|[;:])(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:$|[;:])")
"""Foregrounds and backgrounds, among the numbers of a style."""


class Scenario(Steps):
    """One student, with folders of their own."""

    def __init__(self, terminals: Terminals, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "sheet.md"
        self.data = folder / "data/progress.db"
        self.config = folder / "config/config.toml"
        self.windows: list[Terminal] = []
        self.size = (80, 24)
        self.env = {
            "QUIZGEN_DATA": str(folder / "data"),
            "QUIZGEN_CACHE": str(folder / "cache"),
            "QUIZGEN_CONFIG": str(folder / "config"),
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "COLORTERM": "truecolor",
            "TZ": "UTC",
        }
        self.terminals = terminals
        self._up: Terminal | None = None

    @property
    def up(self) -> Terminal:
        """The window that is looked at."""
        assert self._up is not None, "nothing was started"
        return self._up

    def close(self) -> None:
        """Close all windows."""
        for window in self.windows:
            window.close()

    def wait(self, right: Callable[[], bool], complaint: Callable[[], str]) -> None:
        """Wait until it is so."""
        end = time.monotonic() + PATIENCE
        while not right():
            assert time.monotonic() < end, complaint()
            time.sleep(PAUSE)

    def query(self, question: str) -> list[tuple[object, ...]]:
        """What the progress answers to SQL; nothing where there is none yet."""
        if not self.data.exists():
            return []
        with closing(sqlite3.connect(f"file:{self.data}?mode=ro", uri=True)) as connection:
            return connection.execute(question).fetchall()

    # Before it begins

    def do_size(self, rest: str) -> None:
        columns, rows = rest.split("x")
        self.size = int(columns), int(rows)

    def do_env(self, rest: str) -> None:
        name, _, value = rest.partition("=")
        self.env[name] = value

    def do_config(self, rest: str) -> None:
        """A line of the configuration file."""
        self.config.parent.mkdir(exist_ok=True)
        with self.config.open("a", encoding="utf-8") as file:
            file.write(f"{rest}\n")

    def do_editor(self, rest: str) -> None:
        """What the editor does with the fact: `editor frist -> first`."""
        script = self.folder / "editor.py"
        script.write_text(EDITOR, "utf-8")
        old, new = changed(rest)
        script.with_suffix(".json").write_text(json.dumps([(old, new)]), "utf-8")
        self.env["EDITOR"] = shlex.join([sys.executable, str(script)])

    def do_clock(self, rest: str) -> None:
        """The program's clock stands at this time, also one that runs already; where libfaketime is not, skip."""
        library = faketime()
        if library is None:
            pytest.skip("needs libfaketime")
        stamp = self.folder / "clock"
        stamp.with_suffix(".new").write_text(f"@{rest}\n", "utf-8")
        stamp.with_suffix(".new").replace(stamp)
        self.env |= {
            "LD_PRELOAD": library,
            "FAKETIME_TIMESTAMP_FILE": str(stamp),
            "FAKETIME_NO_CACHE": "1",
            # Timers run as ever.
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }

    # What the student does

    def do_study(self, rest: str) -> None:
        """Start the program with the sheet."""
        self.compile()
        self.do_run(f"study sheet.md {rest}")

    def do_decks(self, rest: str) -> None:
        """Start it with the list of decks."""
        self.do_study(f"--decks {rest}")

    def do_run(self, rest: str) -> None:
        """Start the program with these words."""
        command = [sys.executable, "-m", "tui", *shlex.split(rest)]
        self.add(self.terminals.open(command, self.folder, self.env, size=self.size))

    def add(self, window: Terminal) -> None:
        """Look at a window, and close it at the end."""
        self._up = window
        self.windows.append(window)

    def compile(self) -> None:
        """Read the sheet here, where the slow modules are loaded already: the program then finds it done."""
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            with Library.open(self.folder / "cache/library.db") as library:
                library.compile(["sheet.md"])
        finally:
            os.chdir(before)

    def do_press(self, rest: str) -> None:
        self.up.press(*rest.split())

    def do_times(self, rest: str) -> None:
        """Keys so many times, in one burst: `times 30 Space 3`."""
        number, *keys = rest.split()
        self.up.press(*keys * int(number))

    def do_type(self, rest: str) -> None:
        self.up.type(rest)

    def do_click(self, rest: str) -> None:
        self.up.click(rest)

    def do_resize(self, rest: str) -> None:
        columns, rows = rest.split("x")
        self.up.resize(int(columns), int(rows))

    def do_window(self, rest: str) -> None:
        """Look at another window, by the order in which they were opened, from 1."""
        self._up = self.windows[int(rest) - 1]

    def do_shut(self, rest: str) -> None:
        """Close the window, as with the mouse."""
        pid = self.up.pid
        self.windows.remove(self.up)
        self.up.close()
        self.wait(lambda: not alive(pid), lambda: "the program runs on")

    def do_change(self, rest: str) -> None:
        """Change the sheet on the disk, as in another program: `change frist -> first`."""
        old, new = changed(rest)
        text = self.path.read_text("utf-8")
        assert old in text, text
        self.path.write_text(text.replace(old, new), "utf-8")

    def do_remove(self, rest: str) -> None:
        """Delete a file."""
        (self.folder / rest).unlink()

    def do_put(self, rest: str) -> None:
        """A file with this text: `put data/progress.db no database`."""
        name, _, text = rest.partition(" ")
        (self.folder / name).parent.mkdir(exist_ok=True)
        (self.folder / name).write_text(text, "utf-8")

    def do_sqlite(self, rest: str) -> None:
        """The database of another program."""
        (self.folder / rest).parent.mkdir(exist_ok=True)
        with closing(sqlite3.connect(self.folder / rest)) as connection:
            connection.executescript("CREATE TABLE note (text); CREATE TABLE page (text);")

    def do_signal(self, rest: str) -> None:
        """Send the program a signal."""
        os.kill(self.up.pid, signal.Signals[f"SIG{rest}"])

    # What must be so by then

    def do_holds(self, rest: str) -> None:
        """A file holds this text and nothing else."""
        name, _, text = rest.partition(" ")
        assert (self.folder / name).read_text("utf-8") == text

    def do_restored(self, rest: str) -> None:
        """The program has left its screen, shown the cursor, and asks for the mouse no longer."""
        written = self.up.written
        for mode, wanted in MODES.items():
            last = max((written.rfind(b"\x1b[?" + mode + end), end) for end in (b"h", b"l"))
            assert last[0] < 0 or last[1] == wanted, f"mode {mode.decode()} was left {last[1].decode()}"
        assert b"\x1b[?1049l" in written

    def do_colourless(self, rest: str) -> None:
        """No byte that the program has sent sets a colour."""
        found = [one for one in STYLES.findall(self.up.written) if COLOURS.search(one)]
        assert not found, found[:10]

    def do_see(self, rest: str) -> None:
        self.up.wait_for(rest)

    def do_unseen(self, rest: str) -> None:
        screen = self.up.screen
        assert folded(rest) not in folded(screen), screen

    def do_gone(self, rest: str) -> None:
        """Wait until a text is no longer to be seen."""
        self.up.wait_until(lambda screen: folded(rest) not in folded(screen), f"{rest!r} does not go")

    def do_reach(self, rest: str) -> None:
        """Each of these words can be seen, scrolling down; then back to the top."""
        wanted = rest.split()
        for _ in range(100):
            screen = self.up.screen
            wanted = [word for word in wanted if word not in screen]
            if not wanted:
                break
            self.up.press("Down")
            # At the end of the text nothing moves; a look is as long as a key takes.
            end = time.monotonic() + 0.5
            while self.up.screen == screen and time.monotonic() < end:
                time.sleep(PAUSE)
        assert not wanted, f"{wanted} cannot be reached:\n{self.up.screen}"

    def do_log(self, rest: str) -> None:
        """All that was ever written, with a grade's rating and the value of what has one."""
        self.wait(lambda: self.told() == rest, lambda: f"the log holds {self.told()}\n{self.up.screen}")

    def told(self) -> str:
        """The log in a line: `grade 3, flag 2, undo`."""
        rows = self.query("SELECT kind, rating, value FROM event ORDER BY seq")
        return ", ".join(" ".join(str(one) for one in row if one) for row in rows) or "nothing"

    def do_count(self, rest: str) -> None:
        """So many events of a kind: `count 60 grade`."""
        number, kind = rest.split()

        def found() -> int:
            return sum(row[0] == kind for row in self.query("SELECT kind FROM event"))

        self.wait(lambda: found() == int(number), lambda: f"there are {found()}\n{self.up.screen}")

    def do_due(self, rest: str) -> None:
        """`due f1 in 3`: so many days after the day of the card's last grade."""
        fact, _, number = rest.split()
        rows = self.query(f"SELECT due - last_day FROM state WHERE card LIKE 'sheet/{fact}/%'")
        assert rows == [(int(number),)], rows

    def do_day(self, rest: str) -> None:
        """The study day of the newest event."""
        ((day,),) = self.query("SELECT day FROM event ORDER BY seq DESC LIMIT 1")
        assert date.fromordinal(int(str(day))).isoformat() == rest, day

    def do_ends(self, rest: str) -> None:
        """The program ends with this code."""
        code = self.up.wait_for_end()
        assert code == int(rest), f"{code}\n{self.up.screen}"

    def do_bytes(self, rest: str) -> None:
        """The program has sent these bytes: `bytes \\x1b[?25h`; `bytes no …`: it never has."""
        no = rest.startswith("no ")
        wanted = rest.removeprefix("no ").encode().decode("unicode_escape").encode()
        assert (wanted in self.up.written) != no, self.up.written[-2000:]


def changed(rest: str) -> tuple[str, str]:
    """`old -> new`, or `old ->` for nothing new."""
    old, _, new = f"{rest} ".partition(" -> ")
    return old, new.rstrip()


def alive(pid: int) -> bool:
    """Whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def faketime() -> str | None:
    """The library that lets a program see another time; None where there is none."""
    program = shutil.which("faketime")
    if program is None or sys.platform != "linux":
        return None
    words = [
        program,
        "2026-01-01 00:00:00",
        sys.executable,
        "-c",
        "import os; print(os.environ['LD_PRELOAD'])",
    ]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.strip() or None
