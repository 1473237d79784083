"""Whether what is suggested can be asked soundly: a fact of which every question has an unexplained pronoun is none.

    The committee refused it.    -> "Who refused it?": what? The text says, the fact does not.

It is asked as a sheet would be, and the check that a sheet's author would meet judges it. That takes as long as
suggesting does, so it is done only where a pronoun stands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.ask import ask
from quizgen.tagging.review.reviewed import fact_of, undecided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.ask import Attempt
    from quizgen.fact import Sheet
    from quizgen.tagging.passage import Tagged

_POINTS = re.compile(
    r"(?i)\b(?:he|him|his|she|her|hers|its?|they|them|theirs?|this|that|these|those|the (?:former|latter|two|same))\b"
)
_ENDS_POINTING = re.compile(r"(?i)\b(?:it|this|that)[.!]$")
_SHOWING = re.compile(r"(?i)\b(?:this|these|those|the (?:former|latter|two|same))\b")
"""What no noun before it explains."""


def sound(tagged: Iterable[Tagged], sheet: Sheet) -> Iterator[Tagged]:
    """Each sentence, refused for its pronouns where nothing else can be asked of it; `sheet` has its front matter."""
    for one in tagged:
        vague = not one.refused and not _is_explained(one) and _is_vague(one, sheet)
        yield replace(one, refused="pronouns") if vague else one


def _is_explained(one: Tagged) -> bool:
    """Whether no pronoun can spoil all: none is there, or it stands behind a span that stays where another is asked."""
    text = one.sentence.text
    pronoun = _POINTS.search(text)
    if pronoun is None:
        return True
    if _SHOWING.search(text):
        return False
    before = [span for span in one.spans if span.end <= pronoun.start() and span.tag != "when"]
    apart = [
        span for span in one.spans for other in before if span.end <= other.start or other.end <= span.start
    ]
    return bool(apart) and _ENDS_POINTING.search(text) is None


def _is_vague(one: Tagged, sheet: Sheet) -> bool:
    # Deferred: all checks come with it, which a text without pronouns does not need.
    from quizgen.checks.pronoun import pronoun

    asked = ask(fact_of(undecided(one), one.sentence, sheet), sheet)
    if not asked.attempts:
        return False
    if _ENDS_POINTING.search(asked.fact.text) and all(one.question.form != "open" for one in asked.attempts):
        return True  # "Lev Kamenev and Grigori Zinoviev voted against it."
    lost = {finding.place for finding in pronoun(asked, sheet)}
    return all(
        attempt.question.span.place in lost if attempt.question.form == "open" else _is_lost(attempt)
        for attempt in asked.attempts
    )


def _is_lost(gap: Attempt) -> bool:
    return any(refusal.code == "vague-pronoun" for _, refusal in gap.refusals)
