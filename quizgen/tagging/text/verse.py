"""Lines that make no prose, known by their company or as too short: verse, addresses, names, labels in a picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.tagging.text.characters import ENDED

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from quizgen.tagging.text.cleaning import Paragraph

_FEWEST = 3
"""Lines that stand one below the other, before they are held to be verse."""
_MOST = 50
"""Lines that are looked at together, so that memory stays flat."""
_LONGEST = 70
"""Characters of such a line."""
_FEWEST_WORDS = 5
"""A paragraph with fewer words and no end mark is a label, or a headline."""
_LONGER = 1.25
_STOPPED = re.compile(r"[.!?…][’”\"'»)\]]*$")


def without_verse(paragraphs: Iterable[Paragraph], left: Counter[str]) -> Iterator[Paragraph]:
    """The paragraphs without verse and labels, whose lines are counted.

    Verse is three or more short lines, each right below the other and a paragraph by itself, of which fewer than half
    end a sentence.
    """
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and (paragraph.apart or not _is_short(paragraph) or len(run) == _MOST):
            yield from _prose(run, left)
            run = []
        run.append(paragraph)
        if not _is_short(paragraph):
            yield from _prose(run, left)
            run = []
    yield from _prose(run, left)


def _is_short(paragraph: Paragraph) -> bool:
    return len(paragraph.lines) == 1 and len(paragraph.text) <= _LONGEST and not paragraph.listed


def _prose(run: list[Paragraph], left: Counter[str]) -> Iterator[Paragraph]:
    """What is prose of paragraphs that stand right below each other."""
    start, end = _verse(run)
    left["lines of verse or lists"] += end - start
    for one in (*run[:start], *run[end:]):
        if len(one.text.split()) < _FEWEST_WORDS and not ENDED.search(one.text):
            left["short lines"] += 1
        else:
            yield one


def _verse(run: list[Paragraph]) -> tuple[int, int]:
    """The first line of the verse in these lines, and the first behind it. A sentence above or below it may be prose,
    where it is longer than any line of the verse."""
    start, end = 0, len(run)
    while end - start > 1 and _is_longer(run[end - 1], run[start : end - 1]):
        end -= 1
    while end - start > 1 and _is_longer(run[start], run[start + 1 : end]):
        start += 1
    stopped = sum(1 for one in run[start:end] if _STOPPED.search(one.text))
    return (start, end) if end - start >= _FEWEST and stopped * 2 < end - start else (0, 0)


def _is_longer(paragraph: Paragraph, others: list[Paragraph]) -> bool:
    length = max(len(one.text) for one in others)
    return bool(_STOPPED.search(paragraph.text)) and len(paragraph.text) > _LONGER * length
