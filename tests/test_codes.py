"""Every code that quizgen can give has a page, and the examples of the pages hold."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

import pytest
from click.testing import CliRunner
from finding_cases import found_in_sheet

from quizgen.ask import questions
from quizgen.choices import deal_choices, scarce_choices
from quizgen.codes import PAGES, pages
from quizgen.reader import read_text
from tui.cli import quizgen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.finding import Finding

ROOT = Path(__file__).parent.parent
COPY = ROOT / "docs" / "findings.md"

CODE_OF = {
    "Finding": 2,
    "add": 2,
    "Problem": 1,
    "wrong": 1,
    "report": 1,
    "named": 1,
    "_SourceError": 1,
    "_error": 1,
    "_left_out": 2,
    "Refusal": 0,
    "refuses": 0,
}
"""Where the code stands among the arguments of what makes or notes a finding."""

ABOUT_FILES = {
    "missing", "folder", "no-sheets", "no-permission", "unreadable", "too-big", "not-text", "not-utf-8",
    "duplicate-sheet-id", "front-matter-too-long", "picture-too-large",
    "sound-too-large",
}  # fmt: skip
"""No sheet of a few lines can show these."""

UNSEEN = {"restrictive"}
"""No sentence is known that gets these: another rule refuses before."""


def codes_of(source: str) -> Iterator[str]:
    """Every code that a module writes out: as an argument, or as what it calls `code`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
            value = node.value
            written = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
            yield from (part.value for part in written if is_code(part))
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in CODE_OF and len(node.args) > CODE_OF[name]:
            code = node.args[CODE_OF[name]]
            if is_code(code):
                yield code.value


def is_code(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def codes_given() -> set[str]:
    files = [path for package in ("quizgen", "decks", "tui") for path in (ROOT / package).rglob("*.py")]
    return {code for path in files for code in codes_of(path.read_text(encoding="utf-8"))}


def test_a_code_is_seen_wherever_it_is_written() -> None:
    source = (
        'Refusal("a", "x"); self.wrong(1, "b", f"y"); Finding(p, "error", "c", "z"); problem(code, "d")\n'
    )
    source += 'code = "e" if x else "f"; code = main(name="g")\n@refuses("h", "why")\ndef holds(): pass'
    assert set(codes_of(source)) == {"a", "b", "c", "e", "f", "h"}


def test_every_code_has_a_page_and_every_page_its_code() -> None:
    headings = re.findall(r"^## (\S+)$", PAGES.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(codes_given()) == sorted(headings)


@pytest.mark.parametrize("code", pages())
def test_a_page_says_what_why_and_what_to_do(code: str) -> None:
    page = pages()[code]
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", code)
    assert page.meaning.endswith(".")
    assert "Why it matters: " in page.text
    assert "What to do: " in page.text
    assert bool(page.has) == (code not in ABOUT_FILES | UNSEEN)


@pytest.mark.parametrize("code", [code for code in pages() if code not in ABOUT_FILES | UNSEEN])
def test_the_first_sheet_of_a_page_has_its_code_and_the_mended_one_has_nothing(code: str) -> None:
    page = pages()[code]
    found = (*found_in_sheet(page.has), *scarce(page.has))
    assert code in {finding.code for finding in found}
    assert [str(finding) for finding in found_in_sheet(page.mended)] == []
    assert code not in {finding.code for finding in scarce(page.mended)}


def scarce(text: str) -> Iterator[Finding]:
    """What `quizgen check --choices 4` finds besides."""
    sheet = read_text(text, "case.md").sheet
    if sheet is not None:
        asked = list(questions(sheet))
        yield from scarce_choices(asked, deal_choices(asked, sheet), 4)


def test_the_manual_is_the_pages(rewrite: bool) -> None:
    if rewrite:
        COPY.write_text(PAGES.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    assert COPY.read_text(encoding="utf-8") == PAGES.read_text(encoding="utf-8")


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(quizgen, ["check", *args])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("code", pages())
def test_explain_prints_the_page_and_reads_no_sheet(code: str) -> None:
    exit_code, said, beside = run("--explain", code, "nowhere.md")
    assert (exit_code, beside) == (0, "")
    assert said.startswith(f"{code}\n\n")
    assert pages()[code].has.strip().split("\n")[0] in said


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        ("vague-pronuon", "did you mean vague-pronoun?"),
        ("Deixis", "did you mean deixis?"),
        ("xyz", "--codes"),
    ],
)
def test_a_code_that_is_none_is_answered_with_the_nearest(code: str, remedy: str) -> None:
    exit_code, said, beside = run("--explain", code)
    assert (exit_code, said) == (2, "")
    assert remedy in beside


def test_codes_are_listed_a_line_each() -> None:
    exit_code, said, _ = run("--codes")
    assert exit_code == 0
    assert [line.split()[0] for line in said.splitlines()] == list(pages())
