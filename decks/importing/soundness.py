"""Whether an entry that was read can be asked at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.question import BLANK

if TYPE_CHECKING:
    from decks.quiz import Entry


def fault(entry: Entry) -> str:
    """What is wrong with an entry, and what would be right; empty where nothing is."""
    if not entry.text.strip() and entry.kind != "matching":
        return "there is no question; write one"
    if entry.kind == "short":
        return "" if any(one.strip() for one in entry.answers) else "there is no answer; write one"
    if entry.kind == "gaps":
        gaps = entry.text.count(BLANK)
        there = len(entry.answers)
        return (
            "" if gaps == there else f"there are {gaps} gaps and {there} answers; give each gap ({BLANK}) one"
        )
    if entry.kind == "essay":
        return ""
    return _fault_of_choices(entry)


def _fault_of_choices(entry: Entry) -> str:
    if not entry.choices:
        return "there is nothing to choose from; write the choices"
    if not entry.key or not all(0 <= number < len(entry.choices) for number in entry.key):
        return f"it is not said which is right; give numbers from 1 to {len(entry.choices)}"
    if entry.kind == "true-false" and (len(entry.choices) != 2 or len(entry.key) != 1):
        return "true or false has two choices, one of them right; write both"
    if entry.kind == "matching" and len(entry.key) != len(entry.parts):
        return f"there are {len(entry.parts)} parts and {len(entry.key)} answers; give each part one"
    if entry.kind == "ordering" and sorted(entry.key) != list(range(len(entry.choices))):
        return "the order does not name each thing once; give all their numbers"
    return ""
