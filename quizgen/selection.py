"""Which questions are wanted: by what they ask, and by the section, tags and difficulty of their facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.finding import QuizgenError
from quizgen.reading.quoting import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.fact import Fact, Sheet
    from quizgen.question import Question


@dataclass(frozen=True, slots=True)
class Selection:
    """Every part that is not empty has to hold; within a part one of its words is enough."""

    asks: tuple[str, ...] = ()
    """Tags of spans: who, what, when, …"""
    sections: tuple[str, ...] = ()
    """Headings, at any level; capitals do not count."""
    tags: tuple[str, ...] = ()
    """Each stands for those below it, too: `a` for `a::b`."""
    difficulties: tuple[str, ...] = ()

    def wants(self, question: Question) -> bool:
        """Whether this question is asked for."""
        return (not self.asks or question.ask in self.asks) and self.wants_fact(question.fact)

    def wants_fact(self, fact: Fact) -> bool:
        """Whether the questions of this fact are asked for, whatever they ask."""
        return (
            _any_of(self.sections, fact.section)
            and _any_of(self.tags, levels(fact.tags))
            and _any_of(self.difficulties, (fact.difficulty,))
        )

    def check(self, sheets: Sequence[Sheet]) -> None:
        """Raise QuizgenError for a section, tag or difficulty that no fact of the sheets has.

        A misspelt word would otherwise choose nothing, and nobody would know why.
        """
        facts = [fact for sheet in sheets for fact in sheet.facts]
        self.check_words(
            sections=(name for fact in facts for name in fact.section),
            tags=(tag for fact in facts for tag in fact.tags),
            difficulties=(fact.difficulty for fact in facts),
        )

    def check_words(
        self, *, sections: Iterable[str], tags: Iterable[str], difficulties: Iterable[str]
    ) -> None:
        """As `check`, for who knows what there is without the sheets."""
        _known("section", self.sections, sections)
        _known("tag", self.tags, levels(tags))
        _known("difficulty", self.difficulties, difficulties)


EVERYTHING = Selection()


def levels(tags: Iterable[str]) -> Iterator[str]:
    """Tags with those that they lie below: `anatomy::muscles` is also one of `anatomy`."""
    for tag in tags:
        parts = tag.split("::")
        yield from ("::".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def _any_of(wanted: Sequence[str], there: Iterable[str]) -> bool:
    if not wanted:
        return True
    folded = {word.casefold() for word in there}
    return any(word.casefold() in folded for word in wanted)


def _known(noun: str, wanted: Sequence[str], there: Iterable[str]) -> None:
    if not wanted:
        return
    known = {word.casefold(): word for word in there if word}
    for word in wanted:
        if word.casefold() in known:
            continue
        near = nearest(word.casefold(), known)
        if near:
            remedy = f'did you mean "{shown(known[near])}"?'
        else:
            remedy = f"there is {', '.join(map(shown, known.values()))}" if known else "no fact has one"
        raise QuizgenError(f'no fact here has the {noun} "{shown(word)}"; {remedy}')
