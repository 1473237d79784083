"""Lines that make no prose, known by their company: verse, addresses, lists of names, labels in a picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from quizgen.tagging.cleaning import Paragraph

_FEWEST = 3
"""Lines that stand one below the other, before they are held to be verse."""
_MOST = 50
"""Lines that are looked at together, so that memory stays flat."""
_LONGEST = 70
"""Characters of such a line."""
_STOPPED = re.compile(r"[.!?…][’”\"'»)\]]*$")


def without_verse(paragraphs: Iterable[Paragraph], left: Counter[str]) -> Iterator[Paragraph]:
    """The paragraphs without verse, whose lines are counted.

    Verse is three or more short lines, each right below the other and a paragraph by itself, of which fewer than half
    end a sentence.
    """
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        short = _is_short(paragraph)
        if run and not (short and paragraph.lines[0] <= run[-1].lines[0] + 1 and len(run) < _MOST):
            yield from _prose(run, left)
            run = []
        if short:
            run.append(paragraph)
        else:
            yield paragraph
    yield from _prose(run, left)


def _prose(run: list[Paragraph], left: Counter[str]) -> Sequence[Paragraph]:
    stopped = sum(1 for one in run if _STOPPED.search(one.text))
    if len(run) < _FEWEST or stopped * 2 >= len(run):
        return run
    left["lines of verse or lists"] += len(run)
    return ()


def _is_short(paragraph: Paragraph) -> bool:
    return len(paragraph.lines) == 1 and len(paragraph.text) <= _LONGEST
