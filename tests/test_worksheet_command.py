"""`quizgen worksheet`: which files it writes, what it says, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from decks.paper.formats import PAPER_FORMATS, PaperFormat
from tui.cli import quizgen

SHEET = """\
---
title: Ways
---
# Ships
- [Ada]{.who} sailed to [Rome]{.where} in [1901]{.when}. {#sail difficulty=easy}
- [Ben]{.who} built [a boat]{.what} in [1902]{.when}. {#boat difficulty=hard}
- [Cleo]{.who} drew [a map]{.what} in [1903]{.when}. {#map difficulty=hard}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sheet to write from, and a writer of plain text in the place of those that are tested elsewhere."""
    for name in ("md", "pdf"):
        plain = PaperFormat(
            "Markdown", "worksheet_text", PAPER_FORMATS["md"].holds, text=True, most=PAPER_FORMATS[name].most
        )
        monkeypatch.setitem(PAPER_FORMATS, name, plain)
    (tmp_path / "ways.md").write_text(SHEET, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(quizgen, ["worksheet", *arguments], catch_exceptions=False)


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file() and path.name != "ways.md")


def test_a_worksheet_and_its_key_are_written_and_told_of(folder: Path) -> None:
    done = run("ways.md", "--parts", "open:2,timeline:1", "-o", "out.md", "--title", "Ways to go")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr.splitlines()[0] == "wrote out.md: 3 questions, 5 points"
    assert done.stderr.splitlines()[1] == "wrote out-key.md: the key"
    assert written(folder) == ["out-key.md", "out.md"]
    assert Path("out.md").read_text("utf-8").startswith("= Ways to go · Name · Class · Date\n")
    assert "ways.md:5" in Path("out-key.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["ways.md"], ["ways-worksheet-key.pdf", "ways-worksheet.pdf"]),
        (["ways.md", "--format", "md"], ["ways-worksheet-key.md", "ways-worksheet.md"]),
        (["ways.md", "-o", "a.md", "--no-key"], ["a.md"]),
        (["ways.md", "-o", "a.md", "--key", "b.md"], ["a.md", "b.md"]),
        (["ways.md", "-o", "paper", "--format", "md"], ["paper", "paper-key"]),
        (["ways.md", "-o", "a.MD", "--versions", "2", "--separate"], ["a-A.MD", "a-B.MD", "a-key.MD"]),
        (
            ["ways.md", "-o", "a.md", "--versions", "key,KEY2", "--separate"],
            ["a-KEY2.md", "a-key-2.md", "a-key.md"],
        ),
        (
            ["ways.md", "-o", "a.pdf", "--versions", "41"],
            ["a-1.pdf", "a-2.pdf", "a-key-1.pdf", "a-key-2.pdf"],
        ),
    ],
)
def test_files_have_the_names_that_were_asked_for(
    folder: Path, arguments: list[str], files: list[str]
) -> None:
    done = run(*arguments, "--parts", "open:2")
    assert done.exit_code == 0, done.output
    assert written(folder) == files


def test_a_class_list_gives_each_pupil_a_version(folder: Path) -> None:
    Path("7b.csv").write_bytes("Nachname;Vorname\nMüller;Zoë\n;\nVoß;Jan\n".encode("cp1252"))
    done = run("ways.md", "--class", "7b.csv", "--parts", "open:2", "-o", "out.md")
    assert done.exit_code == 0
    text = Path("out.md").read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("== ")] == [
        "== pupil Zoë Müller",
        "== pupil Jan Voß",
    ]
    assert '7b.csv: 2 names from columns "Vorname" and "Nachname"' in done.stderr
    assert "7b.csv:3: this row has no name" in done.stderr
    run("ways.md", "--class", "7b.csv", "--parts", "open:2", "-o", "each.md", "--separate")
    Path("one.csv").write_text("Zoë Müller\n", encoding="utf-8")
    assert (
        "--versions" not in run("ways.md", "--class", "one.csv", "--parts", "open:2", "-o", "one.md").stderr
    )
    assert {"each-Zoë Müller.md", "each-Jan Voß.md", "each-key.md"} <= set(written(folder))


def test_stdout_gets_the_worksheet_alone(folder: Path) -> None:
    done = run("ways.md", "--parts", "open:1", "-o", "-", "--format", "md", "--blanks", "Name, Group")
    assert done.exit_code == 0
    assert done.stdout.startswith("= Ways · Name · Group\n")
    assert written(folder) == []


def test_what_could_not_be_filled_is_said_with_a_remedy(folder: Path) -> None:
    done = run("ways.md", "--parts", "open:30,crossword:12", "-o", "out.md")
    assert done.exit_code == 0
    assert "open: 9 of 30 questions; give more sheets, or tag more words" in done.stderr
    assert "crossword: " in done.stderr
    done = run("ways.md", "--parts", "long:1", "--difficulty", "easy", "--ask", "why", "-o", "none.md")
    assert done.exit_code == 1
    assert (
        done.stderr
        == "nothing is written: no part could be filled; ask for other parts, or give more facts\n"
    )


def test_facts_that_come_again_are_told_with_a_remedy(folder: Path) -> None:
    said = "facts are asked in more than one part, so that one part may answer another; ask for fewer questions, or"
    done = run("ways.md", "--parts", "open:3,cloze:2", "-o", "out.md")
    assert f"2 {said} give more sheets\nNext:" in done.stderr
    assert f"2 {said}" in run("ways.md", "--parts", "open:3,cloze:2", "-o", "-", "--format", "md").stderr
    assert "1 fact is asked" in run("ways.md", "--parts", "true-false:3,cloze:1", "-o", "out.md").stderr
    assert "more than one part" not in run("ways.md", "--parts", "open:3,cards:3", "-o", "out.md").stderr


def test_selection_points_and_seed_reach_the_worksheet(folder: Path) -> None:
    easy = run(
        "ways.md",
        "--parts",
        "open:9",
        "--difficulty",
        "easy",
        "--points",
        "open=5",
        "-o",
        "-",
        "--format",
        "md",
    )
    assert "# Short answers (15)" in easy.stdout
    assert "Ben" not in easy.stdout
    one, two = (
        run("ways.md", "--parts", "open:2", "-o", "-", "--format", "md", "--seed", seed).stdout
        for seed in "12"
    )
    assert one != two


def test_only_what_quizgen_wrote_is_written_over(folder: Path) -> None:
    for _ in range(2):
        assert run("ways.md", "--parts", "open:1", "-o", "out.md").exit_code == 0
    Path("out-key.md").write_text("my own notes", "utf-8")
    before = Path("out.md").read_bytes()
    done = run("ways.md", "--parts", "open:2", "-o", "out.md")
    assert done.exit_code == 1
    assert done.stderr == (
        "out-key.md: was not written by quizgen and would be lost; name another file, or give --force as well\n"
    )
    assert Path("out.md").read_bytes() == before
    assert run("ways.md", "--parts", "open:2", "-o", "out.md", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("name", "data", "ours"),
    [
        ("a.pdf", b"%PDF-1.7\n" + b"x" * 200_000 + b"/Creator (quizgen)", True),
        ("a.pdf", b"%PDF-1.7\n/Creator (Word)", False),
        ("a.pdf", b"quizgen", False),
        ("a.html", b'<!DOCTYPE html><meta name="generator" content="quizgen 1.0">', True),
        ("a.html", b"<p>quizgen</p>", False),
        ("a.md", b"# T\n<!-- quizgen -->\n", True),
        ("a.md", b"<!-- quizgen -->\nand mine", False),
        ("a.docx", b"PK no archive", False),
    ],
)
def test_a_file_of_ours_is_known_by_its_mark(folder: Path, name: str, data: bytes, ours: bool) -> None:
    from decks.paper import formats

    Path(name).write_bytes(data)
    holds = {
        "pdf": formats._is_pdf,
        "html": formats._is_html,
        "md": formats._is_markdown,
        "docx": formats._is_docx,
    }
    assert holds[name.rpartition(".")[2]](Path(name)) is ours


def test_a_word_document_of_ours_is_known_by_its_properties(folder: Path) -> None:
    for author, ours in (("quizgen", True), ("A. Teacher", False)):
        with ZipFile("a.docx", "w") as archive:
            archive.writestr("docProps/core.xml", f"<creator>{author}</creator>")
        assert PAPER_FORMATS["docx"].holds(Path("a.docx")) is ours


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "a.doc"], "the known ones are .pdf, .docx, .html, .md"),
        (["-o", "-"], "-o - has no suffix to tell the format"),
        (["-o", "a.md", "--format", "html"], "--format says html"),
        (["--versions", "2", "--class", "7b.csv"], "--versions and --class"),
        (["--separate"], "--separate is for several versions"),
        (["--key", "a.md", "--no-key"], "--key and --no-key"),
        (["--key", "a.md", "-o", "a.md"], "a file of its own"),
        (["-o", "-", "--format", "md", "--key", "k.md"], "one worksheet on stdout"),
        (["--parts", "qu\x1b[1miz:3"], "no part is called"),
        (["--points", "quiz=3"], "no part is called"),
        (["--versions", "A,A"], "two versions are called"),
        (["--preset", "huge"], "standard"),
    ],
)
def test_wrong_usage_says_what_would_be_right(folder: Path, arguments: list[str], said: str) -> None:
    done = run("ways.md", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "\x1b" not in done.stderr
    assert written(folder) == []


def test_a_missing_class_list_or_folder_is_a_sentence(folder: Path) -> None:
    for arguments in (["--class", "none.csv"], ["-o", "none/out.md"]):
        done = run("ways.md", "--parts", "open:1", *arguments)
        assert done.exit_code == 1
        assert "none" in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("key", ["./out.md", "sub/../out.md"])
def test_the_key_never_takes_the_place_of_the_worksheet(folder: Path, key: str) -> None:
    (folder / "sub").mkdir()
    done = run("ways.md", "--parts", "open:1", "-o", str(folder / "out.md"), "--key", key)
    assert done.exit_code == 1
    assert "is the same file as" in done.stderr
    assert written(folder) == []


def test_a_key_tells_nobody_in_which_folder_the_sheet_lies(folder: Path) -> None:
    assert run(str(folder / "ways.md"), "--parts", "open:1", "-o", "out.md").exit_code == 0
    key = Path("out-key.md").read_text("utf-8")
    assert "ways.md:" in key
    assert str(folder) not in key


def test_cards_alone_have_no_key(folder: Path) -> None:
    assert run("ways.md", "--parts", "cards:2", "-o", "out.md").exit_code == 0
    assert written(folder) == ["out.md"]
