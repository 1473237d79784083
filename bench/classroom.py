"""Write quizzes for classrooms: questions a second of every format, beside a bare csv.writer with the same texts.

The questions are made before the clock starts, a third of each of the kinds that a format holds most of; each format
writes in a process of its own, into memory. `floor` is csv.writer with a row of question, answer and feedback.
"""

from __future__ import annotations

import csv
import io
import time

from bench._process import alone, peak, run
from decks.formats import FORMATS
from decks.importing.readers import READERS
from decks.quiz import Entry, Quiz, Written

ROUNDS = 3
NUMBER = 20_000
LEAST = 10_000
"""Questions a second that every format is to write."""
PEOPLE = "Ada Lovelace,Lise Meitner,Emmy Noether,Grace Hopper,Rosalind Franklin,Sofia Kovalevskaya".split(",")


def entries(number: int, kinds: tuple[str, ...]) -> list[Entry]:
    """Questions as sheets give them, with explanation, tags and sections."""
    made = []
    for n in range(number):
        who = PEOPLE[n % 6]
        year = 1700 + n * 7 % 300
        sentence = (
            f"{who} finished the {n}th survey of “{year} & after” in {year}, to the surprise of her readers."
        )
        kind = ("choice", "short", "true-false")[n % 3]
        kind = kind if kind in kinds else kinds[0]
        made.append(_entry(n, kind, who, year, sentence))
    return made


def _entry(n: int, kind: str, who: str, year: int, sentence: str) -> Entry:
    choices = tuple(PEOPLE[(n + other) % 6] for other in range(4))
    text = sentence if kind == "true-false" else f"Who finished the {n}th survey in {year}?"
    return Entry(
        id=f"science/{who.split()[-1].lower()}-{n}/who/{kind}",
        kind=kind,  # type: ignore[arg-type]  # three of its words
        text=f"{text} True or false?" if kind == "true-false" else text,
        answers=(who, who.split()[-1]) if kind == "short" else (),
        choices={"choice": choices, "true-false": ("True", "False")}.get(kind, ()),
        key=() if kind == "short" else (0,),
        feedback=f"{sentence}\nA history of science, second edition, chapter {n % 12 + 1}",
        sentence=sentence,
        tags=("science", f"century-{n % 5 + 16}"),
        section=("Science", f"Section {n * 20 // 20_000 + 1}"),
        source=f"science.md:{n + 12}",
    )


def floor(quiz: Quiz, out: io.BytesIO) -> Written:
    text = io.TextIOWrapper(out, "utf-8", newline="")
    rows = csv.writer(text)
    for entry in quiz.entries:
        rows.writerow((entry.text, entry.answer, *entry.choices, entry.feedback))
    text.detach()
    return Written(NUMBER)


def measure(name: str, number: int) -> dict[str, float]:
    """Write, and read back where that can be: seconds each, megabytes added at the peak, bytes of the file."""
    wanted = FORMATS.get(name)
    quiz = Quiz("Science", entries(number, wanted.kinds if wanted else ("short",)))
    write = wanted.write if wanted else floor
    write(Quiz("Science", list(quiz.entries)[:10]), io.BytesIO())  # loads what the format needs
    out, before, begin = io.BytesIO(), peak(), time.perf_counter()
    written = write(quiz, out)
    seconds, added = time.perf_counter() - begin, peak() - before
    assert written.entries == number, written.left_out[:3]
    begin = time.perf_counter()
    if wanted and name in READERS:
        READERS[name].read(out.getvalue(), f"science{wanted.suffix}", ())
    reading = time.perf_counter() - begin if name in READERS else 0.0
    return {"seconds": seconds, "reading": reading, "megabytes": added, "bytes": len(out.getvalue())}


def best(name: str) -> dict[str, float]:
    runs = [alone("bench.classroom", name, NUMBER) for _ in range(ROUNDS)]
    return {key: min(one[key] for one in runs) for key in runs[0]}


def main() -> int:
    print(f"{NUMBER:,} questions to each format; csv.writer is bare, without a check of any text")
    print(f"\n{'':14} {'written/s':>10} {'of floor':>9} {'read/s':>10} {'MB added':>9} {'file MB':>8}")
    bare = best("floor")
    slow = []
    for name in ("csv.writer", *FORMATS):
        result = best(name) if name in FORMATS else bare
        speed = NUMBER / result["seconds"]
        ratio = f"{result['seconds'] / bare['seconds']:.1f}x"
        read = f"{NUMBER / result['reading']:,.0f}" if result["reading"] else ""
        print(
            f"{name:14} {speed:10,.0f} {ratio:>9} {read:>10} {result['megabytes']:9.1f} {result['bytes'] / 1e6:8.2f}"
        )
        slow += [name] if speed < LEAST else []
    if slow:
        print(f"slower than {LEAST:,} a second: {', '.join(slow)}")
    return 1 if slow else 0


if __name__ == "__main__":
    run(measure, main)
