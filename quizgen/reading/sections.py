"""Headings written into a sheet: those that lead from the section of one fact to that of the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.reading.writing import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

DEEPEST = 6
"""Levels of headings that Markdown has."""


def levels(section: Sequence[str]) -> tuple[str, ...]:
    """The headings of a section, the widest first: those beyond the sixth become one with it."""
    if len(section) <= DEEPEST:
        return tuple(section)
    return (*section[: DEEPEST - 1], " › ".join(section[DEEPEST - 1 :]))


def headings(above: Sequence[str], section: Sequence[str], formulas: Set[str] = frozenset()) -> Iterator[str]:
    """The lines between facts of two sections, empty ones among them; none within one section.

    Both have at most six levels. A section that goes on behind one inside it says its own heading again; one
    without headings cannot be come back to, and its facts must come first. `formulas` are those of the sheet.
    """
    if tuple(above) == tuple(section):
        return
    same = next((n for n, (one, other) in enumerate(zip(above, section, strict=False)) if one != other), None)
    if same is None:
        same = min(len(above), len(section) - 1)
    yield ""
    for level, words in enumerate(section[same:], same + 1):
        yield from (f"{'#' * level} {escaped(words, formulas)}", "")
