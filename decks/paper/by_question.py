"""The key the other way round: each question by its id, and its number in every version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper.wording import version_label

if TYPE_CHECKING:
    from decks.paper.worksheet import Version, Worksheet


def by_question(worksheet: Worksheet) -> list[tuple[str, tuple[str, ...]]]:
    """Each item's id with its numbers in the versions, "" where it is in none; in the order of the first version."""
    places: dict[str, list[list[str]]] = {}
    for column, version in enumerate(worksheet.versions):
        for part in version.parts:
            for exercise in part.exercises:
                for id in dict.fromkeys(line.id for line in exercise.key):
                    numbers = places.setdefault(id, [[] for _ in worksheet.versions])
                    numbers[column].append(str(exercise.number))
    return [(id, tuple(", ".join(numbers) for numbers in columns)) for id, columns in places.items()]


def heading(version: Version) -> str:
    """What a version is called: "Version A", a pupil's name, or nothing where there is but one."""
    return version.name if version.pupil else version_label(version.name)
