"""Reading sheets: what the facts are, and what is said of everything that is not one."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_text import as_text

from quizgen.reader import read_text

CASES = Path(__file__).parent / "cases" / "reading"
CUT = "---8<---\n"
"""Between a sheet and what is read in it."""


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_sheet_is_read_as_its_case_says(path: Path, rewrite: bool) -> None:
    sheet, _, expected = path.read_text(encoding="utf-8").partition(CUT)
    got = as_text(read_text(sheet, "sheet.md"))
    if rewrite:
        path.write_text(sheet + CUT + got, encoding="utf-8", newline="\n")
    assert got == expected or rewrite
