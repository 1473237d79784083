"""Read and play cases that are told in steps, one a line: each step is a method of whoever plays it.

    # title
    | a sheet, its lines
    | behind bars
    first step
    second step with what it needs

A case begins with its title and ends where the next begins; empty lines mean nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = (
    "Ada Ben Cleo Dora Emil Fay Gus Hana Ivo Jana Karl Lena Milo Nora Otto Pia Rosa Sven Tessa Udo "
    "Vera Willem Xenia Yara Zeno"
).split()


@dataclass(frozen=True, slots=True)
class Case:
    """One course of things."""

    file: str
    title: str
    steps: tuple[tuple[int, str], ...]
    """Each with its line in the file."""

    @property
    def name(self) -> str:
        """As the name of a test."""
        return f"{self.file}-{re.sub(r'[^a-z0-9]+', '-', self.title.lower()).strip('-')}"


def load(folder: Path) -> Iterator[Case]:
    """The cases of all files of a folder."""
    for file in sorted(folder.glob("*.txt")):
        steps: list[tuple[int, str]] = []
        title = ""
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line.startswith("# "):
                if steps:
                    yield Case(file.stem, title, tuple(steps))
                title, steps = line[2:], []
            elif line.strip():
                steps.append((number, line.rstrip()))
        yield Case(file.stem, title, tuple(steps))


def facts(number: int) -> str:
    """A sheet of so many facts, f1, f2 and so on, each asked for one thing."""
    return "".join(
        f"- [{NAMES[place % len(NAMES)]}]{{.who}} drew map {place + 1}. {{#f{place + 1}}}\n"
        for place in range(number)
    )


class Steps:
    """Plays cases: `due f1 today` calls `do_due("f1 today")`."""

    path: Path
    """Of the sheet."""

    def play(self, case: Case) -> None:
        """Do every step; the first that comes out otherwise is told with its line."""
        sheet: list[str] = []
        for number, line in case.steps:
            if line.startswith("|"):
                sheet.append(line[1:].removeprefix(" "))
                continue
            if sheet:
                self.write("\n".join(sheet) + "\n")
                sheet = []
            try:
                self.do(line)
            except AssertionError as error:
                raise AssertionError(f"{case.file}.txt:{number}: {line}\n{error}") from error

    def do(self, line: str) -> None:
        """One step."""
        word, _, rest = line.strip().partition(" ")
        getattr(self, f"do_{word}")(rest)

    def write(self, text: str) -> None:
        """Put a text into the sheet."""
        head = "" if text.startswith("---") else "---\ntitle: Sheet\n---\n\n"
        self.path.write_text(head + text, "utf-8")

    def do_facts(self, rest: str) -> None:
        """A sheet of so many facts."""
        self.write(facts(int(rest)))
