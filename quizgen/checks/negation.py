"""Questions for what is not so: there is no end of right answers.

[Trotsky]{.who} never visited Japan.
-> negative-stem

[Storms]{.what} are not uncommon in [Iceland]{.where}.
-> negative-stem

[Mercury]{.what kind="planet"} does not have a moon.
->

Male mosquitoes do not bite people because [they live on nectar]{.why}.
->

A light-year measures [distance]{.what}, not time.
->
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.checks.text import unquoted
from quizgen.english import words
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.ask import Asked
    from quizgen.fact import Sheet
    from quizgen.rules.target import Target

_NOBODY = frozenset({"no", "nobody", "nothing", "none", "nowhere", "neither"})
_NO = r"(?:not|never|no one|nobody|nothing|nowhere|cannot|\w+n['’]t)"
_DOUBLE = re.compile(
    r"(?i)\bnot (?:uncommon|unusual|unlike|unlikely|unknown|impossible|infrequent|infrequently|without|unaware|"
    r"insignificant|unimportant|unreasonable|unheard|dissimilar)\b"
    rf"|^(?:No one|Nobody|Nothing|Never)\b[^,;:.]*? {_NO}\b"
    rf"|\b{_NO} (?:\w+ )?{_NO}\b|\bnot true that\b[^.;]*\b{_NO}\b"
)
_NARROWED = re.compile(
    r"(?i)\b(?:because|although|though|unless|until|if|his|her|its|their|only|longer|even|yet|usually|always|should|must)\b"
)
"""What ties a negation to one case: a reason, a condition, an owner, a rule."""


def negation(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """Open who, what and where questions whose main verb is denied, and facts denied twice."""
    fact = asked.fact
    if (match := _DOUBLE.search(unquoted(fact.text))) is not None:
        message = f'"{match[0]}" denies what is denied already; say what is so'
        yield Finding(fact.place, "warning", "negative-stem", message, fact.id)
        return
    for attempt in asked.attempts:
        question = attempt.question
        if question.form == "cloze" or question.ask not in ("who", "what", "where") or question.span.kind:
            continue
        if attempt.target and _is_denied(attempt.target) and not _NARROWED.search(question.text):
            message = (
                f'"{question.text}" asks for what is not so, of which there is no end; ask for what is so'
            )
            yield Finding(question.span.place, "warning", "negative-stem", message, fact.id)


def _is_denied(target: Target) -> bool:
    """Whether "not" or "never" stands at the verb, or "no" before its subject or object."""
    predicate, tokens = target.predicate, target.tokens
    group = predicate.group
    around = tokens[max(0, group.first - 1) : group.last + 2]
    if group.negation is not None or any(token.lower == "never" for token in around):
        return True
    object_ = next((piece for piece in predicate.tail if piece.sort == "noun"), None)
    starts = [object_.start] if object_ else []
    starts += [target.clause.subject[0]] if target.clause.subject else []
    return any(
        tokens[start].lower in _NOBODY and not _is_more(tokens[start + 1].lower)
        for start in starts
        if start + 1 < len(tokens)
    )


def _is_more(word: str) -> bool:
    """As in "no more than", "no less"."""
    return word in ("more", "less", "fewer", "later", "doubt") or word in words.NUMBER_WORDS
