"""A bank: a sheet asked, from which every form draws, and the chance that decides for it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from random import Random
from typing import TYPE_CHECKING

from quizgen.choices import LATEST_YEAR, Choices, Pool, deal_choices
from quizgen.selection import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.ask import Attempt
    from quizgen.fact import Fact, Sheet
    from quizgen.question import Question
    from quizgen.selection import Selection


@dataclass(frozen=True, slots=True)
class Options:
    """How choices are dealt, for everything that has choices."""

    count: int = 4
    """Choices of a question, the right one among them, where there are as many."""
    seed: int = 0
    """The same seed, the same output."""
    invent_names: bool = False
    """Whether invented names may stand in where the deck has too few."""


@dataclass(frozen=True, slots=True)
class Bank:
    """A sheet with what was asked of it."""

    sheet: Sheet
    attempts: tuple[Attempt, ...]
    """In sheet order; only those that are wanted."""
    choices: dict[str, Choices]
    """Those of each question, by its id; made once, since places of the key are balanced over the deck."""
    pool: Pool
    """The sheet's answers with their kinds."""
    options: Options = Options()

    @property
    def questions(self) -> Iterator[Question]:
        """Of the attempts, in their order."""
        return (attempt.question for attempt in self.attempts)

    def chance(self, *names: str) -> Random:
        """Chance for one decision: the same seed and names, the same outcome."""
        return Random("/".join((str(self.options.seed), *names)))

    def facts(self) -> Iterator[tuple[Fact, tuple[Attempt, ...]]]:
        """The attempts by fact."""
        for _, attempts in groupby(self.attempts, key=lambda attempt: attempt.question.fact.id):
            together = tuple(attempts)
            yield together[0].question.fact, together


def bank(
    sheet: Sheet,
    attempts: Iterable[Attempt],
    *,
    options: Options = Options(),
    sisters: Sequence[tuple[Sheet, Sequence[Question]]] = (),
    wanted: Selection = EVERYTHING,
) -> Bank:
    """Lay in a sheet. Questions that are not wanted are not asked, but lend their answers as distractors."""
    every = tuple(attempts)
    asked = [attempt.question for attempt in every]
    dealt = deal_choices(
        asked,
        sheet,
        count=options.count,
        seed=options.seed,
        sisters=sisters,
        invent_names=options.invent_names,
    )
    choices = {question.id: one for question, one in zip(asked, dealt, strict=True)}
    chosen = tuple(one for one in every if wanted.wants(one.question))
    return Bank(sheet, chosen, choices, Pool(asked, sheet, latest_year=LATEST_YEAR), options)
