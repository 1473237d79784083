"""The wheel holds all that quizgen needs to run, and nothing besides."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without the network and without a trace in the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    run([sys.executable, "-c", build, str(folder)], cwd=ROOT)
    (built,) = folder.glob("quizgen-*-py3-none-any.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_wheel_holds_every_file_of_the_three_packages_and_nothing_else(names: list[str]) -> None:
    packages = ("quizgen", "decks", "tui")
    files = [file for name in packages for file in (ROOT / name).rglob("*") if file.is_file()]
    wanted = {file.relative_to(ROOT).as_posix() for file in files if "__pycache__" not in file.parts}
    wanted |= {f"quizgen/bundled/{sheet.name}" for sheet in (ROOT / "seeds").glob("*.md")}
    assert {name for name in names if ".dist-info/" not in name} == wanted


def test_wheel_holds_the_seeds_inside_quizgen_only(names: list[str]) -> None:
    assert "quizgen/bundled/october-1917.md" in names
    assert not [name for name in names if name.startswith(("seeds", "tests", "bench"))]


@pytest.mark.parametrize("package", ["quizgen", "decks", "tui"])
def test_wheel_says_that_its_packages_are_typed(names: list[str], package: str) -> None:
    assert f"{package}/py.typed" in names


def test_wheel_makes_a_command_called_quizgen(wheel: Path, names: list[str]) -> None:
    (path,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
    with zipfile.ZipFile(wheel) as archive:
        assert "quizgen = tui.cli:main" in archive.read(path).decode().splitlines()


def test_an_unpacked_wheel_finds_the_sheets_that_ship_with_it(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    source = "from quizgen.sources import find_sheets; print(*find_sheets([]), sep='\\n')"
    said = run([sys.executable, "-c", source], cwd=tmp_path, PYTHONPATH=str(tmp_path))
    found = [(tmp_path / line).resolve() for line in said.splitlines()]
    assert found == sorted((tmp_path / "quizgen" / "bundled").resolve().glob("*.md"))


def run(command: list[str], cwd: Path, **env: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | env, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
