"""The key: by version and number, then by question; its tables repeat their header on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper import wording
from decks.paper.by_question import MOST_COLUMNS, by_question, heading, listed
from decks.paper.docx.blocks import together
from decks.paper.docx.elements import cell, paragraph, row, run, table
from decks.paper.docx.grids import grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from decks.paper.docx.styles import Measure
    from decks.paper.worksheet import Part, Worksheet


def key(worksheet: Worksheet, measure: Measure) -> list[Element]:
    """All of it."""
    back = measure.back
    made = [paragraph("Title", *run(f"{wording.KEY_TITLE}: {worksheet.title}", back=back))]
    for version in worksheet.versions:
        if label := heading(version):
            made.append(paragraph("Heading1", *run(label, back=back)))
        for part in version.parts:
            made.append(paragraph("Heading2" if label else "Heading1", *run(part.title, back=back)))
            made += _answers(part, measure)
    if len(worksheet.versions) > 1:
        made.append(paragraph("Heading1", *run(wording.BY_ID_TITLE)))
        made.append(_by_question(worksheet, measure))
    if worksheet.source:
        made.append(paragraph("KeyNote", *run(f"{wording.SOURCE}: {worksheet.source}", back=back)))
    return made


def _answers(part: Part, measure: Measure) -> list[Element]:
    sourced = any(line.source for one in part.exercises for line in one.key)
    number, points = 3.2 * measure.size, 3.8 * measure.size
    source = 0.27 * measure.text if sourced else 0.0
    widths = [number, measure.text - number - points - source, points, *([source] if sourced else [])]
    names = [wording.NUMBER, wording.ANSWER, wording.POINTS, *([wording.SOURCE] if sourced else [])]
    rows = [_header(names, widths)]
    for one in part.exercises:
        for index, line in enumerate(one.key):
            first = index == 0
            texts = [paragraph("Key", *run(line.answer, "Strong", measure.back))]
            if line.note:
                texts.append(paragraph("KeyNote", *run(line.note, back=measure.back)))
            cells = [
                cell(widths[0], paragraph("Key", *run(str(one.number) if first else "", "Number"))),
                cell(widths[1], *texts),
                cell(widths[2], paragraph("Key", *run(str(one.points) if first else ""))),
            ]
            if sourced:
                cells.append(cell(widths[3], paragraph("KeyNote", *run(line.source))))
            rows.append(row(*cells))
    made = [
        table(widths, rows, style="KeyTable", back=measure.back, says=f"{wording.KEY_TITLE}: {part.title}")
    ]
    for one in part.exercises:
        if one.solution:
            made += together(
                [
                    paragraph("Question", *run(str(one.number), "Number")),
                    grid(one.solution, measure, solution=True),
                ]
            )
    return made


def _by_question(worksheet: Worksheet, measure: Measure) -> Element:
    versions = worksheet.versions
    every = by_question(worksheet)
    if len(versions) > MOST_COLUMNS:
        widths = [0.4 * measure.text, 0.6 * measure.text]
        rows = [_header([wording.QUESTION_ID, wording.NUMBER], widths)]
        for id, numbers in every:
            rows.append(_plain_row([id, listed(worksheet, numbers)], widths, measure))
    else:
        one = 0.6 * measure.text / len(versions)
        widths = [0.4 * measure.text, *[one] * len(versions)]
        rows = [_header([wording.QUESTION_ID, *map(heading, versions)], widths)]
        rows += [_plain_row([id, *numbers], widths, measure) for id, numbers in every]
    return table(widths, rows, style="KeyTable", back=measure.back, says=wording.BY_ID_TITLE)


def _header(names: Sequence[str], widths: Sequence[float]) -> Element:
    cells = (
        cell(width, paragraph("Key", *run(name, "Strong"))) for name, width in zip(names, widths, strict=True)
    )
    return row(*cells, header=True)


def _plain_row(texts: Sequence[str], widths: Sequence[float], measure: Measure) -> Element:
    cells = (
        cell(width, paragraph("Key", *run(text, back=measure.back)))
        for text, width in zip(texts, widths, strict=True)
    )
    return row(*cells)
