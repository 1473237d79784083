"""The cases of typed answers, which are text.

    case = expected " | " also (";" also)* " | " typed (" | " other (";" other)*)? " -> " verdict

The verdict is right, typo, wrong; or accept, which is either of the first two.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quizgen.answers import Verdict, judge

CASES = Path(__file__).parent / "cases" / "typed"


@dataclass(frozen=True)
class Case:
    expected: str
    also: tuple[str, ...]
    typed: str
    others: tuple[str, ...]
    verdict: str

    def judge(self) -> Verdict:
        return judge(self.expected, self.typed, self.also, self.others)

    def __str__(self) -> str:
        return f"{self.expected} <- {self.typed!r}"


def read_case(line: str) -> Case:
    """One line of a case file."""
    left, _, verdict = line.rpartition("->")
    expected, also, typed, *others = (part.strip(" ") for part in left.split("|"))
    return Case(expected, _several(also), typed, _several(*others) if others else (), verdict.strip())


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def cases(name: str) -> list[Case]:
    """The cases of a file."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [read_case(line) for line in lines if "->" in line and not line.startswith("#")]
