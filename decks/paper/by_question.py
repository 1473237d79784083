"""What writers of sheets and keys need of all versions: their names, which have a sheet, each question's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper.look import Look
from decks.paper.wording import version_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decks.paper.worksheet import Version, Worksheet


def by_question(worksheet: Worksheet) -> list[tuple[str, tuple[str, ...]]]:
    """Each item's id with its number and letter in each version, "3 B", or "" where it is in none; sorted by id."""
    places: dict[str, list[list[str]]] = {}
    for column, version in enumerate(worksheet.versions):
        for part in version.parts:
            for exercise in part.exercises:
                for id, letter in dict.fromkeys((line.id, line.letter) for line in exercise.key):
                    numbers = places.setdefault(id, [[] for _ in worksheet.versions])
                    numbers[column].append(f"{exercise.number}\u00a0{letter}".rstrip())
    return [(id, tuple(", ".join(numbers) for numbers in columns)) for id, columns in sorted(places.items())]


MOST_COLUMNS = 6
"""Versions that have a column each; where there are more, a cell lists them."""


def listed(worksheet: Worksheet, numbers: Iterable[str]) -> str:
    """One item's numbers in a row: "A: 3 B · B: 1 C"."""
    versions = zip(worksheet.versions, numbers, strict=True)
    return " · ".join(f"{version.name}: {number}" for version, number in versions if number)


def heading(version: Version) -> str:
    """What a version is called: "Version A", a pupil's name, or nothing where there is but one."""
    return version.name if version.pupil else version_label(version.name)


def with_sheets(worksheet: Worksheet) -> tuple[Version, ...]:
    """Versions that have something to answer; where there are cards alone, none has a sheet."""
    some = tuple(version for version in worksheet.versions if version.parts)
    return some if some or worksheet.versions[0].cards else worksheet.versions


def key_look(look: Look) -> Look:
    """A key is for the teacher, who needs it compact: no type larger than 14 points, and no larger paper."""
    return look if look.type.size <= 14 else Look(look.paper, "dyslexia")
