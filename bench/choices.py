"""Deal choices: how long the options of a sheet's questions take, against asking the questions.

Each size runs in a process of its own. In proportion means that ten times the facts take about ten times as long.
"""

from __future__ import annotations

import time

from bench._process import alone, growth, run

SIZES = (1_000, 10_000, 100_000)


def measure(facts: int) -> dict[str, float]:
    """Seconds of asking a sample sheet and of dealing four options to each question, and how many were had."""
    from quizgen.ask import questions
    from quizgen.choices import deal_choices
    from quizgen.reader import read_text
    from quizgen.sample import sample

    warm = read_text("".join(sample(20, 2)), "warm.md").sheet
    sheet = read_text("".join(sample(facts, 1)), "sample.md").sheet
    assert warm is not None and sheet is not None
    list(questions(warm))  # the lexicon loads at the first word
    start = time.perf_counter()
    asked = list(questions(sheet))
    done = time.perf_counter()
    options = [len(choice.options) for choice in deal_choices(asked, sheet)]
    dealt = time.perf_counter()
    full = sum(count == 4 for count in options) / len(options)
    return {"ask": done - start, "deal": dealt - done, "questions": len(asked), "full": full}


def main() -> None:
    print(f"{'facts':>8} {'ask s':>8} {'deal s':>8} {'questions/s':>12} {'deal/ask':>9} {'with four':>10}")
    seconds: list[float] = []
    for facts in SIZES:
        found = alone("bench.choices", facts)
        seconds.append(found["deal"])
        print(
            f"{facts:>8,} {found['ask']:>8.2f} {found['deal']:>8.2f} {found['questions'] / found['deal']:>12,.0f} "
            f"{found['deal'] / found['ask']:>8.1f}x {found['full']:>10.0%}",
            flush=True,
        )
    print(f"dealing to ten times the facts takes: {growth(seconds)}")


if __name__ == "__main__":
    run(measure, main)
