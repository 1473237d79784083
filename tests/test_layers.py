"""Imports go one way, tui -> decks -> quizgen, and each heavy library has one home."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent

BELOW = {
    "quizgen": ("quizgen",),
    "decks": ("quizgen", "decks"),
    "tui": ("quizgen", "decks", "tui"),
}
"""What each package may import of the project."""

HOMES = {
    "textual": ("tui",),
    "genanki": ("decks.anki",),
    "openpyxl": ("decks.importing",),
    "zstandard": ("decks.anki",),
    "faker": ("quizgen.sample", "quizgen.distractors.invented"),
    "typst": ("decks.paper.pdf", "decks.paper.docx"),
    "docx": ("decks.paper.docx", "decks.importing.texts"),
    "pypdf": ("decks.importing.texts",),
    "aiohttp": ("tui.web",),
    "aiohttp_jinja2": ("tui.web",),
    "textual_serve": ("tui.web",),
    # Never: AGPL, and only the judge of our packages in the tests, and what shows our cards in pictures.
    "anki": (),
    "aqt": (),
    # To an Anki on this machine, which its own tests hold it to.
    "http": ("decks.anki.push",),
    # Never: nothing of ours goes to the network.
    "ftplib": (),
    "requests": (),
    "smtplib": (),
    "socket": (),
    "urllib.request": (),
    "urllib3": (),
}
"""The only modules (and what is inside them) that may import a library."""


def test_no_module_of_ours_imports_what_it_must_not() -> None:
    assert list(wrong_imports(ROOT)) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("quizgen/reader.py", "import decks"),
        ("quizgen/reader.py", "from decks.card import Card"),
        ("quizgen/reader.py", "from tui import cli"),
        ("quizgen/rules/who.py", "def ask():\n    from decks import deal"),
        ("quizgen/rules/who.py", "from importlib import import_module\nimport_module('decks.deal')"),
        ("quizgen/english/verbs.py", "from quizgen.fact import Fact"),
        ("quizgen/english/verbs.py", "from quizgen import fact"),
        ("quizgen/english/verbs.py", "from ..fact import Fact"),
        ("quizgen/english/verbs.py", "from .. import tags"),
        ("quizgen/english/__init__.py", "from ..tags import TAGS"),
        ("decks/deal.py", "import tui.cli"),
        ("decks/deal.py", "import quizgen.tags, tui"),
        ("decks/deal.py", "import textual"),
        ("decks/session.py", "import genanki"),
        ("decks/ankivoice.py", "import genanki"),
        ("decks/anki/package.py", "import anki.collection"),
        ("tui/commands/anki.py", "from genanki import Note"),
        ("tui/commands/sample.py", "import faker"),
        ("tui/commands/study.py", "from aiohttp import web"),
        ("quizgen/reader.py", "import urllib.request"),
        ("decks/anki/package.py", "from http.client import HTTPConnection"),
        ("quizgen/reader.py", "from urllib import request"),
    ],
)
def test_a_wrong_import_is_found(tmp_path: Path, path: str, source: str) -> None:
    assert len(list(wrong_imports(tree(tmp_path, path, source)))) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("tui/app.py", "import textual.app\nfrom decks import deal\nfrom quizgen.fact import Fact"),
        ("decks/anki/package.py", "import genanki"),
        ("decks/anki.py", "import genanki"),
        ("decks/anki/push.py", "from http.client import HTTPConnection"),
        ("decks/anki/__init__.py", "from .package import write\nfrom decks.anki.package import write"),
        ("quizgen/sample.py", "from faker import Faker"),
        ("quizgen/english/verbs.py", "from quizgen.english.words import lemma\nfrom .words import lemma"),
        ("quizgen/english/verbs.py", "from . import words\nfrom quizgen.english import words\nimport re"),
        ("tui/commands/anki.py", "from decks.anki import write"),
        ("quizgen/reader.py", "from urllib.parse import quote"),
    ],
)
def test_a_right_import_is_not_complained_of(tmp_path: Path, path: str, source: str) -> None:
    assert list(wrong_imports(tree(tmp_path, path, source))) == []


def tree(root: Path, path: str, source: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True)
    file.write_text(source, "utf-8")
    return root


def wrong_imports(root: Path) -> Iterator[str]:
    """Yield `path:line: module` for each import that the tables above do not allow."""
    for path in sorted(file for package in BELOW for file in (root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        for line, wanted in imports(ast.parse(path.read_text("utf-8")), parts[:-1]):
            if not allowed(".".join(parts), wanted):
                yield f"{path.relative_to(root).as_posix()}:{line}: {wanted}"


def imports(module: ast.Module, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield line and full name of all that is imported, wherever in the file, also by import_module("…").

    `from a import b` is `a.b`: b may be a module, and where it is not, a.b lies in a all the same.
    """
    for node in ast.walk(module):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name) for name in names)
            case ast.ImportFrom(module=source, names=names, level=level):
                above = package[: len(package) - level + 1] if level else ()
                base = ".".join((*above, *([source] if source else [])))
                yield from ((node.lineno, f"{base}.{name.name}") for name in names)
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__"), args=[ast.Constant(value=str(name)), *_]
            ):
                yield node.lineno, name
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value=str(name)), *_]):
                yield node.lineno, name


def allowed(module: str, wanted: str) -> bool:
    for library, homes in HOMES.items():
        if lies_in(wanted, library):
            return any(lies_in(module, home) for home in homes)
    if wanted.partition(".")[0] not in BELOW:
        return True
    if lies_in(module, "quizgen.english"):
        return lies_in(wanted, "quizgen.english")
    return any(lies_in(wanted, package) for package in BELOW[module.partition(".")[0]])


def lies_in(module: str, package: str) -> bool:
    return f"{module}.".startswith(f"{package}.")
