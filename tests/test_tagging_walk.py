"""The walk of docs/tagging.md, from a page of a chapter to its worksheet, as it stands there.

`pytest --rewrite` writes the sheets that come out now into the document; read the difference as a teacher would.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.tagging.doubts import REASONS
from tui.app.keys import KEYS, TAG_KEYS
from tui.cli import quizgen

DOCUMENT = Path(__file__).parent.parent / "docs" / "tagging.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
_BLOCK = re.compile(r"```(text|markdown|console)\n(.*?)```\n", re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [match[2] for match in _BLOCK.finditer(TEXT) if match[1] == kind]


def test_the_walk_comes_to_what_the_document_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rewrite: bool
) -> None:
    chapter, answers = blocks("text")
    monkeypatch.chdir(tmp_path)
    Path("october.txt").write_text(chapter, encoding="utf-8")
    commands = [line[len("$ quizgen ") :] for block in blocks("console") for line in block.splitlines()]
    assert [command.split()[0] for command in commands] == "tag tag check study anki worksheet".split()
    sheets = []
    for command in commands:
        said = answers if "--review" in command else "\n3\n" * 9
        done = CliRunner().invoke(quizgen, shlex.split(command), input=said, catch_exceptions=False)
        assert done.exit_code == 0, (command, done.output)
        if command.startswith("tag"):
            sheets.append(Path("october.md").read_text(encoding="utf-8"))
        if command.startswith("check"):
            assert "0 errors" in done.stderr, done.output
        if "--review" in command:
            assert "All is decided." in done.stdout, done.output
        if command.startswith("study"):
            assert done.stdout.count("?") >= 3
    assert Path("october.apkg").stat().st_size > 1000
    assert Path("october.pdf").read_bytes().startswith(b"%PDF")
    if rewrite:
        shown = iter(sheets)
        text = _BLOCK.sub(
            lambda match: f"```markdown\n{next(shown)}```\n" if match[1] == "markdown" else match[0], TEXT
        )
        DOCUMENT.write_text(text, encoding="utf-8", newline="\n")
    assert blocks("markdown") == sheets


def test_the_document_tells_the_keys_of_a_review() -> None:
    table = TEXT.partition("| key | does |\n")[2].partition("\n\n")[0]
    told = [line.split("|")[1].strip() for line in table.splitlines()[1:]]
    shown = {key.keys.split(",")[0] for key in KEYS if key.id.startswith("review.") and key.shown}
    assert {_NAMED.get(key, key) for key in (*shown, "p", "e")} <= set(told)
    assert " ".join(TAG_KEYS.values()) in told


_NAMED = {"space": "Space", "tab": "Tab"}


def test_the_document_tells_every_reason() -> None:
    table = TEXT.partition("| a sentence stays a comment | because |\n|---|---|\n")[2].partition("\n\n")[0]
    assert table.splitlines() == [f"| {name} | {why} |" for name, why in REASONS.items()]
