"""From a command to the app: what of the environment counts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.screens import desk
from tui.launch import study_in_app

if TYPE_CHECKING:
    from pathlib import Path


class App:
    """An app that is closed at once."""

    return_code = 0

    def __init__(self, *_: object) -> None:
        """The desk and the session are of no matter."""

    def run(self) -> None:
        """Nobody is there to study."""

    def fault(self) -> None:
        """There was none."""


@pytest.mark.parametrize(("said", "theme"), [(None, ""), ("", ""), ("1", "ansi-dark")])
def test_an_empty_no_color_counts_as_none(
    said: str | None, theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.app.StudyApp", App)
    monkeypatch.setenv("TEXTUAL_THEME", "")
    monkeypatch.setenv("NO_COLOR", said or "")
    if said is None:
        monkeypatch.delenv("NO_COLOR")
    with desk(tmp_path, {"a.md": "- [Ada]{.who} wrote it. {#f1}\n"}) as laid:
        study_in_app(laid, decks=True)
    assert os.environ["TEXTUAL_THEME"] == theme
    assert os.environ.get("NO_COLOR") == (said or None)
