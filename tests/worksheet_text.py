"""A worksheet as plain text, for cases that a person can read."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING, BinaryIO

from decks.paper.worksheet import Choices, Clues, Grid, Order, Pairs, Picture, Space, Text, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.paper.worksheet import Block, Exercise, Version, Worksheet


def written(worksheet: Worksheet) -> str:
    """All of it, the key behind each exercise."""
    lines = [
        f"= {worksheet.title} · {' · '.join(worksheet.blanks)}",
        *([worksheet.instructions] * bool(worksheet.instructions)),
    ]
    for version in worksheet.versions:
        lines += _version(version)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def write(worksheet: Worksheet, out: BinaryIO) -> None:
    """As a writer of worksheets does, so that commands can be tested without any of them."""
    out.write(f"{written(worksheet)}<!-- quizgen -->\n".encode())


def write_key(worksheet: Worksheet, out: BinaryIO) -> None:
    for version in worksheet.versions:
        for part in version.parts:
            for exercise in part.exercises:
                for line in exercise.key:
                    out.write(
                        f"{version.name} {exercise.number} {line.id} {line.answer} {line.source}\n".encode()
                    )
    out.write(b"<!-- quizgen -->\n")


def _version(version: Version) -> Iterator[str]:
    if version.name:
        yield f"== {'pupil' if version.pupil else 'version'} {version.name}"
    for part in version.parts:
        yield f"# {part.title} ({part.points}): {part.instruction}"
        for block in part.before:
            yield from _block(block)
        for exercise in part.exercises:
            yield from _exercise(exercise)
    for card in version.cards:
        yield f"[{card.front} | {card.back} | {card.note}]"


def _exercise(exercise: Exercise) -> Iterator[str]:
    lines = [line for block in exercise.blocks for line in _block(block)]
    for number, line in enumerate(lines):
        yield f"{f'{exercise.number}.' if number == 0 else '':<3} {line}"
    yield from (f"    -> {line.answer}{f' | {line.note}' if line.note else ''}" for line in exercise.key)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Text(text):
            yield text
        case Choices(options, inline):
            lettered = [
                f"{letter}) {option}" for letter, option in zip(ascii_uppercase, options, strict=False)
            ]
            yield from ["  ".join(lettered)] if inline else lettered
        case Space(lines, label):
            yield f"{label}{' ____' * lines}".strip()
        case Pairs(left, right):
            yield from (f"__ {one}" for one in left)
            yield from (f"{letter}) {one}" for letter, one in zip(ascii_uppercase, right, strict=False))
        case Order(events):
            yield from (f"[ ] {one}" for one in events)
        case Words(words, label):
            yield f"{label}: {' · '.join(words)}"
        case Grid(rows, hidden):
            yield from (
                " ".join("." if cell.blocked else "#" if hidden else cell.letter for cell in row)
                for row in rows
            )
        case Clues(across, down):
            for name, clues in (("across", across), ("down", down)):
                yield name
                yield from (f"{one.number} {one.text} ({','.join(map(str, one.lengths))})" for one in clues)
        case Picture(path, alt):
            yield f"[picture {path.name}: {alt}]"
