"""TAGS: which word asks for a span, or that its author's own words do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of the fact sheet's language."""

    word: str
    """The question word, lower case; empty for a tag that no English question asks for."""
    meaning: str
    """For messages and help: what an author marks with it."""
    plain: bool = False
    """Whether the author's own words ask, or a gap: no English is done for it."""

    @property
    def asks(self) -> bool:
        """Whether a span of this tag becomes a question."""
        return bool(self.word) or self.plain


TAGS: dict[str, Tag] = {
    "who": Tag("who", "a person, or people acting together"),
    "what": Tag("what", "a thing, a work, an idea, an event"),
    "when": Tag("when", "a date, a time, a period"),
    "where": Tag("where", "a place"),
    "why": Tag("why", "a reason or a purpose"),
    "how": Tag("how", "a manner or a means"),
    "howmany": Tag("how many", "a number or a quantity"),
    "answer": Tag(
        "", "the answer to your own words before it, in any language, or a gap in them", plain=True
    ),
    "verb": Tag("", "the verb, where quizgen cannot find it by itself"),
}

TAGGING = tuple(name for name, tag in TAGS.items() if not tag.plain)
"""Those that a piece of a sentence can be given, by what it is."""
