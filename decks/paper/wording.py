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


def clue_label(number: int, way: str) -> str:
    """Of a clue, where both lists of them are told together: "3 Across"."""
    return f"{number} {way}"


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


WORD_BANK = "Words to use"
WORDS_TO_FIND = "Words to find"
CORRECTION = "Correction"
TRUE = "True"
FALSE = "False"
ALSO = "also"

PART_TITLES = {
    "choice": "Multiple choice",
    "true-false": "True or false?",
    "first": "Which came first?",
    "match": "Matching",
    "bank": "Fill in the gaps",
    "cloze": "Complete the sentences",
    "blanks": "Complete the sentences: several gaps",
    "timeline": "Timeline",
    "open": "Short answers",
    "long": "Longer answers",
    "crossword": "Crossword",
    "wordsearch": "Word search",
    "cards": "Flashcards",
}

INSTRUCTIONS = {
    "choice": "Circle the letter of the right answer.",
    "true-false": "Circle the right answer. Where a statement is false, write what is true.",
    "first": "Circle the letter of what happened first.",
    "match": "Write the letter of the right answer on each line.",
    "bank": "Fill in each gap with words from the box. Each is used once.",
    "cloze": "Fill in each gap.",
    "blanks": "Fill in every gap of each sentence.",
    "timeline": "Number the events in the order in which they happened: 1 is the earliest.",
    "open": "Answer each question in a few words.",
    "long": "Answer each question in whole sentences.",
    "crossword": "Write the answers in the grid. Numbers in brackets are letters.",
    "wordsearch": "Find the words in the grid.",
    "cards": "Cut along the lines.",
}

SPARE_WORDS = "Fill in each gap with words from the box. Each is used once at most; not all are needed."
SEVERAL_SHEETS = "Worksheet"


def direction_label(rows: int, columns: int) -> str:
    """Which way a word of a word search runs, for its key: "right", "down and right", "up"."""
    parts = ({1: "down", -1: "up"}.get(rows), {1: "right", -1: "left"}.get(columns))
    return " and ".join(part for part in parts if part)


def place_label(row: int, column: int) -> str:
    """Where it begins, both counted from 1."""
    return f"row {row}, column {column}"
