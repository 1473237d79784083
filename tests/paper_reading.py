"""What stands on a worksheet, said once for all writers, and how its pages are read back."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from worksheets import HOSTILE, OTHER_SCRIPTS, OVERRIDES

from decks.paper.characters import around_gaps
from decks.paper.look import USUAL, Look
from decks.paper.worksheet import (
    Choices,
    Clue,
    Clues,
    Exercise,
    Flashcard,
    Line,
    Order,
    Pairs,
    Part,
    Picture,
    Space,
    Text,
    Version,
    Words,
    Worksheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from decks.paper.worksheet import Block

ODD = (
    *HOSTILE,
    *OTHER_SCRIPTS[:3],
    OTHER_SCRIPTS[4],
    OVERRIDES,
    "a\x00b\x0bc\x1b[31m\x7f",
    "1. one\n2) two\n\nafter",
)
"""Texts that must come out as they are, all of them from left to right."""

PDFTOTEXT = shutil.which("pdftotext")


def hostile(look: Look = USUAL, language: str = "en", picture: Path | None = None) -> Worksheet:
    """A worksheet all of whose texts are code to somebody, each in every place a text can have."""
    texts = [*ODD, OTHER_SCRIPTS[3]]
    blocks: list[tuple[Block, ...]] = [(Text(text), Choices((text, *texts[:2]))) for text in texts]
    blocks += [(Text(f"{text} _____ {text}"), Space(1, text)) for text in texts]
    blocks += [(Pairs(tuple(texts), tuple(texts)),), (Order(tuple(texts)),), (Words(tuple(texts), texts[0]),)]
    clues = tuple(Clue(number, text, (3, 4), "ANSWER") for number, text in enumerate(texts, 1))
    blocks.append((Clues(clues, clues),))
    if picture is not None:
        blocks.append((Picture(picture, texts[3]), Text("What is this?")))
    answers = [texts[number % len(texts)] for number in range(len(blocks) + 1)]
    exercises = tuple(
        Exercise(
            number, f"id-{number}", items, 1, (Line(answers[number], f"id-{number}", texts[3], texts[4]),)
        )
        for number, items in enumerate(blocks, 1)
    )
    cards = tuple(Flashcard(str(number), text, text, text) for number, text in enumerate(texts))
    version = Version(
        texts[3], (Part("choice", texts[0], texts[1], exercises, (Words(tuple(texts)),)),), cards, pupil=True
    )
    return Worksheet(
        texts[3], (version, version), look, language, texts[5], (texts[6], "Class"), True, texts[7]
    )


def texts(worksheet: Worksheet) -> Iterator[str]:
    """Every text on the paper, a text with gaps in its pieces."""
    yield from (worksheet.title, worksheet.instructions, *worksheet.blanks)
    for version in worksheet.versions:
        yield version.name
        for part in version.parts:
            yield from (part.title, part.instruction)
            yield from (text for block in part.before for text in _of(block))
            for exercise in part.exercises:
                yield from (str(exercise.number), *(text for block in exercise.blocks for text in _of(block)))
    for card in worksheet.versions[0].cards:
        yield from (card.front, card.back, card.note)


def key_texts(worksheet: Worksheet) -> Iterator[str]:
    """Every text of the key."""
    yield from (worksheet.title, worksheet.source)
    for version in worksheet.versions:
        for part in version.parts:
            yield part.title
            for line in (line for exercise in part.exercises for line in exercise.key):
                yield from (line.answer, line.id, line.source, line.note)


def _of(block: Block) -> Iterator[str]:
    match block:
        case Text(text=text):
            yield from around_gaps(text)
        case Choices(options=several) | Order(events=several):
            yield from several
        case Words(words=several, label=label):
            yield from (*several, label)
        case Pairs(left=left, right=right):
            yield from (*left, *right)
        case Clues(across=across, down=down):
            yield from (f"{clue.text} ({', '.join(map(str, clue.lengths))})" for clue in (*across, *down))
        case Space(label=label):
            yield label


LONGEST = 60
"""Words of a text in a question that has room on one page in every type."""


def marked(worksheet: Worksheet) -> Worksheet:
    """The worksheet with a word at the end of each text that names its version and exercise: `q0x12e`.

    Texts are cut where the question would have no room on a page of its own.
    """
    versions = []
    for index, version in enumerate(worksheet.versions):
        parts = []
        for part in version.parts:
            told = tuple(
                replace(one, blocks=tuple(_with(block, f" q{index}x{one.number}e") for block in one.blocks))
                for one in part.exercises
            )
            title = f"{part.title} h{index}x{told[0].number}e"
            parts.append(replace(part, title=title, exercises=told))
        versions.append(replace(version, parts=tuple(parts)))
    return replace(worksheet, versions=tuple(versions))


def _with(block: Block, mark: str) -> Block:
    def told(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(" ".join(text.split(" ")[:LONGEST]) + mark for text in texts)

    match block:
        case Text(text=text):
            return Text(*told((text,)))
        case Choices(options=several):
            return replace(block, options=told(several))
        case Order(events=several):
            return Order(told(several))
        case Pairs(left=left, right=right):
            return Pairs(told(left), told(right))
    return block


def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    assert PDFTOTEXT is not None
    done = subprocess.run([PDFTOTEXT, "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\f")[:-1]


def squeezed(text: str) -> str:
    """Without what a page may change: white space, ligatures, hyphens' kinds."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def split_questions(found: list[str]) -> list[str]:
    """Marks that stand on more than one page, and headings on another page than their first question."""
    where: dict[str, set[int]] = {}
    for number, page in enumerate(found):
        for mark in re.findall(r"[qh]\d+x\d+e", squeezed(page)):
            where.setdefault(mark, set()).add(number)
    assert where
    wrong = [mark for mark, at in where.items() if len(at) > 1]
    return wrong + [mark for mark, at in where.items() if mark[0] == "h" and where[f"q{mark[1:]}"] != at]
