"""A question of Moodle's on its way to an entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.classroom import taking

if TYPE_CHECKING:
    from collections.abc import Callable

    from decks.classroom.taking import Answer
    from decks.classroom.tree import Node
    from decks.quiz import Entry


@dataclass(frozen=True, slots=True)
class Question:
    """A question on its way to an entry."""

    node: Node
    entry: Entry
    """As far as all kinds have it in common; its kind is still to be set."""
    note: Callable[[str], None]


def literal(question: Question, answers: list[Answer]) -> list[Answer]:
    """Return answers as they are typed; what has an asterisk for any letters is noted."""
    kept, jokers = taking.literal(answers)
    if jokers:
        question.note(taking.WILDCARD)
    return kept
