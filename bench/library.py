"""Open a session's cards: from the library, where they are known, against reading and asking their sheet.

Each line runs in processes of its own, imports counted. A start is all from the first import to the first card.
The lists are of a million rows: the cards of the biggest sheet several times over.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bench._process import alone, peak

SIZES = (2, 3_800, 38_000)
"""Facts; a fact has two or three cards."""

ROWS = 1_000_000
LISTS: tuple[tuple[str, str], ...] = (
    ("", "prompt"),
    ("", "answer"),
    ("", "due"),
    ("harry patterson", "position"),
    ("ask:when -harry", "position"),
    ("is:new", "position"),
)
"""Searches and orders."""


def make(facts: int, folder: str) -> dict[str, float]:
    """Write a sheet."""
    from quizgen.sample import sample

    return {"bytes": float((Path(folder) / "sample.md").write_text("".join(sample(facts, 1)), "utf-8"))}


def ask(facts: int, folder: str) -> dict[str, float]:
    """Read and ask a sheet and deal its cards, as a session without a library does."""
    start = time.perf_counter()
    from decks.deal import card
    from quizgen.ask import questions
    from quizgen.reader import read

    sheet = read(Path(folder) / "sample.md").sheet
    assert sheet is not None
    cards = [card(sheet, question) for question in questions(sheet)]
    return {"seconds": time.perf_counter() - start, "cards": len(cards), "peak": peak()}


def compile_(facts: int, folder: str) -> dict[str, float]:
    """Start a session: compile or find a sheet, and take its last card."""
    start = time.perf_counter()
    from decks.library import Library

    loaded, before = time.perf_counter(), peak()
    with Library.open(Path(folder) / "library.db") as library:
        shelf = library.compile([str(Path(folder) / "sample.md")])
        place = (shelf.sheets[0].number, shelf.cards - 1)
        (id_,) = library.connection.execute(
            "SELECT id FROM card WHERE sheet = ? AND position = ?", place
        ).fetchone()
        library.card(id_)
        return {
            "seconds": time.perf_counter() - start,
            "imports": loaded - start,
            "peak": peak() - before,
            "file": (Path(folder) / "library.db").stat().st_size / 1e6,
        }


def type_(facts: int, folder: str) -> dict[str, float]:
    """Look for answers near to those of the sheet with a letter changed."""
    from decks.library import Library

    with Library.open(Path(folder) / "library.db") as library:
        shelf = library.compile([str(Path(folder) / "sample.md")])
        numbers = [sheet.number for sheet in shelf.sheets]
        every = max(1, shelf.cards // 500)
        rows = library.connection.execute(
            "SELECT answer FROM card WHERE position % ? = 0", (every,)
        ).fetchall()
        seconds = []
        for (answer,) in rows:
            typed = f"{answer[: len(answer) // 2]}x{answer[len(answer) // 2 + 1 :]}"
            start = time.perf_counter()
            library.find_near_answers(numbers, typed)
            seconds.append(time.perf_counter() - start)
    seconds.sort()
    return {"median": seconds[len(seconds) // 2], "p95": seconds[len(seconds) * 95 // 100]}


def list_(facts: int, folder: str) -> dict[str, float]:
    """Page, sort and search a million rows; a fifth of them were graded."""
    from decks.library import Library, Shelf
    from decks.library.compiling import KEPT
    from decks.library.listing import Listing
    from decks.progress.store import Store

    path, progress = Path(folder) / "library.db", Path(folder) / "progress.db"
    with Library.open(path) as library:
        sheet = library.compile([str(Path(folder) / "sample.md")]).sheets[0]
        kept = ", ".join(KEPT[1:])
        numbers = range(sheet.number + 1, sheet.number + 1 - (-ROWS // sheet.cards))
        sheets = [type(sheet)(number, "", "", "", "", "", sheet.cards) for number in numbers]
        library.connection.execute("BEGIN")
        for number in numbers:
            library.connection.execute(
                f"INSERT INTO card (place, sheet, position, id, {kept}) "
                f"SELECT (?1 << 32) + position, ?1, position, id || ?2, {kept} FROM card WHERE sheet = ?3",
                (number, f"-{number}", sheet.number),
            )
        library.connection.execute("COMMIT")
        with Store.open(progress) as store:
            store.connection.execute("ATTACH ? AS library", (str(path),))
            store.connection.execute(
                "INSERT INTO state SELECT id, position % 97 + 0.5, 5, 739000 + position % 300, 1, 738000, 738000, "
                "1, 0, 0, 0, 0, 0, '', '', 0, '' FROM library.card WHERE position % 5 = 0"
            )
    start = time.perf_counter()
    with closing(Listing(path, Shelf(tuple(sheets)), progress)) as listing:
        middle = listing.count // 2
        listing.page(middle, 50)
        found = {"rows": float(listing.count), "first page": time.perf_counter() - start}
        for search, order in LISTS:
            start = time.perf_counter()
            listing.arrange(search, order)
            found[search or f"sorted by {order}"] = time.perf_counter() - start
        start = time.perf_counter()
        listing.page(listing.count // 2, 50)
        found["page of a list"] = time.perf_counter() - start
    return found


STEPS: dict[str, Callable[[int, str], dict[str, float]]] = {
    "make": make,
    "ask": ask,
    "compile": compile_,
    "type": type_,
    "list": list_,
}


def main() -> None:
    print(
        f"{'cards':>8} {'ask s':>8} {'compile s':>10} {'/ask':>7} {'start ms':>9} {'imports ms':>11} "
        f"{'ask/start':>10} {'memory MB':>10} {'file MB':>8} {'typed ms':>9} {'p95':>6}"
    )
    with tempfile.TemporaryDirectory() as parent:
        for facts in SIZES:
            folder = Path(parent) / str(facts)
            folder.mkdir()
            step(facts, folder, "make")
            asked = step(facts, folder, "ask")
            cold = step(facts, folder, "compile")
            warm = min((step(facts, folder, "compile") for _ in range(5)), key=lambda run: run["seconds"])
            typed = step(facts, folder, "type")
            print(
                f"{asked['cards']:>8,.0f} {asked['seconds']:>8.2f} {cold['seconds']:>10.2f} "
                f"{cold['seconds'] / asked['seconds']:>6.1f}x {warm['seconds'] * 1e3:>9.1f} "
                f"{warm['imports'] * 1e3:>11.1f} {asked['seconds'] / warm['seconds']:>9.0f}x {warm['peak']:>10.1f} "
                f"{warm['file']:>8.1f} {typed['median'] * 1e3:>9.2f} {typed['p95'] * 1e3:>6.2f}",
                flush=True,
            )
        listed = step(SIZES[-1], folder, "list")
        print(f"\na list of {listed.pop('rows'):,.0f} cards:")
        for name, seconds in listed.items():
            print(f"{name:>24} {seconds * 1e3:>9.1f} ms")


def step(facts: int, folder: Path, name: str) -> dict[str, float]:
    return alone("bench.library", name, facts, folder)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(STEPS[sys.argv[1]](int(sys.argv[2]), sys.argv[3])))
    else:
        main()
