"""The table of all cards: a million of them, opened, looked into, sorted and searched, against Textual's DataTable.

The table asks for the pages that are looked at; a DataTable holds its rows, so it has ten thousand, a hundredth.
Each runs in a process of its own, in an app without a terminal; an opening is all from the call to the rows drawn.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench._process import alone, run

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.widget import Widget

    from decks.library import Library, Shelf

CARDS, ROWS = 1_000_000, 10_000


def measure(name: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run({"cards": cards, "datatable": datatable}[name](Path(folder)))


async def cards(folder: Path) -> dict[str, float]:
    """Seconds that the table of a million cards takes."""
    from decks.library import Library
    from decks.progress.store import Store
    from decks.study.clock import wall_clock
    from decks.study.options import Options
    from tui.app.app import StudyApp
    from tui.app.cards import CardsScreen
    from tui.desk import Desk
    from tui.settings import Settings

    with Library.open(folder / "library.db") as library, Store.open(folder / "progress.db") as store:
        shelf = filled(library, folder)
        store.attach(library.path)
        app = StudyApp(Desk(store, library, shelf, (), Options(), Settings(), wall_clock))
        async with app.run_test(size=(80, 24)) as pilot:
            # The first screen of an app loads what all the others need.
            await app.push_screen(CardsScreen(app.desk))
            await pilot.pause()
            app.pop_screen()
            await pilot.pause()
            screen = CardsScreen(app.desk)

            async def open_() -> None:
                await app.push_screen(screen)

            def sort(order: str) -> Callable[[], Awaitable[None]]:
                return lambda: shown(screen, lambda: screen._sort_by(order))

            def search(words: str) -> Callable[[], Awaitable[None]]:
                return lambda: shown(screen, lambda: setattr(screen._line, "value", words))

            async def middle() -> None:
                screen.table.go(CARDS // 2)

            return {
                "first page": await timed(screen, open_),
                "page in the middle": await timed(screen, middle),
                "sorted by answer": await timed(screen, sort("answer")),
                "page of what is sorted": await timed(screen, middle),
                "sorted by due": await timed(screen, sort("due")),
                "searched for two words": await timed(screen, search("harry patterson")),
                "searched for ask:when": await timed(screen, search("ask:when")),
            }


async def shown(screen: Any, deed: Callable[[], object]) -> None:
    """Do something, and wait for the list that comes of it."""
    before = screen.shown
    deed()
    while screen.shown is before:
        await asyncio.sleep(0.001)


async def datatable(folder: Path) -> dict[str, float]:
    """Seconds that a DataTable takes for a hundredth of the rows."""
    from textual.app import App
    from textual.widgets import DataTable

    from decks.library import Library
    from decks.library.listing import Listing

    with Library.open(folder / "library.db") as library:
        listing = Listing(library.path, filled(library, folder, ROWS))
        rows = [(row.prompt, row.answer, "new", "", "") for row in listing.page(0, ROWS)]
        listing.close()
    app: App[None] = App()
    async with app.run_test(size=(80, 24)):
        table: DataTable[str] = DataTable(cursor_type="row")
        keys = table.add_columns("Question", "Answer", "Due", "Interval", "Flag")

        async def open_() -> None:
            table.add_rows(rows)
            await app.mount(table)

        async def middle() -> None:
            table.move_cursor(row=ROWS // 2)

        async def sort() -> None:
            table.sort(keys[1])

        return {
            "first page": await timed(table, open_),
            "page in the middle": await timed(table, middle),
            "sorted by answer": await timed(table, sort),
        }


async def timed(widget: Widget, deed: Callable[[], Awaitable[None]]) -> float:
    """Seconds from a deed until what it changed is drawn."""
    drawn = asyncio.Event()
    start = time.perf_counter()
    await deed()
    widget.call_after_refresh(drawn.set)
    await drawn.wait()
    return time.perf_counter() - start


def filled(library: Library, folder: Path, number: int = CARDS) -> Shelf:
    """A sheet of so many cards: those of a small one, again and again, each with an id of its own."""
    from dataclasses import replace

    from quizgen.sample import sample

    (folder / "sample.md").write_text("".join(sample(500, 1)), "utf-8")
    shelf = library.compile([str(folder / "sample.md")])
    sheet = shelf.sheets[0]
    connection = library.connection
    names = [
        name for _, name, *_ in connection.execute("PRAGMA table_info(card)") if name not in ("place", "id")
    ]
    kept = ", ".join(f'"{name}"' for name in names)
    connection.execute("BEGIN")
    for first in range(sheet.cards, number, sheet.cards):
        connection.execute(
            f"INSERT INTO card (place, id, {kept}) SELECT place + ?1, id || '-' || ?1, {kept} FROM card "
            "WHERE place BETWEEN ?2 << 32 AND (?2 << 32) + ?3",
            (first, sheet.number, min(sheet.cards, number - first) - 1),
        )
    connection.execute("COMMIT")
    return replace(shelf, sheets=(replace(sheet, cards=number),))


def main() -> None:
    ours, theirs = alone("bench.cards", "cards"), alone("bench.cards", "datatable")
    print(f"{'':>24} {f'{CARDS:,} cards':>18} {f'DataTable of {ROWS:,}':>22} {'ratio':>8}")
    for name, seconds in ours.items():
        other = theirs.get(name)
        beside = f"{other * 1e3:>19,.1f} ms {other / seconds:>7.1f}x" if other else ""
        print(f"{name:>24} {seconds * 1e3:>15,.1f} ms {beside}")


if __name__ == "__main__":
    run(measure, main)
