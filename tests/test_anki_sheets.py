"""Anki's packages into sheets: ours come back as they were, through the real Anki too, and others as plain cards."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from anki.collection import DeckIdLimit, ExportAnkiPackageOptions
from anki_collection import bring, collection
from click.testing import CliRunner

from decks.anki.note import NoteDeck
from decks.anki.noting import notes
from decks.anki.package import write_notes
from decks.anki.reading import opened
from quizgen.ask import attempts
from quizgen.checks import findings
from quizgen.forms.bank import Bank
from quizgen.reader import read
from tui.commands.import_ import command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.anki.reading.collection import Package
    from quizgen.fact import Sheet

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.md"))
FORMS = ("open", "cloze", "choice", "true-false", "blanks", "matching", "timeline")
PNG = b"\x89PNG\r\n\x1a\n"
HARD = """---
title: "Hard: \\"quotes\\" & <b>"
id: hard-sheet
language: de
calendar: julian
source: A book
tags: [one, two words]
math: true
names:
  Gauß: {kind: person, also: [Gauss, C. F. Gauß]}
  die Griechen: {kind: people, plural: true}
  Niemand: {kind: person}
---

- [Gauß]{.who} wrote [$a_1 < b$ \\& \\<i\\>]{.what also="$x$|{y}"} on [5 May 1800]{.when}. {#a .own}
  > See $f(x)$.
  >
  > A second \\[line\\].

# C++ & <b>

- [Die [Griechen]{.who}]{.who} and *List\\<int\\>*: [\\{\\{c1::x\\}\\}]{.what #x not="y|z"} ![a \\[map\\]](<maps/Old map.png>) ![](b.png) {#b difficulty="3" source="p. 3" tags="a::b, c d"}

## Below

- Capital of \\$5? [Paris]{.answer} ![said](<Spoken Word.mp3>) {#c}
- Listen: ![heard](a.ogg) [chat]{.answer} {#d}
"""


def lay(folder: Path) -> Path:
    """The hard sheet, with its files."""
    for name in ("maps/Old map.png", "b.png", "Spoken Word.mp3", "a.ogg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(PNG + name.encode())
    path = folder / "hard-sheet.md"
    path.write_text(HARD, "utf-8")
    return path


def sheet_of(path: Path) -> Sheet:
    reading = read(path)
    assert [str(finding) for finding in reading.findings if finding.severity == "error"] == []
    assert reading.sheet is not None
    return reading.sheet


def export(sheets: Sequence[Sheet], path: Path, forms: Sequence[str] = ()) -> Path:
    decks = [
        NoteDeck(
            sheet.title,
            list(notes(Bank(sheet, attempts(sheet)), forms)),
            modified=1_700_000_000,
            sheet=sheet.id,
        )
        for sheet in sheets
    ]
    with path.open("wb") as out:
        write_notes(decks, out)
    return path


def through_anki(path: Path, folder: Path, *, legacy: bool) -> Path:
    """What Anki exports after it has imported a package."""
    folder.mkdir()
    out = folder / path.name
    with collection(folder) as col:
        bring(col, path)
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy)
        col.export_anki_package(out_path=str(out), options=options, limit=None)
    return out


def imported(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, [str(one) for one in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def held(path: Path) -> list[tuple[Any, ...]]:
    """What a package says, in the order of its notes, but for where a fact stands in its file."""
    with opened(path) as package:
        return list(rows(package))


def rows(package: Package) -> Any:
    decks = {card.note: package.decks[card.deck] for card in package.cards()}
    for note in package.notes():
        fields = list(note.fields)
        del fields[6]
        # Its pictures and sounds lie in another folder now.
        fields[13] = re.sub(r"]\([^)]*\)", "]()", fields[13])
        yield note.guid, package.types[note.type].name, tuple(fields), note.tags, decks[note.id]


@pytest.mark.parametrize("way", ["straight", "legacy", "latest"])
@pytest.mark.parametrize("forms", [(), FORMS], ids=["asked", "forms"])
def test_export_import_export_gives_the_same_notes(way: str, forms: Sequence[str], tmp_path: Path) -> None:
    seeds = SEEDS[-1:] if way == "straight" else SEEDS[:1]
    first = export([sheet_of(path) for path in (*seeds, lay(tmp_path))], tmp_path / "first.apkg", forms)
    given = first if way == "straight" else through_anki(first, tmp_path / "anki", legacy=way == "legacy")
    code, _, said = imported(given, "-o", tmp_path / "back")
    assert (code, [line for line in said.splitlines() if not line.startswith(("wrote", "Next"))]) == (0, [])
    back = [tmp_path / "back" / path.name for path in (*seeds, tmp_path / "hard-sheet.md")]
    assert sorted((tmp_path / "back").glob("*.md")) == sorted(back)
    second = export([sheet_of(path) for path in back], tmp_path / "second.apkg", forms)
    for one, other in zip(held(second), held(first), strict=True):
        assert one == other
    assert files(second) == files(first)


def files(path: Path) -> set[tuple[str, bytes]]:
    with opened(path) as package:
        return {(name, package.file(name)) for name in package.media}
