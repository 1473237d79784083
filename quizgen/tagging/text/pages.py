"""Pages of a book: the lines at their edges that are no part of the text, such as running headers and page numbers.

A page begins where a line begins with a form feed. A line at its edge is no text where it is a page number alone, or
where pages near by have the same line at that edge but for its numbers.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from itertools import chain, takewhile
from typing import TYPE_CHECKING, NamedTuple

from quizgen.tagging.passage import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGE = "\f"
"""Begins the first line of a page."""
EDGES = "lines of page numbers and running heads"
"""What is left out at the edges of pages, as a person is told."""

_NEAR = 4
"""Pages before and behind one that are compared with it: left and right pages have headers of their own."""
_EDGE = 2
"""Lines at each end of a page that may be no text."""
_LONGEST = 200
"""Lines of a page: what has more is held to be none, so that memory stays flat."""
_WIDEST = 100
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b")
_NUMBER = re.compile(r"[\W_]*(?:page |p\. ?)?#(?: ?(?:of|/) ?#)?[\W_]*")


class _Page(NamedTuple):
    lines: list[Line]
    head: dict[int, str]
    """The first lines, by their index, as they are compared."""
    foot: dict[int, str]


def without_edges(lines: Iterable[Line], left: Counter[str]) -> Iterator[Line]:
    """The lines without running headers and page numbers, which are counted. A page whose first line is left out
    begins with a line that has nothing but the form feed."""
    near: deque[_Page] = deque(maxlen=2 * _NEAR + 1)
    behind = 0
    for page in _pages(lines):
        near.append(page)
        behind = min(behind + 1, _NEAR + 1)
        if behind > _NEAR:
            yield from _kept(near, len(near) - 1 - _NEAR, left)
    for index in range(len(near) - min(behind, _NEAR), len(near)):
        yield from _kept(near, index, left)


def _pages(lines: Iterable[Line]) -> Iterator[_Page]:
    page: list[Line] = []
    numbered = False
    for line in lines:
        opens = line.text.startswith(PAGE)
        if page and (opens or len(page) == _LONGEST):
            yield _page(page, numbered or (opens and len(page) < _LONGEST))
            page, numbered = [], False
        numbered = numbered or opens
        page.append(line)
    yield _page(page, numbered)


def _page(lines: list[Line], numbered: bool) -> _Page:
    """`numbered` is whether these lines are known to be one page."""
    if not numbered:
        return _Page(lines, {}, {})
    full = [index for index, line in enumerate(lines) if not line.text.isspace() and line.text]
    head = {index: _key(lines[index].text) for index in full[:_EDGE]}
    return _Page(lines, head, {index: _key(lines[index].text) for index in full[-_EDGE:]})


def _key(text: str) -> str:
    """What a header has in common with those of other pages; empty for what is too long to be one."""
    text = " ".join(text.split())
    return _NUMBERS.sub("#", text.casefold()) if len(text) <= _WIDEST else ""


def _kept(near: deque[_Page], index: int, left: Counter[str]) -> Iterator[Line]:
    page = near[index]
    if not page.head:
        yield from page.lines
        return
    around = range(max(index - _NEAR, 0), min(index + _NEAR + 1, len(near)))
    others = [near[other] for other in around if other != index]
    heads = list(chain.from_iterable(other.head.values() for other in others))
    feet = list(chain.from_iterable(other.foot.values() for other in others))
    left_out = {*_running(page.head.items(), heads), *_running(reversed(page.foot.items()), feet)}
    left[EDGES] += len(left_out)
    for place, line in enumerate(page.lines):
        if place not in left_out:
            yield line
        elif line.text.startswith(PAGE):
            yield Line(line.number, PAGE)


def _running(edge: Iterable[tuple[int, str]], others: list[str]) -> Iterator[int]:
    """The lines of an edge that are no text, from the outermost inwards."""
    return (place for place, _ in takewhile(lambda line: _runs(line[1], others), edge))


def _runs(key: str, others: list[str]) -> bool:
    """Whether a line is a page number, or the header of other pages too."""
    if not key:
        return False
    return bool(_NUMBER.fullmatch(key)) or others.count(key) >= (1 if "#" in key else 2)
