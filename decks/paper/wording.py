"""The fixed words of paper, in one place."""

from __future__ import annotations

KEY_TITLE = "Answer key"
ANSWER_SHEET_TITLE = "Answer sheet"
BY_ID_TITLE = "By question"
QUESTION_ID = "Question"
ANSWER = "Answer"
SOURCE = "Source"
NUMBER = "No."
POINTS = "Points"
ACROSS = "Across"
DOWN = "Down"


def version_label(name: str) -> str:
    """Of a version: "Version A"; empty where there is but one."""
    return f"Version {name}" if name else ""


def points_label(points: int) -> str:
    """ "1 point", "2 points"."""
    return f"{points} point" if points == 1 else f"{points} points"


def total_label(points: int) -> str:
    """Of the score box, behind room to write in."""
    return f"/ {points}"


def page_label(number: object, of: object) -> str:
    """ "page 2 of 5"."""
    return f"page {number} of {of}"
