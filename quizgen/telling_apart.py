"""Telling rivals apart: questions of one sheet that are worded alike and yet have different answers.

"What did Leo Tolstoy write?" has two right answers in a sheet with two of his books. Before `check` warns of
that, the question gets what makes it the only one: a date or a place that the sentence has in brackets, or
else the heading it stands under.

    [Leo Tolstoy]{.who} wrote [Childhood]{.what} ([1852]{.when}).
    What did Leo Tolstoy write (1852)?

    Novels: what did Leo Tolstoy write?
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.answers import agree
from quizgen.english.wording import lower_first
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quizgen.fact import Fact, Sheet
    from quizgen.question import Question


def tell_apart(sheet: Sheet, ask: Callable[[Fact], Iterable[Question]]) -> dict[str, Question]:
    """The questions of a sheet that have rivals and can do with more words, by id, in the words that tell them apart.

    Only facts that say the same but for one span can have rivals, so that only these are asked for it, and all
    others can be forgotten as soon as they are asked.
    """
    alike: defaultdict[str, list[Question]] = defaultdict(list)
    for fact in _much_alike(sheet.facts):
        for question in ask(fact):
            if question.form == "open":
                alike[question.text.casefold()].append(question)
    return {told.id: told for rivals in alike.values() for told in _told(rivals, sheet)}


def _much_alike(facts: Sequence[Fact]) -> list[Fact]:
    """The facts whose sentence, less one of its spans, comes a second time.

    Numbers stand for the sentences: a hundred thousand of them are held at once.
    """
    first: dict[int, int] = {}
    found: set[int] = set()
    for number, fact in enumerate(facts):
        for frame in _frames(fact):
            earlier = first.setdefault(frame, number)
            if earlier != number:
                found |= {earlier, number}
    return [facts[number] for number in sorted(found)]


def _frames(fact: Fact) -> Iterator[int]:
    """The sentence without each of its spans in turn; what stands in brackets is no part of the question."""
    text = fact.text.casefold()
    if len(text) != len(fact.text):
        return  # a letter that has no single small one has moved the spans
    for span in fact.spans:
        if TAGS[span.tag].word and not _is_aside(fact.text, span.start, span.end):
            behind = text[span.end :]
            for aside in fact.spans:
                if aside.start > span.end and _is_aside(fact.text, aside.start, aside.end):
                    behind = behind.replace(f" ({text[aside.start : aside.end]})", "")
            yield hash((span.tag, text[: span.start], behind))


def _is_aside(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] == "(" and text[end : end + 1] == ")"


def _told(rivals: Sequence[Question], sheet: Sheet) -> Iterator[Question]:
    if all(agree(rivals[0], other, sheet) for other in rivals[1:]):
        return
    for more in (_with_aside, _under_heading):
        longer = [more(question) for question in rivals]
        if any(text is not None and longer.count(text) == 1 for text in longer):
            for question, text in zip(rivals, longer, strict=True):
                if text is not None and longer.count(text) == 1:
                    yield replace(question, text=text, variants=())
            return


def _with_aside(question: Question) -> str | None:
    """The date or place that stands in brackets in the sentence: "What did Leo Tolstoy write (1852)?"."""
    fact = question.fact
    for span in fact.spans:
        apart = span is not question.span and span.tag in ("when", "where")
        if apart and _is_aside(fact.text, span.start, span.end) and fact[span] not in question.text:
            return f"{question.text[:-1]} ({fact[span]})?"
    return None


def _under_heading(question: Question) -> str | None:
    if not question.fact.section or question.answer.casefold() in question.fact.section[-1].casefold():
        return None
    return f"{question.fact.section[-1]}: {lower_first(question.text)}"
