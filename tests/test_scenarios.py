"""The whole program as a student meets it: in a real terminal, with its keys, its files, and what befalls them."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import sys
import time
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


@pytest.fixture
def disk(scenario: Scenario) -> Iterator[Path]:
    """The data folder on a disk of its own, with one megabyte."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    folder = scenario.folder / "data"
    folder.mkdir()
    if mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)):
        pytest.skip("no disk can be made here")
    yield folder
    scenario.close()
    scenario.windows.clear()
    subprocess.run(["umount", "-l", str(folder)], check=True)


def mount(*words: str) -> int:
    return subprocess.run(["mount", *words], check=False, capture_output=True).returncode


def test_full_disk_is_told_and_the_grade_can_be_given_again(scenario: Scenario, disk: Path) -> None:
    scenario.do("facts 3")
    scenario.do("study")
    scenario.do("see Who drew map 1?")
    scenario.do("press Space 3")
    scenario.do("see Who drew map 2?")
    scenario.do("press Space")
    scenario.do("see Ben drew map 2.")
    fill(disk / "fill")
    # What was set aside for the log may take a little more. A few at a time, so that none waits for its turn below.
    for _ in range(60):
        scenario.do("times 4 m")
        time.sleep(0.1)
        if "Not saved" in scenario.up.screen:
            break
    scenario.do("see Not saved")
    scenario.do("see the disk is full")
    scenario.do("see Who drew map 2?")
    before = scenario.told()
    (disk / "fill").unlink()
    scenario.do("press 3")
    scenario.do("see Who drew map 3?")
    assert scenario.told() == f"{before}, grade 3"
    scenario.do("press C-q")
    scenario.do("ends 0")


def fill(file: Path) -> None:
    """Write until there is no room."""
    with file.open("wb", buffering=0) as out, contextlib.suppress(OSError):
        while out.write(b"x" * 512):
            pass


def test_disk_that_may_not_be_written_is_told_at_the_start(scenario: Scenario, disk: Path) -> None:
    assert mount("-o", "remount,ro", str(disk)) == 0
    scenario.do("facts 1")
    scenario.do("study")
    scenario.do("ends 1")
    scenario.do("see writable")
    scenario.do("unseen Traceback")


def test_progress_that_may_not_be_written_is_told_at_the_start(scenario: Scenario, disk: Path) -> None:
    scenario.do("facts 2")
    scenario.do("study")
    scenario.do("see Who drew map 1?")
    scenario.do("press Space 3 C-q")
    scenario.do("ends 0")
    assert mount("-o", "remount,ro", str(disk)) == 0
    scenario.do("study")
    scenario.do("ends 1")
    scenario.do("see writable")
    scenario.do("unseen Traceback")


def test_data_folder_that_is_a_file_is_told_at_the_start(scenario: Scenario) -> None:
    scenario.do("facts 1")
    scenario.do("put data here stands a file")
    scenario.do("study")
    scenario.do("ends 1")
    scenario.do("see name another")
    scenario.do("unseen Traceback")


def test_control_characters_of_a_sheet_reach_no_terminal(scenario: Scenario) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\tend"
    scenario.write(f"- [Ada]{{.who}} drew {evil} once. {{#f1}}\n")
    scenario.do("study")
    scenario.do("see Who drew")
    scenario.do("press Space")
    scenario.do("see Ada drew")
    scenario.do("press 3")
    scenario.do("see 1 card")
    for forbidden in (b"\x1b]0;owned", b"\x1b[2J\xc2\x9b", b"\xc2\x9b", "\u202e".encode()):
        assert forbidden not in scenario.up.written


def test_a_pipe_is_given_lines_and_the_same_log(scenario: Scenario) -> None:
    scenario.do("facts 2")
    scenario.compile()
    done = subprocess.run(
        [sys.executable, "-m", "tui", "study", "sheet.md"],
        input="\n3\n\n1\n\n4\n",
        cwd=scenario.folder,
        env=os.environ | scenario.env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert scenario.told() == "grade 3, grade 1, grade 4"


def test_shell_works_after_the_program_was_ended(scenario: Scenario) -> None:
    scenario.do("facts 2")
    scenario.compile()
    words = [*("env", "PS1=$ ", "/bin/sh")]
    scenario.add(scenario.terminals.open(words, scenario.folder, scenario.env))
    scenario.do(f"type {shlex.quote(sys.executable)} -m tui study sheet.md & echo $! >pid; fg")
    scenario.do("press Enter")
    scenario.do("see Who drew map 1?")
    os.kill(int((scenario.folder / "pid").read_text()), signal.SIGTERM)
    scenario.do("gone Who drew map 1?")
    scenario.do("type echo back$((1+1))again")
    scenario.do("press Enter")
    scenario.do("see back2again")
    scenario.do("restored")
