"""Questions of one sheet that are worded alike and yet have different answers.

[Bell]{.who} invented the telephone.
[Meucci]{.who} invented the telephone.
-> multi-answer

[Queen]{.who} played at [Wembley]{.where} in [1986]{.when}.
[Genesis]{.who} played at [Wembley]{.where} in [1987]{.when}.
->

[Bell]{.who} invented the telephone.
[Alexander Graham Bell]{.who also="Bell"} invented the telephone in 1876.
->
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.answers import accepted
from quizgen.english.folding import fold
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from quizgen.fact import Sheet
    from quizgen.question import Question


def rivals(questions: Sequence[Question], sheet: Sheet) -> Iterator[Finding]:
    """A warning for each question that another of the sheet answers otherwise."""
    for group in rival_groups(questions, sheet):
        alike = [question for question in group if _wording(question) == _wording(group[0])]
        if len(alike) > 1:
            yield from (_rival(question, alike[0]) for question in alike[1:])
        else:  # the others say more, so that it is the one that says too little
            yield _rival(group[0], group[1])


def _rival(question: Question, other: Question) -> Finding:
    message = (
        f'"{question.text}" has another answer on line {other.fact.place.line}, "{other.key}"; '
        "add what tells the two apart, or list the other answer in also="
    )
    return Finding(question.span.place, "warning", "multi-answer", message, question.fact.id)


def rival_groups(questions: Iterable[Question], sheet: Sheet) -> Iterator[tuple[Question, ...]]:
    """Questions that ask the same and do not agree in their answers, at least two together.

    First come those whose words are the same but for capitals, articles and punctuation, in sheet order; then
    those that say more, and one of whose shorter wordings is the same: "Who invented the telephone?" has a rival
    in "Who invented the telephone in 1876?". Of several that agree, also= counted, the first stands for all.
    Time and memory grow with the number of questions.
    """
    alike: dict[str, list[Question]] = {}
    fuller: dict[str, list[Question]] = {}
    for question in questions:
        key = _wording(question)
        alike.setdefault(key, []).append(question)
        for variant in question.variants:
            if (shorter := fold(variant)) != key:
                fuller.setdefault(shorter, []).append(question)
    for key, group in alike.items():
        group = [*group, *fuller.get(key, ())]
        if len(group) > 1 and len(found := _apart(group, sheet)) > 1:
            yield tuple(found)


def _wording(question: Question) -> str:
    """What two rivals have in common; of a plain card every sign may be what it asks, and its picture too."""
    text = question.text.casefold() if question.ask == "answer" else fold(question.text)
    return " ".join((text, *question.fact.files))


def _apart(group: Sequence[Question], sheet: Sheet) -> list[Question]:
    """Those whose answers no earlier one accepts."""
    earlier: set[Hashable] = set()
    found: list[Question] = []
    for question in group:
        answers = accepted(question, sheet)
        if earlier.isdisjoint(answers):
            found.append(question)
        earlier |= answers
    return found
