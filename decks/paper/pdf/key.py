"""The key of a worksheet as key.typ reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from decks.paper import wording
from decks.paper.by_question import MOST_COLUMNS, by_question
from decks.paper.look import PAPERS
from decks.paper.pdf.content import grid, points, shared
from decks.paper.pdf.scripts import families, wants_system
from decks.paper.pdf.texts import Texts

if TYPE_CHECKING:
    from decks.paper.worksheet import Line, Version, Worksheet

_SMALLEST, _LARGEST, _LEADING = 10.0, 14.0, 1.3
"""Of the type: a key is for the teacher, who needs it compact."""


def key(worksheet: Worksheet) -> dict[str, Any]:
    """What key.typ reads."""
    look = worksheet.look
    texts = Texts(worksheet.language)
    size = min(max(_SMALLEST, look.type.size - 2), _LARGEST)
    several = len(worksheet.versions) > 1
    return {
        **shared(worksheet, texts, size, _LEADING, PAPERS[look.paper], 2),
        "versions": [_key_of_version(version, texts) for version in worksheet.versions],
        "names": [texts(version.name) for version in worksheet.versions],
        "short-names": all(len(version.name) <= 2 for version in worksheet.versions)
        and len(worksheet.versions) <= MOST_COLUMNS,
        "by-id": _by_id(worksheet, texts) if several else [],
        "source": texts(worksheet.source),
        "system": wants_system(texts.seen),
        "fonts": families(texts.seen, worksheet.language, look.type.sans),
    }


def _key_of_version(version: Version, texts: Texts) -> dict[str, Any]:
    def line(line: Line) -> dict[str, str]:
        return {
            "answer": texts(line.answer),
            "note": texts(line.note),
            "source": texts(line.source),
            "id": texts(line.id),
        }

    return {
        "label": texts(version.name if version.pupil else wording.version_label(version.name)),
        "parts": [
            {
                "title": texts(part.title),
                "points": points(part, texts),
                "exercises": [
                    {
                        "number": exercise.number,
                        "points": exercise.points,
                        "key": [line(one) for one in exercise.key],
                        "solution": grid(exercise.solution, texts) if exercise.solution else None,
                    }
                    for exercise in part.exercises
                ],
            }
            for part in version.parts
        ],
    }


def _by_id(worksheet: Worksheet, texts: Texts) -> list[dict[str, Any]]:
    """For each id its place in each version; empty where a version has it not."""
    return [{"id": texts(id), "numbers": [*map(texts, numbers)]} for id, numbers in by_question(worksheet)]
