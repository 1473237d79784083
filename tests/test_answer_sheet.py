"""The answer sheet: a place for every answer, under the label that it has on the worksheet, in every format."""

from __future__ import annotations

import io
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from paper_reading import PDFTOTEXT
from test_docx import paragraphs

from decks.paper import docx, html, markdown, pdf
from decks.paper.answer_sheet import Field, fields, is_asked
from decks.paper.compose import Plan, compose
from decks.paper.parts import read_parts
from decks.paper.worksheet import Order, Pairs, Worksheet
from quizgen.ask import attempts
from quizgen.forms.bank import Bank, Options
from quizgen.reader import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

SHEET = """# Machines
- [Ada Lovelace]{.who} published [long notes]{.what} in [1843]{.when}.
- [Charles Babbage]{.who} designed [an engine]{.what} in [1837]{.when}.
- [Alan Turing]{.who} described [a machine]{.what} in [1936]{.when}.
- [Grace Hopper]{.who} finished [a compiler]{.what} in [1952]{.when}.
"""
PARTS = "match:4,blanks:1,timeline:1,crossword:4,wordsearch:2,open:1"


def sheet(parts: str = PARTS, *, answer_sheet: bool = True) -> Worksheet:
    read = read_text(SHEET, "machines.md").sheet
    assert read is not None
    bank = Bank(read, attempts(read), Options())
    return compose([bank], Plan(read_parts(parts), answer_sheet=answer_sheet))


def _pdf(made: Worksheet) -> str:
    pdf.write(made, out := io.BytesIO())
    return subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=out.getvalue(), stdout=-1, check=True
    ).stdout.decode()


def _docx(made: Worksheet) -> str:
    docx.write(made, out := io.BytesIO())
    return " ".join(paragraphs(out.getvalue()))


def _html(made: Worksheet) -> str:
    html.write(made, out := io.BytesIO())
    return re.sub(r"<[^>]*>", " ", out.getvalue().decode().partition("<body")[2])


def _markdown(made: Worksheet) -> str:
    markdown.write(made, out := io.BytesIO())
    return out.getvalue().decode().replace("\\_", "").replace("**", "")


READ: dict[str, Callable[[Worksheet], str]] = {"pdf": _pdf, "docx": _docx, "html": _html, "md": _markdown}


@pytest.mark.parametrize("name", READ)
@pytest.mark.skipif(PDFTOTEXT is None, reason="needs pdftotext (poppler-utils)")
def test_every_answer_has_a_place_under_the_label_of_the_worksheet(name: str) -> None:
    made = sheet()
    exercises = [one for part in made.versions[0].parts for one in part.exercises]
    places = {one.number: [field.label for field in fields(one)] for one in exercises if is_asked(one)}
    assert places == {
        1: ["1", "2", "3", "4"],
        2: ["", ""],
        3: ["A", "B", "C", "D"],
        4: [],
        5: ["1 Across", "3 Across", "4 Across", "2 Down"],
    }
    said = " ".join(READ[name](made).replace("_", " ").split())
    worksheet, _, answers = said.rpartition("Answer sheet")
    # A PDF says the number again where the places of one question go on in another column.
    rows = [
        f"{number}" + "".join(f" (?:{number} )?{label}" for label in labels if label)
        for number, labels in places.items()
    ]
    assert re.search(f"Date (?:/ 17 )?{' '.join(rows)} (?:</|Machines|<!--|$)", f"{answers} ")
    pairs, events = (exercises[number].blocks[0] for number in (0, 2))
    assert isinstance(pairs, Pairs)
    assert isinstance(events, Order)
    labels = [*zip("1234", pairs.left, strict=True), *zip("ABCD", events.events, strict=True)]
    assert [f"{label} {text}" for label, text in labels if f"{label} {text}" not in worksheet] == []


def test_the_key_has_the_labels_of_the_worksheet() -> None:
    match, _, timeline, *_ = (part.exercises[0] for part in sheet().versions[0].parts)
    assert [line.answer[:6] for line in match.key] == ["1: B ·", "2: A ·", "3: D ·", "4: C ·"]
    assert [line.answer[:6] for line in timeline.key] == ["A: 1 ·", "B: 3 ·", "C: 4 ·", "D: 2 ·"]


def test_without_an_answer_sheet_nothing_needs_a_label() -> None:
    made = sheet("match:4,timeline:1", answer_sheet=False)
    exercises = [one for part in made.versions[0].parts for one in part.exercises]
    assert not any(field.label for one in exercises for field in fields(one))
    assert not any(":" in line.answer for one in exercises for line in one.key)


def test_a_sentence_with_gaps_has_a_line_for_each() -> None:
    (part,) = sheet("blanks:1").versions[0].parts
    assert fields(part.exercises[0]) == (Field("", wide=True), Field("", wide=True))
