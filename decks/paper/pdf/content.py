"""What the templates of worksheets and of keys both read: plain values that become JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from decks.paper import wording

if TYPE_CHECKING:
    from decks.paper.pdf.texts import Texts
    from decks.paper.worksheet import Grid, Part, Worksheet

CARDS = {"standard": (2, 4), "dyslexia": (2, 4), "large-18": (2, 3), "large-24": (1, 3), "large-36": (1, 3)}
"""Columns and rows of cards on a page."""
_SHORT = 60
"""Letters of a title in a footer."""
_NAMELESS = "–"
"""What a file is called that has no title: PDF/UA demands one."""


def shared(
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


def points(part: Part, texts: Texts) -> str:
    """Of a part, in words; empty where there are none."""
    return texts(wording.points_label(part.points)) if part.points else ""
