"""The person's own editor: whatever they call it, it is run at the line, or they are told what would be right."""

from __future__ import annotations

import signal
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from quizgen.finding import QuizgenError
from tui.app import editing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("said", "windows", "words"),
    [
        ("code --wait", False, ["code", "--wait"]),
        ("'/opt/my editor/vim' -u 'a b'", False, ["/opt/my editor/vim", "-u", "a b"]),
        (r'"C:\Program Files\Vim\vim.exe" -n', True, [r"C:\Program Files\Vim\vim.exe", "-n"]),
        (r"C:\vim\vim.exe 'a b'", True, [r"C:\vim\vim.exe", "a b"]),
    ],
)
def test_a_command_is_split_as_its_writer_means_it(said: str, windows: bool, words: list[str]) -> None:
    assert editing.split(said, windows=windows) == words


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize("said", ["vim '", 'vim "', "''", "' '"])
def test_what_is_no_command_is_told(said: str, windows: bool) -> None:
    with pytest.raises(QuizgenError, match=r"this editor is no command.*; name one as in EDITOR="):
        editing.split(said, windows=windows)


def test_a_blank_editor_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", " ")
    monkeypatch.setenv("EDITOR", " hx ")
    assert editing.command("a.md", 3, "  ") == ["hx", "a.md:3"]


class App:
    """As much of an app as an editor needs."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def suspend(self) -> Any:
        return nullcontext()

    def notify(self, text: str, **_: Any) -> None:
        self.told.append(text)


@pytest.mark.skipif(sys.platform == "win32", reason="a Windows process cannot be sent Ctrl-C alone")
def test_ctrl_c_in_the_editor_is_the_editors_alone(tmp_path: Path) -> None:
    """The editor sends it to us, as the terminal would, and says what it does at one itself."""
    file = tmp_path / "said"
    code = (
        "import os, signal, sys; os.kill(os.getppid(), signal.SIGINT); "
        "open(sys.argv[1], 'w').write(str(signal.getsignal(signal.SIGINT) is signal.default_int_handler))"
    )
    before = signal.getsignal(signal.SIGINT)
    assert editing.run(App(), [sys.executable, "-c", code, str(file)])  # type: ignore[arg-type]
    assert file.read_text() == "True"
    assert signal.getsignal(signal.SIGINT) is before


def test_an_editor_that_is_not_there_is_told() -> None:
    app = App()
    assert not editing.run(app, ["no-such-editor", "a.md"])  # type: ignore[arg-type]
    assert app.told[0].startswith("no-such-editor: ")
