"""`quizgen questions` and `quizgen explain`, as a person and a program meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tui.cli import quizgen

SHEET = """\
---
title: Petrograd, October 1917
tags: [history]
names:
  Lev Kamenev: {also: [Kamenev]}
---

# Kamenev's dissent

- [Lev Kamenev]{.who} broke [party discipline]{.what} on [18 October 1917]{.when}. {#kamenev-dissent}
- [He]{.who is="Lenin"} wrote [letters]{.what} to [Paris]{.where #city}, [Rome]{.where} and [Bern]{.where}.
- Perhaps nobody, [anywhere]{.where}. {#nowhere}
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "october.md"
    path.write_text(SHEET, encoding="utf-8")
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(quizgen, arguments, catch_exceptions=False)


def test_json_lines_have_the_promised_keys(sheet: Path) -> None:
    done = run("questions", str(sheet), "--format", "jsonl")
    first, *_ = (json.loads(line) for line in done.stdout.splitlines())
    assert done.exit_code == 0
    assert first == {
        "id": "october/kamenev-dissent/who",
        "fact": "kamenev-dissent",
        "path": str(sheet),
        "line": 10,
        "ask": "who",
        "answer": "Lev Kamenev",
        "also": ["Kamenev"],
        "question": "Who broke party discipline on 18 October 1917?",
        "variants": ["Who broke party discipline?"],
        "form": "open",
        "section": ["Kamenev's dissent"],
        "tags": ["history"],
    }


def test_a_pronoun_is_asked_by_name(sheet: Path) -> None:
    done = run("questions", str(sheet), "--format", "jsonl")
    entries = [json.loads(line) for line in done.stdout.splitlines()]
    who, what, *_ = (entry for entry in entries if entry["line"] == 11)
    assert (who["answer"], who["also"]) == ("He", ["Lenin"])
    assert what["question"] == "What did Lenin write to Paris, Rome and Bern?"


def test_where_no_rule_asks_there_is_a_gap(sheet: Path) -> None:
    done = run("questions", str(sheet), "--format", "jsonl")
    last = json.loads(done.stdout.splitlines()[-1])
    assert (last["form"], last["question"]) == ("cloze", "Perhaps nobody, _____.")


def test_the_table_shows_line_question_and_answer(sheet: Path) -> None:
    done = run("questions", str(sheet))
    assert done.exit_code == 0
    assert "Kamenev's dissent" in done.stdout
    row = next(line for line in done.stdout.splitlines() if "18 October 1917" in line and "party" in line)
    assert "10" in row


def test_errors_are_said_and_the_rest_is_asked(sheet: Path) -> None:
    sheet.write_text(SHEET.replace("{.what}", "{what}", 1), encoding="utf-8")
    done = run("questions", str(sheet), "--format", "jsonl")
    assert done.exit_code == 1
    assert f"{sheet}:10:" in done.stderr
    assert len(done.stdout.splitlines()) >= 5


def test_text_of_a_sheet_cannot_drive_the_terminal(sheet: Path) -> None:
    sheet.write_text("- [\u202eAda\u202c]{.who} wrote [[b]notes[/b]]{.what}.\n", encoding="utf-8")
    done = run("questions", str(sheet))
    assert "\u202e" not in done.stdout
    assert "[b]notes[/b]" in done.stdout or done.exit_code == 1


def test_explain_shows_reading_rules_and_margin(sheet: Path) -> None:
    done = run("explain", f"{sheet}:10")
    assert done.exit_code == 0
    for words in (
        "subject     Lev Kamenev",
        "verb group  broke",
        "object      party discipline",
        "adjunct     on 18 October 1917",
        "margin",
        "Who broke party discipline on 18 October 1917?",
        "not for such a span: possessor, quantity",
        "asked by: subject",
    ):
        assert words in done.stdout


def test_explain_says_why_a_rule_did_not_ask(sheet: Path) -> None:
    done = run("explain", f"{sheet}:12")
    assert "did not ask: no verb was found" in done.stdout
    assert "asked by: cloze" in done.stdout


@pytest.mark.parametrize(
    ("place", "code", "said"),
    [
        ("{sheet}:1", 1, "no fact begins here; the nearest facts begin on lines 10, 11"),
        ("{sheet}", 2, "names no line"),
        ("{sheet}:0", 1, "no fact begins here"),
        ("missing.md:3", 1, "missing.md"),
    ],
)
def test_explain_points_to_where_facts_are(sheet: Path, place: str, code: int, said: str) -> None:
    done = run("explain", place.format(sheet=sheet))
    assert done.exit_code == code
    assert said in done.stderr


def test_a_line_of_a_longer_fact_is_explained_too(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("- [Ada]{.who} wrote\n  [notes]{.what} in [1843]{.when}.\n", encoding="utf-8")
    assert "subject     Ada" in run("explain", f"{path}:2").stdout


def test_choices_are_printed_with_the_index_of_the_key(tmp_path: Path) -> None:
    (tmp_path / "dates.md").write_text(
        "- The mill burned in [1912]{.when}.\n- [Rain]{.what} fell.\n", "utf-8"
    )
    done = run("questions", str(tmp_path), "--format", "jsonl", "--choices", "4")
    dated, lone = (json.loads(line) for line in done.stdout.splitlines())
    assert len(dated["choices"]) == 4
    assert dated["choices"][dated["key"]] == "1912"
    assert dated["choices"] == sorted(dated["choices"])
    assert (lone["choices"], lone["key"]) == ([], None)
    assert "1 of 2 questions has fewer than 4 choices; quizgen check --choices 4 names it" in done.stderr


def test_without_the_option_nothing_is_said_of_choices(sheet: Path) -> None:
    done = run("questions", str(sheet), "--format", "jsonl")
    assert "choices" not in done.stdout + done.stderr


def test_the_table_shows_the_choices(tmp_path: Path) -> None:
    (tmp_path / "dates.md").write_text("- The mill burned in [1912]{.when}.\n", "utf-8")
    done = run("questions", str(tmp_path), "--choices", "3")
    assert "b) 1912" in done.stdout
    assert len([word for word in done.stdout.split() if word.isdigit() and len(word) == 4]) == 4


def test_another_seed_deals_other_choices(tmp_path: Path) -> None:
    (tmp_path / "dates.md").write_text("- The mill burned in [1912]{.when}.\n", "utf-8")
    dealt = {run("questions", str(tmp_path), "--choices", "4", "--seed", seed).stdout for seed in "1234"}
    assert len(dealt) > 1
    again = {run("questions", str(tmp_path), "--choices", "4", "--seed", "1").stdout for _ in range(2)}
    assert len(again) == 1
