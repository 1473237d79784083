"""The command line: one table of commands, each in a file of its own, loaded when it is called."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from quizgen import __version__
from quizgen.finding import QuizgenError
from tui.terminal import safe

COMMANDS: dict[str, str] = {
    "check": "List every finding of every sheet, with place and remedy.",
    "questions": "Print the questions that the facts answer.",
    "explain": "Show how the fact on a line was read, and which rule asked what.",
    "study": "Learn the cards by heart: those that are due, then some new ones.",
    "stats": "Show what is known, what is due, how well it is kept.",
    "plan": "Show what the coming days will ask, also under other settings.",
    "weights": "Fit the scheduler to your own answers.",
    "anki": "Write an Anki package.",
    "worksheet": "Write a worksheet and its key: PDF, Word, a web page or Markdown.",
    "export": "Write a quiz for a learning platform, a game, a table, a page.",
    "import": "Make a sheet of a table, or of another program's questions.",
    "log": "Take your progress elsewhere, or bring it in, as JSON lines.",
    "doctor": "Look over your progress, and mend it.",
    "tag": "Make a sheet of a plain text, with suggested tags.",
    "id": "Stamp ids into facts that have none.",
    "sample": "Make an invented sheet of any size, for trying out.",
}
"""In the order of a day's work. `NAME` is the click command `command` in `tui/commands/NAME.py` (`id` and `import`
are in `id_.py` and `import_.py`), and the line is the first of its own help: it stands here too so that
`quizgen --help` need not load them all."""

INTERRUPTED = 130
BUG = 70
"""The exit code of an exception nobody foresaw: EX_SOFTWARE of sysexits.h."""

DEBUG = "QUIZGEN_DEBUG"


class _Wrong(click.ClickException):
    """Something in the input is wrong: a sentence (or several) on stderr, exit code 1."""

    def show(self, file: Any = None) -> None:
        click.echo(safe(self.message), file=file, err=True)


class _ReaderGoneError(Exception):
    """Whoever read our output has read enough. Not an OSError, which click would make exit code 1."""


class _Commands(click.Group):
    """Loads a command's module when the command is asked for, so that none pays for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if cmd_name in ("id", "import") else cmd_name
        command: click.Command = import_module(f"tui.commands.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in COMMANDS or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        near = get_close_matches(args[0].lower(), COMMANDS, n=1)
        remedy = f"did you mean {near[0]}?" if near else f"the commands are {', '.join(COMMANDS)}"
        raise click.UsageError(safe(f"no command is called {args[0]}; {remedy}"), ctx)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except QuizgenError as error:
            raise _Wrong(str(error)) from error
        except OSError as error:
            gone = _reader_is_gone(error)
            raise _ReaderGoneError if gone else _Wrong(_sentence(error)) from error
        except SystemExit as leaving:
            # Rich has seen that the reader is gone, and would leave with 1.
            if isinstance(leaving.__context__, BrokenPipeError):
                raise _ReaderGoneError from leaving
            raise


def _remember(ctx: click.Context, param: click.Parameter, debug: bool) -> None:
    # In the environment, because an exception that reaches `main` has left click's context behind.
    os.environ[DEBUG] = "1" if debug else ""


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quizgen")
@click.option(
    "--debug",
    is_flag=True,
    is_eager=True,
    envvar=DEBUG,
    expose_value=False,
    callback=_remember,
    help="Show a traceback where quizgen itself is at fault.",
)
def quizgen() -> None:
    """Turn a sheet of tagged facts into questions, a study session and an Anki deck.

    Paths are fact sheets or folders of them; with none, the sheets that ship with quizgen.

    Exit codes: 0 good, 1 something in the input is wrong, 2 usage, 130 interrupted, 70 a fault of quizgen's.
    """


def main() -> None:
    """Run the command line and exit. No traceback reaches a person who did not ask for one."""
    _speak_utf8()
    try:
        code = quizgen.main(prog_name="quizgen", standalone_mode=False)
        _flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except _ReaderGoneError:
        code = 0
    except OSError as error:
        code = 0 if _reader_is_gone(error) else _say(_sentence(error), 1)
    except Exception as error:
        code = _bug(error)
    _leave(code if isinstance(code, int) else 0)


def _speak_utf8() -> None:
    """Output is the same bytes in every locale, and no character of a sheet or a path can break it."""
    streams = ((sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace"), (sys.stdin, "replace"))
    for stream, errors in streams:
        # A stream is None when the caller closed it, and anything at all when a test put it there.
        if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
            reconfigure(encoding="utf-8", errors=errors)


def _flush() -> None:
    """Write what is still in the buffer, or raise; otherwise Python would complain of it in its own words."""
    # A writer that failed may have closed it behind it.
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()


def _reader_is_gone(error: OSError) -> bool:
    # Windows answers a write to a closed pipe with EINVAL, which elsewhere is about a file, and names it.
    closed = os.name == "nt" and error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or closed


def _sentence(error: OSError) -> str:
    what = error.strerror or type(error).__name__
    return f"{error.filename}: {what}" if error.filename is not None else what


def _bug(error: Exception) -> int:
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    remedy = "please report it with what `quizgen --debug` followed by the same words prints"
    return _say(f"quizgen itself is at fault here ({what}); {remedy}", BUG)


def _say(sentence: str, code: int) -> int:
    click.echo(safe(sentence), err=True)
    return code


def _leave(code: int) -> None:
    """Exit. What is still in a buffer for a reader who is gone must not be complained of on the way out."""
    try:
        _flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
