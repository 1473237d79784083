"""`quizgen worksheet`: sheets onto paper, with a key."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from decks.paper.compose import compose, counts, missing
from decks.paper.formats import PAPER_FORMATS
from decks.paper.look import PAPERS, PRESETS, Look
from decks.paper.naming import read_versions
from decks.paper.parts import PARTS, USUAL, read_parts, read_points
from decks.paper.plan import ALONE, BLANKS, SHORT, Named, Plan
from quizgen.finding import QuizgenError
from quizgen.forms.bank import Options
from quizgen.sources import read_all
from tui.choosing import USUAL as CHOICES
from tui.choosing import banks
from tui.options import LIST, selecting
from tui.paper import key_beside, to_write, write_files
from tui.report import counted, nothing_written, report_errors, report_missing_files, say_errors
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from decks.paper.formats import PaperFormat
    from decks.paper.worksheet import Worksheet
    from quizgen.fact import Sheet
    from quizgen.selection import Selection
    from tui.paper import File

STDOUT = Path("-")


def _read(reader: Callable[[str], Any]) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    """A callback that reads an option; what is wrong with it is a mistake in usage."""

    def callback(ctx: click.Context, param: click.Parameter, value: str | None) -> Any:
        if value is None:
            return None
        try:
            return reader(value)
        except QuizgenError as error:
            raise click.BadParameter(safe(str(error)), ctx, param) from error

    return callback


def _blanks(text: str) -> tuple[str, ...]:
    return tuple(name for name in (" ".join(piece.split()) for piece in text.split(",")) if name)


@click.command("worksheet")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="What to write: .pdf, .docx, .html, .md; - for stdout. By default a PDF here.")  # fmt: skip
@click.option(
    "--format", "format_", type=click.Choice(list(PAPER_FORMATS)), help="Where the file's name does not tell."
)
@click.option("--parts", default=USUAL, show_default=True, metavar="PART:N,…", callback=_read(read_parts),
              help=f"What it is made of, and how much of it: {', '.join(PARTS)}.")  # fmt: skip
@click.option("--title", default="", help="By default that of the sheet.")
@click.option("--instructions", default="", metavar="TEXT", help="Above the first part.")
@click.option("--blanks", default=",".join(BLANKS), show_default=True, metavar=LIST, callback=_read(_blanks),
              help="Lines to fill in at the top.")  # fmt: skip
@click.option("--versions", metavar="A,B,…|N", callback=_read(read_versions),
              help="The same questions in other orders: names, or how many.")  # fmt: skip
@click.option("--class", "class_", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.csv",
              help="A version for each pupil of a class list, with the name filled in.")  # fmt: skip
@click.option("--separate", is_flag=True, help="Write each version into a file of its own.")
@click.option("--key", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Where the key goes; by default beside the worksheet, as FILE-key.")  # fmt: skip
@click.option("--no-key", is_flag=True, help="Write no key.")
@click.option("--answer-sheet", is_flag=True, help="End each version with a page for the answers alone.")
@click.option("--points", default=None, metavar="PART=N,…", callback=_read(read_points),
              help="Points of each answer in a part; otherwise 1.")  # fmt: skip
@click.option("--lines", type=click.IntRange(1, 40), default=SHORT, show_default=True, metavar="N",
              help="Lines for a short answer; a longer one has three times as many.")  # fmt: skip
@click.option("--choices", type=click.IntRange(2, 10), default=CHOICES, show_default=True, metavar="N",
              help="Options of a multiple-choice question.")  # fmt: skip
@click.option("--search", type=click.Choice(["easy", "usual", "hard"]), default="usual", show_default=True,
              help="A word search to the right and down; slanting too; backwards too.")  # fmt: skip
@click.option("--paper", type=click.Choice([name for name in PAPERS if name in ("a4", "letter")]), default="a4",
              show_default=True, help="What it is printed on.")  # fmt: skip
@click.option("--preset", type=click.Choice(list(PRESETS)), default="standard", show_default=True,
              help="; ".join(f"{name}: {preset.meaning}" for name, preset in PRESETS.items()) + ".")  # fmt: skip
@click.option("--seed", type=int, default=0, show_default=True, metavar="N",
              help="What chance decides: another number, another worksheet.")  # fmt: skip
@selecting
@click.option("--force", is_flag=True, help="Write over files even if quizgen did not write them.")
def command(
    paths: tuple[str, ...],
    output: Path | None,
    format_: str | None,
    versions: tuple[Named, ...] | None,
    class_: Path | None,
    separate: bool,
    key: Path | None,
    no_key: bool,
    choices: int,
    paper: str,
    preset: str,
    points: dict[str, int] | None,
    selection: Selection,
    force: bool,
    **wanted: Any,
) -> None:
    """Write a worksheet and its key: PDF, Word, a web page or Markdown.

    Without options it makes two pages with a key. Each fact is used once where there are enough, and no exercise
    tells the answer of another. The same words and seed give the same file.
    """
    _check_together(versions, class_, key, no_key, separate, output)
    readings = read_all(paths)
    sheets = [reading.sheet for reading in readings if reading.sheet is not None]
    selection.check(sheets)
    name = output or Path(_usual_name(sheets, format_ or "pdf"))
    format_ = _format_of(name, format_)
    names = _class(class_) if class_ is not None else versions or ALONE
    plan = Plan(versions=names, look=Look(paper, preset), points=points or {}, **wanted)
    made = compose(banks(sheets, Options(choices, plan.seed), selection), plan)
    if not counts(made):
        reason = "no part could be filled; ask for other parts, or give more facts"
        raise QuizgenError(nothing_written(sheets, wrong=say_errors(readings), otherwise=reason))
    report_missing_files(readings)
    for one in missing(made, plan):
        click.echo(safe(str(one)), err=True)
    if name == STDOUT:
        _print(made, PAPER_FORMATS[format_])
        click.echo(_repeats(made), nl=False, err=True)
    else:
        key = (
            None if no_key or not any(version.parts for version in made.versions) else key or key_beside(name)
        )
        files = to_write(made, name, key, separate=separate, most=PAPER_FORMATS[format_].most)
        write_files(files, format_, force=force)
        click.echo(safe(_summary(made, files)), err=True)
    report_errors(readings)


def _check_together(
    versions: tuple[Named, ...] | None,
    class_: Path | None,
    key: Path | None,
    no_key: bool,
    separate: bool,
    output: Path | None,
) -> None:
    """Raise for options that say two things at once."""
    named = versions is not None or class_ is not None
    for wrong, said in (
        (
            versions is not None and class_ is not None,
            "--versions and --class both name the versions; give one",
        ),
        (key is not None and no_key, "--key and --no-key contradict each other; give one"),
        (separate and not named, "--separate is for several versions; give --versions or --class as well"),
        (
            output == STDOUT and (separate or key is not None),
            "-o - is one worksheet on stdout; name a file for more",
        ),
        (
            key is not None and key == output,
            "--key names the worksheet itself; give the key a file of its own",
        ),
    ):
        if wrong:
            raise click.UsageError(said)


def _usual_name(sheets: Sequence[Sheet], format_: str) -> str:
    return f"{sheets[0].id}-worksheet.{format_}" if len(sheets) == 1 else f"worksheet.{format_}"


def _format_of(path: Path, said: str | None) -> str:
    """A key of PAPER_FORMATS: what the suffix tells, or where it tells nothing, what was said."""
    told = path.suffix.lower().removeprefix(".")
    known = ", ".join(f".{name}" for name in PAPER_FORMATS)
    if told in PAPER_FORMATS and said not in (None, told):
        raise click.UsageError(
            safe(f"{path} is {PAPER_FORMATS[told].title}, and --format says {said}; give one")
        )
    if told in PAPER_FORMATS:
        return told
    if said is not None:
        return said
    if path == STDOUT:
        raise click.UsageError("-o - has no suffix to tell the format; give --format md or --format html")
    raise click.BadParameter(safe(f"{path}: its suffix tells no format; the known ones are {known}"))


def _class(path: Path) -> tuple[Named, ...]:
    # Deferred: few calls have a class list.
    from decks.paper.class_list import read_class

    read = read_class(path.read_bytes(), str(path))
    for note in read.notes:
        click.echo(safe(note), err=True)
    return tuple(Named(name, pupil=True) for name in read.names)


def _print(worksheet: Worksheet, format_: PaperFormat) -> None:
    """The worksheet without its key, on stdout."""
    if not format_.text and sys.stdout.isatty():
        raise click.UsageError(f"{format_.title} is nothing for a terminal; name a file with -o")
    format_.write(worksheet, sys.stdout.buffer)


def _summary(worksheet: Worksheet, files: Sequence[File]) -> str:
    first = worksheet.versions[0]
    sheets = [file.path for file in files if not file.is_key]
    keys = [file.path for file in files if file.is_key]
    where = f"{sheets[0]}" if len(sheets) == 1 else f"{sheets[0]} … {sheets[-1]} ({len(sheets)} files)"
    exercises = sum(len(part.exercises) for part in first.parts)
    said = [counted(exercises, "question"), counted(first.points, "point")] if exercises else []
    said += [counted(len(first.cards), "card")] if first.cards else []
    said += [counted(len(worksheet.versions), "version")] if len(worksheet.versions) > 1 else []
    wrote = f"wrote {where}: {', '.join(said)}"
    if 1 < len(sheets) < len(worksheet.versions):
        most = max(len(file.worksheet.versions) for file in files)
        wrote += f", at most {most} in a file"
    if keys:
        wrote += f"\nwrote {' and '.join(map(str, keys))}: the key"
    shuffled = (
        ""
        if len(worksheet.versions) > 1 or first.pupil or not exercises
        else "; --versions A,B shuffles them for neighbours"
    )
    return f"{wrote}\n{_repeats(worksheet)}Next: print it, or draw other questions with --seed{shuffled}."


def _repeats(worksheet: Worksheet) -> str:
    """A line where facts come again, otherwise nothing."""
    if not worksheet.repeated:
        return ""
    facts = counted(worksheet.repeated, "fact")
    return (
        f"{facts} {'is' if worksheet.repeated == 1 else 'are'} asked in more than one part, so that one part may "
        "answer another; ask for fewer questions, or give more sheets\n"
    )
