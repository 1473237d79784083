"""An item: questions in the form in which they are put to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.question import Question


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be answered, and the questions of the sheet that it was made from. All text is plain text."""

    id: str
    """What is asked, and in which form: `sheet/fact/ask/choice`. An open item has its question's own id."""
    form: str
    """A key of `quizgen.forms.FORMS`."""
    text: str
    """The stem: ends in a question mark, or has its gap; of a plain card it is its author's words as they stand."""
    questions: tuple[Question, ...]
    """Where it comes from, the first of them first; its facts and their places are theirs."""
    answer: str
    """The right answer in words."""
    also: tuple[str, ...] = ()
    """Other right answers."""
    variants: tuple[str, ...] = ()
    """Other sound wordings of the stem."""
    choices: tuple[str, ...] = ()
    """What to choose from, to put in order or to match with; empty where the person writes the answer."""
    key: tuple[int, ...] = ()
    """Numbers of the right choices, from 0: one to choose, all in their right order, or one for each of `parts`."""
    parts: tuple[str, ...] = ()
    """What the choices are matched with."""
    answers: tuple[str, ...] = ()
    """Of each gap, where there are several."""
    correction: str = ""
    """The true sentence, where the item says something false."""
