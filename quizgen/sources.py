"""Which sheets are meant by the paths a person gives: files, folders, or nothing for those that ship with quizgen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.finding import Finding, QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.reader import Reading

_PACKAGE = Path(__file__).parent


class _SourceError(QuizgenError):
    """A path that leads to no sheet."""

    def __init__(self, path: str, code: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.finding = _error(path, code, message)


def find_sheets(paths: Sequence[str]) -> list[Path]:
    """The sheets that paths stand for: a file for itself, a folder for every `*.md` in and under it.

    Hidden files and folders are passed over; a folder's sheets are sorted; a sheet comes once, however often
    it is named. Without paths: the sheets that ship with quizgen.

    Raises QuizgenError, `path: what is wrong; what would be right`, for a path that does not exist or a
    folder without sheets.
    """
    if not paths:
        return _bundled()
    return _each_once([sheet for path in paths for sheet in _expanded(path)])


def look_for(paths: Sequence[str]) -> Iterator[Path | Finding]:
    """As `find_sheets`, but a path that leads to no sheet gives a finding in its place, and the others go on.

    Reads nothing and loads no reader, so that who knows the sheets already has them at once.
    """
    if not paths:
        yield from _bundled()
        return
    seen: list[Path] = []
    for path in paths:
        try:
            sheets = _expanded(path)
        except _SourceError as error:
            yield error.finding
            continue
        new = _each_once([*seen, *sheets])[len(seen) :]
        seen += new
        yield from new


def read_all(paths: Sequence[str]) -> list[Reading]:
    """Read the sheets that paths stand for, as `find_sheets` has them.

    A path that leads to no sheet is a finding of a reading of its own, so that the others are still read. Two
    sheets with one id would share the progress of their questions: the later one is an error and not read.
    """
    # Deferred: the reader and its libraries take 150 ms, which a session over known sheets does not pay.
    from quizgen.reader import Reading, read

    return _told_apart(
        [Reading(None, (found,)) if isinstance(found, Finding) else read(found) for found in look_for(paths)]
    )


def same_id(id_: str, path: str, first: str) -> Finding:
    """What is wrong with the sheet at `path`, whose id the sheet at `first` has already."""
    from quizgen.reading.quoting import shown

    message = f'"{shown(id_)}" is also the id of {first}; give one of them another by a line id: in its front matter'
    return _error(path, "duplicate-sheet-id", message)


def _bundled() -> list[Path]:
    """The sheets inside an installed quizgen, or beside the package in a checkout."""
    for folder in (_PACKAGE / "bundled", _PACKAGE.parent / "seeds"):
        if sheets := _under(folder):
            return [_short(sheet) for sheet in sheets]
    raise QuizgenError("this quizgen came without its sheets; give it the path of a sheet of your own")


def _short(path: Path) -> Path:
    """A path as a person would write it from here, if it is under here."""
    try:
        return path.relative_to(Path.cwd())
    except (ValueError, OSError):
        return path


def _expanded(path: str) -> list[Path]:
    try:
        folder = Path(path).is_dir()
        exists = folder or Path(path).exists()
    except (OSError, ValueError) as error:
        from quizgen.reading.quoting import shown

        raise _SourceError(
            path, "unreadable", f"this path cannot be read ({shown(str(error))}); give another"
        ) from error
    if not exists:
        raise _SourceError(
            path, "missing", "there is no such file or folder; look at the spelling of its path"
        )
    if not folder:
        return [Path(path)]
    sheets = _under(Path(path))
    if not sheets:
        raise _SourceError(path, "no-sheets", "there is no sheet in this folder; a sheet's name ends in .md")
    return sheets


def _under(folder: Path) -> list[Path]:
    """Every sheet in a folder and those inside it, sorted by path; links to folders are not followed."""
    sheets = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        sheets += [
            Path(parent, name) for name in files if name.lower().endswith(".md") and not name.startswith(".")
        ]
    return sorted(sheets, key=lambda sheet: sheet.parts)


def _each_once(sheets: list[Path]) -> list[Path]:
    """The paths without those that lead to a file named before."""
    by_file: dict[str, Path] = {}
    for sheet in sheets:
        by_file.setdefault(os.path.realpath(sheet), sheet)
    return list(by_file.values())


def _told_apart(readings: list[Reading]) -> list[Reading]:
    """The readings; of sheets with the same id only the first keeps its sheet."""
    from quizgen.reader import Reading

    paths: dict[str, str] = {}
    apart = []
    for reading in readings:
        sheet = reading.sheet
        if sheet and paths.setdefault(sheet.id, sheet.path) != sheet.path:
            finding = same_id(sheet.id, sheet.path, paths[sheet.id])
            apart.append(Reading(None, (finding, *reading.findings)))
        else:
            apart.append(reading)
    return apart


def _error(path: str, code: str, message: str) -> Finding:
    # Deferred, like the quoting above: where nothing is wrong, nobody pays for it.
    from quizgen.fact import Place

    return Finding(Place(path), "error", code, message)
