"""Screens in tests: a desk with a clock of its own, an app that is driven by keys, and the screen as plain text.

def test_it(tmp_path: Path, rewrite: bool) -> None:
    async def go(pilot: Pilot[None]) -> None:
        await pilot.press("space")
        compare(pilot.app, "session-answer-80x24", rewrite)

    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        play(StudyApp(laid, laid.session()), go)
"""

from __future__ import annotations

import asyncio
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from decks.library import Library
from decks.progress.store import Store
from decks.study.clock import Now
from decks.study.options import Options
from tui.desk import Desk
from tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from textual.app import App
    from textual.pilot import Pilot

CASES = Path(__file__).parent / "cases" / "screens"

NOON = 1_760_788_800_000
"""18 October 2025 at noon, UTC, in milliseconds."""

DAY = 86_400_000


@dataclass(slots=True)
class Clock:
    """A clock that stands still until it is moved."""

    at: int = NOON
    offset: int = 0

    def __call__(self) -> Now:
        return Now(self.at, self.offset)


@contextmanager
def desk(
    folder: Path,
    sheets: Mapping[str, str],
    *,
    options: Options | None = None,
    settings: Settings | None = None,
    clock: Callable[[], Now] | None = None,
) -> Iterator[Desk]:
    """A desk with these sheets (name of the file, its text), and with nothing studied yet.

    While it is laid we are in its folder, so that no screen shows where that is.
    """
    for name, text in sheets.items():
        (folder / name).write_text(text, "utf-8")
    paths = tuple(sheets)
    with (
        chdir(folder),
        Library.open(folder / "library.db") as library,
        Store.open(folder / "progress.db") as store,
    ):
        shelf = library.compile(paths)
        store.attach(library.path)
        yield Desk(
            store,
            library,
            shelf,
            tuple(paths),
            options or Options(),
            settings or Settings(),
            clock or Clock(),
        )


def play(
    app: App[Any],
    act: Callable[[Pilot[Any]], Awaitable[object]],
    *,
    columns: int = 80,
    rows: int = 24,
    notes: bool = False,
) -> None:
    """Run an app without a terminal and let `act` press its keys; with `notes` what it says pops up."""

    async def run() -> None:
        async with app.run_test(size=(columns, rows), notifications=notes) as pilot:
            await pilot.pause()
            await act(pilot)

    asyncio.run(run())


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until no thread works for the screen any more, and all is drawn."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def screen_text(app: App[Any]) -> str:
    """What stands on the screen, a line each, without the blanks at their ends."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def compare(app: App[Any], name: str, rewrite: bool) -> None:
    """Hold the screen against `cases/screens/NAME.txt`, or with `--rewrite` write it there."""
    path = CASES / f"{name}.txt"
    now = f"{screen_text(app)}\n"
    if rewrite:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, "utf-8", newline="\n")
    assert path.exists(), f"there is no {path.name} yet; run pytest --rewrite"
    assert path.read_text("utf-8") == now
