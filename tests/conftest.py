"""What all tests share: `--rewrite` puts what we give now into the cases; read the diff as a reviewer would."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--rewrite`."""
    parser.addoption("--rewrite", action="store_true", help="write what we give now as what is expected")


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether cases are to be rewritten rather than compared."""
    return bool(request.config.getoption("--rewrite"))
