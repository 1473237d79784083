"""Multiple choice: the key of each question among wrong answers of its own kind and form.

The manner is that of T. M. Haladyna's item-writing guidelines ("Developing and Validating Multiple-Choice Test
Items", 3rd edition, 2004): options of one kind, form and about one length, numbers in order, keys in all places
alike, never "none of the above". Fewer options rather than poor ones: three are enough (M. C. Rodriguez, 2005).

Wrong answers come from the deck itself, then from decks that share a tag with it, then, for dates and numbers, from
their neighbourhood; invented names only where they are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from quizgen.distractors.deal import Dealer, Sister
from quizgen.distractors.places import Places
from quizgen.distractors.pool import Pool
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.fact import Sheet
    from quizgen.question import Question

__all__ = ["LATEST_YEAR", "Choices", "Pool", "deal_choices", "scarce_choices"]

LATEST_YEAR = 2025
"""No wrong date is later, unless the right one is."""

LENDERS = 3
"""Of so many other sheets the answers are looked at."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of one question."""

    options: tuple[str, ...] = ()
    """The key among them; empty where no wrong answer can be had."""
    key: int | None = None
    """The key's index."""


def deal_choices(
    questions: Sequence[Question],
    sheet: Sheet,
    *,
    count: int = 4,
    seed: int = 0,
    sisters: Sequence[tuple[Sheet, Sequence[Question]]] = (),
    invent_names: bool = False,
    latest_year: int = LATEST_YEAR,
    pool: Pool | None = None,
) -> Iterator[Choices]:
    """The options of each question of a sheet, in their order: `count` of them, or fewer where the deck has no more.
    A plain card has all the wrong answers that its author gave it, whatever the count.

    The same seed gives the same options. `sisters` are other sheets that may lend answers, each with its questions;
    those that share no tag with the sheet are passed over. `pool` is the sheet's own, for who has it.

    Raises ValueError for a count below two.
    """
    if count < 2:
        raise ValueError("a choice has at least two options")
    pool = Pool(questions, sheet, latest_year=latest_year) if pool is None else pool
    lenders = [Sister(other, asked, latest_year) for other, asked in _nearest(sheet, sisters)]
    dealer = Dealer(pool, lenders, Places(seed, sheet.id), invent_names=invent_names)
    for index, question in enumerate(questions):
        dealt = dealer.deal(
            question, pool.answers[index], count, Random(f"quizgen choices {seed} {question.id}")
        )
        yield Choices(*dealt) if dealt is not None else Choices()


def _nearest(
    sheet: Sheet, sisters: Sequence[tuple[Sheet, Sequence[Question]]]
) -> list[tuple[Sheet, Sequence[Question]]]:
    """Those sisters that share most tags with a sheet: a few, since each has to be sorted by kind."""
    shared = [(len(set(pair[0].tags) & set(sheet.tags)), pair) for pair in sisters]
    return [pair for tags, pair in sorted(shared, key=lambda entry: -entry[0])[:LENDERS] if tags]


def scarce_choices(
    questions: Iterable[Question], choices: Iterable[Choices], count: int
) -> Iterator[Finding]:
    """A warning for each question that has fewer than `count` options, at the place of its span."""
    for question, choice in zip(questions, choices, strict=True):
        if len(choice.options) >= count or question.has_all_choices:
            continue
        code = "few-choices" if choice.options else "no-choices"
        had = f"has only {len(choice.options)} choices" if choice.options else "can have no choices"
        like = _more(question)
        message = f'"{question.text}" {had}; {like}'
        yield Finding(question.span.place, "warning", code, message, question.fact.id)


def _more(question: Question) -> str:
    """How a question gets more choices."""
    if question.ask == "answer":
        return 'write wrong answers behind the right one: [answer]{.answer not="…|…"}'
    return f'tag more answers of the kind of "{question.answer}" in the sheet{_where(question)}'


def _where(question: Question) -> str:
    """What else would help an answer of the question's tag."""
    if question.span.kind:
        return f', each with kind="{question.span.kind}"'
    if question.ask in ("who", "what", "where"):
        return ", or say what it is under names in the front matter"
    return ""
