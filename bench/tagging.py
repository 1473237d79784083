"""Suggest tags for sentences careful people tagged: precision and recall by class, edits a sentence, words a second.

A suggestion is right if its class and its span are, an article at the beginning left out. A pronoun with `is=` is not
counted: the cases tag names. `python -m bench.tagging FILE…` scores other cases; `--show` prints what differs.

An edit is what a reviewer must do once: add a span, drop one, change its class, move one of its ends.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.tagging.passage import Sentence, Suggestion, Tagged
from quizgen.tagging.suggest import Known, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable

CASES = Path(__file__).parent.parent / "tests" / "cases" / "tagging" / "own.jsonl"
CLASSES = ("who", "when", "where", "what")
GOAL = 10_000
"""Words a second."""
EDITS = 1.2
"""At most, a sentence."""
_TAG = re.compile(r"\[([^\[\]]*)\]\{\.(\w+)\}")
_ARTICLE = re.compile(r"(?i)(?:the|an?|his|her|its|their) ")

Marked = tuple[str, int, int]
"""A class and the offsets of its span, article left out."""


@dataclass(frozen=True, slots=True)
class Score:
    """How suggestions agree with what people tagged."""

    reached: dict[str, tuple[float, float]]
    """Precision and recall by class, and of "any"."""
    edits: float
    """A sentence."""


def untag(tagged: str) -> tuple[str, set[Marked]]:
    """The plain text of a case, and its spans."""
    text, spans, last = "", set(), 0
    for match in _TAG.finditer(tagged):
        text += tagged[last : match.start()]
        spans.add((match[2], len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    text += tagged[last:]
    return text, {_bare(text, *span) for span in spans}


def _bare(text: str, tag: str, start: int, end: int) -> Marked:
    article = _ARTICLE.match(text, start, end)
    return tag, article.end() if article else start, end


def suggested(tagged: Tagged) -> set[Marked]:
    """What is suggested in a sentence, pronouns left out."""
    text = tagged.sentence.text
    return {
        _bare(text, span.tag, span.start, span.end)
        for span in tagged.spans
        if not dict(span.attributes).get("is")
    }


def whole(text: str, parts: Iterable[Tagged]) -> Tagged:
    """A sentence that was parted, in one again: the spans of its parts where they stand in it."""
    spans: list[Suggestion] = []
    refused, last = "", 0
    for part in parts:
        last = text.lower().index(part.sentence.text.lower().rstrip("."), last)
        spans += [replace(span, start=span.start + last, end=span.end + last) for span in part.spans]
        refused = refused or part.refused
    return Tagged(Sentence(text, 1, 1, 1), tuple(spans), refused)


def edits(wanted: set[Marked], given: set[Marked]) -> int:
    """How many edits make the given spans the wanted ones; spans that share most are taken for one another first."""
    pairs = sorted(
        ((_shared(one, other), one, other) for one in wanted for other in given),
        key=lambda pair: (-pair[0], *pair[1:]),
    )
    matched: set[Marked] = set()
    taken: set[Marked] = set()
    needed = 0
    for shared, one, other in pairs:
        if shared > 0 and one not in matched and other not in taken:
            matched.add(one)
            taken.add(other)
            needed += sum(mine != theirs for mine, theirs in zip(one, other, strict=True))
    return needed + len(wanted - matched) + len(given - taken)


def _shared(one: Marked, other: Marked) -> float:
    """The characters of both, as a share of those of either; equal spans of one class come before all others."""
    both = min(one[2], other[2]) - max(one[1], other[1])
    either = max(one[2], other[2]) - min(one[1], other[1])
    return both / either + (one == other) if both > 0 else 0.0


def score(cases: list[str], *, show: bool = False) -> Score:
    """Precision, recall and edits; each case is a text of its own."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    needed = 0
    for case in cases:
        text, spans = untag(case)
        tagged = whole(text, suggest([Sentence(text, 1, 1, 1)], Known(), None, "gregorian"))
        found = suggested(tagged)
        for counted, marked in ((right, spans & found), (wanted, spans), (given, found)):
            counted.update(tag for tag, _, _ in marked)
            counted["any"] += len(marked)
        needed += edits(spans, found)
        if show and (spans != found or tagged.refused):
            _show(text, spans, found, tagged.refused)
    reached = {
        tag: (right[tag] / max(1, given[tag]), right[tag] / max(1, wanted[tag])) for tag in (*CLASSES, "any")
    }
    return Score(reached, needed / max(1, len(cases)))


def _show(text: str, spans: set[Marked], found: set[Marked], refused: str) -> None:
    print(edits(spans, found), text, f"({refused})" if refused else "")
    for sign, differing in (("-", spans - found), ("+", found - spans)):
        for tag, start, end in sorted(differing, key=lambda span: span[1]):
            print(f"    {sign} {tag:5} {text[start:end]}")


def words_a_second(cases: list[str], rounds: int = 50) -> float:
    """How fast they are tagged as one text, the lexicon being loaded."""
    sentences = [Sentence(untag(case)[0], 1, 1, 1) for case in cases]
    list(suggest(sentences, Known(), None, "gregorian"))
    start = time.perf_counter()
    list(suggest(sentences * rounds, Known(), None, "gregorian"))
    taken = time.perf_counter() - start
    return rounds * sum(len(sentence.text.split()) for sentence in sentences) / taken


def read(path: Path) -> list[str]:
    """The tagged sentences of a file of cases."""
    return [json.loads(line)["tagged"] for line in path.read_text(encoding="utf-8").splitlines() if line]


def main(arguments: list[str]) -> None:
    show = "--show" in arguments
    for path in [Path(one) for one in arguments if one != "--show"] or [CASES]:
        cases = read(path)
        print(f"{path.name}, {len(cases)} sentences: precision and recall")
        scored = score(cases, show=show)
        for tag, (precision, recall) in scored.reached.items():
            print(f"{tag:>8} {precision:6.2f} {recall:6.2f}")
        print(f"{scored.edits:>8.2f} edits a sentence, at most {EDITS}")
        speed = words_a_second(cases)
        print(f"{speed:>8.0f} words a second, {speed / GOAL:.1f} of the goal")


if __name__ == "__main__":
    main(sys.argv[1:])
