"""Read Anki packages: ours, and the floor, which is the same rows by zipfile and sqlite3 alone.

Each measurement runs in a process of its own, one after the other; seconds are the best of `ROUNDS`. Both unpack the
collection into a temporary folder and go through all notes and cards; ours also makes them notes and cards, each
looked at before it is handed on. The package has been learned from: every card knows its stability.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bench._process import alone, peak, run
from bench.anki import cards
from decks.anki import write
from decks.anki.reading import opened
from decks.card import Deck

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
SIZES = (10_000, 100_000)
COLLECTION = "collection.anki2"
MEMORY = '{"pos":1,"s":8.2956,"d":1.0,"dr":0.9,"decay":0.154,"lrt":1795442978}'


def package(number: int, folder: Path) -> Path:
    """A package of that many notes, as after a first study."""
    path = folder / "bench.apkg"
    with path.open("wb") as out:
        write([Deck("Science", cards(number, 20), modified=1_700_000_000)], out)
    with zipfile.ZipFile(path) as archive:
        archive.extract(COLLECTION, folder)
    with closing(sqlite3.connect(folder / COLLECTION)) as db, db:
        db.execute("UPDATE cards SET type = 2, queue = 2, ivl = 8, reps = 1, data = ?", (MEMORY,))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(folder / COLLECTION, COLLECTION)
    return path


def ours(path: Path) -> int:
    with opened(path) as found:
        return sum(1 for _ in found.notes()) + sum(1 for _ in found.cards())


def floor(path: Path) -> int:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        archive.extract(COLLECTION, folder)
        with closing(sqlite3.connect(Path(folder) / COLLECTION)) as db:
            notes = db.execute("SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id")
            count = sum(1 for _ in notes)
            return count + sum(1 for _ in db.execute("SELECT * FROM cards ORDER BY nid, ord"))


READERS: dict[str, Callable[[Path], int]] = {"ours": ours, "floor": floor}


def measure(reader: str, number: int) -> dict[str, float]:
    """Run one reader in this process: seconds, and megabytes added at the peak (0 where unknown)."""
    with tempfile.TemporaryDirectory() as folder:
        path = package(number, Path(folder))
        before, begin = peak(), time.perf_counter()
        count = READERS[reader](path)
        seconds = time.perf_counter() - begin
        if count != 2 * number:
            raise AssertionError(f"{reader} read {count} rows")
        return {"seconds": seconds, "megabytes": peak() - before}


def main() -> None:
    print("Anki packages, read: time, and memory on top of what writing them took")
    for number in SIZES:
        print(f"\n{f'{number:,} notes and cards':28} {'seconds':>9} {'MB added':>9}   ours against it")
        results = {}
        for reader in READERS:
            runs = [alone("bench.anki_reading", reader, number) for _ in range(ROUNDS)]
            results[reader] = {key: min(run[key] for run in runs) for key in runs[0]}
        for reader, result in results.items():
            ratio = results["ours"]["seconds"] / result["seconds"]
            said = "" if reader == "ours" else f"{ratio:.1f} times its time"
            print(f"  {reader:26} {result['seconds']:9.3f} {result['megabytes']:9.1f}   {said}")


if __name__ == "__main__":
    run(measure, main)
