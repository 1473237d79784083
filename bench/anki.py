"""Write Anki packages: ours, plain genanki, and the floor, which is the same rows by sqlite3 and zipfile alone.

Each measurement runs in a process of its own, one after the other; seconds are the best of `ROUNDS`. The cards
are made before the clock starts, but where they are said to be streamed; ours and genanki's include the escaping,
the floor's rows are ready-made. With a ledger there are two: one is begun, or one is there and says the same.
"""

from __future__ import annotations

import html
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench._process import alone, peak, run
from decks.anki import write, write_notes
from decks.anki.escape import escape
from decks.anki.ledger import keeping
from decks.anki.note import Note, NoteDeck
from decks.anki.notetype import fields
from decks.card import Card, Deck
from decks.write import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROUNDS = 3
SIZES = (1_000, 10_000, 100_000)
PEOPLE = "Ada Lovelace,Lise Meitner,Emmy Noether,Grace Hopper,Rosalind Franklin,Sofia Kovalevskaya".split(",")
WORKS = "a long letter,the second survey,a sketch of the engine,the new treatise,an answer to critics".split(
    ","
)
SOURCE = "A history of science, second edition, chapter 4"


def cards(number: int, sections: int) -> Iterator[Card]:
    """Cards as sheets give them: a sentence each, an explanation with every third."""
    for n in range(number):
        who, what, when = PEOPLE[n % 6], f"{WORKS[n % 5]} of {1700 + n * 7 % 300}", f"{n % 28 + 1} May {n}"
        sentence = f"{who} finished {what} on {when}, to the surprise of the {n * 31 % 997}th reader."
        yield Card(
            id=f"science/{who.split()[-1].lower()}-{n}/who",
            form="cloze" if n % 5 == 0 else "open",
            prompt=f"Who finished {what} on {when}?",
            answer=who,
            sentence=sentence,
            blank=(0, len(who)),
            also=(who.split()[-1],) if n % 4 == 0 else (),
            explanation=f"It had been begun {n % 17 + 1} years before, and put aside twice."
            if n % 3 == 0
            else "",
            source=SOURCE,
            origin=f"science.md:{n + 12}",
            deck=("Science", f"Section {n * sections // number + 1}"),
            tags=("science", f"century-{n % 5 + 16}"),
        )


def ours(ready: list[Card], path: Path) -> None:
    with path.open("wb") as out:
        write([Deck("Science", ready, modified=1_700_000_000)], out)


def told(ready: Iterable[Card], path: Path) -> None:
    """With a ledger, which is there or is begun."""
    notes = (Note(card.id, "basic", tuple(fields(card)), card.deck, card.tags) for card in ready)
    with keeping(path.with_suffix(".ledger"), path) as ledger, replacing(path) as out:
        write_notes([NoteDeck("Science", notes, "", 1_700_000_000, "science")], out, ledger=ledger)


def plain(ready: list[Card], path: Path) -> None:
    """What a careful user of genanki writes: escaped fields, ids of one's own, a deck for each section."""
    import genanki

    fields = ("Question", "Answer", "Sentence", "Also", "Extra", "Source", "Origin", "Id")
    front, back = (
        "{{Question}}",
        "{{FrontSide}}<hr id=answer>{{Answer}}{{Sentence}}{{Also}}{{Extra}}{{Source}}",
    )
    template = {"name": "Card", "qfmt": front, "afmt": back}
    model = genanki.Model(1_700_000_001, "Plain", [{"name": name} for name in fields], [template])
    decks: dict[tuple[str, ...], Any] = {}
    for due, card in enumerate(ready):
        deck = decks.setdefault(card.deck, genanki.Deck(1_700_000_002 + len(decks), "::".join(card.deck)))
        texts = (card.prompt, card.answer, card.sentence, ", ".join(card.also), card.explanation, card.source)
        escaped = [html.escape(text) for text in (*texts, card.origin, card.id)]
        deck.add_note(genanki.Note(model, escaped, tags=card.tags, guid=genanki.guid_for(card.id), due=due))
    genanki.Package(list(decks.values())).write_to_file(path, timestamp=1_700_000_000)


