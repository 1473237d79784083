"""Names that facts tell: which are learned, and that a sheet which lists them asks what it asked before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.ask import questions
from quizgen.checks import findings
from quizgen.fact import Fact, Name, Place, Sheet, Span
from quizgen.reader import read, read_text
from quizgen.reading.writing import front, item
from quizgen.tagging.names import learned as learning
from quizgen.tagging.names.learned import learned, names_of
from quizgen.tagging.names.sorts import known_sorts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CASES = Path(__file__).parent / "cases" / "tagging" / "learned.txt"
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.md"))


def _cases() -> Iterator[tuple[str, str, list[str]]]:
    for case in CASES.read_text("utf-8").strip().split("\n\n"):
        title, *lines = case.split("\n")
        at = lines.index("=")
        head = [line for line in lines[:at] if line.startswith("names:")]
        facts = [line for line in lines[:at] if line not in head]
        yield title, "\n".join([*(["---", *head, "---"] if head else []), "", *facts, ""]), lines[at + 1 :]


def _shown(names: Mapping[str, Name]) -> list[str]:
    return [f"{title}: {one.kind}{'plural' if one.plural else ''}".rstrip() for title, one in names.items()]


@pytest.mark.parametrize(("title", "text", "wanted"), list(_cases()), ids=lambda one: str(one)[:50])
def test_names_are_learned_from_facts(title: str, text: str, wanted: list[str]) -> None:
    reading = read_text(text, "sheet.md")
    assert reading.sheet is not None
    assert not [one for one in reading.findings if one.severity == "error"]
    assert _shown(names_of(reading.sheet)) == wanted


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_sheet_that_lists_what_it_tells_asks_and_is_found_as_before(path: Path) -> None:
    sheet = read(path).sheet
    assert sheet is not None
    sheet = replace(sheet, names={})
    names = names_of(sheet)
    assert len(names) > 10
    before, after = (_read(sheet, one) for one in ({}, names))
    assert list(after.names) == list(names)
    assert _asked(after) == _asked(before)
    assert {str(one) for one in _found(after)} <= {str(one) for one in _found(before)}
    assert names_of(after) == names


def _read(sheet: Sheet, names: Mapping[str, Name]) -> Sheet:
    items = (item(sheet, fact) for fact in sheet.facts)
    reading = read_text("\n".join([*front(replace(sheet, names=names)), "", *items, ""]), sheet.path)
    assert reading.sheet is not None
    assert not [one for one in reading.findings if one.severity == "error"]
    return reading.sheet


def _asked(sheet: Sheet) -> list[tuple[str, str, str]]:
    return [(one.id, one.text, one.key) for one in questions(sheet)]


def _found(sheet: Sheet) -> set[tuple[str, str, str]]:
    return {(one.code, one.fact, one.message) for one in findings(sheet)}


def test_what_was_learned_is_known_in_the_next_chapter() -> None:
    reading = read_text("- [Kerenski]{.who} met [the Kadets]{.who} in [Gatchina]{.where}.\n", "sheet.md")
    assert reading.sheet is not None
    sorts = known_sorts(names_of(reading.sheet))
    assert sorts == {"kerenski": "person", "kadets": "people", "gatchina": "place"}


def test_the_names_of_the_most_facts_are_learned_where_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(learning, "MOST", 2)
    facts = [_fact(name) for name in ("Ada", "Bertil", "Cleo", "Bertil", "Cleo")]
    assert list(learned(facts)) == ["Bertil", "Cleo"]


def _fact(name: str) -> Fact:
    text = f"It was {name} who left."
    start = text.index(name)
    span = Span(start, start + len(name), "who", Place("sheet.md"))
    return Fact("x", text, (span,), Place("sheet.md"))
