"""Facts of notes that were written before notes of ours told their facts: put together from what each asks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.anki.plain import GAP, plain
from quizgen.fact import Fact, Place, Span
from quizgen.reading.attributes import NAME
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ITEM = re.compile(r"<li[^<>]*>((?:(?!</?li\b).)*)</li>", re.DOTALL)
"""One of the other right answers in the field Also."""
_PLACE = Place("sheet.md")


@dataclass(frozen=True, slots=True)
class Piece:
    """What a note says of a fact that it asks for: the sentence, and one of its spans."""

    text: str
    span: Span
    explanation: str
    source: str


def piece(rest: str, said: Mapping[str, str]) -> Piece | None:
    """The sentence of a note and the span that it asks for; None where they cannot be made out."""
    fact, slash, ask = rest.partition("/")
    tag, _, number = ask.partition("-")
    gap = GAP.search(said["Sentence"])
    if not re.fullmatch(NAME, fact) or not slash or tag not in TAGS or gap is None:
        return None
    before, words = plain(said["Sentence"][: gap.start()]), plain(gap[1])
    text = f"{before}{words}{plain(said['Sentence'][gap.end() :])}"
    answer = plain(said["Answer"])
    also = [plain(one) for one in ITEM.findall(said["Also"])]
    stands_for = ""
    if answer != words:
        if answer.endswith(words) and words in also:
            also.remove(words)  # what stood before it is a part of the answer: "beneath"
        else:
            stands_for = answer
    span = Span(len(before), len(before) + len(words), tag, _PLACE, "" if number.isdigit() else number,
                also=tuple(also), stands_for=stands_for)  # fmt: skip
    return Piece(text, span, plain(said["Extra"]), plain(said["Source"]))


def together(id_: str, pieces: Sequence[Piece]) -> Fact:
    """The fact of the sentence that most pieces have; without text where there are none."""
    if not pieces:
        return Fact(id_, "", (), _PLACE)
    text = Counter(piece.text for piece in pieces).most_common(1)[0][0]
    same = [piece for piece in pieces if piece.text == text]
    spans = {(one.span.start, -one.span.end, one.span.tag): one.span for one in same}
    explanation = max((piece.explanation for piece in same), key=len)
    ordered = tuple(span for _, span in sorted(spans.items()))
    return Fact(id_, text, ordered, _PLACE, explanation=explanation, source=same[0].source)
