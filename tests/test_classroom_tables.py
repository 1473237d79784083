"""Files for games, spreadsheets, programs and pages: what is in them, read by somebody else's readers."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from quizzes import hostile, hostile_quiz

from decks.classroom import blooket, gimkit, kahoot, quizlet
from decks.classroom.cells import guarded, joined, pieces, runs_within, unguarded
from decks.classroom.web import answers
from decks.formats import FORMATS
from decks.importing.readers import READERS
from decks.quiz import Entry, Quiz, Written

if TYPE_CHECKING:
    from pathlib import Path

OURS = (
    "kahoot", "blooket", "gimkit", "quizlet", "anki-tsv", "csv", "tsv", "json", "jsonl", "html", "markdown",
)  # fmt: skip
UNMARKED = ("blooket", "gimkit", "quizlet")
"""Formats without room to say who wrote a file."""
QUIZ = hostile_quiz()
ENTRIES = {entry.id: entry for entry in hostile()}


@pytest.fixture(scope="module")
def files() -> dict[str, tuple[bytes, Written]]:
    return {name: written(name, QUIZ) for name in OURS}


def written(name: str, quiz: Quiz) -> tuple[bytes, Written]:
    out = io.BytesIO()
    made = FORMATS[name].write(quiz, out)
    return out.getvalue(), made


def kept(made: Written) -> list[Entry]:
    out = {one.name for one in made.left_out}
    return [entry for id_, entry in ENTRIES.items() if id_ not in out]


@pytest.mark.parametrize("name", OURS)
def test_every_entry_is_written_or_named_with_a_reason(files: dict[str, Any], name: str) -> None:
    made = files[name][1]
    assert made.entries + len(made.left_out) == len(ENTRIES)
    assert made.entries == len(kept(made)) > 300
    assert all(re.fullmatch(r".+; .+", one.reason, re.DOTALL) for one in made.left_out)


@pytest.mark.parametrize("name", OURS)
def test_the_same_quiz_gives_the_same_bytes(files: dict[str, Any], name: str) -> None:
    stream = Quiz(QUIZ.title, iter(QUIZ.entries), QUIZ.description)
    assert written(name, stream)[0] == files[name][0]


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "jsonl"])
def test_our_reader_gives_back_every_entry_as_it_was(files: dict[str, Any], name: str) -> None:
    data, made = files[name]
    taken = READERS[name].read(data, f"Traps.{name}", ())
    assert taken.left_out == ()
    assert list(taken.quiz.entries) == kept(made)


def test_json_holds_the_quiz_itself(files: dict[str, Any]) -> None:
    whole = json.loads(files["json"][0])
    assert (whole["title"], whole["description"]) == (QUIZ.title, QUIZ.description)
    lines = [json.loads(line) for line in files["jsonl"][0].decode().split("\n")[:-1]]
    assert whole["questions"] == lines
    for line, entry in zip(lines, kept(files["jsonl"][1]), strict=True):
        assert (line["id"], line["question"], line["points"]) == (entry.id, entry.text, entry.points)
        assert f"{line['path']}:{line['line']}" == entry.source


def test_quizlet_has_term_and_definition_on_each_line(files: dict[str, Any]) -> None:
    data, made = files["quizlet"]
    rows = [line.split("\t") for line in data.decode().split("\n")[:-1]]
    assert rows == [[entry.text.strip(), entry.answer.strip()] for entry in kept(made)]
    taken = READERS["quizlet"].read(data, "x.txt", ())
    assert [[entry.text, entry.answer] for entry in taken.quiz.entries] == rows


@pytest.mark.parametrize("name", ["csv", "tsv", "blooket", "gimkit"])
def test_no_cell_of_a_table_begins_like_a_formula(files: dict[str, Any], name: str) -> None:
    text = files[name][0].decode("utf-8-sig")
    for row in csv.reader(
        io.StringIO(text, newline=""), delimiter="\t" if name == "tsv" else ",", strict=True
    ):
        for cell in row:
            number = name in ("blooket", "gimkit") and re.fullmatch(r"[-+]?\d+([.,]\d+)?%?", cell)
            assert number or not cell.strip().startswith(("=", "+", "-", "@")), cell
            assert not cell.startswith(("\t", "\r", "\n"))


def test_kahoot_reads_as_written_and_no_cell_is_a_formula(files: dict[str, Any]) -> None:
    data, made = files["kahoot"]
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = list(book.active.iter_rows())
    assert all(cell.data_type in ("s", "n") for row in rows for cell in row)
    assert all(cell.quotePrefix for row in rows for cell in row if cell.data_type == "s")
    assert [cell.value or "" for cell in rows[7]] == list(kahoot.HEADER)
    for number, (row, entry) in enumerate(zip(rows[8:], kept(made), strict=True), 1):
        cells = [cell.value for cell in row]
        assert cells[:2] == [number, entry.text]
        assert tuple(cell or "" for cell in cells[2:6]) == (*entry.choices, "", "", "")[:4]
        assert cells[6] in kahoot.TIMES
        assert cells[7] == entry.key[0] + 1
        assert len(entry.text) <= 120
        assert all(len(choice) <= 75 for choice in entry.choices)


def test_blooket_and_gimkit_hold_their_templates_and_the_right_answer(files: dict[str, Any]) -> None:
    data, made = files["blooket"]
    assert data.startswith(b'"Blooket\nImport Template",,,,,,,\r\n')
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    assert rows[1] == list(blooket.HEADER)
    for row, entry in zip(rows[2:], kept(made), strict=True):
        assert row[1] == entry.text
        assert row[1 + int(row[7])] == entry.answer
        assert [cell for cell in row[2:6] if cell] == list(entry.choices)
    data, made = files["gimkit"]
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    assert rows[:2] == [list(gimkit.TITLE), list(gimkit.HEADER)]
    for row, entry in zip(rows[2:], kept(made), strict=True):
        assert row[:2] == [entry.text, entry.answer]
        assert sorted(cell for cell in row[1:] if cell) == sorted(entry.choices)


class Page(HTMLParser):
    """What a page says: the texts of its elements by their class, and which elements and attributes it has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "link", "br"):
            name = dict(attrs).get("class") or (self.open[-1][1] if tag == "li" else "")
            self.open.append((tag, name or ""))
            self.texts.append((name or "", ""))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open:
            self.texts.append((self.open[-1][1], data))