def floor(ready: list[Card], path: Path) -> Callable[[], None]:
    """The rows of our own package, ready to be written again with nothing else done."""
    import sqlite3
    import zipfile

    ours(ready, path)
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        archive.extract("collection.anki2", folder)
        made = sqlite3.connect(Path(folder) / "collection.anki2")
        schema = [sql for (sql,) in made.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
        rows = {
            table: made.execute(f"SELECT * FROM {table}").fetchall() for table in ("col", "notes", "cards")
        }
        made.close()

    def go() -> None:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "collection.anki2"
            collection = sqlite3.connect(target, isolation_level=None)
            collection.execute("PRAGMA journal_mode = OFF")
            collection.execute("PRAGMA synchronous = OFF")
            collection.execute("BEGIN")
            for sql in schema:
                collection.execute(sql)
            for table, all_rows in rows.items():
                marks = ", ".join("?" * len(all_rows[0]))
                collection.executemany(f"INSERT INTO {table} VALUES ({marks})", all_rows)
            collection.execute("COMMIT")
            collection.close()
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                archive.write(target, "collection.anki2")
                archive.writestr("media", "{}")

    return go


def measure(writer: str, number: int, sections: int) -> dict[str, float]:
    """Run one writer in this process: seconds, megabytes added at the peak (0 where unknown), bytes of the file."""
    ready = cards(number, sections) if writer in STREAMED else list(cards(number, sections))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.apkg"
        if writer.endswith("again"):
            told(cards(number, sections), path)
        go: Callable[[], object] = partial(WRITERS[writer], ready, path)
        if writer == "floor":
            go = floor(list(ready), path)
        before, begin = 0.0 if writer in STREAMED else peak(), time.perf_counter()
        go()
        return {
            "seconds": time.perf_counter() - begin,
            "megabytes": peak() - before,
            "bytes": path.stat().st_size,
        }


WRITERS: dict[str, Callable[[Any, Path], object]] = {
    "ours": ours,
    "genanki": plain,
    "floor": floor,
    "ours, ledger": told,
    "ours, ledger again": told,
    "ours, streamed": ours,
    "ours, ledger, streamed": told,
    "ours, streamed again": told,
}
STREAMED = [writer for writer in WRITERS if "streamed" in writer]
"""Their cards are made while they are written, and their memory is all that the process has."""


def best(writer: str, number: int, sections: int) -> dict[str, float]:
    runs = [alone("bench.anki", writer, number, sections) for _ in range(ROUNDS if number < 1_000_000 else 1)]
    return {key: min(run[key] for run in runs) for key in runs[0]}


def report(title: str, number: int, sections: int, writers: tuple[str, ...] = tuple(WRITERS)[:5]) -> None:
    results = {writer: best(writer, number, sections) for writer in writers}
    fast = next(iter(results.values()))["seconds"]
    print(f"\n{title:28} {'seconds':>9} {'MB added':>9} {'file MB':>9}   ours against it")
    for writer, result in results.items():
        ratio = "" if writer == writers[0] else f"{_against(fast, result['seconds'])}"
        size = result["bytes"] / 1e6
        print(f"  {writer:26} {result['seconds']:9.3f} {result['megabytes']:9.1f} {size:9.2f}   {ratio}")


def _against(fast: float, other: float) -> str:
    return f"{other / fast:.1f} times faster" if other > fast else f"{fast / other:.1f} times its time"


def main() -> None:
    print("Anki packages: time, memory on top of the cards, and size")
    for number in SIZES:
        report(f"{number:,} notes, 20 decks", number, 20)
    report("2,000 notes, 2,000 decks", 2_000, 2_000, ("ours", "genanki"))
    report("1,000,000 notes, all memory", 1_000_000, 20, tuple(STREAMED))
    print('\nA text of "a < b " again and again, escaped')
    for size in (10_000, 100_000, 1_000_000):
        text, begin = "a < b " * (size // 6), time.perf_counter()
        escape(text)
        print(f"  {size // 1000:,} kB: {(time.perf_counter() - begin) * 1e3:.2f} ms")


if __name__ == "__main__":
    run(measure, main)
