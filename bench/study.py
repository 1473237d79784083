"""The study app as a person meets it, on a terminal of its own: time to the first card, from key to changed screen.

Each is measured beside what it cannot be faster than, in the same run: a Python that does nothing but import
Textual, and a smallest Textual app. For POSIX systems, since it needs a pty.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from hashlib import blake2b
from pathlib import Path

from bench._process import ROOT, alone, run
from bench._terminal import Terminal, terminal

ROUNDS = 15
KEYS = 200
IDLE = 10
FACTS = 40_000

SMALLEST = """
from textual.app import App
from textual.widgets import Static
class Smallest(App):
    def compose(self): yield Static("Smallest")
Smallest().run()
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder))
        small, large = sheets(Path(folder), env)
        print("milliseconds from start to first card, warm: median, worst, and beside the smallest app")
        floor = starts([sys.executable, "-c", SMALLEST], env, "Smallest")
        show("a smallest Textual app", floor, floor)
        for name, sheet in (("5 cards", small), ("100,000 cards", large)):
            show(name, starts(study(sheet), env, "to go"), floor)
            alone("bench.study", "begin", sheet, env=env)
            show(f"{name}, half begun", starts(study(sheet), env, "to go"), floor)
        print("\nmilliseconds from key to changed screen, each grade synced: median, 95th per cent, worst")
        for name, sheet in (("5 cards", small), ("100,000 cards", large)):
            keys(name, sheet, env)
        print("\n60 keys in one burst, the app's idle processor time, its memory")
        for name, sheet in (("5 cards", small), ("100,000 cards", large)):
            burst(name, sheet, env)
            idle(name, sheet, env)


def sheets(folder: Path, env: dict[str, str]) -> tuple[Path, Path]:
    """A sheet of five cards and one of a hundred thousand, both compiled."""
    small, large = folder / "small.md", folder / "large.md"
    small.write_text(
        "".join(f"- [Person {n}]{{.who}} found planet {n} in 190{n}.\n" for n in range(1, 6)), "utf-8"
    )
    env = env | {"QUIZGEN_DATA": str(folder / "other")}
    command = [sys.executable, "-m", "tui"]
    subprocess.run(
        [*command, "sample", "--facts", str(FACTS), "-o", str(large)],
        env=env,
        check=True,
        capture_output=True,
    )
    for sheet in (small, large):
        # One card asked and none answered: the sheet is compiled, and nothing else is done.
        subprocess.run(
            [*command, "study", "--plain", str(sheet)],
            env=env,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
    return small, large


def begin(sheet: Path) -> dict[str, float]:
    """Grade every second card of a sheet once, a month ago."""
    from decks.library import Library
    from decks.places import cache_file, data_file
    from decks.progress.event import Event
    from decks.progress.store import Store
    from decks.scheduling.fsrs import Scheduler
    from decks.study.clock import wall_clock

    scheduler, now = Scheduler(), wall_clock()
    at, day = now.at - 30 * 86_400_000, now.day(4) - 30
    with Library.open(cache_file()) as library, Store.open(data_file()) as store:
        library.compile([str(sheet)])
        cards = [card.id for card in library.all()][::2]
        events = (
            Event("grade", card, at, 0, day, rating=3, scheduler=scheduler.id, uid=uid(card), rank=at)
            for card in cards
        )
        store.append_all(events, schedulers=(scheduler,))
    return {"cards": len(cards)}


def study(sheet: Path) -> list[str]:
    return [sys.executable, "-m", "tui", "study", str(sheet)]


def environment(folder: Path) -> dict[str, str]:
    """An environment with folders of its own, and a terminal like most."""
    own = {f"QUIZGEN_{name}": str(folder / name.lower()) for name in ("DATA", "CACHE", "CONFIG")}
    # As on a person's machine, where Python keeps what it has compiled.
    others = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return others | own | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}


def starts(command: list[str], env: dict[str, str], words: str) -> list[float]:
    """Milliseconds from start until the words are on the screen, sorted."""
    found = []
    for _ in range(ROUNDS + 1):
        with terminal(command, env) as screen:
            found.append(1e3 * (screen.until(words) - screen.began))
    return sorted(found[1:])


def show(name: str, found: list[float], floor: list[float]) -> None:
    middle = statistics.median(found)
    print(
        f"{name:>28} {middle:>7.0f} {found[-1]:>7.0f} {middle / statistics.median(floor):>6.2f}x", flush=True
    )


def uid(card: str) -> str:
    return blake2b(card.encode(), digest_size=8).hexdigest()


def keys(name: str, sheet: Path, env: dict[str, str]) -> None:
    """Show the answer, grade it, and so on, each key when the screen of the one before is there."""
    took: list[float] = []
    with terminal([*study(sheet), "--cram"], env) as screen:
        screen.until("to go")
        screen.settle()
        for _ in range(KEYS // 2):
            for key, words in ((b" ", "Again"), (b"1", "show")):
                start = time.perf_counter()
                screen.press(key)
                took.append(1e3 * (screen.until(words) - start))
                screen.settle()
    took.sort()
    print(
        f"{name:>28} {statistics.median(took):>7.1f} {took[int(0.95 * len(took))]:>7.1f} {took[-1]:>7.1f}",
        flush=True,
    )


def burst(name: str, sheet: Path, env: dict[str, str]) -> None:
    """Thirty answers shown and graded in one go; how many of them the log has."""
    env = env | {"QUIZGEN_DATA": str(sheet.parent / f"burst-{sheet.stem}")}
    with terminal([*study(sheet), "--cram"], env) as screen:
        screen.until("to go")
        screen.settle()
        start = time.perf_counter()
        screen.press(b" 1" * 30)
        screen.settle(0.5)
        took = time.perf_counter() - start - 0.5
        screen.press(b"q")
        screen.settle(0.5)
    count = alone("bench.study", "count", env=env)["events"]
    print(f"{name:>28} {count:.0f} of 30 grades saved in {took:.2f} s", flush=True)


def idle(name: str, sheet: Path, env: dict[str, str]) -> None:
    """Processor time in ten seconds without a key, and memory."""
    with terminal(study(sheet), env) as screen:
        screen.until("to go")
        screen.settle(2)
        before = processor(screen)
        screen.settle(IDLE, whole=True)
        used = processor(screen) - before
        print(f"{name:>28} {100 * used / IDLE:.2f} % of a core idle, {memory(screen):.0f} MB", flush=True)


def processor(screen: Terminal) -> float:
    """Seconds that the program has used; Linux tells."""
    fields = Path(f"/proc/{screen.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(screen: Terminal) -> float:
    """Megabytes of memory that are the program's."""
    status = Path(f"/proc/{screen.process.pid}/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1e3


def count() -> dict[str, float]:
    """How many events the log holds."""
    from decks.places import data_file
    from decks.progress.store import Store

    with Store.open(data_file()) as store:
        return {"events": store.connection.execute("SELECT count(*) FROM event").fetchone()[0]}


def measure(what: str, sheet: str = "") -> dict[str, float]:
    return begin(Path(sheet)) if what == "begin" else count()


if __name__ == "__main__":
    run(measure, main)
