"""Pictures and sounds of facts: which are kept, what is said of the others. A case is a sheet in a folder of files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reading_text import as_text

from quizgen.ask import attempts
from quizgen.checks import findings
from quizgen.reader import read, read_text
from quizgen.reading.pictures import LARGEST, LARGEST_SOUND
from tui.report import report_pictures

CASES = Path(__file__).parent / "cases" / "pictures"
CUT = "---8<---\n"
FILES = (
    "mars.png", "Mars.JPG", "maps/old map.svg", "maps/100%25.gif", "100%25.gif", "moon.webp", "notes.pdf",
    "a (1).png", "ß&.jpeg", "word.mp3", "spoken/The Word.OGG", "a.flac",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pictures, one that is too large, a folder that is called like one, and what lies outside."""
    made = tmp_path_factory.mktemp("outside") / "sheets"
    for name in FILES:
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(b"x")
    (made / "folder.png").mkdir()
    (made.parent / "secret.png").write_bytes(b"x")
    with (made / "large.png").open("wb") as large:
        large.truncate(LARGEST + 1)
    with (made / "largest.png").open("wb") as largest:
        largest.truncate(LARGEST)
    with (made / "large.wav").open("wb") as large:
        large.truncate(LARGEST_SOUND + 1)
    return made


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_fact_has_the_pictures_that_its_case_shows(
    path: Path, rewrite: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    sheet, _, expected = path.read_text(encoding="utf-8").partition(CUT)
    got = as_text(read_text(sheet, "sheet.md"))
    if rewrite:
        path.write_text(sheet + CUT + got, encoding="utf-8", newline="\n")
    assert got == expected or rewrite


def test_a_path_counts_from_the_sheet_and_not_from_where_one_stands(folder: Path) -> None:
    sheet = folder / "sheet.md"
    sheet.write_text("- ![Mars](maps/../mars.png) is [red]{.what}.\n", encoding="utf-8")
    reading = read(sheet)
    assert reading.sheet is not None and not reading.findings
    (picture,) = reading.sheet.facts[0].pictures
    assert Path(picture.path).read_bytes() == b"x" and Path(picture.path).is_relative_to(folder)


@pytest.mark.skipif(os.name == "nt", reason="making a link takes a right that few have there")
def test_a_link_does_not_lead_out_of_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "loop.png").symlink_to("loop.png")
    reading = read_text("- [Mars]{.what} ![a](link.png) ![b](loop.png) is red.\n", "sheet.md")
    assert [finding.code for finding in reading.findings] == ["picture-outside", "picture-missing"]


def test_what_has_pictures_or_sounds_is_named_where_they_do_not_come_along(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    sheet = read_text(
        "- ![a](mars.png) [x]{.answer} {#a}\n- ![b](word.mp3) [y]{.answer} {#b}\n", "sheet.md"
    ).sheet
    assert sheet is not None
    report_pictures([sheet], "a table")
    assert capsys.readouterr().err.splitlines() == [
        "a table is written without pictures; these facts have some: a",
        "a table is written without sounds; these facts have some: b",
    ]


def test_cards_that_differ_in_their_picture_alone_are_no_rivals(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    text = "source: x\n---\n" + "".join(
        f"- Which planet is this? ![a planet]({name}) [{planet}]{{.answer}} {{#{planet}}}\n"
        f"- ![a planet]({name}) [{planet}]{{.answer}} {{#{planet}-alone}}\n"
        for name, planet in (("mars.png", "Mars"), ("moon.webp", "Venus"))
    )
    sheet = read_text(f"---\n{text}", "sheet.md").sheet
    assert sheet is not None and len(list(attempts(sheet))) == 4
    assert findings(sheet) == ()
