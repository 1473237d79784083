"""The sheet of a review as it grows: the facts that were accepted, as comments what is to be none, and the names.

It is kept in pieces, one a sentence, so that a step costs what it changes and the joining of the pieces.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.reading.sections import headings, levels
from quizgen.reading.writing import front, item
from quizgen.tagging.names.learned import gathered
from quizgen.tagging.names.told import told_in
from quizgen.tagging.review.reviewed import fact_of, remark, source_of, undecided

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quizgen.fact import Name, Sheet
    from quizgen.tagging.names.told import Told
    from quizgen.tagging.passage import Tagged
    from quizgen.tagging.review.reviewed import Decision

_NOTHING: tuple[Told, ...] = ()


class Growing:
    """The pieces of a sheet, and what its facts tell of names."""

    def __init__(self, tagged: Sequence[Tagged], sheet: Sheet) -> None:
        """`sheet` has what the front matter says whatever is decided, names among it."""
        self.tagged = tagged
        self.sheet = sheet
        self._names = sheet.names
        self._in_head = sheet.names
        """The names that stand in the front matter as it was last written."""
        self._head = "\n".join(front(sheet))
        self._undecided = [self._refusal(one) if one.refused else "" for one in tagged]
        self._pieces = list(self._undecided)
        self._told = [_NOTHING] * len(tagged)
        self._is_told_anew = False

    def put(self, decisions: Iterable[tuple[int, Decision]]) -> None:
        """Write these sentences, each by its number from 0, as they were decided."""
        for at, decision in decisions:
            sentence = self.tagged[at].sentence
            told = _NOTHING
            if decision.status == "accepted":
                fact = fact_of(decision, sentence, self.sheet)
                self._pieces[at] = item(self.sheet, fact)
                told = told_in(fact)
            elif decision.status == "rejected":
                self._pieces[at] = remark(
                    sentence,
                    "rejected",
                    source_of(decision, self.sheet) if decision.text == sentence.text else "",
                )  # what was written anew is not in the text, and goes
            else:
                self._pieces[at] = self._undecided[at]
            self._is_told_anew = self._is_told_anew or told != self._told[at]
            self._told[at] = told

    def _refusal(self, one: Tagged) -> str:
        return remark(one.sentence, one.refused, source_of(undecided(one), self.sheet))

    @property
    def names(self) -> Mapping[str, Name]:
        """What the front matter says of names: those it had, and what the facts tell of others."""
        if self._is_told_anew:
            self._names = gathered(self._told, self.sheet.names)
            self._is_told_anew = False
        return self._names

    def _front(self) -> str:
        if self.names is not self._in_head:
            self._in_head = self.names
            self._head = "\n".join(front(replace(self.sheet, names=self.names)))
        return self._head

    def text(self) -> str:
        """The whole sheet, each section under its headings."""
        lines: list[str] = []
        above: tuple[str, ...] = ()
        for one, piece in zip(self.tagged, self._pieces, strict=True):
            if not piece:
                continue
            section = levels(one.sentence.heading)
            lines += headings(above, section, self.sheet.formulas)
            above = section
            lines.append(piece)
        body = "\n".join([*lines, ""]).removeprefix("\n")
        return f"{self._front()}\n\n{body}" if self._front() else body
