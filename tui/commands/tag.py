"""`quizgen tag`: a plain text into a fact sheet with suggested tags."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from decks.importing.texts.readers import TEXTS
from quizgen.dates import Calendar
from quizgen.finding import QuizgenError
from tui.naming import SUFFIX, check_suffix
from tui.suggesting import STDIN, Text, reviewable, suggested, summary, write_file
from tui.terminal import safe, watched

if TYPE_CHECKING:
    from quizgen.fact import Name
    from tui.suggesting import Opinion


@click.command("tag")
@click.argument("path", metavar="TEXT", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="SHEET.md",
              help="The sheet to write, - for stdout. Without it: the text's name with .md.")  # fmt: skip
@click.option("--review", is_flag=True,
              help="Look at each suggestion and make it right; the sheet has what you accepted.")  # fmt: skip
@click.option("--plain", is_flag=True, help="With --review: a line at a time; so it is in a pipe, too.")
@click.option("--year", type=click.IntRange(-9999, 9999), metavar="N",
              help="The year of days and months that are told without one; 0 is 1 BC.")  # fmt: skip
@click.option("--calendar", type=click.Choice(get_args(Calendar)), default="gregorian", show_default=True,
              help="How dates are told that do not say it.")  # fmt: skip
@click.option("--names", "sheets", multiple=True, type=click.Path(path_type=Path), metavar="SHEET.md",
              help="A sheet whose names are known here, too; may be given several times.")  # fmt: skip
@click.option("--spacy", metavar="NAME",
              help="Ask a spaCy model that is installed (or lies in a folder) for a second opinion.")  # fmt: skip
@click.option("--from", "kind", type=click.Choice(tuple(TEXTS)), metavar="FORMAT",
              help=f"What the text is: {', '.join(TEXTS)}. Without it: as it looks.")  # fmt: skip
@click.option("--title", default="", help="The sheet's; without it the text's name.")
@click.option("--force", is_flag=True, help="Write over a sheet that is there.")
def command(
    path: Path,
    output: Path | None,
    review: bool,
    plain: bool,
    year: int | None,
    calendar: Calendar,
    sheets: tuple[Path, ...],
    spacy: str | None,
    kind: str | None,
    title: str,
    force: bool,
) -> None:
    """Make a sheet of a plain text, with suggested tags.

    By rules, it suggests what each sentence can be asked for. TEXT is plain text, Markdown, a web page, a Word
    document, or a PDF file with a text layer; - is standard input. Each sentence that can be asked becomes a fact
    with its tags, its id, and the line it came from; others stay as comments that say why. Suggestions are for you
    to look at: --review shows each with its questions, saves what you decide at every step, and goes on where you
    stopped.
    """
    if str(path).startswith(("http:/", "https:/")):
        raise click.UsageError("quizgen fetches nothing; save the page, and give its file")
    if plain and not review:
        raise click.UsageError("--plain says how to review; give --review as well")
    if review and STDIN in (path, output):
        raise click.UsageError("--review needs a text and a sheet that are files; name them")
    target = output or _beside(path)
    if target != STDIN:
        check_suffix(target, "facts")
    _apart(path, target)
    if not review:
        _allow(target, force=force)
    text = Text(path, kind or "", title, year, calendar, _names(sheets), _opinion(spacy))
    if review:
        _review(text, target, _options(text, sheets, spacy), plain=plain)
        return
    counts = write_file(suggested(text, shown=watched()), text.sheet(target), target)
    click.echo(safe(summary(counts, target)), err=True)
    if target != STDIN:
        again = _again(text, target, _options(text, sheets, spacy))
        click.echo(safe(f"Next: {again}quizgen check {target} finds what is weak."), err=True)


def _options(text: Text, sheets: tuple[Path, ...], spacy: str | None) -> str:
    """With what a text is read, as it is typed."""
    said: list[tuple[str, object]] = [
        ("--year", text.year),
        ("--calendar", text.calendar if text.calendar != "gregorian" else None),
        ("--from", text.kind or None),
        ("--title", text.title or None),
        ("--spacy", spacy),
    ]
    said += [("--names", path.as_posix()) for path in sheets]
    return shlex.join(str(word) for pair in said if pair[1] is not None for word in pair)


def _again(text: Text, target: Path, options: str) -> str:
    """How the suggestions are looked at, for a text that can be read again."""
    if text.path == STDIN:
        return ""
    line = shlex.join(["quizgen", "tag", str(text.path), "-o", str(target)])
    return f"{line} {options}{' ' if options else ''}--review lets you look at each; "


def _beside(path: Path) -> Path:
    """A sheet for a text, where its name is not given: in this folder, and never the text itself."""
    if path == STDIN:
        return STDIN
    stem = f"{path.stem}-facts" if path.suffix.lower() == SUFFIX else path.stem
    return Path(f"{stem}{SUFFIX}")


def _apart(path: Path, target: Path) -> None:
    """Raise where the sheet would take the place of its text."""
    same = path.exists() and target.exists() and path.samefile(target)
    if path != STDIN and (same or path.absolute() == target.absolute()):
        right = path.parent / f"{path.stem}-facts{SUFFIX}"
        raise click.BadParameter(
            safe(f"{target}: is the text itself; name another sheet, as {right}"), param_hint="-o"
        )


def _allow(path: Path, *, force: bool) -> None:
    """Raise where a sheet would be lost."""
    if path != STDIN and path.exists() and not force:
        raise QuizgenError(
            f"{path}: is there already and may have been worked on; --review goes on with a review, -o names another "
            "sheet, --force writes over this one"
        )


def _names(paths: tuple[Path, ...]) -> dict[str, Name]:
    """The names that some sheets know; of one that is in several, what the first says."""
    if not paths:
        return {}
    # Deferred: a text without them needs no reader.
    from quizgen.reader import read
    from quizgen.tagging.names.learned import names_of
    from tui.report import report_errors

    readings = [read(path) for path in paths]
    report_errors(readings)
    for path, reading in zip(paths, readings, strict=True):
        if not (reading.sheet and reading.sheet.facts):
            raise QuizgenError(
                f"{path}: there are no facts in it, whose names could be known; name a fact sheet"
            )
    found: dict[str, Name] = {}
    for reading in readings:
        for name, told in (names_of(reading.sheet) if reading.sheet else {}).items():
            found.setdefault(name, told)
    return found


def _opinion(name: str | None) -> Opinion | None:
    if name is None:
        return None
    # Deferred: spaCy, where it is installed at all, takes seconds.
    from quizgen.tagging.opinion import load, second

    loaded = load(name)
    return lambda tagged: second(tagged, loaded)


def _review(text: Text, path: Path, options: str, *, plain: bool) -> None:
    # Deferred: what the suggestions alone do not need.
    from tui.launch import settings
    from tui.review.launch import review
    from tui.running import no_screen

    tagged, sheet, written = reviewable(suggested(text, shown=watched()), text.sheet(path))
    review(tagged, sheet, path, settings(), plain=plain or no_screen(), suggested=written, options=options)
