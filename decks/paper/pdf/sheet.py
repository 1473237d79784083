"""A worksheet as worksheet.typ reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from decks.paper import wording
from decks.paper.answer_sheet import fields, is_asked, pair_label
from decks.paper.pdf.content import grid, points, shared
from decks.paper.pdf.scripts import families, wants_system
from decks.paper.pdf.texts import Texts
from decks.paper.worksheet import Choices, Clues, Grid, Order, Pairs, Picture, Space, Text, Words
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from decks.paper.worksheet import Block, Clue, Exercise, Part, Version, Worksheet

_HEAVY = 0.3
"""Of the height of a page: an exercise that may be taller is measured before it is set."""


def sheet(worksheet: Worksheet, pictures: dict[Path, str]) -> dict[str, Any]:
    """What worksheet.typ reads; pictures lie under the names given."""
    look = worksheet.look
    width, height = look.size
    texts = Texts(worksheet.language)
    values = shared(worksheet, texts, look.type.size, look.type.leading, (width, height), look.type.columns)
    made = _Sheet(texts, pictures, values["look"])
    return {
        **values,
        "instructions": texts(worksheet.instructions),
        "blanks": [texts(label) for label in worksheet.blanks],
        "answer-sheet": worksheet.answer_sheet,
        "versions": [
            made.version(place, version) for place, version in enumerate(worksheet.versions) if version.parts
        ],
        "cards": [
            {"number": n, "front": texts(card.front), "back": texts(card.back), "note": texts(card.note)}
            for n, card in enumerate(worksheet.versions[0].cards)
        ],
        "system": wants_system(texts.seen),
        "fonts": families(texts.seen, worksheet.language, look.type.sans),
    }


def pictures(worksheet: Worksheet) -> dict[Path, str]:
    """Every picture of a worksheet with the name it gets for Typst, which owes nothing to its own."""
    found: dict[Path, str] = {}
    for version in worksheet.versions:
        for part in version.parts:
            for block in (*part.before, *(block for one in part.exercises for block in one.blocks)):
                if isinstance(block, Picture):
                    found.setdefault(block.path, f"picture-{len(found)}{block.path.suffix.lower()}")
    return found


class _Sheet:
    """Parts and exercises as worksheet.typ reads them."""

    def __init__(self, texts: Texts, pictures: dict[Path, str], look: dict[str, Any]) -> None:
        self.texts, self.pictures, self.look = texts, pictures, look

    def version(self, place: int, version: Version) -> dict[str, Any]:
        return {
            "place": place,
            "name": self.texts(version.name),
            "label": self.texts(version.name if version.pupil else wording.version_label(version.name)),
            "pupil": version.pupil,
            "total": wording.total_label(version.points) if version.points else "",
            "parts": [self.part(part) for part in version.parts],
        }

    def part(self, part: Part) -> dict[str, Any]:
        return {
            "title": self.texts(part.title),
            "instruction": self.texts(part.instruction),
            "points": points(part, self.texts),
            "first": part.exercises[0].number if part.exercises else 0,
            "before": [self.block(block) for block in part.before],
            "exercises": [self.exercise(exercise) for exercise in part.exercises],
        }

    def exercise(self, exercise: Exercise) -> dict[str, Any]:
        return {
            "number": exercise.number,
            "points": "" if exercise.points == 1 else f"[{exercise.points}]",
            "bubbles": exercise.bubbles,
            "asked": is_asked(exercise),
            "fields": [{"label": self.texts(one.label), "wide": one.wide} for one in fields(exercise)],
            "blocks": [self.block(block) for block in exercise.blocks],
            "heavy": self.heavy(exercise.blocks),
        }

    def heavy(self, blocks: Iterable[Block]) -> bool:
        """Whether an exercise may be taller than a good part of a page. Says yes too often rather than too seldom."""
        size, millimetre = self.look["size"], 72 / 25.4
        line = size * self.look["leading"]
        letters = (self.look["width"] - 2 * self.look["margin"]) * millimetre / size * 0.6
        lines = 2.0
        for block in blocks:
            if isinstance(block, Grid | Picture | Clues):
                return True
            if isinstance(block, Space):
                lines += block.lines * max(9 * millimetre, 1.6 * size) / line
                continue
            lines += sum(1.6 + text.count("\n") + len(text) / letters for text in _words_of(block))
        return bool(lines * line > _HEAVY * self.look["height"] * millimetre)

    def block(self, block: Block) -> dict[str, Any]:
        """One block, by its kind."""
        texts = self.texts
        match block:
            case Text():
                return {"kind": "text", "pieces": [texts(piece) for piece in block.text.split(BLANK)]}
            case Choices():
                return {"kind": "choices", "options": [*map(texts, block.options)], "inline": block.inline}
            case Space():
                return {"kind": "space", "lines": block.lines, "label": texts(block.label)}
            case Pairs():
                return {
                    "kind": "pairs",
                    "left": [*map(texts, block.left)],
                    "right": [*map(texts, block.right)],
                    "labels": [texts(pair_label(n)) for n in range(len(block.left)) if block.labelled],
                }
            case Order():
                return {"kind": "order", "events": [*map(texts, block.events)], "labelled": block.labelled}
            case Words():
                return {"kind": "words", "words": [*map(texts, block.words)], "label": texts(block.label)}
            case Grid():
                return {"kind": "grid", **grid(block, texts)}
            case Clues():
                sides = {"across": block.across, "down": block.down}
                return {"kind": "clues"} | {name: self.clues(side) for name, side in sides.items()}
            case Picture():
                return {"kind": "picture", "path": self.pictures[block.path], "alt": texts(block.alt)}

    def clues(self, clues: Iterable[Clue]) -> list[dict[str, Any]]:
        return [
            {
                "number": clue.number,
                "text": self.texts(clue.text),
                "lengths": ",\u00a0".join(map(str, clue.lengths)),
            }
            for clue in clues
        ]


def _words_of(block: Block) -> tuple[str, ...]:
    match block:
        case Text():
            return (block.text,)
        case Choices():
            return block.options
        case Pairs():
            # Columns are half as wide, and a row is as high as the higher of its two.
            return tuple(text * 2 for text in (*block.left, *block.right))
        case Order():
            return block.events
        case Words():
            return block.words
    return ()
