"""Ids: made from words, unique in their sheet, and stamped without touching anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from sheets import LINE_ENDS, MARKS, SHEETS, written

from quizgen.fact import Fact, Place
from quizgen.identity import missing, stamp
from quizgen.reader import read_text
from quizgen.reading.slug import slug
from tui.cli import quizgen

if TYPE_CHECKING:
    from pathlib import Path

ELSEWHERE = Place("")

SHEET = "- [Lev Kamenev]{.who} broke [party discipline]{.what}.\n"
STAMPED = "- [Lev Kamenev]{.who} broke [party discipline]{.what}. {#kamenev-broke-party-discipline}\n"


def facts(text: str) -> list[Fact]:
    """The facts of a sheet, wherever they stand and whether their ids are stamped or not."""
    sheet = read_text(text, "sheet.md").sheet
    assert sheet is not None
    return [
        replace(
            fact,
            stamped=True,
            place=ELSEWHERE,
            spans=tuple(replace(span, place=ELSEWHERE) for span in fact.spans),
        )
        for fact in sheet.facts
    ]


@given(SHEETS, LINE_ENDS, MARKS)
@example("[a]{.who} <!--", "\n", "")
@example("- [a]{.who}\n===", "\n", "")
def test_stamping_keeps_every_fact_and_its_id(sheet: str, line_end: str, mark: str) -> None:
    text = written(sheet, line_end, mark)
    stamped = stamp(text, "sheet.md")
    assert facts(stamped) == facts(text)
    after = read_text(stamped, "sheet.md")
    assert after.sheet is not None
    assert all(fact.stamped for fact in after.sheet.facts)
    before = read_text(text, "sheet.md")
    assert [(f.code, f.message) for f in after.findings] == [(f.code, f.message) for f in before.findings]


@given(SHEETS, LINE_ENDS, MARKS)
def test_stamping_twice_changes_nothing_more(sheet: str, line_end: str, mark: str) -> None:
    once = stamp(written(sheet, line_end, mark), "sheet.md")
    assert stamp(once, "sheet.md") == once


@given(SHEETS, LINE_ENDS, MARKS)
def test_stamping_adds_ids_and_changes_no_other_character(sheet: str, line_end: str, mark: str) -> None:
    text = written(sheet, line_end, mark)
    stamped = stamp(text, "sheet.md")
    for one in reversed(missing(text, "sheet.md")):
        at = stamped.rindex(one.text)
        stamped = stamped[:at] + stamped[at + len(one.text) :]
    assert stamped == text


@given(SHEETS)
def test_ids_are_unique_short_and_plain(sheet: str) -> None:
    ids = [fact.id for fact in facts(sheet)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", one) and len(one) < 60 for one in ids)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [A]{.who} b.", "- [A]{.who} b. {#b}"),
        ("- [A]{.who} b.  \r\n", "- [A]{.who} b. {#b}  \r\n"),
        ("\ufeff- [A]{.who} b.\r", "\ufeff- [A]{.who} b. {#b}\r"),
        ("- [A]{.who} b. {.hard}\n", "- [A]{.who} b. {#b .hard}\n"),
        ("- [A]{.who} b. {difficulty=2}\n", "- [A]{.who} b. {#b difficulty=2}\n"),
        ("- [A]{.who}\n  b. <!-- c\n  d -->\n", "- [A]{.who}\n  b. {#b} <!-- c\n  d -->\n"),
        ("- [A]{.who} b. {#mine}\n", "- [A]{.who} b. {#mine}\n"),
        ("- [A]{.whom} b.\n", "- [A]{.whom} b.\n"),
        ("Only words.\n", "Only words.\n"),
        ("- [A]{.who} b {}\n", "- [A]{.who} b {} {#b}\n"),
        ("> x\n\n[A]{.who} b\n> c\n", "> x\n\n[A]{.who} b {#b}\n> c\n"),
    ],
)
def test_a_stamp_stands_behind_the_words_or_in_their_braces(before: str, after: str) -> None:
    assert stamp(before, "sheet.md") == after


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("october-1917", "october-1917"),
        ("Week 1: Optics & Heat", "week-1-optics-heat"),
        ("Žluťoučký kůň", "zlutoucky-kun"),
        ("straße Łódź Ærø", "strasse-lodz-aero"),
        ("Русская революция", "russkaya-revolyutsiya"),
        ("Μαθηματικά", "mathimatika"),
        ("中国 history", "中国-history"),
        ("…", ""),
    ],
)
def test_a_sheet_is_called_by_the_words_of_its_file(words: str, expected: str) -> None:
    assert slug(words) == expected


def test_composed_and_decomposed_letters_give_the_same_id() -> None:
    assert slug("Émile й") == slug("E\u0301mile и\u0306") == "emile-y"


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(quizgen, ["id", *args])
    return result.exit_code, result.stdout, result.stderr


def test_id_writes_the_missing_ids_and_says_how_many(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.md"
    sheet.write_bytes(SHEET.encode())
    assert run(str(sheet)) == (0, "", f"{sheet}: 1 id stamped\n")
    assert sheet.read_bytes() == STAMPED.encode()
    assert run(str(sheet)) == (0, "", f"{sheet}: 0 ids stamped\n")
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.md"]


def test_id_keeps_line_ends_mark_and_missing_last_newline(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.md"
    sheet.write_bytes(b"\xef\xbb\xbfText \r\n\r\n" + SHEET.strip().encode() + b"  ")
    run(str(sheet))
    assert sheet.read_bytes() == b"\xef\xbb\xbfText \r\n\r\n" + STAMPED.strip().encode() + b"  "


def test_id_dry_run_lists_and_writes_nothing(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.md"
    sheet.write_bytes(SHEET.encode())
    code, out, err = run("--dry-run", str(tmp_path))
    assert (code, out) == (0, f"{sheet}:1:55: #kamenev-broke-party-discipline\n")
    assert err == f"{sheet}: 1 id would be stamped\n"
    assert sheet.read_bytes() == SHEET.encode()


def test_id_does_not_touch_a_file_it_cannot_read_and_goes_on(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.md", tmp_path / "good.md"
    bad.write_bytes(b"- [Andr\xe9]{.who} wrote.\n")
    good.write_bytes(SHEET.encode())
    code, _, err = run(str(bad), str(tmp_path / "none.md"), str(good))
    assert code == 1
    assert f"{bad}:1:8: byte 0xE9 is not UTF-8; save the sheet as UTF-8" in err
    assert f"{tmp_path / 'none.md'}: there is no such file or folder" in err
    assert bad.read_bytes() == b"- [Andr\xe9]{.who} wrote.\n"
    assert good.read_bytes() == STAMPED.encode()


def test_id_keeps_the_permissions_of_a_file_and_follows_links(tmp_path: Path) -> None:
    sheet, link = tmp_path / "sheet.md", tmp_path / "link.md"
    sheet.write_bytes(SHEET.encode())
    sheet.chmod(0o640)
    mode = sheet.stat().st_mode
    try:
        link.symlink_to(sheet)
    except OSError:
        pytest.skip("no links here")
    run(str(link))
    assert link.is_symlink()
    assert sheet.read_bytes() == STAMPED.encode()
    assert sheet.stat().st_mode == mode


def test_id_wants_to_be_told_which_sheets() -> None:
    assert run()[0] == 2