def test_a_page_says_every_text_and_runs_nothing(files: dict[str, Any]) -> None:
    data, made = files["html"]
    page = Page()
    page.feed(data.decode())
    page.close()
    assert page.open == []
    allowed = "html head meta title style body h1 h2 p ol ul li details summary"
    assert page.tags == set(allowed.split())
    assert page.attributes <= set(
        "lang charset name content http-equiv dir class start value data-id data-kind".split()
    )
    assert b"default-src 'none'" in data
    said = [text for name, text in page.texts if name == "text" and text]
    assert said == [entry.text for entry in kept(made)]
    right = [text for name, text in page.texts if name.startswith("answers") and text]
    assert right == [text for entry in kept(made) for text in answers(entry)]


def test_markdown_shows_every_text_and_acts_on_none(files: dict[str, Any]) -> None:
    data, made = files["markdown"]
    inlines = []
    for token in MarkdownIt("commonmark").parse(data.decode()):
        assert token.type not in ("fence", "code_block") and token.tag not in ("table", "hr")
        if token.type == "inline":
            kinds = {child.type for child in token.children or ()}
            assert kinds <= {"text", "hardbreak", "text_special"}, (token.content, kinds)
            inlines.append("".join(child.content or "\n" for child in token.children or ()))
    shown = set(inlines)
    for entry in kept(made):
        points = f" [{entry.points} points]" if entry.points > 1 else ""
        assert f"{entry.text}{points}" in shown
        assert {entry.feedback, entry.correction, *answers(entry)} - {""} <= shown


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        " =1",
        "'=1",
        "''@x",
        "-5",
        "\tx",
        "\r",
        "＝1",
        "'tis",
        "+",
        "plain",
        "",
        "'",
        "The a;=1+1;x",
        "a, '@b|''-c",
        ";-5\n=1",
        ";-5, =1",
        'x\t"-2+3',
        "1;-5",
        "\n=",
        ", -5 %=",
        "'a', '-l'",
    ],
)
def test_what_is_guarded_is_unguarded_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text("';,|\t\n\r \"=+-@5.%a", max_size=14))
def test_a_guarded_text_begins_a_formula_nowhere_and_comes_back(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not runs_within(cell)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The a;=1+1;x", ";="),
        ("a, @b", ",@"),
        ('a|"-b', '|"-'),
        ("a\n=1", "="),
        ("x;-2+3", ";-"),
        ("x; -2 *3", ";-"),
    ]
    + [
        (text, "")
        for text in ("1;-5", "1, -5.5%, x", "-5", "a-b; c=d", "a;'=1", "from 3 to, say, +5 degrees")
    ],
)
def test_what_would_run_behind_another_separator_is_known(text: str, part: str) -> None:
    assert runs_within(text) == part


