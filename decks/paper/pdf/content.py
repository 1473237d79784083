"""A worksheet as what the templates read: plain values that become JSON, with texts made safe to set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from decks.paper import wording
from decks.paper.look import PAPERS
from decks.paper.pdf.scripts import families
from decks.paper.pdf.texts import Texts
from decks.paper.worksheet import Choices, Clues, Grid, Order, Pairs, Picture, Space, Text, Words
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from decks.paper.worksheet import Block, Clue, Exercise, Line, Part, Version, Worksheet

CARDS = {"standard": (2, 4), "dyslexia": (2, 4), "large-18": (2, 3), "large-24": (1, 3), "large-36": (1, 3)}
"""Columns and rows of cards on a page."""
KEY_SIZE, KEY_LEADING = 10.0, 1.3
_SHORT = 60
"""Letters of a title in a footer."""
_NAMELESS = "–"
"""What a file is called that has no title: PDF/UA demands one."""
_HEAVY = 0.3
"""Of the height of a page: an exercise that may be taller is measured before it is set."""


def sheet(worksheet: Worksheet, pictures: dict[Path, str]) -> dict[str, Any]:
    """What worksheet.typ reads; pictures lie under the names given."""
    look = worksheet.look
    width, height = look.size
    texts = Texts(worksheet.language)
    values = _common(worksheet, texts, look.type.size, look.type.leading, (width, height), look.type.columns)
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
        "fonts": families(texts.seen, worksheet.language, look.type.sans),
    }


def key(worksheet: Worksheet) -> dict[str, Any]:
    """What key.typ reads."""
    look = worksheet.look
    texts = Texts(worksheet.language)
    size = min(max(KEY_SIZE, look.type.size - 2), 14.0)
    several = len(worksheet.versions) > 1
    return {
        **_common(worksheet, texts, size, KEY_LEADING, PAPERS[look.paper], 2),
        "versions": [_key_of_version(version, texts) for version in worksheet.versions],
        "names": [texts(version.name) for version in worksheet.versions],
        "short-names": all(len(version.name) <= 2 for version in worksheet.versions)
        and len(worksheet.versions) <= 8,
        "by-id": _by_id(worksheet, texts) if several else [],
        "source": texts(worksheet.source),
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


def _common(
    worksheet: Worksheet,
    texts: Texts,
    size: float,
    leading: float,
    paper: tuple[float, float],
    columns: int,
) -> dict[str, Any]:
    """What both templates read: title, language, paper, type and the fixed words."""
    language, _, region = worksheet.language.partition("-")
    numbers = [
        one.number for version in worksheet.versions for part in version.parts for one in part.exercises
    ]
    title = texts(worksheet.title)
    return {
        "title": title,
        "named": title if title.strip() else _NAMELESS,
        "short": title if len(title) <= _SHORT else title[: _SHORT - 1].rstrip() + "…",
        "lang": language.lower() if 2 <= len(language) <= 3 and language.isalpha() else "en",
        "region": region.upper() if len(region) == 2 and region.isalpha() else None,
        "look": {
            "size": size,
            "leading": leading,
            "columns": columns,
            "width": paper[0],
            "height": paper[1],
            "margin": 24 if paper[0] > 250 else 19,
            "number": 2.0 + 0.6 * (max(numbers, default=0) >= 100),
            "cards": CARDS[worksheet.look.preset],
        },
        "wording": {
            "across": texts(wording.ACROSS),
            "down": texts(wording.DOWN),
            "key": texts(wording.KEY_TITLE),
            "sheet": texts(wording.ANSWER_SHEET_TITLE),
            "by-id": texts(wording.BY_ID_TITLE),
            "number": texts(wording.NUMBER),
            "answer": texts(wording.ANSWER),
            "points": texts(wording.POINTS),
            "source": texts(wording.SOURCE),
            "id": texts(wording.QUESTION_ID),
            "page": _around_numbers(),
        },
    }


def _around_numbers() -> list[str]:
    """What stands before, between and behind the numbers of a page label."""
    before, _, rest = wording.page_label(1, 2).partition("1")
    between, _, behind = rest.partition("2")
    return [before, between, behind]


class _Sheet:
    """Parts and exercises as worksheet.typ reads them."""

    def __init__(self, texts: Texts, pictures: dict[Path, str], look: dict[str, Any]) -> None:
        self.texts, self.pictures, self.look = texts, pictures, look

    def version(self, place: int, version: Version) -> dict[str, Any]:
        points = version.points
        return {
            "place": place,
            "name": self.texts(version.name),
            "label": self.texts(version.name if version.pupil else wording.version_label(version.name)),
            "pupil": version.pupil,
            "total": wording.total_label(points) if points else "",
            "parts": [self.part(part) for part in version.parts],
        }

    def part(self, part: Part) -> dict[str, Any]:
        return {
            "title": self.texts(part.title),
            "instruction": self.texts(part.instruction),
            "points": _points(part, self.texts),
            "first": part.exercises[0].number if part.exercises else 0,
            "before": [self.block(block) for block in part.before],
            "exercises": [self.exercise(exercise) for exercise in part.exercises],
        }

    def exercise(self, exercise: Exercise) -> dict[str, Any]:
        return {
            "number": exercise.number,
            "points": "" if exercise.points == 1 else f"[{exercise.points}]",
            "bubbles": exercise.bubbles,
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
                }
            case Order():
                return {"kind": "order", "events": [*map(texts, block.events)]}
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


def grid(grid: Grid, texts: Texts) -> dict[str, Any]:
    """The squares of a grid. One with numbers or without some squares is a crossword, and has its squares drawn."""
    rows = [
        [
            {
                "letter": texts(cell.letter),
                "number": cell.number,
                "blocked": cell.blocked,
                "found": cell.found,
            }
            for cell in row
        ]
        for row in grid.rows
    ]
    crossword = grid.hidden or any(cell.blocked or cell.number for row in grid.rows for cell in row)
    return {"rows": rows, "hidden": grid.hidden, "crossword": crossword}


def _points(part: Part, texts: Texts) -> str:
    return texts(wording.points_label(part.points)) if part.points else ""


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


def _key_of_version(version: Version, texts: Texts) -> dict[str, Any]:
    def line(line: Line) -> dict[str, str]:
        return {
            "answer": texts(line.answer),
            "note": texts(line.note),
            "source": texts(line.source),
            "id": texts(line.id),
        }

    return {
        "label": texts(version.name if version.pupil else wording.version_label(version.name)),
        "parts": [
            {
                "title": texts(part.title),
                "points": _points(part, texts),
                "exercises": [
                    {
                        "number": exercise.number,
                        "points": exercise.points,
                        "key": [line(one) for one in exercise.key],
                        "solution": grid(exercise.solution, texts) if exercise.solution else None,
                    }
                    for exercise in part.exercises
                ],
            }
            for part in version.parts
        ],
    }


def _by_id(worksheet: Worksheet, texts: Texts) -> list[dict[str, Any]]:
    """For each id its number in each version; empty where a version has it not."""
    numbers: dict[str, list[str]] = {}
    for place, version in enumerate(worksheet.versions):
        for part in version.parts:
            for exercise in part.exercises:
                for id in dict.fromkeys((exercise.id, *(line.id for line in exercise.key))):
                    row = numbers.setdefault(id, [""] * len(worksheet.versions))
                    row[place] = str(exercise.number)
    return [{"id": texts(id), "numbers": numbers[id]} for id in sorted(numbers)]
