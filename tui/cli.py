"""The command line: one table of commands, each in a file of its own, loaded when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from quizgen import __version__
from quizgen.finding import QuizgenError

COMMANDS: tuple[str, ...] = ("check", "questions", "explain", "study", "anki", "id", "sample")
"""In the order of a day's work. `NAME` is the click command `command` in `tui/commands/NAME.py`
(`id` is in `id_.py`)."""


class _Commands(click.Group):
    """Loads a command's module when the command is asked for, so that none pays for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = "id_" if cmd_name == "id" else cmd_name
        command: click.Command = import_module(f"tui.commands.{module}").command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quizgen")
def quizgen() -> None:
    """Turn a sheet of tagged facts into questions, a study session and an Anki deck.

    Paths are fact sheets or folders of them; with none, the sheets that ship with quizgen.
    """


def main() -> None:
    """Run the command line. Exit 0 good, 1 something in the input is wrong, 2 usage, 130 interrupted."""
    try:
        sys.exit(quizgen(standalone_mode=True))
    except QuizgenError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
