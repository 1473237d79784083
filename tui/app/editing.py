"""The person's own editor, opened at a line, and what it changed read anew."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import App

    from decks.card import Card
    from decks.library import Shelf
    from tui.desk import Desk

USUAL = ("notepad",) if os.name == "nt" else ("sensible-editor", "nano", "vim", "vi")
"""Editors to look for where the person names none."""

_AT_LINE: dict[str, Callable[[str, int], list[str]]] = {
    "code": lambda path, line: ["--wait", "--goto", f"{path}:{line}"],
    "codium": lambda path, line: ["--wait", "--goto", f"{path}:{line}"],
    "subl": lambda path, line: ["--wait", f"{path}:{line}"],
    "zed": lambda path, line: ["--wait", f"{path}:{line}"],
    "hx": lambda path, line: [f"{path}:{line}"],
    "helix": lambda path, line: [f"{path}:{line}"],
    "kate": lambda path, line: ["--block", "--line", str(line), path],
    "notepad": lambda path, _: [path],
    "notepad++": lambda path, line: [f"-n{line}", path],
}
"""How an editor is told the line, where it is not `+LINE FILE`, as it is for vi, emacs, nano and most others."""


def command(path: str, line: int, wanted: str = "") -> list[str]:
    """The editor's command for a line of a file: the one wanted, else $VISUAL, $EDITOR or a usual one.

    Raises QuizgenError where there is none, and where what was wanted is no command.
    """
    said = (one.strip() for one in (wanted, os.environ.get("VISUAL", ""), os.environ.get("EDITOR", "")))
    first = next((one for one in said if one), "")
    words = split(first) if first else _found()
    name = Path(words[0]).stem.lower()
    at_line = _AT_LINE.get(name, _plus_line)
    return [*words, *at_line(path, line)]


def split(said: str, *, windows: bool = os.name == "nt") -> list[str]:
    """The words of a command, those with blanks in quotes; on Windows a backslash is a part of a path.

    Raises QuizgenError where there is no first word, and where a quote has no other.
    """
    try:
        words = shlex.split(said, posix=not windows)
    except ValueError as error:
        raise QuizgenError(
            f"{said}: this editor is no command: {str(error).lower()}; name one as in EDITOR='code --wait'"
        ) from error
    if windows:
        # Where backslashes are kept, so are the quotes around a word.
        words = [word[1:-1] if word[0] in "\"'" and word[-1] == word[0] else word for word in words]
    if not words or not words[0].strip():
        raise QuizgenError(f"{said}: this editor is no command; name one as in EDITOR=nano")
    return words


def _plus_line(path: str, line: int) -> list[str]:
    return [f"+{line}", path]


def _found() -> list[str]:
    for name in USUAL:
        if shutil.which(name):
            return [name]
    raise QuizgenError("no editor was found; name one in the environment, as in EDITOR=nano")


def run(app: App[None], words: Sequence[str]) -> bool:
    """Leave the terminal to an editor until it is closed; whether it could be run."""
    wrong: OSError | None = None
    try:
        with app.suspend():
            # An exception that left this block would leave the terminal to nobody.
            try:
                with _interrupts_left_to_it():
                    # Found by the path: on Windows code is code.cmd, which is not tried otherwise.
                    subprocess.run([shutil.which(words[0]) or words[0], *words[1:]], check=False)
            except OSError as error:
                wrong = error
    except SuspendNotSupported:
        app.notify(
            "An editor cannot be opened in this window; edit the file, then press e again.", markup=False
        )
        return False
    if wrong is not None:
        app.notify(f"{words[0]}: {wrong.strerror or wrong}", severity="error", markup=False)
    return wrong is None


@contextmanager
def _interrupts_left_to_it() -> Iterator[None]:
    """Meanwhile Ctrl+C, which the terminal sends to all who run in it, is the editor's alone.

    It is caught and not ignored: the editor would inherit that.
    """
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def edit_fact(app: App[None], desk: Desk, card: Card, then: Callable[[], object]) -> None:
    """Open a card's fact at its line; when that is done, read the sheets anew and go on with `then`.

    They are read in a thread, so that a large deck can be answered meanwhile.
    """
    path, _, line = card.origin.rpartition(":")
    try:
        words = command(path, int(line), desk.settings.editor)
    except QuizgenError as error:
        app.notify(str(error), severity="error", markup=False)
        return
    run(app, words)
    app.run_worker(lambda: _read(app, desk, then), thread=True, exclusive=True, group="reading")


def _read(app: App[None], desk: Desk, then: Callable[[], object]) -> None:
    try:
        fresh = desk.compiled_anew()
    except (QuizgenError, OSError) as error:
        app.call_from_thread(app.notify, str(error), severity="error", markup=False)
        return
    app.call_from_thread(_take, app, desk, fresh, then)


def _take(app: App[None], desk: Desk, fresh: Shelf, then: Callable[[], object]) -> None:
    for error in desk.take(fresh):
        app.notify(f"{error}\nThe sheet as it was stays in use.", severity="error", markup=False, timeout=15)
    then()


def edit_settings(app: App[None], desk: Desk) -> None:
    """Open the configuration file, made with all that can be set where there is none yet."""
    from decks.places import config_file
    from tui.settings import template

    path = config_file()
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(template(), "utf-8")
        words = command(str(path), 1, desk.settings.editor)
    except (QuizgenError, OSError) as error:
        app.notify(str(error), severity="error", markup=False)
        return
    if run(app, words):
        app.notify(f"{path}: what you changed counts from the next start on.", markup=False)
