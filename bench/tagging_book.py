"""A book into a suggested sheet: seconds of work and memory by the number of pages, beside reading its sentences alone.

A page has some 300 words, of the sentences that `tagging` scores, drawn by a seed and wrapped as a book's lines are.
"""

from __future__ import annotations

import sys
import tempfile
import textwrap
import time
from pathlib import Path
from random import Random

from bench._process import alone, growth, peak, run
from bench.tagging import CASES, read, untag

PAGES = (50, 500)
WORDS = 300
GOAL = 10_000
"""Words a second, from what is loaded on."""
FILES = ("own.jsonl", "own-2.jsonl", "hard.jsonl", "blind.jsonl", "blind-2.jsonl")


def measure(pages: int, whole: str) -> dict[str, float]:
    """Seconds, words, and megabytes at the most: of the whole way to the sheet, or with `sentences` up to these."""
    from tui.suggesting import Text, suggested, write_file

    with tempfile.TemporaryDirectory() as folder:
        book, sheet = Path(folder) / "book.txt", Path(folder) / "sheet.md"
        words = _write(book, pages)
        list(suggested(Text(_small(folder)), shown=False))  # loads the lexicon
        before, start = peak(), time.process_time()
        if whole == "sheet":
            write_file(suggested(Text(book), shown=False), Text(book).sheet(sheet), sheet)
        else:
            _sentences(book)
        return {"seconds": time.process_time() - start, "words": words, "before": before, "peak": peak()}


def _small(folder: str) -> Path:
    path = Path(folder) / "small.txt"
    path.write_text("Ada Lovelace wrote the first program in 1843.\n", encoding="utf-8")
    return path


def _sentences(book: Path) -> None:
    from decks.importing.texts import lines
    from quizgen.tagging.text.cleaning import paragraphs
    from quizgen.tagging.text.sentences import sentences

    for _ in sentences(paragraphs(lines(book))):
        pass


def _write(path: Path, pages: int) -> int:
    """A book of so many pages; its words."""
    said = [untag(case)[0] for name in FILES for case in read(CASES.with_name(name))]
    chance, total = Random(500), 0
    with path.open("w", encoding="utf-8") as book:
        for page in range(pages):
            words = 0
            while words < WORDS:
                paragraph = " ".join(chance.sample(said, 5))
                words += len(paragraph.split())
                book.write(f"{textwrap.fill(paragraph, 80)}\n\n")
            book.write(f"{page + 1}\n\f")
            total += words
    return total


def main() -> int:
    """Print a line for each size; 1 where a book takes a minute, or memory grows with it."""
    made = [alone("bench.tagging_book", pages, "sheet") for pages in PAGES]
    for pages, one in zip(PAGES, made, strict=True):
        floor = alone("bench.tagging_book", pages, "sentences")
        speed = one["words"] / one["seconds"]
        print(
            f"{pages:>5} pages {one['seconds']:6.1f} s, {speed:7,.0f} words a second, {speed / GOAL:.1f} of the goal; "
            f"{one['peak']:4.0f} MB ({one['before']:.0f} before); "
            f"{one['seconds'] / floor['seconds']:.0f}x its sentences alone"
        )
    print(f"ten times the pages take {growth([one['seconds'] for one in made])} as long")
    return int(made[-1]["seconds"] > 60 or made[-1]["peak"] > made[0]["peak"] + 30)


if __name__ == "__main__":
    sys.exit(run(measure, main))
