"""Kinds of answers that old notes of ours tell only by how they ask: "Which planet …?" has a `kind="planet"`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.ask import ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quizgen.fact import Fact, Sheet

LONGEST = 3
"""Words of a kind: "data structure"."""

_WHICH = re.compile(r"\b[Ww]hich (.+)")


def with_kinds(sheet: Sheet, worded: Mapping[str, str]) -> Sheet:
    """The sheet with a kind for each span that is asked, by the id of its question, as `worded` only with that kind."""
    wanted = {id_: text for id_, text in worded.items() if _WHICH.search(text)}
    of = {id_.split("/")[1] for id_ in wanted}
    facts = (_with_kinds(fact, sheet, wanted) if fact.id in of else fact for fact in sheet.facts)
    return replace(sheet, facts=tuple(facts)) if wanted else sheet


def _with_kinds(fact: Fact, sheet: Sheet, wanted: Mapping[str, str]) -> Fact:
    for number, span in enumerate(fact.spans):
        for kind in _candidates(fact, sheet, wanted, number):
            spans = (*fact.spans[:number], replace(span, kind=kind), *fact.spans[number + 1 :])
            tried = replace(fact, spans=spans)
            if not any(_candidates(tried, sheet, wanted, number)):
                fact = tried
                break
    return fact


def _candidates(fact: Fact, sheet: Sheet, wanted: Mapping[str, str], number: int) -> Iterator[str]:
    """What the kind of a span may be, the longest last; nothing where it is asked as it should."""
    for attempt in ask(fact, sheet).attempts:
        question = attempt.question
        text = wanted.get(question.id, question.text)
        if question.span is fact.spans[number] and question.text != text:
            words = _WHICH.search(text)
            found = words[1].split() if words else []
            for count in range(1, min(LONGEST, len(found)) + 1):
                kind = " ".join(found[:count])
                yield kind
                yield kind.removesuffix("s")  # of several: "Which planets have no moons?"
