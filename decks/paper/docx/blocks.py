"""Blocks of an exercise as paragraphs and tables."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, assert_never

from decks.paper import wording
from decks.paper.answer_sheet import pair_label
from decks.paper.characters import letter, width
from decks.paper.docx.elements import cell, gapped, paragraph, row, run, tab, table, w
from decks.paper.docx.grids import grid
from decks.paper.worksheet import Choices, Clue, Clues, Grid, Order, Pairs, Picture, Space, Text, Words

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from decks.paper.docx.pictures import Pictures
    from decks.paper.docx.styles import Measure
    from decks.paper.worksheet import Block, Exercise

TICK_BOX = "\u2002" * 3
"""Under the style Box: a frame to write a number in."""


def exercise(one: Exercise, measure: Measure, pictures: Pictures) -> list[Element]:
    """An exercise under its number, so that it all stays on one page."""
    lead = [*run(str(one.number), "Number"), tab()]
    points = [tab(), *run(f"[{one.points}]", "Points")] if one.points != 1 else []
    made: list[Element] = []
    rest = list(one.blocks)
    if isinstance(rest[0], Text):
        made.append(paragraph("Question", *lead, *gapped(rest[0].text, measure.back), *points))
        rest = rest[1:]
    elif isinstance(rest[0], Picture):
        made.append(paragraph("Question", *lead, *pictures.inline(rest[0], measure), *points))
        rest = rest[1:]
    else:
        made.append(paragraph("Question", *lead, *points))
    for item in rest:
        made += block(item, measure, pictures)
    return together(made)


def together(elements: list[Element]) -> list[Element]:
    """The elements with each paragraph kept on the page of the next, but for the last; tables do not touch."""
    made: list[Element] = []
    for element in elements:
        if made and made[-1].tag == element.tag == made[-1].nsmap["w"].join(("{", "}tbl")):
            made.append(paragraph("Small"))
        made.append(element)
    last = made[-1].xpath("./w:tr[last()]//w:p") or [made[-1]]
    for element in made:
        for one in element.xpath("self::w:p | .//w:p"):
            _keep(one, not any(one is end for end in last))
    return made


def _keep(paragraph: Element, kept: bool) -> None:
    for old in paragraph.xpath("./w:pPr/w:keepNext"):
        old.getparent().remove(old)
    paragraph.xpath("./w:pPr/w:pStyle")[0].addnext(w("keepNext", val=int(kept)))


def block(item: Block, measure: Measure, pictures: Pictures) -> list[Element]:
    """One block."""
    match item:
        case Text(text=text):
            return [paragraph("QuestionMore", *gapped(text, measure.back))]
        case Choices():
            return _choices(item, measure)
        case Space(lines=lines, label=label):
            above = [paragraph("SmallLabel", *run(label, back=measure.back))] if label else []
            return above + [paragraph("AnswerLine", tab()) for _ in range(lines)]
        case Pairs():
            return _pairs(item, measure)
        case Order(events=events, labelled=labelled):
            return [
                _event(event, letter(index) if labelled else "", measure)
                for index, event in enumerate(events)
            ]
        case Words():
            return words(item, measure)
        case Grid():
            return [grid(item, measure)]
        case Clues():
            return _clues(item, measure)
        case Picture():
            return [paragraph("QuestionMore", *pictures.inline(item, measure))]
    assert_never(item)


def _event(event: str, label: str, measure: Measure) -> Element:
    hang = round((4.0 if label else 2.4) * measure.size)
    place, box = round(measure.number) + hang, round(measure.number + 1.6 * measure.size)
    apart = round(0.25 * measure.size)
    more = [
        w("spacing", before=apart, after=apart, line=240, lineRule="auto"),
        w("ind", left=place, hanging=hang),
    ]
    lead = [*run(label, "Letter"), tab()] if label else []
    runs = [*lead, *run(TICK_BOX, "Box"), tab(), *run(event, back=measure.back)]
    stops = [("left", box), ("left", place)] if label else [("left", place)]
    return paragraph("Option", *runs, tabs=stops, more=more)


def _choices(item: Choices, measure: Measure) -> list[Element]:
    room = measure.text - measure.number
    widest = max(map(width, item.options)) * measure.size + measure.option + measure.size
    across = min(len(item.options), max(1, int(room // widest)))
    column = min(room / across, widest + measure.size)
    if not item.inline:
        across = min(across, measure.columns)
        column = room / across
    stops = [("left", measure.number + place * column) for place in range(1, across)]
    stops += [("left", at + measure.option) for _, at in [("", measure.number), *stops]]
    made = []
    for start in range(0, len(item.options), across):
        runs: list[Element] = []
        for index, text in enumerate(item.options[start : start + across], start):
            lead = [tab()] if runs else []
            runs += [*lead, *run(letter(index), "Letter"), tab(), *run(text, back=measure.back)]
        made.append(paragraph("Option", *runs, tabs=sorted(stops, key=lambda stop: stop[1])))
    return made


NARROWEST = 11.0
"""A column of pairs, in sizes of the type; where there is less room the two lists stand one below the other."""


def _pairs(item: Pairs, measure: Measure) -> list[Element]:
    room = measure.text - measure.number
    rule, sign = (4.4 if item.labelled else 3.0) * measure.size, measure.option
    half = (room - rule - sign - measure.size) / 2
    if half >= NARROWEST * measure.size:
        return [_side_by_side(item, measure, rule, sign, half)]
    place = measure.number + rule
    hung = [w("ind", left=round(place), hanging=round(rule)) for _ in item.left]
    left = [
        paragraph(
            "Option",
            *_rule(item, index),
            tab(),
            *run(text, back=measure.back),
            tabs=[("left", place)],
            more=[ind],
        )
        for index, (text, ind) in enumerate(zip(item.left, hung, strict=True))
    ]
    right = [
        paragraph("Option", *run(letter(index), "Letter"), tab(), *run(text, back=measure.back))
        for index, text in enumerate(item.right)
    ]
    return [*left, paragraph("SmallLabel"), *right]


def _rule(item: Pairs, index: int) -> list[Element]:
    """The line for a letter, behind its number where it has one."""
    label = run(f"{pair_label(index)}\u2002", "Number") if item.labelled else []
    return [*label, *run("____", "Gap")]


def _side_by_side(item: Pairs, measure: Measure, rule: float, sign: float, half: float) -> Element:
    widths = (rule, half, measure.size, sign, half)
    rows = []
    for index in range(max(len(item.left), len(item.right))):
        left = (
            [paragraph("InTable", *run(item.left[index], back=measure.back))]
            if index < len(item.left)
            else []
        )
        right = (
            [paragraph("InTable", *run(item.right[index], back=measure.back))]
            if index < len(item.right)
            else []
        )
        cells: tuple[list[Element], ...] = (
            [paragraph("InTable", *_rule(item, index))] if left else [],
            left,
            [],
            [paragraph("InTable", *run(letter(index), "Letter"))] if right else [],
            right,
        )
        rows.append(row(*(cell(width, *content) for width, content in zip(widths, cells, strict=True))))
    return table(widths, rows, back=measure.back, indent=measure.number, says="Two columns to match")


def words(item: Words, measure: Measure) -> list[Element]:
    """Words in a frame, in columns."""
    room = measure.text - 220
    column = (max(map(width, item.words), default=0) + 1.5) * measure.size
    across = max(1, min(len(item.words), int(room // column)))
    across = ceil(len(item.words) / ceil(len(item.words) / across)) if item.words else 1  # rows of one length
    stops = [("left", 110 + place * room / across) for place in range(1, across)]
    made = [paragraph("WordBank", *run(item.label, "Strong", measure.back))] if item.label else []
    for start in range(0, len(item.words), across):
        runs: list[Element] = []
        for word in item.words[start : start + across]:
            runs += [*([tab()] if runs else []), *run(word, back=measure.back)]
        made.append(paragraph("WordBank", *runs, tabs=stops))
    for one in made[:1]:
        one.xpath("./w:pPr")[0].append(w("spacing", before=round(0.6 * measure.size)))
    return made


def _clues(item: Clues, measure: Measure) -> list[Element]:
    lists = [
        [paragraph("Heading2", *run(title)), *(_clue(clue, measure) for clue in clues)]
        for title, clues in ((wording.ACROSS, item.across), (wording.DOWN, item.down))
        if clues
    ]
    if measure.columns == 1 or len(lists) < 2:
        return [one for clues in lists for one in clues]
    gap = measure.size
    half = (measure.text - gap) / 2
    cells = (cell(half, *lists[0]), cell(gap), cell(half, *lists[1]))
    return [table((half, gap, half), [row(*cells)], back=measure.back, says="Clues across, and clues down")]


def _clue(clue: Clue, measure: Measure) -> Element:
    lengths = ", ".join(map(str, clue.lengths))
    text = f"{clue.text} ({lengths})"
    return paragraph("Clue", *run(str(clue.number), "Number"), tab(), *gapped(text, measure.back))
