"""Events in a row: which came first, timelines to put in order, events and their dates, what happened on a day.

Only facts whose sentence stands without its date are events, and only dates that do not overlap are set side
by side: "1917" comes neither before nor after "October 1917".
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from quizgen.dates import compare, write_date
from quizgen.forms.happening import Happening, happenings
from quizgen.forms.sets import in_sets
from quizgen.item import Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.forms.bank import Bank


def first(bank: Bank) -> Iterator[Item]:
    """Pairs of events of one section, to say which came first."""
    for section in _sections(bank):
        for one, other in in_sets(section, 2, 2, _apart, bank.chance("first", _first_id(section))):
            choices = (one.text, other.text)
            key = 0 if compare(one.date, other.date) == -1 else 1
            yield _item(
                bank, "first", "Which of these happened first?", (one, other), choices[key], choices, (key,)
            )


def timeline(bank: Bank) -> Iterator[Item]:
    """Three to six events of one section, to be put in the order of their dates."""
    for section in _sections(bank):
        for events in in_sets(section, 3, 6, _apart, bank.chance("timeline", _first_id(section))):
            order = sorted(range(len(events)), key=lambda number: events[number].date.first or 0)
            answer = "; ".join(f"{events[number].text} ({_when(events[number])})" for number in order)
            choices = tuple(event.text for event in events)
            stem = "In which order did these things happen?"
            yield _item(bank, "timeline", stem, events, answer, choices, tuple(order))


def event(bank: Bank) -> Iterator[Item]:
    """ "What happened on 20 July 1969?", for days on which the sheet knows of one event alone."""
    found = list(happenings(bank.attempts, bank.sheet))
    days = Counter(one.date.first for one in found)
    for one in found:
        if one.date.precision == "day" and days[one.date.first] == 1:
            stem = f"What happened on {_when(one)}?"
            question = one.question
            yield Item(f"{question.id}/event", "event", stem, (question,), one.text)


def _sections(bank: Bank) -> Iterator[tuple[Happening, ...]]:
    found = happenings(bank.attempts, bank.sheet)
    for _, events in groupby(found, key=lambda one: one.question.fact.section):
        yield tuple(events)


def _apart(one: Happening, other: Happening) -> bool:
    """Whether one surely came before the other, and they can be told apart."""
    return one.text != other.text and compare(one.date, other.date) in (-1, 1)


def _when(one: Happening) -> str:
    """Its date in the author's words, unless these need `date=` to be one: "Christmas Day"."""
    return write_date(one.date) if one.question.span.date else one.question.answer


def _first_id(events: Sequence[Happening]) -> str:
    return events[0].question.fact.id


def _item(
    bank: Bank,
    form: str,
    stem: str,
    events: Sequence[Happening],
    answer: str,
    choices: tuple[str, ...],
    key: tuple[int, ...],
) -> Item:
    questions = tuple(one.question for one in events)
    id_ = "/".join((bank.sheet.id, "+".join(question.fact.id for question in questions), form))
    return Item(id_, form, stem, questions, answer, choices=choices, key=key)
