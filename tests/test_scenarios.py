"""The whole program as a student meets it: in a real terminal, with its keys, its files, and what befalls them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from scenarios import Scenario
from steps import Case, load
from terminal import TMUX, Terminals

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(TMUX is None, reason="needs tmux, a terminal that a program can drive")

CASES = load(Path(__file__).parent / "cases/scenarios")


@pytest.fixture(scope="module")
def terminals() -> Iterator[Terminals]:
    server = Terminals()
    yield server
    server.close()


@pytest.fixture
def scenario(terminals: Terminals, tmp_path: Path) -> Iterator[Scenario]:
    one = Scenario(terminals, tmp_path)
    yield one
    one.close()


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_case(case: Case, scenario: Scenario) -> None:
    scenario.play(case)
