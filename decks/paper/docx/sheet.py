"""One version of a worksheet: its head, parts, and answer sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper import wording
from decks.paper.answer_sheet import fields, is_asked
from decks.paper.by_question import heading
from decks.paper.characters import letter, width
from decks.paper.docx.blocks import block, exercise, together
from decks.paper.docx.elements import box, cell, paragraph, row, run, tab, table, w
from decks.paper.worksheet import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from decks.paper.answer_sheet import Field
    from decks.paper.docx.pictures import Pictures
    from decks.paper.docx.styles import Measure
    from decks.paper.worksheet import Exercise, Part, Version, Worksheet


def sheet(worksheet: Worksheet, version: Version, measure: Measure, pictures: Pictures) -> list[Element]:
    """All of a version, but for its cards."""
    made = head(worksheet, version, worksheet.title, measure)
    if worksheet.instructions:
        made.append(paragraph("Instruction", *run(worksheet.instructions, back=measure.back), kept=False))
    for part in version.parts:
        made += _part(part, measure, pictures)
    if worksheet.answer_sheet:
        made += _answer_sheet(worksheet, version, measure)
    return made


def head(
    worksheet: Worksheet, version: Version, title: str, measure: Measure, *, new_page: bool = False
) -> list[Element]:
    """Title with the box for the score, and lines for name, class and date."""
    made = [_score(version.points, measure)] if version.points else []
    if new_page:
        made[:0] = [paragraph("Small", more=[])]
        made[0].xpath("./w:pPr")[0].append(w("pageBreakBefore"))
    made.append(paragraph("Title", *run(title, back=measure.back)))
    if label := heading(version):
        made.append(paragraph("Subtitle", *run(label, back=measure.back)))
    return made + _fill_in(worksheet.blanks, version.name if version.pupil else "", measure)


def _score(points: int, measure: Measure) -> Element:
    """A framed box at the upper corner, beside the title."""
    text = f"{measure.mark}____ {wording.total_label(points)}"
    made = paragraph("Score", *run(text))
    frame = w(
        "framePr", w=round((width(text) + 1) * 1.1 * measure.size), hSpace=200, wrap="around", vAnchor="text",
        hAnchor="margin", xAlign="left" if measure.back else "right", y=1,
    )  # fmt: skip
    made.xpath("./w:pPr")[0].append(frame)
    return made


def _fill_in(blanks: Sequence[str], name: str, measure: Measure) -> list[Element]:
    """Labels with rules behind them, as many on a line as have room; the first is twice as long."""
    made: list[Element] = []
    wanted = [(width(blank) + (12 if index == 0 else 6)) * measure.size for index, blank in enumerate(blanks)]
    while wanted:
        some = 1
        while some < len(wanted) and sum(wanted[: some + 1]) <= measure.text:
            some += 1
        spare = (measure.text - sum(wanted[:some])) / some
        runs: list[Element] = []
        stops: list[tuple[str, float, str] | tuple[str, float]] = []
        at = 0.0
        for index, blank in enumerate(blanks[:some]):
            at += wanted[index] + spare
            stops.append(("left", at if index == some - 1 else at - 0.6 * measure.size, "underscore"))
            lead = [*run(" " * 2)] if runs else []
            filled = run(f" {name}", "Strong", measure.back) if name and not made and not index else []
            runs += [*lead, *run(f"{blank} ", "Strong", measure.back), *filled, tab()]
        made.append(paragraph("FillIn", *runs, tabs=stops))
        blanks, wanted = blanks[some:], wanted[some:]
    return made


def _part(part: Part, measure: Measure, pictures: Pictures) -> list[Element]:
    points = (
        [tab(), *run(wording.points_label(part.points).replace(" ", "\u00a0"), "Points")]
        if part.points
        else []
    )
    made = [paragraph("Heading1", *run(part.title, back=measure.back), *points)]
    if part.instruction:
        made.append(paragraph("Instruction", *run(part.instruction, back=measure.back)))
    before = [element for item in part.before for element in block(item, measure, pictures)]
    if before:
        made += together([*before, paragraph("Small")])[:-1]
    for one in part.exercises:
        made += exercise(one, measure, pictures)
    return made


def _answer_sheet(worksheet: Worksheet, version: Version, measure: Measure) -> list[Element]:
    title = f"{wording.ANSWER_SHEET_TITLE}: {worksheet.title}"
    made = head(worksheet, version, title, measure, new_page=True)
    every = [one for part in version.parts for one in part.exercises]
    marked = [one for one in every if one.bubbles]
    if marked:
        made.append(paragraph("Normal"))
        made.append(_bubbles(marked, measure))
    for one in every:
        if not one.bubbles and is_asked(one):
            made += together(_written(one, measure))
    return made


def _bubbles(marked: Sequence[Exercise], measure: Measure) -> Element:
    """Numbers with a square for each option, in as many columns as have room."""
    most = max(one.bubbles for one in marked)
    side, lead = 1.75 * measure.size, 2.2 * measure.size
    gap = 1.5 * measure.size
    one_wide = lead + most * side + gap
    groups = max(1, min(4, int((measure.text + gap) // one_wide)))
    deep = -(-len(marked) // groups)
    widths = [*[lead, *[side] * most, gap] * groups]
    rows = []
    for place in range(deep):
        cells: list[Element] = []
        for group in range(groups):
            index = group * deep + place
            cells += _bubble_row(marked[index] if index < len(marked) else None, most, lead, side, gap)
        rows += [
            row(*cells, height=side),
            row(*(cell(width) for width in widths), height=0.35 * measure.size),
        ]
    return table(widths, rows, back=measure.back, says="A square for each option of each question")


def _bubble_row(one: Exercise | None, most: int, lead: float, side: float, gap: float) -> list[Element]:
    number = [paragraph("Square", *run(str(one.number), "Number"))] if one else []
    made = [cell(lead, *number, middle=True)]
    for index in range(most):
        if one and index < one.bubbles:
            made.append(cell(side, paragraph("Square", *run(letter(index))), borders=box(sz=6), middle=True))
        else:
            made.append(cell(side))
    return [*made, cell(gap)]


def _written(one: Exercise, measure: Measure) -> list[Element]:
    lines = sum(item.lines for item in one.blocks if isinstance(item, Space)) or 1
    lead = [*run(str(one.number), "Number"), tab()]
    stops = (("left", measure.number), ("right", measure.text, "underscore"))
    ind = w("ind", left=0)
    if several := fields(one):
        high = w(
            "spacing", before=120, after=0, line=440, lineRule="auto"
        )  # as far apart as lines to write on
        runs = (piece for field in several for piece in _field(field))
        return [paragraph("Question", *lead, *runs, more=[high])]
    first = paragraph("AnswerLine", *lead, tab(), tabs=stops, more=[ind])
    return [first, *(paragraph("AnswerLine", tab()) for _ in range(lines - 1))]


def _field(one: Field) -> list[Element]:
    """A label and its line, which no line break parts."""
    label = run(one.label.replace(" ", "\u00a0") + "\u00a0", "Number") if one.label else []
    return [*label, *run("_" * (14 if one.wide else 5), "Gap"), *run("   ")]
