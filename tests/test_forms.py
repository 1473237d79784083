"""Forms: what is made of a sheet in each of them, word for word, and what holds of all."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen.ask import attempts, questions
from quizgen.forms import FORMS
from quizgen.forms.bank import Bank, Options
from quizgen.question import BLANK
from quizgen.reader import read_text
from quizgen.sample import sample
from quizgen.selection import Selection
from quizgen.sources import find_sheets
from tui.cli import quizgen
from tui.rows import as_json

CASES = Path(__file__).parent / "cases" / "forms"
CUT = "---8<---\n"


def items_of(
    text: str, form: str, seed: int = 0, selection: Selection | None = None, name: str = "sheet.md"
) -> list:  # type: ignore[type-arg]
    sheet = read_text(text, name).sheet
    assert sheet is not None
    laid = Bank(sheet, attempts(sheet), Options(seed=seed), wanted=selection or Selection())
    return list(FORMS[form](laid))


def written(text: str, forms: list[str]) -> str:
    """The questions as asked, then the items of each form, as a reader of the case needs them."""
    sheet = read_text(text, "sheet.md").sheet
    assert sheet is not None
    lines = [f"{one.text} -> {one.key}" for one in questions(sheet)] if "asked" in forms else []
    for form in forms:
        if form == "asked":
            continue
        lines.append(f"# {form}")
        for item in items_of(text, form):
            lines += [item.text, *(f"  {n}. {part}" for n, part in enumerate(item.parts, 1))]
            lines += [f"  {n}) {choice}" for n, choice in enumerate(item.choices)]
            key = f" {list(item.key)}" if item.key else ""
            lines.append(f"  ->{key} {item.answer}" + (f" | {item.correction}" if item.correction else ""))
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_sheet_takes_the_forms_that_its_case_shows(path: Path, rewrite: bool) -> None:
    """A case: a line with the forms, a sheet, a cut, what is made of it."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n")
    sheet, _, expected = rest.partition(CUT)
    got = written(sheet, head.split())
    if rewrite:
        path.write_text(f"{head}\n{sheet}{CUT}{got}", encoding="utf-8", newline="\n")
    assert got == expected or rewrite


SHEETS = {
    **{path.stem: path.read_text(encoding="utf-8") for path in find_sheets([])},
    "sample": "".join(sample(150, 3)),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SHEETS)
def test_what_holds_of_every_item(name: str, form: str) -> None:
    sheet = read_text(SHEETS[name], "sheet.md").sheet
    assert sheet is not None
    ids = {question.id: question for question in questions(sheet)}
    seen: set[str] = set()
    for item in items_of(SHEETS[name], form):
        assert item.id not in seen
        seen.add(item.id)
        assert item.text.endswith("?") or BLANK in item.text
        assert item.form == form
        assert item.questions
        assert all(ids[question.id] == question for question in item.questions)
        assert len(set(item.choices)) == len(item.choices)
        assert all(0 <= key < len(item.choices) for key in item.key)
        assert len(item.key) in (0, 1, len(item.choices))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_finds_something_to_make_of_the_shipped_sheets(form: str) -> None:
    assert any(items_of(SHEETS[path.stem], form) for path in find_sheets([]))


@pytest.mark.parametrize("form", FORMS)
def test_the_same_seed_gives_the_same_and_another_something_else(form: str) -> None:
    one, again, other = (items_of(SHEETS["astronomy"], form, seed) for seed in (1, 1, 2))
    assert one == again
    if form not in ("open", "cloze", "blanks", "event"):  # chance has no part in these
        assert one != other


def test_half_of_the_statements_are_false_and_all_of_these_are_corrected() -> None:
    items = items_of(SHEETS["sample"], "true-false")
    false = [item for item in items if item.answer == "false"]
    assert 0.3 < len(false) / len(items) < 0.6
    for item in items:
        assert (
            item.text.removesuffix(" True or false?") == item.questions[0].fact.text or item.answer == "false"
        )
        assert (item.correction != "") == (item.answer == "false")
        assert item.correction in ("", item.questions[0].fact.text)
        assert item.choices[item.key[0]] == item.answer


def test_a_timeline_is_in_the_order_of_its_dates() -> None:
    from quizgen.dates import compare, date_of

    for name, text in SHEETS.items():
        sheet = read_text(text, name).sheet
        assert sheet is not None
        for item in items_of(text, "timeline"):
            dates = [
                date_of(item.questions[number].fact, item.questions[number].span, sheet)
                for number in item.key
            ]
            for one, other in pairwise(dates):
                assert one is not None
                assert other is not None
                assert compare(one, other) == -1


def test_no_event_tells_its_date() -> None:
    for text in SHEETS.values():
        for form in ("timeline", "first", "event"):
            for item in items_of(text, form):
                for question in item.questions:
                    told = item.choices or (item.answer,)
                    assert all(question.answer not in choice for choice in told)


def test_matching_sets_have_one_right_answer_for_each_question() -> None:
    for text in SHEETS.values():
        for item in items_of(text, "matching"):
            assert 3 <= len(item.parts) == len(item.choices) == len(item.key) <= 6
            assert sorted(item.key) == list(range(len(item.key)))
            for number, question in zip(item.key, item.questions, strict=True):
                assert item.choices[number] == question.key


# --- which of them ------------------------------------------------------------------------------------------


def run(*arguments: str) -> Result:
    return CliRunner().invoke(quizgen, arguments, catch_exceptions=False)


