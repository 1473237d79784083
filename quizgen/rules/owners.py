"""Say whose something is, where the author says it of a "his": the name and its 's take the pronoun's place.

On [25 October]{.when} [[his]{.who is="Leon Trotsky"} troops]{.who} took [the post office]{.what}.
On [25 October]{.when} [[Leon Trotsky]{.who is="Leon Trotsky"}'s troops]{.who} took [the post office]{.what}.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.token import tokenise
from quizgen.rules.reference import possessive
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.fact import Fact, Span

_OWNERS = frozenset("his her its their".split())
_NOT_OWNED = (
    words.ARTICLES | words.PREPOSITIONS | words.COORDINATORS | words.SUBORDINATORS | words.AUXILIARIES | words.BE
    | words.SUBJECT_PRONOUNS | words.POSSESSIVES | words.WH_WORDS
)  # fmt: skip
"""What stands behind "her" where it is no owner: "gave her a book", "met her in Paris"."""


def with_owners(fact: Fact) -> Fact:
    """The fact with every tagged owner named for whom its author says it stands; itself, where there is none.

    Its spans stand in the same order. A span that says who a pronoun is holds the name alone, without its 's.
    """
    named = [span for span in fact.spans if span.stands_for and _is_owner(fact, span)]
    if not named:
        return fact
    text, done = "", 0
    for span in named:
        text += fact.text[done : span.start] + possessive(span.stands_for)
        done = span.end
    return replace(
        fact, text=text + fact.text[done:], spans=tuple(_moved(span, named) for span in fact.spans)
    )


def _is_owner(fact: Fact, span: Span) -> bool:
    if fact[span].lower() not in _OWNERS or TAGS[span.tag].plain:
        return False
    behind = fact.text[span.end :]
    if not behind.startswith(" ") or not behind[1:2].isalnum():
        return False
    return tokenise(behind)[0].lower not in _NOT_OWNED


def _moved(span: Span, named: Sequence[Span]) -> Span:
    """A span where it stands once the owners before it and in it are named."""
    if span in named:
        start = _place(span.start, named)
        return replace(span, start=start, end=start + len(span.stands_for))
    return replace(span, start=_place(span.start, named), end=_place(span.end, named))


def _place(offset: int, named: Sequence[Span]) -> int:
    grown = (len(possessive(one.stands_for)) - (one.end - one.start) for one in named if one.end <= offset)
    return offset + sum(grown)
