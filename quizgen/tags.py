"""TAGS: which word asks for a span."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of the fact sheet's language."""

    word: str
    """The question word, lower case; empty for a tag that is never asked."""
    meaning: str
    """For messages and help: what an author marks with it."""


TAGS: dict[str, Tag] = {
    "who": Tag("who", "a person, or people acting together"),
    "what": Tag("what", "a thing, a work, an idea, an event"),
    "when": Tag("when", "a date, a time, a period"),
    "where": Tag("where", "a place"),
    "why": Tag("why", "a reason or a purpose"),
    "how": Tag("how", "a manner or a means"),
    "howmany": Tag("how many", "a number or a quantity"),
    "verb": Tag("", "the verb, where quizgen cannot find it by itself"),
}
