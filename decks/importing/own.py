"""Our own tables, as `decks.classroom.tables` writes them: every entry as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from decks.classroom.cells import pieces, unguarded
from decks.classroom.tables import BEFORE, BEHIND
from decks.importing.soundness import fault
from decks.quiz import Entry, Kind, LeftOut, Quiz, Taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.importing.rows import Row


_WHOLE = re.compile("[0-9]{1,9}")


def is_own(header: Sequence[str]) -> bool:
    """Whether these are the names of the columns that we write."""
    return tuple(header[: len(BEFORE)]) == BEFORE and tuple(header[-len(BEHIND) :]) == BEHIND


def read(rows: Sequence[Row], title: str) -> Taken:
    """The entries of a table whose first row is our header."""
    header = rows[0].cells
    choices = sum(name.startswith("choice ") for name in header)
    entries: list[Entry] = []
    left_out: list[LeftOut] = []
    for row in rows[1:]:
        place = f"row {row.number}"
        if any(row.cells[len(header) :]):
            reason = f"has {len(row.cells)} cells, and the header {len(header)}; look at its quotation marks"
            left_out.append(LeftOut(place, reason))
            continue
        cells = [*row.cells[: len(header)], *[""] * (len(header) - len(row.cells))]
        made = _entry([unguarded(cell) for cell in cells], choices)
        wrong = made if isinstance(made, str) else fault(made)
        if wrong:
            left_out.append(LeftOut(place, wrong))
        elif isinstance(made, Entry):
            entries.append(made)
    return Taken(Quiz(title, tuple(entries)), tuple(left_out))


def _entry(cells: Sequence[str], choices: int) -> Entry | str:
    """The entry of a row, or what is wrong with it."""
    id_, kind, text, answer, correct = cells[: len(BEFORE)]
    also, sentence, correction, feedback, tags, section, points, source = cells[-len(BEHIND) :]
    many = cells[len(BEFORE) : -len(BEHIND)]
    numbers = [number.strip() for number in correct.split(",")] if correct else []
    if kind not in get_args(Kind):
        return f'no question is of the kind "{kind}"; there are {", ".join(get_args(Kind))}'
    if not all(_WHOLE.fullmatch(number) for number in (*numbers, points or "1")):
        return "correct and points hold whole numbers; write 1, or 1,3"
    answers = (answer, *pieces(also)) if kind == "short" else pieces(answer) if kind == "gaps" else ()
    return Entry(
        id=id_, kind=kind, text=text, answers=answers,  # type: ignore[arg-type]  # looked up above
        choices=_filled(many[:choices]), key=tuple(int(number) - 1 for number in numbers),
        parts=_filled(many[choices:]), feedback=feedback, sentence=sentence, correction=correction,
        tags=pieces(tags), section=pieces(section), points=int(points or 1), source=source,
    )  # fmt: skip


def _filled(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells up to the last that has anything in it."""
    last = max((number for number, cell in enumerate(cells, 1) if cell), default=0)
    return tuple(cells[:last])
