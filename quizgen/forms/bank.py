"""A bank: a sheet asked, from which every form draws, and the chance that decides for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
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


class Bank:
    """A sheet with what was asked of it. Its kinds and choices are made when a form first wants them."""

    def __init__(
        self,
        sheet: Sheet,
        attempts: Iterable[Attempt],
        options: Options = Options(),
        sisters: Sequence[tuple[Sheet, Sequence[Question]]] = (),
        wanted: Selection = EVERYTHING,
    ) -> None:
        """Questions that are not wanted are not asked, but lend their answers as distractors."""
        every = tuple(attempts)
        self.sheet = sheet
        self.options = options
        self.attempts = tuple(one for one in every if wanted.wants(one.question))
        """In sheet order; only those that are wanted."""
        self._every = tuple(one.question for one in every)
        self._sisters = sisters

    @property
    def questions(self) -> Iterator[Question]:
        """Of the attempts, in their order."""
        return (attempt.question for attempt in self.attempts)

    @cached_property
    def pool(self) -> Pool:
        """The sheet's answers with their kinds."""
        return Pool(self._every, self.sheet, latest_year=LATEST_YEAR)

    @cached_property
    def choices(self) -> dict[str, Choices]:
        """The choices of each question, by its id; all at once, as the places of the key are balanced over the deck."""
        dealt = deal_choices(
            self._every,
            self.sheet,
            count=self.options.count,
            seed=self.options.seed,
            sisters=self._sisters,
            invent_names=self.options.invent_names,
            pool=self.pool,
        )
        return {question.id: one for question, one in zip(self._every, dealt, strict=True)}

    def chance(self, *names: str) -> Random:
        """Chance for one decision: the same seed and names, the same outcome."""
        return Random("/".join((str(self.options.seed), *names)))

    def facts(self) -> Iterator[tuple[Fact, tuple[Attempt, ...]]]:
        """The attempts by fact."""
        for _, attempts in groupby(self.attempts, key=lambda attempt: attempt.question.fact.id):
            together = tuple(attempts)
            yield together[0].question.fact, together


def stands_alone(attempts: Iterable[Attempt]) -> bool:
    """Whether a fact says by itself whom and what it is about: not "She won it"."""
    return not any(refusal.code == "vague-pronoun" for one in attempts for _, refusal in one.refusals)
