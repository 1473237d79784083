"""Read cases of findings: sheets of a few facts, a line each, with the codes of what is wrong with them.

    # title
    [Bell]{.who} invented the telephone.
    [Meucci]{.who} invented the telephone.
    -> multi-answer

`->` is followed by exactly the codes that the facts together have, by nothing where they are sound; `=>` by a
code that each line has as a sheet of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.checks import findings
from quizgen.reader import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.finding import Finding

HEAD = "---\nsource: a case\n---\n\n"


@dataclass(frozen=True, slots=True)
class Case:
    """Facts, and what is to be said of them."""

    facts: tuple[str, ...]
    codes: frozenset[str]
    exactly: bool
    """Whether nothing else may be said."""

    def __str__(self) -> str:
        return self.facts[0][:50]


def cases(text: str) -> Iterator[Case]:
    """The cases of a text; blocks without an arrow are none."""
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in block.splitlines() if not line.startswith("#")]
        if len(lines) < 2 or lines[-1][:2] not in ("->", "=>"):
            continue
        facts, codes = lines[:-1], frozenset(lines[-1][2:].split())
        if lines[-1].startswith("->"):
            yield Case(tuple(facts), codes, exactly=True)
        else:
            yield from (Case((fact,), codes, exactly=False) for fact in facts)


def found_in(case: Case) -> tuple[Finding, ...]:
    """What reading and asking a sheet of these facts finds."""
    return found_in_sheet(HEAD + "".join(f"- {fact}\n" for fact in case.facts))


def found_in_sheet(text: str) -> tuple[Finding, ...]:
    """What reading and asking a sheet finds."""
    reading = read_text(text, "case.md")
    return (*reading.findings, *(findings(reading.sheet) if reading.sheet else ()))
