"""Compose a worksheet: draw questions for its parts, and lay them out for each version."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from decks.paper import wording
from decks.paper.draw import draw
from decks.paper.exercises import cards, part
from decks.paper.parts import PARTS
from decks.paper.plan import Plan
from decks.paper.worksheet import Version, Worksheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.paper.draw import Drawn
    from decks.paper.plan import Named
    from decks.paper.worksheet import Part
    from quizgen.forms.bank import Bank

__all__ = ["Missing", "Plan", "compose", "missing"]


def compose(banks: Sequence[Bank], plan: Plan) -> Worksheet:
    """The worksheet that the plan asks for, as far as the banks can give it: `missing` says what they cannot.

    A fact is used once if there are enough, otherwise as rarely as possible. No exercise tells the answer of another
    where that can be avoided. A part without any exercise is left out.
    """
    drawn = draw(banks, plan)
    return Worksheet(
        plan.title or _title(banks),
        tuple(_version(drawn, plan, named) for named in plan.versions),
        plan.look,
        _language(banks),
        plan.instructions,
        plan.blanks,
        plan.answer_sheet,
        "; ".join(dict.fromkeys(bank.sheet.source or bank.sheet.title for bank in _used(drawn))),
        _repeated(drawn),
    )


def _version(drawn: Sequence[Drawn], plan: Plan, named: Named) -> Version:
    """By its name and the seed alone, so that another version more or less changes nothing."""
    parts: list[Part] = []
    number = 0
    for one in drawn:
        if one.kind == "cards":
            continue
        made = part(one, plan, Random(f"{plan.seed}/{named.name}/{one.kind}"))
        numbered = (replace(exercise, number=number + exercise.number) for exercise in made.exercises)
        parts.append(replace(made, exercises=tuple(numbered)))
        number += len(made.exercises)
    flash = next((cards(one) for one in drawn if one.kind == "cards"), ())
    return Version(named.name, tuple(parts), flash, named.pupil)


def _title(banks: Sequence[Bank]) -> str:
    return banks[0].sheet.title if len(banks) == 1 else wording.SEVERAL_SHEETS


def _language(banks: Sequence[Bank]) -> str:
    """That of the sheets where they have but one."""
    languages = {bank.sheet.language for bank in banks}
    return languages.pop() if len(languages) == 1 else "en"


def _used(drawn: Sequence[Drawn]) -> list[Bank]:
    """The banks that anything was drawn from."""
    return [one.bank for part_ in drawn for one in part_.printed]


def _repeated(drawn: Sequence[Drawn]) -> int:
    """Facts that more than one part asks for; cards are to learn from, and may say what the sheet asks."""
    parts = Counter(
        fact
        for one in drawn
        if one.kind != "cards"
        for fact in {fact for candidate in one.printed for fact in candidate.facts}
    )
    return sum(number > 1 for number in parts.values())


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that has less than was wanted."""

    kind: str
    there: int
    wanted: int

    def __str__(self) -> str:
        part_ = PARTS[self.kind]
        noun = part_.noun if self.wanted > 1 else part_.noun.removesuffix("s")
        return f"{self.kind}: {self.there} of {self.wanted} {noun}; {part_.remedy}"


def missing(worksheet: Worksheet, plan: Plan) -> list[Missing]:
    """The parts that the banks could not fill."""
    there = counts(worksheet)
    return [
        Missing(one.kind, there.get(one.kind, 0), one.number)
        for one in plan.parts
        if there.get(one.kind, 0) < one.number
    ]


def counts(worksheet: Worksheet) -> dict[str, int]:
    """How much there is of each part, in what its kind counts: questions, pairs, words, cards."""
    first = worksheet.versions[0]
    several = ("match", "crossword", "wordsearch")
    there = {
        one.kind: sum(len(exercise.key) if one.kind in several else 1 for exercise in one.exercises)
        for one in first.parts
    }
    return there | {"cards": len(first.cards)} if first.cards else there
