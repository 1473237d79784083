"""RULES: which shape a question takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.rules.agent import agent
from quizgen.rules.fronted import fronted
from quizgen.rules.possessor import possessor
from quizgen.rules.quantity import quantity
from quizgen.rules.subject import subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.rules.target import Refusal, Target, Wording

RULES: tuple[Callable[[Target], Wording | Refusal | None], ...] = (
    possessor,
    quantity,
    subject,
    agent,
    fronted,
)
"""Tried in this order; the first that can ask, asks. None says that the span is not a rule's business, a refusal
why it does not ask though it is. Where none can, `cloze` always can."""

REWORDED = 0
"""How often, since the first release, a change of ours has worded the questions of sheets anew.

Whoever shows questions to a program that keeps them (Anki) needs to tell that they are newer than before,
though the sheet is as it was. A test holds this number to the wording of the shipped sheets."""
