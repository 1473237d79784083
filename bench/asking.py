"""Ask a sheet: facts a second from its text to its questions, where the time goes, and what a fact takes in memory.

Each size runs in a process of its own. "parse" is the English alone, measured beside the rest in the same run; what
asking takes beyond it are the rules and their wordings. In proportion means that ten times the facts take about ten
times as long, and that a fact takes as much memory in a large sheet as in a small one: the sheet is held, its
questions are a stream.
"""

from __future__ import annotations

import time

from bench._process import alone, growth, peak, run

SIZES = (1_000, 10_000, 100_000)
GOAL = 2_000
"""Facts a second."""


def measure(facts: int) -> dict[str, float]:
    """Seconds of reading, of parsing and of asking a sample sheet; the questions; megabytes before and after."""
    from quizgen.ask import questions
    from quizgen.english.parse import parse
    from quizgen.english.token import Phrase
    from quizgen.reader import read_text
    from quizgen.sample import sample

    text = "".join(sample(facts, 1))
    warm = read_text("".join(sample(20, 2)), "warm.md").sheet
    assert warm is not None
    list(questions(warm))  # the lexicon loads at the first word
    empty = peak()
    start = time.perf_counter()
    sheet = read_text(text, "sample.md").sheet
    read = time.perf_counter()
    assert sheet is not None
    held = peak()
    made = sum(1 for _ in questions(sheet))
    asked = time.perf_counter()
    whole = peak()
    for fact in sheet.facts:
        parse(fact.text, [Phrase(span.start, span.end, span.tag) for span in fact.spans])
    parsed = time.perf_counter()
    return {
        "read": read - start,
        "ask": asked - read,
        "parse": parsed - asked,
        "questions": made,
        "sheet": held - empty,
        "asking": whole - held,
    }


def main() -> None:
    print("seconds for the whole sheet, and kilobytes a fact")
    print(f"{'facts':>8} {'read':>7} {'parse':>7} {'rules':>7} {'facts/s':>9} {'questions/s':>12} {'of goal':>8} "
          f"{'sheet kB':>9} {'asking kB':>10}")  # fmt: skip
    seconds: list[float] = []
    for facts in SIZES:
        found = alone("bench.asking", facts)
        whole = found["read"] + found["ask"]
        seconds.append(whole)
        print(
            f"{facts:>8,} {found['read']:>7.2f} {found['parse']:>7.2f} {found['ask'] - found['parse']:>7.2f} "
            f"{facts / whole:>9,.0f} {found['questions'] / whole:>12,.0f} {facts / whole / GOAL:>7.2f}x "
            f"{1e3 * found['sheet'] / facts:>9.1f} {1e3 * found['asking'] / facts:>10.1f}",
            flush=True,
        )
    print(f"ten times the facts take: {growth(seconds)}")


if __name__ == "__main__":
    run(measure, main)