SHEET = """\
---
title: Ways
tags: [history]
---
# Ships
- [Ada]{.who} sailed to [Rome]{.where} in [1901]{.when}. {#sail .sea difficulty=easy tags="travel::by ship"}
- [Ben]{.who} built [a boat]{.what} in [1902]{.when}. {#boat .sea difficulty=hard}

# Roads
## Carts
- [Cleo]{.who} drove [a cart]{.what} to [Bern]{.where}. {#cart difficulty=hard}
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "ways.md"
    path.write_text(SHEET, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("options", "facts"),
    [
        (["--ask", "where"], ["sail/where", "cart/where"]),
        (["--ask", "who, when", "--tags", "sea"], ["sail/who", "sail/when", "boat/who", "boat/when"]),
        (["--ask", "when", "--tags", "Travel"], ["sail/when"]),
        (["--section", "roads", "--ask", "who"], ["cart/who"]),
        (["--section", "Carts", "--section", "Ships", "--ask", "what"], ["boat/what", "cart/what"]),
        (["--difficulty", "Hard", "--ask", "who"], ["boat/who", "cart/who"]),
        (["--limit", "2"], ["sail/who", "sail/where"]),
        (["--forms", "cloze", "--ask", "who", "--limit", "1"], ["sail/who/cloze"]),
    ],
)
def test_options_choose_the_questions(sheet: Path, options: list[str], facts: list[str]) -> None:
    done = run("questions", str(sheet), "--format", "jsonl", *options)
    assert done.exit_code == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [f"ways/{fact}" for fact in facts]


def test_a_seed_draws_and_keeps_the_order_of_the_sheet(sheet: Path) -> None:
    every = run("questions", str(sheet), "--format", "jsonl").stdout.splitlines()
    draws = {
        seed: run(
            "questions", str(sheet), "--format", "jsonl", "--limit", "4", "--seed", seed
        ).stdout.splitlines()
        for seed in "12345"
    }
    for drawn in draws.values():
        assert len(drawn) == 4
        assert [line for line in every if line in drawn] == drawn
    assert len({tuple(drawn) for drawn in draws.values()}) > 1


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--section", "Rods"], 1, 'no fact here has the section "Rods"; did you mean "Roads"?'),
        (
            ["--tags", "zzz"],
            1,
            'no fact here has the tag "zzz"; there is history, sea, travel, travel::by ship',
        ),
        (["--difficulty", "zzz"], 1, 'no fact here has the difficulty "zzz"; there is easy, hard'),
        (["--ask", "whom"], 2, "'whom' is none of who, what, when"),
        (["--forms", "essay"], 2, "'essay' is none of open, cloze"),
        (["--limit", "0"], 2, "0 is not in the range"),
    ],
)
def test_what_chooses_nothing_is_a_mistake(sheet: Path, options: list[str], code: int, said: str) -> None:
    done = run("questions", str(sheet), *options)
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr


@pytest.mark.parametrize("form", FORMS)
def test_the_table_shows_every_form(form: str) -> None:
    path = find_sheets([])[0]
    done = run("questions", str(path), "--forms", form, "--limit", "1")
    (item, *_) = items_of(path.read_text(encoding="utf-8"), form, name=str(path))
    shown = " ".join(done.stdout.split())
    assert done.exit_code == 0
    assert all(word in shown for word in item.text.split())
    if form == "choice":
        assert f"{'abcd'[item.key[0]]}) " in shown
    if form == "matching":
        assert f"1{'abcdef'[item.key[0]]} 2{'abcdef'[item.key[1]]}" in shown


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--section", "Ships", "--ask", "why"], 0, "no question is of that kind"),
        (["--forms", "timeline"], 0, "nothing here takes that form"),
        (["--invent-names"], 2, "--invent-names is for choices"),
        (["--tags", ","], 2, "holds no word"),
    ],
)
def test_what_comes_to_nothing_is_said(sheet: Path, options: list[str], code: int, said: str) -> None:
    done = run("questions", str(sheet), *options)
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr


def test_a_file_that_cannot_be_read_is_named_before_a_filter_fails(sheet: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_bytes("- Ünï".encode("utf-16"))
    done = run("questions", str(other), "--section", "Space")
    assert done.exit_code == 1
    assert "other.md:1:1" in done.stderr


def test_only_shown_questions_are_counted_as_scarce(sheet: Path) -> None:
    done = run("questions", str(sheet), "--choices", "4", "--limit", "2")
    assert " of 2 questions" in done.stderr
    assert "fewer than" not in run("questions", str(sheet), "--choices", "4", "--forms", "cloze").stderr


def test_a_seed_below_zero_is_another_seed(sheet: Path) -> None:
    def drawn(seed: str) -> str:
        return run("questions", str(sheet), "--format", "jsonl", "--limit", "3", "--seed", seed).stdout

    assert len({drawn(seed) for seed in ("7", "-7", "8", "-8")}) > 2


def test_json_of_a_set_names_every_fact_it_was_made_from() -> None:
    (item, *_) = items_of(SHEETS["astronomy"], "timeline")
    entry = as_json(item)
    assert [one["fact"] for one in entry["of"]] == [question.fact.id for question in item.questions]  # type: ignore[attr-defined, index]
    assert entry["form"] == "timeline"


def test_the_document_tells_of_every_form_and_key() -> None:
    text = (Path(__file__).parent.parent / "docs" / "forms.md").read_text(encoding="utf-8")
    for form in FORMS:
        assert f"| `{form}` |" in text
        for item in items_of(SHEETS["astronomy"], form):
            for key in as_json(item):
                assert f"`{key}`" in text
