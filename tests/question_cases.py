"""Read cases of questions: tagged sentences with the wordings that are right and those that are wrong.

    # title
    [Marie Curie]{.who} discovered [radium]{.what}.
    Who discovered radium? -> who: Marie Curie
    What did Marie Curie discover? | What was discovered by Marie Curie? -> what: radium
    ! What did Marie Curie discovered?

Right wordings stand between bars, the one we want first; a line that begins with "!" is wrong for any span.
`(cloze)` for a wording says that no question is right, only a gap.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.ask import Asked, ask
from quizgen.reader import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLOZE = "(cloze)"

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Expected:
    """What is right for one span."""

    ask: str
    answer: str
    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One tagged sentence."""

    title: str
    tagged: str
    expected: tuple[Expected, ...]
    wrong: frozenset[str]


@dataclass(frozen=True, slots=True)
class Result:
    """What was asked for one expected span."""

    case: Case
    expected: Expected
    question: str
    """`CLOZE` if only a gap came out, empty if the span was not asked at all."""

    @property
    def right(self) -> bool:
        return plain(self.question) in {plain(form) for form in self.expected.accepted}

    @property
    def wrong(self) -> bool:
        return plain(self.question) in self.case.wrong

    @property
    def leaks(self) -> bool:
        answer = re.escape(plain(self.expected.answer))
        return bool(re.search(rf"(?<!\w)(?<!\d[.,]){answer}(?!\w)", plain(self.question), re.IGNORECASE))


def plain(text: str) -> str:
    """Curly quotes and dashes made straight, white space folded; capitals count."""
    return re.sub(r"\s+", " ", text.translate(_STRAIGHT)).strip()


def ask_tagged(tagged: str) -> Asked:
    """Read and ask one tagged sentence, as the only fact of a sheet."""
    reading = read_text(f"- {tagged} {{#case}}\n", "case.md")
    assert reading.sheet is not None
    assert reading.sheet.facts, [str(finding) for finding in reading.findings]
    return ask(reading.sheet.facts[0], reading.sheet)


def load(path: Path) -> Iterator[Case]:
    """The cases of a .txt or .jsonl file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        for line in text.splitlines():
            yield _from_json(json.loads(line))
        return
    for block in re.split(r"\n\s*\n", text.strip()):
        yield _from_block(block.splitlines())


def _from_block(lines: list[str]) -> Case:
    title = lines.pop(0).lstrip("# ") if lines[0].startswith("#") else lines[0]
    tagged, *rest = lines
    expected: list[Expected] = []
    wrong: list[str] = []
    for line in rest:
        if line.startswith("!"):
            wrong.append(plain(line[1:]))
            continue
        forms, _, answer = line.rpartition(" -> ")
        tag, _, text = answer.partition(": ")
        expected.append(Expected(tag.strip(), text, tuple(forms.split(" | "))))
    return Case(title, tagged, tuple(expected), frozenset(wrong))


def _from_json(entry: dict) -> Case:  # type: ignore[type-arg]  # as the file has it
    expected = tuple(
        Expected(question["ask"], question["answer"], tuple(question["accept"]))
        for question in entry["questions"]
    )
    wrong = frozenset(plain(form) for question in entry["questions"] for form in question["reject"])
    return Case(entry["id"], entry["tagged"], expected, wrong)


def results(case: Case) -> Iterator[Result]:
    """Each expected span of a case with what is asked for it."""
    waiting: dict[tuple[str, str], list[str]] = {}
    for attempt in ask_tagged(case.tagged).attempts:
        question = attempt.question
        text = question.text if question.form == "open" else CLOZE
        waiting.setdefault((question.ask, plain(question.answer)), []).append(text)
    for expected in case.expected:
        asked = waiting.get((expected.ask, plain(expected.answer)), [])
        yield Result(case, expected, asked.pop(0) if asked else "")
