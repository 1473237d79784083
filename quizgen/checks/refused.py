"""Spans for which no rule could ask, with the reason of the rule that came nearest. Its codes are the rules' own.

[She]{.who} won [the prize]{.what} in [2004]{.when}.
-> vague-pronoun

[Paris]{.where}, [city of light]{.what}.
-> no-verb

[Maria]{.who} won [the prize]{.what} in [2004]{.when}.
->
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.ask import Asked
    from quizgen.fact import Sheet
    from quizgen.rules.target import Refusal


def refused(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """Why a span has only a gap."""
    for attempt in asked.attempts:
        question = attempt.question
        if (
            question.form == "open" or not attempt.refusals
        ):  # a gap without refusal is what its author asked for
            continue
        refusal = _nearest([refusal for _, refusal in attempt.refusals])
        message = f'no question asks for "{question.answer}", only a gap: {refusal.why}'
        yield Finding(question.span.place, "warning", refusal.code, message, question.fact.id)


def _nearest(refusals: Sequence[Refusal]) -> Refusal:
    """The first that says more than that only a part is tagged, which every rule behind it may find too."""
    return next((refusal for refusal in refusals if refusal.code != "part-of-phrase"), refusals[-1])
