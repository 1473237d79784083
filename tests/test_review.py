"""Reviews of suggested facts: what a person does, what is then in the sheet, and what it costs in keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from review_cases import Play
from steps import Case, load

CASES = Path(__file__).parent / "cases" / "tagging" / "reviews"


@pytest.mark.parametrize("case", list(load(CASES)), ids=lambda case: case.name)
def test_a_review_goes_as_it_is_told(tmp_path: Path, case: Case) -> None:
    Play(tmp_path).play(case)
