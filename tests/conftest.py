"""What all tests share: `--rewrite` puts what we give now into the cases; read the diff as a reviewer would."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from studying import SHEET

# The same examples in every run, and however slow the machine: a red test is red for everybody.
settings.register_profile("quizgen", deadline=None, derandomize=True)
settings.load_profile("quizgen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--rewrite`."""
    parser.addoption("--rewrite", action="store_true", help="write what we give now as what is expected")


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ready_decks: Path) -> None:
    """No test meets the progress or the settings of who runs it, or of another test."""
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "quizgen-data"))
    monkeypatch.setenv("QUIZGEN_CONFIG", str(tmp_path / "quizgen-config"))
    monkeypatch.setenv("QUIZGEN_CACHE", str(ready_decks))


@pytest.fixture(scope="session")
def ready_decks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where compiled decks lie, for all tests: what one compiled, the next need not."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with `data`, `cache` and `config` in it, for all that quizgen keeps: where a test looks into them."""
    for kind in ("data", "cache", "config"):
        monkeypatch.setenv(f"QUIZGEN_{kind.upper()}", str(tmp_path / kind))
    return tmp_path


@pytest.fixture
def sheet(folders: Path) -> str:
    """The sheet of `studying` in a file, with folders of our own beside it."""
    path = folders / "sheet.md"
    path.write_text(SHEET, "utf-8")
    return str(path)


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """Whether cases are to be rewritten rather than compared."""
    return bool(request.config.getoption("--rewrite"))
