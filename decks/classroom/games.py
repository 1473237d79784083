"""What the games share: a question with up to four answers, of which some are right."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from decks.classroom.cells import runs, runs_within
from decks.classroom.holding import NotHeldError, check_kind, held
from decks.quiz import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from decks.quiz import Entry, Kind, LeftOut, Quiz

KINDS: tuple[Kind, ...] = ("choice", "true-false")
MOST = 4
"""Answers that every one of the games can show."""
SECONDS = 20
"""For each question; a teacher changes it in the game."""


def write_rows(
    quiz: Quiz,
    out: BinaryIO,
    head: Iterable[Sequence[str]],
    check: Callable[[Entry], None],
    row: Callable[[int, Entry], Sequence[object]],
) -> Written:
    """Write a CSV with these first rows, then a `row` for each entry, by its number from 1, that passes `check`."""
    left_out: list[LeftOut] = []
    text = io.TextIOWrapper(out, "utf-8", newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerows(head)
    count = 0
    for count, (entry, _) in enumerate(held(quiz.entries, check, left_out), 1):
        table.writerow(row(count, entry))
    text.detach()
    return Written(count, tuple(left_out))


def check_choices(entry: Entry, title: str) -> None:
    """Raise NotHeldError for an entry that is no question with two to four answers."""
    check_kind(entry, KINDS, title)
    if len(entry.choices) > MOST:
        raise NotHeldError(
            f"{title} has {MOST} answers at most, and here are {len(entry.choices)}; ask with --choices {MOST}"
        )
    if len(entry.choices) < 2 or not entry.key:
        raise NotHeldError(f"{title} needs two answers, one of them right; give it more to choose from")


def check_formulas(entry: Entry, title: str) -> None:
    """Raise NotHeldError where a spreadsheet, in which such a file may be opened, would run one of its cells."""
    for text in (entry.text, *entry.choices):
        if runs(text):
            raise NotHeldError(
                f'begins with "{text.strip()[:1] or "a line end"}", which a spreadsheet would run, and {title} shows '
                "no apostrophe in front of it; begin with a word"
            )
        if part := runs_within(text):
            raise NotHeldError(
                f'has "{part}" in it, which a spreadsheet that parts cells there would run, and {title} shows no '
                "apostrophe in front of it; put a word between"
            )


def four(entry: Entry) -> tuple[str, ...]:
    """Its answers in four cells."""
    return (*entry.choices, *[""] * (MOST - len(entry.choices)))


def right(entry: Entry) -> str:
    """The numbers of its right answers, from 1: `2`, or `1,3`."""
    return ",".join(str(number + 1) for number in entry.key)
