"""A small app for the tests of the browser window: a question, a key that reveals, a grade that is kept.

    python web_app.py LOG [HABIT]

It writes to LOG as it goes. The habit `stubborn` does not finish when it is asked to, `broken` falls over at the key
x, `silent` is no Textual app at all, `child` starts a process of its own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

LOG, HABIT = Path(sys.argv[1]), "".join(sys.argv[2:])


def note(line: str) -> None:
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"{line}\n")


note(f"pid {os.getpid()}")

if HABIT == "silent":
    print("no app", flush=True)
    print("a reason", file=sys.stderr, flush=True)
    time.sleep(60)
if HABIT == "child":
    note(f"pid {subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid}")

from textual.app import App, ComposeResult  # noqa: E402 (an app that is silent does not load it)
from textual.events import Resize  # noqa: E402
from textual.widgets import Footer, Static  # noqa: E402


class Card(App[None]):
    CSS = """
    #card { margin: 2 4; padding: 1 2; border: round $primary; width: 1fr; }
    """
    BINDINGS = [  # noqa: RUF012
        ("space", "reveal", "Reveal"),
        ("1", "grade(1)", "Again"),
        ("3", "grade(3)", "Good"),
        ("d", "deliver", "Save a file"),
        ("w", "colours", "Say the colours"),
        ("x", "fall", "Fall over"),
        ("q", "quit", "Quit"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("Who wrote the first program in 1843?", id="card", markup=False)
        yield Footer()

    def on_resize(self, event: Resize) -> None:
        note(f"size {event.size.width}x{event.size.height}")

    def on_unmount(self) -> None:
        if HABIT == "stubborn":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(60)
        note("bye")

    def action_reveal(self) -> None:
        self.query_one("#card", Static).update("Ada Lovelace")

    def action_grade(self, grade: int) -> None:
        note(f"grade {grade}")
        self.query_one("#card", Static).update(f"kept {grade}")

    def action_deliver(self) -> None:
        self.deliver_text(__import__("io").StringIO("kept äöü " * 20_000), save_filename="gräde s.txt")

    def action_colours(self) -> None:
        note(f"colours {os.environ['COLORFGBG']} {self.theme}")

    def action_fall(self) -> None:
        raise RuntimeError("fell over")


card = Card()
card.run()
sys.exit(card.return_code or 0)
