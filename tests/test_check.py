"""`quizgen check`: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from quizgen.checks import findings
from quizgen.reader import read
from quizgen.sources import find_sheets
from tui.cli import quizgen

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "[Lev Kamenev]{.who} broke [party discipline]{.what} on [18 October 1917]{.when}. {#kamenev}\n"


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(quizgen, ["check", *args])
    return result.exit_code, result.stdout, result.stderr


def write(folder: Path, **sheets: str) -> Path:
    for name, text in sheets.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def test_a_sound_sheet_has_nothing_to_report(tmp_path: Path) -> None:
    write(tmp_path, good=GOOD)
    assert run(str(tmp_path)) == (0, "", "0 errors, 0 warnings in 1 sheet with 1 fact\n")


def test_facts_without_ids_are_counted_with_their_remedy(tmp_path: Path) -> None:
    sheet = write(tmp_path, bare=GOOD.replace(" {#kamenev}", "")) / "bare.md"
    _, _, said = run(str(sheet))
    assert said.startswith(
        f"{sheet}: 1 fact has no id; run quizgen id {sheet} before you change their words\n"
    )


def test_an_error_is_a_line_that_points_and_exit_code_1(tmp_path: Path) -> None:
    sheet = write(tmp_path, bad=f"{GOOD}\n- [Lenin]{{.whom}} fled.\n") / "bad.md"
    tags = ".who, .what, .when, .where, .why, .how, .howmany, .answer, .verb"
    line = f"{sheet}:3:11: no tag is called .whom; .who is the nearest of {tags} [unknown-tag]\n"
    assert run(str(sheet)) == (1, line, "1 error, 0 warnings in 1 sheet with 1 fact\n")


def test_a_warning_is_marked_and_exit_code_0(tmp_path: Path) -> None:
    sheet = write(tmp_path, plain=f"Words.\n\n{GOOD}") / "plain.md"
    code, out, err = run(str(sheet))
    assert (code, err) == (0, "0 errors, 1 warning in 1 sheet with 1 fact\n")
    assert out.startswith(f"{sheet}:1:1: nothing here is tagged, so nothing is asked; ")
    assert out.endswith(" [warning: no-tags]\n")


def test_findings_come_by_sheet_and_then_by_place(tmp_path: Path) -> None:
    wrong = f"Words.\n\n- [a]{{.x}} b.\n- [c]{{.y}} d [e]{{.z}}.\n\n{GOOD}"
    write(tmp_path, b=wrong, a=wrong)
    _, out, _ = run(str(tmp_path / "b.md"), str(tmp_path / "a.md"))
    places = [line.split(": ")[0] for line in out.splitlines()]
    expected = ["1:1", "3:7", "4:7", "4:17"]
    assert places == [f"{tmp_path / name}:{place}" for name in ("b.md", "a.md") for place in expected]


def test_jsonl_has_the_keys_that_programs_rely_on(tmp_path: Path) -> None:
    sheet = (
        write(
            tmp_path, bad='[Zoë]{.who} fled ![x](y.png).  {#zoe}\n\n[a]{.who also="b" also="c"} d. {#dup}\n'
        )
        / "bad.md"
    )
    code, out, _ = run("--format", "jsonl", str(sheet))
    assert code == 1
    objects = [json.loads(line) for line in out.splitlines()]
    reading = [one for one in objects if one["code"] in ("picture-missing", "duplicate-key")]
    assert reading == [
        {
            "path": str(sheet),
            "line": 1,
            "column": 18,
            "severity": "warning",
            "code": "picture-missing",
            "message": 'there is no file "y.png" in the sheet\'s folder; put it there, or mend its name; '
            "the picture is left out",
            "fact": "zoe",
        },
        {
            "path": str(sheet),
            "line": 3,
            "column": 19,
            "severity": "error",
            "code": "duplicate-key",
            "message": "also is given twice; keep one, several answers go in one with |",
            "fact": "dup",
        },
    ]


def test_what_cannot_be_asked_well_is_among_the_findings(tmp_path: Path) -> None:
    sheet = write(tmp_path, vague="[She]{.who} won [the prize]{.what} in [2004]{.when}.\n") / "vague.md"
    asked = read(sheet).sheet
    assert asked is not None
    expected = {finding.code for finding in findings(asked)}
    assert expected
    _, out, _ = run("--format", "jsonl", str(sheet))
    assert {json.loads(line)["code"] for line in out.splitlines()} == expected


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, good=GOOD)
    code, out, err = run(str(tmp_path / "none.md"), str(tmp_path))
    assert code == 1
    assert (
        out
        == f"{tmp_path / 'none.md'}:1:1: there is no such file or folder; look at the spelling of its path [missing]\n"
    )
    assert err == "1 error, 0 warnings in 2 sheets with 1 fact\n"


def test_the_sheets_that_ship_have_no_errors() -> None:
    code, out, err = run()
    assert code == 0, out
    assert f"0 errors, {len(out.splitlines())} warning" in err
    assert f"in {len(find_sheets([]))} sheets" in err


@pytest.mark.parametrize("text", ["- [a]{.w\x1b[31m} b", "- [a]{.\u202ewho} b", "---\n\x1b]0;x: 1\n---\n"])
def test_nothing_in_a_sheet_can_act_upon_the_terminal(tmp_path: Path, text: str) -> None:
    write(tmp_path, bad=text)
    _, out, _ = run(str(tmp_path))
    assert out
    assert all(character.isprintable() or character == "\n" for character in out)


def test_a_finding_is_one_line_whatever_the_path(tmp_path: Path) -> None:
    _, out, _ = run(str(tmp_path / "a\nb.md"))
    assert len(out.splitlines()) == 1


def test_check_runs_as_a_program_and_prints_utf8(tmp_path: Path) -> None:
    write(tmp_path, bad="[Zoë]{.wér} fled.\n")
    ran = subprocess.run(
        [sys.executable, "-m", "tui", "check", "bad.md"], cwd=tmp_path, capture_output=True, check=False
    )
    assert ran.returncode == 1
    assert ran.stdout.decode("utf-8").startswith("bad.md:1:7: no tag is called .wér; ")
    assert b"Traceback" not in ran.stderr


def test_scarce_choices_are_named_only_where_they_are_asked_for(tmp_path: Path) -> None:
    write(tmp_path, good=GOOD)
    assert run(str(tmp_path), "--choices", "4")[:2] == (
        0,
        f'{tmp_path / "good.md"}:1:1: "Who broke party discipline on 18 October 1917?" can have no choices; tag more '
        'answers of the kind of "Lev Kamenev" in the sheet, or say what it is under names in the front matter '
        "[warning: no-choices]\n"
        f'{tmp_path / "good.md"}:1:27: "What did Lev Kamenev break on 18 October 1917?" can have no choices; tag more '
        'answers of the kind of "party discipline" in the sheet, or say what it is under names in the front matter '
        "[warning: no-choices]\n",
    )
