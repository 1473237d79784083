"""Ask a sheet: facts a second from sheet to questions, against merely reading the sheet.

Each size runs in a process of its own: read, ask, and the whole, with the peak of memory. In proportion means
that ten times the facts take about ten times as long.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from itertools import islice, pairwise

SIZES = (1_000, 10_000, 100_000)


def measure(facts: int) -> dict[str, float]:
    """Seconds of reading and of asking a sample sheet, the questions made, and peak memory in MB."""
    from quizgen.ask import ask, questions
    from quizgen.reader import read_text
    from quizgen.sample import sample

    text = "".join(sample(facts, 1))
    warm = read_text("".join(sample(20, 2)), "warm.md").sheet
    assert warm is not None
    list(questions(warm))  # the lexicon loads at the first word
    start = time.perf_counter()
    sheet = read_text(text, "sample.md").sheet
    read = time.perf_counter()
    assert sheet is not None
    made = sum(len(ask(fact, sheet).attempts) for fact in islice(sheet.facts, facts))
    asked = time.perf_counter()
    return {"read": read - start, "ask": asked - read, "questions": made, "megabytes": peak()}


def peak() -> float:
    """Peak memory of this process in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    print(
        f"{'facts':>8} {'read s':>8} {'ask s':>8} {'facts/s':>9} {'questions/s':>12} {'ask/read':>9} {'MB':>6}"
    )
    seconds: list[float] = []
    for facts in SIZES:
        command = [sys.executable, "-m", "bench.asking", str(facts)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        whole = found["read"] + found["ask"]
        seconds.append(whole)
        print(
            f"{facts:>8,} {found['read']:>8.2f} {found['ask']:>8.2f} {facts / whole:>9,.0f} "
            f"{found['questions'] / whole:>12,.0f} {found['ask'] / found['read']:>8.1f}x {found['megabytes']:>6.0f}",
            flush=True,
        )
    growth = ", ".join(f"{later / earlier:.1f}x" for earlier, later in pairwise(seconds))
    print(f"ten times the facts take: {growth}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        main()
