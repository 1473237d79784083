"""Which sheets are meant by paths, and what happens to those that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.finding import QuizgenError
from quizgen.sources import find_sheets, read_all

FACT = "[Lev Kamenev]{.who} resigned.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sheets, with things in it that are none."""
    for name in ("b.md", "a.md", "sub/c.MD", ".hidden/d.md", ".e.md", "notes.txt", "empty/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(FACT, encoding="utf-8")
    return tmp_path


def test_a_folder_stands_for_its_sheets_sorted_and_without_hidden_ones(folder: Path) -> None:
    assert find_sheets([str(folder)]) == [folder / "a.md", folder / "b.md", folder / "sub" / "c.MD"]


def test_files_come_as_given_and_each_once(folder: Path) -> None:
    given = [
        str(folder / "b.md"),
        str(folder / "notes.txt"),
        str(folder),
        str(folder / "sub" / ".." / "b.md"),
    ]
    names = ["b.md", "notes.txt", "a.md", "c.MD"]
    assert [sheet.name for sheet in find_sheets(given)] == names
    assert [
        Path(reading.findings[0].place.path).name if reading.sheet is None else Path(reading.sheet.path).name
        for reading in read_all(given)
    ] == names


def test_paths_stay_as_the_person_wrote_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert find_sheets(["a.md", "sub"]) == [Path("a.md"), Path("sub/c.MD")]
    assert [reading.sheet.path for reading in read_all(["a.md"]) if reading.sheet] == ["a.md"]


@pytest.mark.parametrize("name", ["none.md", "empty", "a\0b"])
def test_a_path_that_leads_to_no_sheet_raises_and_is_a_finding_among_readings(
    folder: Path, name: str
) -> None:
    path = str(folder / name)
    with pytest.raises(QuizgenError) as caught:
        find_sheets([path])
    assert str(caught.value).startswith(f"{path}: ")
    assert "; " in str(caught.value)
    missing, good = read_all([path, str(folder / "a.md")])
    assert missing.sheet is None
    assert [(str(finding.place), finding.severity) for finding in missing.findings] == [
        (f"{path}:1:1", "error")
    ]
    assert good.sheet is not None
    assert good.findings == ()


def test_two_sheets_of_one_id_are_an_error_in_the_later_one(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name / "week.md" for name in ("one", "two", "three"))
    for path in (first, second, third):
        path.parent.mkdir()
        path.write_text(FACT, encoding="utf-8")
    third.write_text("---\nid: third\n---\n" + FACT, encoding="utf-8")
    one, two, other = read_all([str(first), str(second), str(third)])
    assert one.sheet is not None
    assert one.findings == ()
    assert two.sheet is None
    (finding,) = two.findings
    assert (finding.place.path, finding.severity, finding.code) == (
        str(second),
        "error",
        "duplicate-sheet-id",
    )
    assert other.sheet is not None


def test_a_link_that_leads_in_a_circle_is_walked_once(folder: Path) -> None:
    try:
        (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert len(find_sheets([str(folder)])) == 3


def test_without_paths_the_sheets_that_ship_with_quizgen_are_read() -> None:
    sheets = find_sheets([])
    assert sheets
    assert all(sheet.suffix == ".md" for sheet in sheets)
    assert [reading.sheet.path for reading in read_all([]) if reading.sheet] == [
        str(sheet) for sheet in sheets
    ]


def test_the_sheets_that_ship_are_named_from_here_if_they_are_under_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = find_sheets([])
    monkeypatch.chdir(tmp_path)
    away = find_sheets([])
    assert all(sheet.is_absolute() for sheet in away)
    assert [sheet.name for sheet in away] == [sheet.name for sheet in found]
    monkeypatch.chdir(away[0].parent.parent)
    assert find_sheets([])[0] == Path(away[0].parent.name, away[0].name)
