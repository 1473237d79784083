"""From a sheet's file to the rows of its cards: the slow way, gone once for each version of a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.deal import card
from decks.library.folding import folded, plain
from decks.library.rows import packed
from decks.library.shelving import storable
from decks.progress.content import content_of
from quizgen.ask import ask_all
from quizgen.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from decks.card import Card
    from quizgen.ask import Attempt
    from quizgen.fact import Sheet
    from quizgen.finding import Finding

KEPT = (
    "id fact ask form prompt answer sentence tags plain section start stop also explanation source line "
    "difficulty rule content_id answer_id wrong"
).split()
"""The columns of a card behind its place, in the order of a row of `Compiled`."""

STEP = 64
"""Facts after which a person hears how far it is: some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A sheet with the rows of its cards."""

    sheet: Sheet
    title: str
    """As a database takes it."""
    errors: tuple[Finding, ...]
    """What is wrong with it and costs facts, which are not among the rows."""
    rows: tuple[tuple[object, ...], ...]
    answers: dict[str, str]
    """Each right answer once, by its folded form."""


def compile_sheet(path: Path, say: Callable[[int, int], None]) -> Compiled | tuple[Finding, ...]:
    """Read a sheet, ask it, and deal its cards; or say why it cannot be read.

    `say` hears how many facts of how many are asked (0 of 0 while the file is read); what it raises ends the
    work.
    """
    say(0, 0)
    reading = read(path)
    if reading.sheet is None:
        return reading.findings
    rows: list[tuple[object, ...]] = []
    answers: dict[str, str] = {}
    for attempt in _asked(reading.sheet, say):
        dealt = card(reading.sheet, attempt.question)
        rows.append(_row(dealt, attempt.question.rule))
        for answer in (dealt.answer, *dealt.also):
            answers.setdefault(folded(answer), answer)
    errors = tuple(finding for finding in reading.findings if finding.severity == "error")
    return Compiled(reading.sheet, storable(reading.sheet.title), errors, tuple(rows), answers)


def _asked(sheet: Sheet, say: Callable[[int, int], None]) -> Iterator[Attempt]:
    total = len(sheet.facts)
    for done, asked in enumerate(ask_all(sheet)):
        if done % STEP == 0:
            say(done, total)
        yield from asked.attempts
    say(total, total)


def _row(card: Card, rule: str) -> tuple[object, ...]:
    """The columns `KEPT`; `rule` is the name of the rule that asked."""
    content = content_of(card)
    said = (card.prompt, card.answer, card.sentence, *card.tags)
    # Where all is ASCII, SQLite ignores capitals by itself, and there are no accents.
    folded = "" if all(text.isascii() for text in said) else plain("\n".join(said))
    start, stop = card.blank
    return (
        card.id, card.fact, card.ask, card.form, card.prompt, card.answer, card.sentence, packed(card.tags),
        folded, packed(card.section), start, stop, packed(card.also), card.explanation, card.source, card.line,
        card.difficulty, rule, content.id, content.answer_id,
        packed(card.wrong),
    )  # fmt: skip
