"""Write a sheet that was made of a package: its pictures and sounds into a folder beside it, and then itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.importing.anki.media import Names, fault
from decks.importing.anki.sheets import text_lines
from decks.quiz import LeftOut
from decks.write import replacing
from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from decks.anki.reading.collection import Package
    from decks.importing.anki.sheets import Made


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written."""

    facts: int
    files: int
    left_out: tuple[LeftOut, ...]


def folder_of(path: Path) -> Path:
    """Where the pictures and sounds of a sheet go."""
    return path.with_name(f"{path.stem}-media")


def make_folder(folder: Path) -> None:
    """Make a folder, and those it lies in. Raises QuizgenError where the file system will not have it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QuizgenError(
            f"{folder}: this folder cannot be made ({error.strerror or error}); name another"
        ) from error


def allow(made: Made, path: Path) -> None:
    """Raise QuizgenError where writing a sheet could cost a person what is there: it, or files in its folder."""
    if path.exists():
        raise QuizgenError(
            f"{path}: is there already and may have been worked on; name another, or give --force"
        )
    folder = folder_of(path)
    if made.files and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise QuizgenError(f"{folder}: holds other files already; name another sheet, or give --force")


def save(package: Package, made: Made, path: Path) -> Saved:
    """Write a sheet to a file, its pictures and sounds first. Raises QuizgenError where that cannot be done."""
    left_out: list[LeftOut] = []
    files = dict(_kept(package, made, folder_of(path), left_out))
    left_out += _unasked(made, files)
    facts = 0
    with replacing(path) as out:
        for line in text_lines(made, files):
            facts += line.startswith("- ")
            out.write(f"{line}\n".encode("utf-8", "replace"))
    return Saved(facts, len(files), tuple(left_out))


def source(made: Made) -> tuple[str, Saved]:
    """The text of a sheet that goes to no file, so that nothing can lie beside it."""
    left_out = [
        LeftOut(shown(name), "a sheet on stdout has no files beside it; write to a file")
        for name in made.files
    ]
    left_out += _unasked(made, {})
    lines = list(text_lines(made, {}))
    facts = sum(line.startswith("- ") for line in lines)
    return "".join(f"{line}\n" for line in lines), Saved(facts, 0, tuple(left_out))


def _kept(package: Package, made: Made, folder: Path, left_out: list[LeftOut]) -> Iterator[tuple[str, str]]:
    """Write each file that can come along, and give its name in the package with its path from the sheet."""
    names = Names()
    for name in made.files:
        try:
            data = package.file(name)
        except QuizgenError as error:
            left_out.append(LeftOut(shown(name), str(error).removeprefix(f"{package.name}: ")))
            continue
        if wrong := fault(name, data):
            left_out.append(LeftOut(shown(name), wrong))
            continue
        target = folder / names.name(name, data)
        make_folder(target.parent)
        with replacing(target) as out:
            out.write(data)
        yield name, f"{folder.name}/{target.relative_to(folder).as_posix()}"


def _unasked(made: Made, files: dict[str, str]) -> Iterator[LeftOut]:
    """The facts that are not in the sheet, named by their words: an id made of a guid says nothing to anybody."""
    for fact in made.sheet.facts:
        name = made.needs.get(fact.id)
        if name and name not in files:
            deck = "::".join((made.sheet.title, *fact.section))
            reason = f"it asks for nothing but {shown(name)}, which does not come along; see to that file"
            yield LeftOut(f'"{shown(fact.text)}" in {shown(deck)}', reason)
