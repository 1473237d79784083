"""One version of a worksheet as HTML: its head, parts, and answer sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.paper import wording
from decks.paper.answer_sheet import fields, is_asked
from decks.paper.by_question import heading
from decks.paper.characters import letter, right_to_left
from decks.paper.html.blocks import block, exercise
from decks.paper.html.page import text
from decks.paper.worksheet import Space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.paper.answer_sheet import Field
    from decks.paper.worksheet import Exercise, Part, Version, Worksheet


def sheet(worksheet: Worksheet, version: Version, name: str) -> str:
    """All of a version, but for its cards; `name` is that of its pages."""
    back = right_to_left(worksheet.language)
    told = f'<p class="instruction">{text(worksheet.instructions)}</p>\n' if worksheet.instructions else ""
    parts = "".join(_part(part, back) for part in version.parts)
    made = f'<article class="version {name}">\n{head(worksheet, version, worksheet.title)}{told}{parts}</article>\n'
    if worksheet.answer_sheet:
        made += _answer_sheet(worksheet, version, name)
    return made


def head(worksheet: Worksheet, version: Version, title: str) -> str:
    """Title with the box for the score, and lines for name, class and date."""
    score = f'<p class="score">____ {text(wording.total_label(version.points))}</p>' if version.points else ""
    label = f'<p class="version-name">{text(heading(version))}</p>' if heading(version) else ""
    lines = []
    for index, blank in enumerate(worksheet.blanks):
        name = text(version.name) if version.pupil and index == 0 else ""
        lines.append(f'<p><b>{text(blank)}</b><span class="rule">{name}</span></p>')
    return (
        f'<header><div class="title"><h1>{text(title)}</h1>{score}</div>{label}'
        f'<div class="blanks">{"".join(lines)}</div></header>\n'
    )


def _part(part: Part, back: bool) -> str:
    points = f'<span class="points">{text(wording.points_label(part.points))}</span>' if part.points else ""
    told = f'<p class="instruction">{text(part.instruction)}</p>' if part.instruction else ""
    before = "".join(block(item, back) for item in part.before)
    first, rest = part.exercises[:1], part.exercises[1:]
    # Heading, word bank and first exercise are one box that no page breaks.
    return (
        f'<section>\n<div class="start"><h2><span>{text(part.title)}</span>{points}</h2>{told}{before}'
        f"{_exercises(first, back)}</div>\n{_exercises(rest, back)}</section>\n"
    )


def _exercises(several: Sequence[Exercise], back: bool) -> str:
    inner = "".join(exercise(one, back) for one in several)
    return f'<ol class="exercises" role="list">\n{inner}</ol>\n' if inner else ""


def _answer_sheet(worksheet: Worksheet, version: Version, name: str) -> str:
    title = f"{wording.ANSWER_SHEET_TITLE}: {worksheet.title}"
    every = [one for part in version.parts for one in part.exercises]
    marked = "".join(_bubbles(one) for one in every if one.bubbles)
    written = "".join(_written(one) for one in every if not one.bubbles and is_asked(one))
    return (
        f'<article class="version {name}">\n{head(worksheet, version, title)}'
        + (f'<ol class="bubbles" role="list">{marked}</ol>\n' if marked else "")
        + (f'<ol class="exercises" role="list">{written}</ol>\n' if written else "")
        + "</article>\n"
    )


def _bubbles(one: Exercise) -> str:
    letters = "".join(f'<span class="letter">{letter(index)}</span>' for index in range(one.bubbles))
    return f'<li value="{one.number}"><span class="number">{one.number}</span>{letters}</li>'


def _written(one: Exercise) -> str:
    if several := fields(one):
        inner = f'<ul class="fields" role="list">{"".join(map(_field, several))}</ul>'
    else:
        lines = sum(item.lines for item in one.blocks if isinstance(item, Space)) or 1
        inner = '<div class="line"></div>' * lines
    return (
        f'<li class="exercise" value="{one.number}"><span class="number">{one.number}</span>'
        f'<div class="body">{inner}</div></li>'
    )


def _field(one: Field) -> str:
    label = f"<b>{text(one.label)}</b> " if one.label else ""
    return f'<li>{label}<span class="{"gap" if one.wide else "short gap"}">____</span></li>'
