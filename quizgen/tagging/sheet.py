"""Suggestions as a fact sheet: an item for each fact, and a comment for each sentence that is to be none.

    - [Lev Kamenev]{.who} resigned. {#kamenev-resigned source="chapter.txt, line 4"}
    <!-- line 5, supposition: Perhaps [Kamenev]{.who} was right. -->

A comment has its tags too: mended and without its marks, it is a fact. Below a fact stands nothing that nobody
asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.reading.sections import headings, levels
from quizgen.reading.slug import unique
from quizgen.reading.writing import item
from quizgen.tagging.review.reviewed import fact_of, remark, source_of, undecided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.fact import Sheet
    from quizgen.tagging.passage import Tagged


def lines(tagged: Iterable[Tagged], sheet: Sheet) -> Iterator[str]:
    """The lines of the sheet below its front matter, one by one as the sentences come in, each fact with its id.

    `sheet` has what its front matter says. What is remembered are ids alone.
    """
    taken: set[str] = set()
    counts: dict[str, int] = {}
    above: tuple[str, ...] = ()
    for one in tagged:
        section = levels(one.sentence.heading)
        yield from headings(above, section, sheet.formulas)
        above = section
        decision = undecided(one)
        if one.refused:
            yield remark(one.sentence, one.refused, source_of(decision, sheet))
            continue
        fact = fact_of(decision, one.sentence, sheet)
        yield item(sheet, replace(fact, id=unique(fact.id, taken, counts)))
