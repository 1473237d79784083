"""`quizgen export` and `quizgen import`: what they write, what they say, and what they never do to a file."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from click.testing import CliRunner

from decks.classroom.entries import entries
from decks.formats import FORMATS
from quizgen.ask import attempts
from quizgen.forms import FORMS
from quizgen.forms.bank import Bank
from quizgen.reader import read, read_text
from tui.cli import quizgen

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parent.parent

SHEET = """---
id: october
title: October
source: A history of the year
tags: [history]
---

# Dissent

- [Lev Kamenev]{.who} broke [party discipline]{.what} on [18 October 1917]{.when}. {#kamenev}
  > Old Style.
- [Lenin]{.who} wrote [a furious letter]{.what} on [19 October 1917]{.when}. {#letter}
- [Leon Trotsky]{.who} led [the Soviet]{.what} in [September 1917]{.when}. {#soviet}
- The guns fired from [beneath the bridge]{.where}. {#guns}
- What is the capital of Russia? [Moscow]{.answer not="Petrograd|Kiev"} {#capital .now}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "october.md").write_text(SHEET, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, code: int = 0) -> Result:
    done = CliRunner().invoke(quizgen, words, catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


# Entries


def test_every_form_becomes_the_kind_that_it_is_answered_by() -> None:
    sheet = read_text(SHEET, "october.md").sheet
    assert sheet is not None
    bank = Bank(sheet, attempts(sheet))
    kinds = {form: {entry.kind for entry in entries(bank, (form,))} for form in FORMS}
    assert kinds == {
        "open": {"short"}, "cloze": {"short"}, "event": {"short"}, "choice": {"choice"}, "first": {"choice"},
        "true-false": {"true-false"}, "blanks": {"gaps"}, "matching": {"matching"}, "timeline": {"ordering"},
    }  # fmt: skip
    for made in entries(bank, tuple(FORMS)):
        assert made.section[0] == "October"
        assert made.source.startswith("october.md:")
        lines = made.feedback.split("\n")
        assert len(lines) == len(set(lines))
        assert made.text not in lines
        assert made.correction not in lines or not made.correction


def test_an_entry_says_what_its_card_says() -> None:
    sheet = read_text(SHEET, "october.md").sheet
    assert sheet is not None
    found = {entry.id: entry for entry in entries(Bank(sheet, attempts(sheet)), (), 3)}
    one = found["october/kamenev/who"]
    assert (one.answers, one.points, one.tags) == (("Lev Kamenev",), 3, ("history",))
    assert one.feedback == (
        "Lev Kamenev broke party discipline on 18 October 1917.\nOld Style.\nA history of the year"
    )
    plain = found["october/capital/answer"]
    assert (plain.text, plain.answers, plain.sentence) == ("What is the capital of Russia?", ("Moscow",), "")
    assert plain.feedback == "A history of the year"


# Export


@pytest.mark.parametrize("name", [name for name in FORMATS if not FORMATS[name].binary])
def test_text_goes_to_stdout_and_words_to_stderr(folder: Path, name: str) -> None:
    done = run("export", "october.md", "--to", name)
    assert len(done.stdout) > 100
    assert "wrote: " in done.stderr
    assert list(folder.iterdir()) == [folder / "october.md"]
    assert run("export", "october.md", "--to", name).stdout == done.stdout


@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].binary])
def test_what_no_terminal_can_show_is_named_by_the_sheet(folder: Path, name: str) -> None:
    assert "wrote october." in run("export", "october.md", "--to", name).stderr
    assert FORMATS[name].holds(folder / f"october{FORMATS[name].suffix}")


def test_the_end_of_the_name_says_the_format_where_only_one_has_it(folder: Path) -> None:
    run("export", "october.md", "-o", "q.jsonl")
    lines = [json.loads(line) for line in (folder / "q.jsonl").read_text("utf-8").splitlines()]
    contract = [
        json.loads(line) for line in run("questions", "october.md", "--format", "jsonl").stdout.splitlines()
    ]
    for line, known in zip(lines, contract, strict=True):
        for key in ("id", "path", "line", "question", "section", "tags"):
            assert line.get(key, []) == known[key]
    assert (
        '".csv" is that of blooket, gimkit, csv' in run("export", "october.md", "-o", "q.csv", code=2).stderr
    )
    assert '".txt" is that of quizlet, anki-tsv' in run("export", "october.md", "-o", "q.txt", code=2).stderr
    assert '".doc" is that of no format' in run("export", "october.md", "-o", "q.doc", code=2).stderr
    assert "say which format" in run("export", "october.md", code=2).stderr


def test_games_are_given_choices_unasked_and_the_rest_is_named(folder: Path) -> None:
    said = run("export", "october.md", "--to", "kahoot", "-o", "k.xlsx").stderr
    assert "had no wrong answers of their kind" in said
    rows = list(openpyxl.load_workbook(folder / "k.xlsx").active.iter_rows(min_row=9, values_only=True))
    assert {"Moscow", "Petrograd", "Kiev"} in [set(filter(None, row[2:6])) for row in rows]
    said = run("export", "october.md", "--to", "kahoot", "--forms", "open,choice", "-o", "k.xlsx").stderr
    assert "left out: october/kamenev/who, october/kamenev/what" in said
    assert " more: Kahoot has no place for an answer in words" in said
    said = run(
        "export", "october.md", "--to", "kahoot", "--forms", "open,choice", "--verbose", "-o", "k.xlsx"
    ).stderr
    assert "october/capital/answer:" in said and " more:" not in said


def test_nothing_is_written_where_nothing_can_be_held(folder: Path) -> None:
    (folder / "k.xlsx").write_bytes(b"precious")
    done = run("export", "october.md", "--to", "kahoot", "--forms", "open", "-o", "k.xlsx", "--force", code=1)
    assert "nothing is written: a Kahoot workbook holds none of these questions" in done.stderr
    assert (folder / "k.xlsx").read_bytes() == b"precious"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("- words alone\n", "tag what a fact should be asked for"),
        ("- [a]{.whoo} did.\n", "mend first what is said above"),
    ],
)
def test_a_pipe_gets_nothing_of_a_quiz_that_is_none(folder: Path, text: str, remedy: str) -> None:
    (folder / "none.md").write_text(text, "utf-8")
    done = run("export", "none.md", "--to", "gift", code=1)
    assert done.stdout == ""
    assert f"nothing is written; {remedy}" in done.stderr


def test_a_file_of_another_kind_is_not_written_over(folder: Path) -> None:
    before = (folder / "october.md").read_bytes()
    done = run("export", "october.md", "-o", "october.md", code=1)
    assert "is not known as a Markdown list of questions that quizgen wrote, and would be lost" in done.stderr
    assert (folder / "october.md").read_bytes() == before
    for _ in range(2):
        run("export", "october.md", "--to", "csv", "-o", "q.csv")
    assert "would be lost" in run("export", "october.md", "--to", "gimkit", "-o", "q.csv", code=1).stderr
    run("export", "october.md", "--to", "gimkit", "-o", "q.csv", "--force")


HAND_MADE = {
    "moodle-xml": b'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n<question type="essay"/>\n</quiz>\n',
    "gift": b"// mine\n\n::Q::Who was it?{=Kamenev}\n",
    "quizlet": b"a\tb\nc\td\n",
    "anki-tsv": b"#separator:tab\n#html:true\na\tb\n",
    "gimkit": b"Gimkit Spreadsheet Import Template,,,,\r\n",
    "blooket": b'"Blooket\nImport Template",,,,,,,\r\n',
    "kahoot": b"",
    "qti12": b"",
}


@pytest.mark.parametrize("name", HAND_MADE)
def test_a_file_of_the_format_that_others_wrote_is_not_written_over(folder: Path, name: str) -> None:
    path = folder / f"mine{FORMATS[name].suffix}"
    path.write_bytes(HAND_MADE[name])
    if name == "kahoot":
        book = openpyxl.Workbook()
        book.active.append(["", "Question - max 120 characters"])
        book.save(path)
    if name == "qti12":
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("imsmanifest.xml", '<?xml version="1.0"?>\n<manifest identifier="m"/>')
    before = path.read_bytes()
    words = ("export", "october.md", "--to", name, "-o", path.name)
    assert "that quizgen wrote, and would be lost" in run(*words, code=1).stderr
    assert path.read_bytes() == before
    run(*words, "--force")
    assert path.read_bytes() != before
    run(*words, code=1 if name in ("quizlet", "gimkit", "blooket") else 0)


def test_options_choose_questions_and_points(folder: Path) -> None:
    words = (
        "export",
        "october.md",
        "--to",
        "csv",
        "--choices",
        "3",
        "--points",
        "2",
        "--limit",
        "2",
        "--seed",
        "4",
    )
    rows = list(csv.DictReader(io.StringIO(run(*words).stdout.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 2
    assert {row["points"] for row in rows} == {"2"}
    rows = list(
        csv.DictReader(io.StringIO(run(*words[:4], "--tags", "now", "--choices", "3").stdout[1:], newline=""))
    )
    assert [(row["kind"], row["answer"]) for row in rows] == [("choice", "Moscow")]
    assert "<title>Mine &amp; yours</title>" in run(*words[:3], "html", "--title", "Mine & yours").stdout


# Import


TABLE = "Term,Definition,Extra\nWho led?,Lenin,A note\n,Nobody,\n"


def test_a_table_becomes_a_sheet_and_all_is_said(folder: Path) -> None:
    (folder / "Week_3.csv").write_text(TABLE, "utf-8")
    done = run("import", "Week_3.csv")
    assert done.stdout == ""
    for said in ("column 1, Term, is the question", "column 2, Definition, is the answer",
                 "Week_3.csv: row 3, column 1: the question is empty", "wrote Week_3.md: 1 card; 1 left out",
                 "quizgen check Week_3.md", "quizgen study Week_3.md"):  # fmt: skip
        assert said in done.stderr
    sheet = read(folder / "Week_3.md").sheet
    assert sheet is not None
    assert (sheet.title, sheet.source, len(sheet.facts)) == ("Week 3", "imported from Week_3.csv", 1)
    assert sheet.facts[0].explanation == "A note"
    assert "0 errors, 0 warnings" in run("check", "Week_3.md").stderr


def test_a_sheet_that_is_there_is_not_written_over(folder: Path) -> None:
    (folder / "october.csv").write_text(TABLE, "utf-8")
    done = run("import", "october.csv", code=1)
    assert "october.md: is there already" in done.stderr
    assert (folder / "october.md").read_text("utf-8") == SHEET
    run("import", "october.csv", "--force")
    assert "Who led?" in (folder / "october.md").read_text("utf-8")


def test_several_files_become_one_sheet_of_sections(folder: Path) -> None:
    (folder / "a.csv").write_text(TABLE, "utf-8")
    (folder / "b.txt").write_text("chat\tcat\n", "utf-8")
    text = run("import", "a.csv", "b.txt", "-o", "-", "--title", "Both: of them").stdout
    sheet = read_text(text, "x.md").sheet
    assert sheet is not None
    assert sheet.title == "Both: of them"
    assert [fact.section for fact in sheet.facts] == [("a",), ("b",)]


def test_columns_are_said_by_the_map(folder: Path) -> None:
    (folder / "f.csv").write_text("Frage,Antwort\nWo?,Hier\n", "utf-8")
    text = run("import", "f.csv", "-o", "-", "--map", "question=1,answer=Antwort").stdout
    assert "- Wo? [Hier]{.answer} {#wo}" in text
    assert "says no column" in run("import", "f.csv", "--map", "question", code=2).stderr
    (folder / "w.txt").write_text("a\tb\n", "utf-8")
    assert "take --map away" in run("import", "w.txt", "--map", "question=1", code=1).stderr


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("import", "none.csv"), 1, "none.csv: cannot be read"),
        (("import", "."), 1, "cannot be read"),
        (("import", "f.csv", "-o", "f.txt"), 2, "ends in .md; would f.md be right?"),
        (("import", "f.csv", "--from", "xlsx"), 1, "no workbook"),
        (("import", "f.csv"), 1, "nothing is written"),
    ],
)
def test_what_cannot_be_imported_is_said_in_a_sentence(
    folder: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    (folder / "f.csv").write_text("Question,Answer\nWho?,\n", "utf-8")
    assert message in run(*words, code=code).stderr
    assert not (folder / "f.md").exists()


@pytest.mark.parametrize("name", ["csv", "moodle-xml", "qti12", "gift", "json"])
def test_there_and_back_again(folder: Path, name: str) -> None:
    file = f"x{FORMATS[name].suffix}"
    run("export", "october.md", "--to", name, "-o", file, "--choices", "3")
    run("import", file, "-o", "back.md")
    assert "0 errors" in run("check", "back.md").stderr
    asked = [
        json.loads(line) for line in run("questions", "back.md", "--format", "jsonl").stdout.splitlines()
    ]
    first = [
        json.loads(line) for line in run("questions", "october.md", "--format", "jsonl").stdout.splitlines()
    ]
    assert sorted((one["question"], one["answer"]) for one in asked) == sorted(
        (one["question"], (one["also"] or [one["answer"]])[0] if one["ask"] == "where" else one["answer"])
        for one in first
    )


def test_every_command_of_the_guide_runs(folder: Path) -> None:
    guide = (ROOT / "docs" / "classroom.md").read_text("utf-8")
    lines = re.findall(r"^\$ quizgen (.+)$", guide, re.MULTILINE)
    (folder / "facts.md").write_text(SHEET, "utf-8")
    for line in lines:
        run(*shlex.split(line))
    assert len(lines) > 7
    assert all(f"`{name}`" in guide for name in FORMATS)
