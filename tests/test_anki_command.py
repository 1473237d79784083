"""`quizgen anki` and `quizgen import` as a person uses them: in all forms, again and again, and back from Anki."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki_add_on import GRANTED, listening, saying
from anki_collection import bring, collection, complaints, study
from anki_season import bring as bring_all
from anki_season import exported
from click.testing import CliRunner

from decks.anki.notetype import NOTE_TYPES
from quizgen.forms import FORMS
from tui.cli import quizgen

if TYPE_CHECKING:
    from click.testing import Result

SHEET = """---
title: Space
id: space
---

# Moons

- [Neil Armstrong]{.who} stepped onto [the Moon]{.what} on [20 July 1969]{.when}. {#moon}
- [Sputnik]{.what} circled [the Earth]{.what} on [4 October 1957]{.when}. {#sputnik}
- [Yuri Gagarin]{.who} flew into [space]{.where} on [12 April 1961]{.when}. {#gagarin}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("space.md").write_text(SHEET, "utf-8")
    os.utime("space.md", (1_700_000_000, 1_700_000_000))
    return tmp_path


def run(*arguments: str, code: int = 0) -> Result:
    done = CliRunner().invoke(quizgen, list(arguments), catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


def test_every_form_becomes_notes_that_anki_takes(folder: Path) -> None:
    run("anki", "space.md", "--forms", ",".join(FORMS), "--typed", "--preset")
    with collection(folder) as col:
        assert set(bring(col, folder / "space.apkg")) == {"new"}
        assert complaints(col) == []
        used = {str(model["name"]) for model in col.models.all() if col.models.use_count(model)}
    assert used == {kind.name for kind in NOTE_TYPES.values()}


def test_a_second_package_updates_what_changed_and_retires_what_is_gone(folder: Path) -> None:
    first = run("anki", "space.md").stderr
    assert "space.apkg.ledger: new; it keeps what was sent" in first
    with collection(folder) as col:
        bring(col, folder / "space.apkg")
        text = SHEET.replace("circled", "first circled").replace(
            "- [Yuri", "- [Valentina Tereshkova]{.who} flew. {#new}\n<!-- [Yuri"
        )
        Path("space.md").write_text(text.replace("{#gagarin}", "{#gagarin} -->"), "utf-8")
        second = run("anki", "space.md").stderr
        assert "since last time: 1 new, 3 changed, 3 the same, 3 retired" in second
        done = bring(col, folder / "space.apkg")
        assert (done["new"], done["updated"]) == (1, 6)
        assert len(col.find_notes("tag:quizgen::retired")) == 3


def test_what_was_not_asked_for_is_not_retired(folder: Path) -> None:
    run("anki", "space.md")
    assert "retired" not in run("anki", "space.md", "--ask", "who").stderr
    assert "since last time: 0 new, 0 changed, 9 the same" in run("anki", "space.md").stderr


def test_a_lost_ledger_is_told_aloud(folder: Path) -> None:
    run("anki", "space.md")
    Path("space.apkg.ledger").unlink()
    said = run("anki", "space.md").stderr
    assert "since last time: 0 new, 0 changed, 9 the same" in said
    assert "space.apkg.ledger: was not there, so the last package told what had been sent" in said


def test_a_ledger_lies_where_it_is_wanted(folder: Path) -> None:
    run("anki", "space.md", "--ledger", "kept.db")
    assert sorted(path.name for path in folder.glob("*.*")) == ["kept.db", "space.apkg", "space.md"]
    run("anki", "space.md", "-o", "other.apkg", "--no-ledger")
    assert not Path("other.apkg.ledger").exists()
    assert "contradict" in run("anki", "space.md", "--ledger", "kept.db", "--no-ledger", code=2).stderr
    Path("kept.db").write_text("something else", "utf-8")
    assert "kept.db" in run("anki", "space.md", "--ledger", "kept.db", code=1).stderr
    assert Path("kept.db").read_text("utf-8") == "something else"


def test_progress_goes_to_anki_and_comes_back(folder: Path) -> None:
    assert "nothing has been studied yet" in run("anki", "space.md", "--with-progress", code=1).stderr
    CliRunner().invoke(quizgen, ["study", "space.md", "--plain"], input="\n3\n\n2\n\n4\nq\n")
    said = run("anki", "space.md", "--with-progress").stderr
    assert 'tick "Import any learning progress"' in said
    with collection(folder) as col:
        bring_all(col, folder / "space.apkg")
        assert col.db is not None
        assert col.db.scalar("SELECT count() FROM revlog") == 3
        study(col, 4)
        back = exported(col, folder / "back.apkg", legacy=False)
    assert "4 answers new of 4 cards, 3 known" in run("import", str(back), "--progress").stderr
    assert "0 answers new, 7 known" in run("import", str(back), "--progress").stderr
    assert not Path("back.md").exists()
    assert "makes no sheet" in run("import", str(back), "--progress", "-o", "x.md", code=2).stderr
    assert (
        "there are no answers in it"
        in run("import", "space.txt", "--progress", "--from", "quizlet", code=2).stderr
    )


def test_a_package_is_pushed_into_a_running_anki(folder: Path) -> None:
    with listening(saying(GRANTED)) as anki:
        said = run("anki", "space.md", "--push", "--address", anki.address).stderr
    assert f"Anki at {anki.address} has imported space.apkg" in said
    assert [asked["action"] for asked in anki.requests] == ["requestPermission", "importPackage"]
    nobody = run("anki", "space.md", "--push", "--address", anki.address, code=1).stderr
    assert "wrote space.apkg" in nobody and "2055492159" in nobody


def test_a_link_that_is_none_is_refused(folder: Path) -> None:
    assert "is no address for a link" in run("anki", "space.md", "--link", "javascript:{path}", code=1).stderr
    assert not Path("space.apkg").exists()


def test_a_picture_that_is_missing_is_named(folder: Path) -> None:
    Path("space.md").write_text(SHEET.replace("[the Moon]", "![](moon.png) [the Moon]"), "utf-8")
    for command in ("anki", "worksheet"):
        said = run(command, "space.md").stderr
        assert 'space.md:8:39: there is no file "moon.png" in the sheet' in said


def test_the_ledger_is_never_the_package(folder: Path) -> None:
    run("anki", "space.md", "--no-ledger")
    package = Path("space.apkg").read_bytes()
    assert "names the package itself" in run("anki", "space.md", "--ledger", "./space.apkg", code=2).stderr
    assert Path("space.apkg").read_bytes() == package


def test_what_anki_exported_is_not_written_over(folder: Path) -> None:
    run("anki", "space.md")
    with collection(folder) as col:
        bring_all(col, folder / "space.apkg")
        exported(col, folder / "space.apkg", legacy=True)
    precious = Path("space.apkg").read_bytes()
    assert "is not an Anki package that quizgen wrote" in run("anki", "space.md", code=1).stderr
    assert Path("space.apkg").read_bytes() == precious


def test_a_form_is_retired_only_by_itself(folder: Path) -> None:
    run("anki", "space.md")
    assert "retired" not in run("anki", "space.md", "--forms", "open,cloze,choice").stderr
    Path("space.md").write_text("---\nid: space\ntitle: Space\n---\n\n- Nothing is tagged.\n", "utf-8")
    assert ", 9 retired" in run("anki", "space.md").stderr


def test_a_sheet_with_a_new_id_is_told(folder: Path) -> None:
    run("anki", "space.md", "-o", "x.apkg")
    Path("space.md").write_text(SHEET.replace("id: space", "id: cosmos"), "utf-8")
    assert (
        "left as they are: 9 notes of space, which was not given"
        in run("anki", "space.md", "-o", "x.apkg").stderr
    )


def test_a_picture_that_is_none_is_named(folder: Path) -> None:
    Path("moon.png").write_text("no picture", "utf-8")
    Path("space.md").write_text(SHEET.replace("[the Moon]", "![](moon.png) [the Moon]"), "utf-8")
    said = run("anki", "space.md").stderr
    assert "moon.png: is no .png picture, whatever its name says; save it anew" in said
