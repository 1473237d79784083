"""Read a sheet: facts a second, against merely running markdown-it with its attributes and front matter plugins.

Each measurement runs in a process of its own, one after the other; seconds are the best of `ROUNDS`. The same
text goes to both. The plugins find no places, no mistakes and no facts: they are the floor for a reader that
stands on them. In proportion means that ten times the facts take about ten times as long.
"""

from __future__ import annotations

import re
import time
from functools import partial
from itertools import cycle, islice, pairwise
from typing import TYPE_CHECKING

from bench._process import alone, peak, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
GOAL = 10_000
"""Facts a second."""

HEAD = """---
title: A sheet for measuring
calendar: julian
tags: [history, measuring]
names:
  Leon Trotsky: {kind: person, also: [Trotski, Lev Trotsky]}
  the Bolsheviks: {kind: party, plural: true}
---
"""
SHAPES = """
- [Lev Kamenev]{.who} broke [party discipline N]{.what} on [D October 1917]{.when}. {#dissent-N}
%
- [The [Aurora]{.what #ship} number N]{.what} lay in [Petrograd]{.where}. {#ship-N .ships difficulty=2}
%
- [Marie Curie]{.who} found [element N]{.what} in [YEAR]{.when} by [boiling pitchblende]{.how}. {#curie-N}
  > It took her four years; see the *notebook* of YEAR.
%
- [Trotski]{.who} led [the Bolsheviks]{.who} for N days.
%
* [*Pravda*]{.what kind=newspaper} no. N printed [N letters]{.howmany} of its readers. {#pravda-N}
%

[He]{.who is="Lenin" also="V. I. Lenin"} wrote letter N to
the [Central Committee]{.who} in [YEAR]{.when}. {#letter-N}

%
1. [Comet N]{.what} passed [Jupiter]{.where} on [D May YEAR]{.when date="YEAR-05"}. {#comet-N}
%
- The town of [Upper Bergen N]{.where} has [N bridges]{.howmany} because [the river splits]{.why}. {#town-N}
%
- [Whale N]{.what} dives [D hundred metres]{.howmany} for [squid]{.what} at night. {#whale-N}

%
- [Johann Bach]{.who} wrote [cantata N]{.what} [to honour the council]{.why}. {#bach-N}
  > First sung on D May.
""".removeprefix("\n").split("%\n")
"""Facts as people write them: with names, nesting, attributes, emphasis, explanations; one without an id."""


def sheet(facts: int) -> str:
    """A sheet of so many facts in ten shapes, a section to every fifty."""
    return HEAD + "".join(_lines(facts))


def _lines(facts: int) -> Iterator[str]:
    for n, shape in enumerate(islice(cycle(SHAPES), facts)):
        if n % 50 == 0:
            yield f"\n## Section {n // 50}\n\n"
        values = {"N": n, "D": n % 28 + 1, "YEAR": 1700 + n % 300}
        yield re.sub(r"\b(?:N|D|YEAR)\b", partial(_value, values), shape)


def _value(values: dict[str, int], word: re.Match[str]) -> str:
    return str(values[word[0]])


def ours(text: str) -> int:
    """Read the sheet; gives the number of facts."""
    from quizgen.reader import read_text

    reading = read_text(text, "sheet.md")
    assert reading.sheet is not None
    assert not reading.findings, reading.findings[0]
    return len(reading.sheet.facts)


def floor(text: str) -> int:
    """Run markdown-it with the plugins; gives the number of blocks with a span in them."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    markdown = MarkdownIt("commonmark")
    attrs_plugin(markdown, spans=True)
    front_matter_plugin(markdown)
    tokens = markdown.parse(text)
    return sum(any(child.type == "span_open" for child in token.children or ()) for token in tokens)


READERS: dict[str, Callable[[str], int]] = {"ours": ours, "floor": floor}


def measure(name: str, facts: int) -> dict[str, float]:
    """Seconds of one reader over a sheet, best of `ROUNDS`, and the peak memory of its process in MB."""
    text = sheet(facts)
    READERS[name](sheet(20))  # imports and caches
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = READERS[name](text)
        best = min(best, time.perf_counter() - start)
        assert found == facts, (found, facts)
    return {"seconds": best, "megabytes": peak()}


def main() -> int:
    """Print a line a size; 1 where the goal is missed or time does not grow in proportion."""
    speeds = []
    print(f"{'facts':>8} {'facts/s':>9} {'plugins/s':>9} {'ratio':>6} {'MB':>6} {'plugins MB':>10}")
    for facts in SIZES:
        us, them = (alone("bench.reading", name, facts) for name in READERS)
        speeds.append(facts / us["seconds"])
        ratio = them["seconds"] / us["seconds"]
        print(
            f"{facts:>8,} {speeds[-1]:>9,.0f} {facts / them['seconds']:>9,.0f} {ratio:>5.2f}x "
            f"{us['megabytes']:>6,.0f} {them['megabytes']:>10,.0f}",
            flush=True,
        )
    slowing = max(before / after for before, after in pairwise(speeds))
    print(f"goal {GOAL:,} facts/s: {'reached' if min(speeds) >= GOAL else 'missed'}; ", end="")
    print(f"ten times the facts take at most {10 * slowing:.1f} times as long")
    return 0 if min(speeds) >= GOAL and slowing < 1.6 else 1


if __name__ == "__main__":
    run(measure, main)
