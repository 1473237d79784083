"""Blocks of an exercise as HTML."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, assert_never

from decks.paper import wording
from decks.paper.answer_sheet import pair_label
from decks.paper.characters import letter, plain, width
from decks.paper.html.grids import grid
from decks.paper.html.page import gapped, text
from decks.paper.worksheet import Choices, Clue, Clues, Grid, Order, Pairs, Picture, Space, Text, Words
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.paper.worksheet import Block, Exercise

TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
SHORT = 26.0
"""Options at most so wide, in sizes of the type, stand in two columns."""


def exercise(one: Exercise, back: bool) -> str:
    """An exercise under its number."""
    points = f'<span class="points">[{one.points}]</span>' if one.points != 1 else ""
    inner = "".join(block(item, back) for item in one.blocks)
    return (
        f'<li class="exercise" value="{one.number}"><span class="number">{one.number}</span>'
        f'<div class="body">{inner}</div>{points}</li>\n'
    )


def block(item: Block, back: bool) -> str:
    """One block; `back`: whether the text around it runs from right to left."""
    match item:
        case Text(text=words):
            return f'<p class="text" dir="auto">{gapped(words)}</p>'
        case Choices():
            return _choices(item)
        case Space(lines=lines, label=label):
            above = f'<p class="label">{text(label)}</p>' if label else ""
            return above + '<div class="line"></div>' * lines
        case Pairs():
            return _pairs(item)
        case Order():
            return _order(item)
        case Words(words=several, label=label):
            above = f'<p class="label">{text(label)}</p>' if label else ""
            return f'<div class="words">{above}{_list("ul", "bank", list(map(text, several)))}</div>'
        case Grid():
            return grid(item, back=back)
        case Clues():
            return f'<div class="clues">{_clues(wording.ACROSS, item.across)}{_clues(wording.DOWN, item.down)}</div>'
        case Picture():
            return picture(item)
    assert_never(item)


def _list(kind: str, name: str, items: Sequence[str]) -> str:
    """A list without bullets; the role keeps it a list for those who hear it."""
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f'<{kind} class="{name}" role="list">{inner}</{kind}>'


def _choices(item: Choices) -> str:
    short = max(map(width, item.options)) <= SHORT
    name = "options inline" if item.inline else "options short" if short else "options"
    return _list("ol", name, [_lettered(index, option) for index, option in enumerate(item.options)])


def _lettered(index: int, option: str) -> str:
    return f'<span class="letter">{letter(index)}</span><span dir="auto">{text(option)}</span>'


def _pairs(item: Pairs) -> str:
    labels = [_label(pair_label(index)) if item.labelled else "" for index in range(len(item.left))]
    left = [
        f'{label}<span class="short gap">____</span><span dir="auto">{text(one)}</span>'
        for label, one in zip(labels, item.left, strict=True)
    ]
    right = [_lettered(index, one) for index, one in enumerate(item.right)]
    name = "labelled left" if item.labelled else "left"
    return f'<div class="pairs">{_list("ul", name, left)}{_list("ol", "right", right)}</div>'


def _order(item: Order) -> str:
    labels = [_label(letter(index)) if item.labelled else "" for index in range(len(item.events))]
    events = [
        f'{label}<span class="box"></span><span>{text(event)}</span>'
        for label, event in zip(labels, item.events, strict=True)
    ]
    return _list("ul", "labelled order" if item.labelled else "order", events)


def _label(words: str) -> str:
    return f'<span class="number">{words}</span>'


def _clues(title: str, clues: Sequence[Clue]) -> str:
    if not clues:
        return ""
    items = [
        f'<span class="number">{clue.number}</span><span>{gapped(clue.text)} '
        f"({', '.join(map(str, clue.lengths))})</span>"
        for clue in clues
    ]
    return f"<div><h3>{text(title)}</h3>{_list('ol', 'clue', items)}</div>"


def picture(item: Picture) -> str:
    """A picture in the file itself; as an image it runs no script. Raises QuizgenError where it cannot be read."""
    try:
        data = b64encode(item.path.read_bytes()).decode("ascii")
    except OSError as error:
        raise QuizgenError(f"{item.path}: cannot be read: {error.strerror or error}") from error
    kind = TYPES[item.path.suffix.lower()]
    alt = plain(item.alt).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'<p class="picture"><img src="data:{kind};base64,{data}" alt="{alt}"></p>'
