"""What all tests share: `--rewrite` puts what we give now into the cases; read the diff as a reviewer would."""

from __future__ import annotations

import pytest
from hypothesis import settings

# The same examples in every run, and however slow the machine: a red test is red for everybody.
settings.register_profile("quizgen", deadline=None, derandomize=True)
settings.load_profile("quizgen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--rewrite`."""
    parser.addoption("--rewrite", action="store_true", help="write what we give now as what is expected")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether cases are to be rewritten rather than compared."""
    return bool(request.config.getoption("--rewrite"))
