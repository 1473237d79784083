"""The key as HTML: tables whose headers every page repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper import wording
from decks.paper.by_question import MOST_COLUMNS, by_question, heading, listed
from decks.paper.characters import right_to_left
from decks.paper.html.grids import grid
from decks.paper.html.page import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from decks.paper.worksheet import Exercise, Part, Worksheet


def key(worksheet: Worksheet, title: str) -> str:
    """All of it."""
    back = right_to_left(worksheet.language)
    made = f'<article class="key">\n<h1>{text(title)}</h1>\n'
    for version in worksheet.versions:
        label = heading(version)
        made += f"<h2><span>{text(label)}</span></h2>\n" if label else ""
        level = "h3" if label else "h2"
        made += "".join(_part(part, level, back) for part in version.parts)
    if len(worksheet.versions) > 1:
        made += f"<h2><span>{text(wording.BY_ID_TITLE)}</span></h2>\n{_by_question(worksheet)}"
    if worksheet.source:
        made += f'<p class="note">{text(wording.SOURCE)}: {text(worksheet.source)}</p>\n'
    return made + "</article>\n"


def _part(part: Part, level: str, back: bool) -> str:
    rows = [row for one in part.exercises for row in _rows(one)]
    names = (wording.NUMBER, wording.ANSWER, wording.POINTS, wording.SOURCE)
    solved = "".join(
        f'<div class="solution"><span class="number">{one.number}</span>'
        f"{grid(one.solution, back=back, solution=True)}</div>"
        for one in part.exercises
        if one.solution
    )
    return f"<{level}><span>{text(part.title)}</span></{level}>\n{_table(names, rows, 'answers')}{solved}"


def _rows(one: Exercise) -> Iterable[Sequence[str]]:
    for index, line in enumerate(one.key):
        note = f'<div class="note">{text(line.note)}</div>' if line.note else ""
        first = (str(one.number), str(one.points)) if index == 0 else ("", "")
        yield first[0], f"<b>{text(line.answer)}</b>{note}", first[1], text(line.source)


def _by_question(worksheet: Worksheet) -> str:
    versions = worksheet.versions
    if len(versions) > MOST_COLUMNS:
        rows = [(text(id), text(listed(worksheet, numbers))) for id, numbers in by_question(worksheet)]
        return _table((wording.QUESTION_ID, wording.NUMBER), rows, "ids")
    return _table(
        (wording.QUESTION_ID, *map(heading, versions)),
        [(text(id), *numbers) for id, numbers in by_question(worksheet)],
        "ids",
    )


def _table(names: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> str:
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in names)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f'<table class="{name}"><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>\n'