@pytest.mark.parametrize("texts", [(), ("a",), ("a|b", "\\", "c\\|"), ("a\n", "\\\\"), ("|", "|")])
def test_several_texts_in_a_cell_come_apart_as_they_were(texts: tuple[str, ...]) -> None:
    assert pieces(joined(texts)) == texts


def choice(
    text: str = "Which?", choices: tuple[str, ...] = ("Paris", "Rome"), key: tuple[int, ...] = (0,)
) -> Entry:
    return Entry("x", "choice", text, choices=choices, key=key)


@pytest.mark.parametrize(
    ("name", "entry", "reason"),
    [
        ("kahoot", choice("x" * 121), "120 characters for a question, and here are 121"),
        ("kahoot", choice("😀" * 61), "here are 122"),
        ("kahoot", choice(choices=("y" * 76, "z")), "75 characters for an answer, and here are 76"),
        ("kahoot", choice(choices=tuple("abcde")), "4 answers at most, and here are 5"),
        ("kahoot", choice("a\x0bb"), "U+000B"),
        ("kahoot", Entry("x", "short", "Who?", ("Lenin",)), "no place for an answer in words"),
        ("blooket", choice("=1+1"), "a spreadsheet would run"),
        ("blooket", choice("The a;=1+1;x"), 'has ";=" in it'),
        ("gimkit", choice("What?\n=1+1"), "would run"),
        ("gimkit", choice(key=(0, 1)), "one right answer"),
        ("quizlet", Entry("x", "short", "a\tb", ("c",)), "a tab"),
        ("quizlet", Entry("x", "short", "a\nb", ("c",)), "a line end"),
        ("csv", Entry("x", "short", "a\ud800", ("c",)), "U+D800"),
        ("html", Entry("x", "short", "a\x00", ("c",)), "U+0000"),
    ],
)
def test_what_a_format_cannot_hold_is_left_out_with_the_reason(name: str, entry: Entry, reason: str) -> None:
    data, made = written(name, Quiz("t", [entry, choice("Where?")]))
    (left,) = made.left_out
    assert left.name == "x"
    assert reason in left.reason
    assert made.entries == 1
    assert entry.text[:50].encode("utf-8", "replace") not in data or name == "kahoot"


def test_the_longest_question_that_kahoot_takes_is_written() -> None:
    assert (
        written("kahoot", Quiz("t", [choice("x" * kahoot.QUESTION, ("y" * kahoot.ANSWER, "z"))]))[1].entries
        == 1
    )


def test_a_file_is_known_as_one_of_its_format_and_of_no_other(files: dict[str, Any], tmp_path: Path) -> None:
    for name in OURS:
        path = tmp_path / f"{name}{FORMATS[name].suffix}"
        path.write_bytes(files[name][0])
        assert [other for other in OURS if FORMATS[other].holds(path)] == ([] if name in UNMARKED else [name])
    (tmp_path / "sheet.md").write_text("---\ntitle: x\n---\n- [a]{.who} b.\n", "utf-8")
    (tmp_path / "empty").write_bytes(b"")
    for path in (tmp_path, tmp_path / "none", tmp_path / "empty", tmp_path / "sheet.md"):
        assert not any(known.holds(path) for known in FORMATS.values())


def test_quizlet_takes_the_right_answer_of_a_choice() -> None:
    out = io.BytesIO()
    quizlet.write(Quiz("t", [choice()]), out)
    assert out.getvalue() == b"Which?\tParis\n"
