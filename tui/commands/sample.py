"""`quizgen sample`: an invented sheet of any size, to stdout or a file."""

from __future__ import annotations

from pathlib import Path

import click

from decks.write import replacing
from quizgen.finding import QuizgenError
from quizgen.sample import sample
from tui.report import counted
from tui.terminal import safe


@click.command("sample")
@click.option("--facts", type=click.IntRange(min=1), default=100, show_default=True, help="How many facts.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number, another sheet.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The sheet to write.")
@click.option("--force", is_flag=True, help="Write over a file even if it is not such a sheet.")
def command(facts: int, seed: int, output: Path | None, force: bool) -> None:
    """Make an invented sheet of any size, for trying out.

    The same numbers give the same sheet. None of it is true, and it says so.
    """
    lines = sample(facts, seed)
    if output is None:
        for line in lines:
            click.echo(line, nl=False)
        return
    if not force and output.exists() and not _is_sample(output):
        raise QuizgenError(
            f"{output}: is no invented sheet and would be lost; name another file, or give --force"
        )
    with replacing(output) as out:
        out.writelines(line.encode() for line in lines)
    click.echo(safe(f"wrote {output}: {counted(facts, 'invented fact')}"), err=True)


def _is_sample(path: Path) -> bool:
    """Whether a file is one that this command wrote."""
    with path.open("rb") as file:
        return b"\nid: sample-" in file.read(200)
