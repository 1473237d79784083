"""The command line: exit codes, what is said when something goes wrong, and what never reaches a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tui.cli import COMMANDS, quizgen
from tui.terminal import safe

ROOT = Path(__file__).parent.parent

HOSTILE = """---
title: "Red \\e[31m herring"
---

# Heading \x1b]0;title\x07

- [Lev \x1b[31mKamenev]{.who} broke [party \u202ediscipline]{.what} on [18\x9b2J October 1917]{.when}. {#one}
  > Because \x1b[5m of this.
- [Ada]{.whom} was born in [1815]{.when} \x1b[31m.
"""


def start(*arguments: str, body: str = "", **env: str) -> subprocess.Popen[str]:
    """Quizgen in a process of its own; a body takes the place of `quizgen sample`."""
    stub = "import sys, types, click\nstub = sys.modules['tui.commands.sample'] = types.ModuleType('stub')\n"
    stub += "@click.command()\ndef command():\n" + "".join(f"    {line}\n" for line in body.splitlines())
    stub = f"{stub}\nstub.command = command\n" if body else ""
    return subprocess.Popen(
        [sys.executable, "-c", f"{stub}from tui.cli import main; main()", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def run(*arguments: str, body: str = "", **env: str) -> tuple[int, str, str]:
    """Exit code, stdout, stderr."""
    with start(*arguments, body=body, **env) as process:
        out, err = process.communicate()
        return process.returncode, out, err


def test_help_lists_the_commands_in_the_order_of_a_day_one_line_each() -> None:
    _, out, _ = run("--help", COLUMNS="80")
    listed = out.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert [line.split(maxsplit=1)[1] for line in listed] == list(COMMANDS.values())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_a_commands_own_help_says_first(name: str) -> None:
    done = CliRunner().invoke(quizgen, [name, "--help"])
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[2].strip() == COMMANDS[name]


def test_version_is_said() -> None:
    code, out, err = run("--version")
    assert (code, err) == (0, "")
    assert out.startswith("quizgen, version ")


@pytest.mark.parametrize(
    ("typed", "meant"), [("stduy", "study"), ("question", "questions"), ("ANKI", "anki"), ("chekc", "check")]
)
def test_misspelt_command_gets_a_suggestion(typed: str, meant: str) -> None:
    code, out, err = run(typed)
    assert (code, out) == (2, "")
    assert f"no command is called {typed}; did you mean {meant}?" in err


def test_unknown_command_gets_the_list_of_commands() -> None:
    code, _, err = run("xyzzy")
    assert code == 2
    assert f"no command is called xyzzy; the commands are {', '.join(COMMANDS)}" in err


def test_unknown_option_is_a_usage_error() -> None:
    code, out, err = run("sample", "--fcats", "3")
    assert (code, out) == (2, "")
    assert "--fcats" in err


def test_wrong_input_is_one_sentence_and_exit_code_1() -> None:
    body = "from quizgen.finding import QuizgenError\nraise QuizgenError('a.md:3:1: x is wrong; y is right')"
    assert run("sample", body=body) == (1, "", "a.md:3:1: x is wrong; y is right\n")


def test_a_file_that_cannot_be_opened_is_one_sentence_and_exit_code_1() -> None:
    assert run("sample", body="open('nowhere.md')") == (1, "", "nowhere.md: No such file or directory\n")


def test_exit_code_a_command_chose_is_kept() -> None:
    assert run("sample", body="click.get_current_context().exit(1)")[0] == 1
    assert run("sample", body="sys.exit(1)")[0] == 1


def test_fault_of_ours_asks_for_a_report_and_shows_no_traceback() -> None:
    code, out, err = run("sample", body="raise KeyError('x')", QUIZGEN_DEBUG="")
    assert (code, out, err.count("\n")) == (70, "", 1)
    assert err.startswith("quizgen itself is at fault here (KeyError: 'x'); please report it")


@pytest.mark.parametrize(("arguments", "debug"), [(["--debug", "sample"], ""), (["sample"], "1")])
def test_fault_of_ours_shows_its_traceback_to_who_asks_for_it(arguments: list[str], debug: str) -> None:
    code, _, err = run(*arguments, body="raise KeyError('x')", QUIZGEN_DEBUG=debug)
    assert code == 70
    assert err.startswith("Traceback (most recent call last):\n")
    assert "at fault here" in err


@pytest.mark.parametrize("how", ["raise KeyboardInterrupt", "raise click.Abort"])
def test_interrupt_is_quiet_and_exit_code_130(how: str) -> None:
    code, out, err = run("sample", body=how)
    assert (code, out, err.strip()) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="a Windows process cannot be sent Ctrl-C alone")
def test_ctrl_c_in_the_middle_of_the_work_is_quiet_and_exit_code_130() -> None:
    body = "print('ready', flush=True)\nimport time\ntime.sleep(60)"
    with start("sample", body=body) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err.strip()) == (130, "", "")


@pytest.mark.parametrize(
    "more",
    [
        "print('more\\n' * 1_000)",
        "print('more\\n' * 200_000)",
        "from rich.console import Console; Console().print('more\\n' * 200_000)",
    ],
    ids=["fits in a buffer", "does not", "rich"],
)
def test_reader_that_has_read_enough_ends_the_command_without_a_word(more: str) -> None:
    body = f"import time\nprint('first', flush=True)\ntime.sleep(0.3)\n{more}"
    with start("sample", body=body) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "first\n"
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["sample"]])
def test_full_disk_is_one_sentence_and_exit_code_1(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "tui", *arguments]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (1, "No space left on device\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_output_is_utf8_whatever_the_terminal_claims(encoding: str) -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    # Escapes, because in such a locale Python would not understand the source itself.
    code, out, err = run("sample", body=r"print('K\xe4fig \u03a9'); print('\u03a9', file=sys.stderr)", **env)
    assert (code, out, err) == (0, "Käfig Ω\n", "Ω\n")


def test_file_name_that_is_no_text_can_be_printed() -> None:
    assert run("sample", body="print('a\\udcff.md')") == (0, "a\\udcff.md\n", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Käfig, 東京, שלום, 🎉", "Käfig, 東京, שלום, 🎉"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("bell\x07, back\x08, return\r, nul\x00", "bell␇, back␈, return␍, nul␀"),
        ("delete\x7f, other escape\x9b2J", "delete\\u007f, other escape\\u009b2J"),
        ("left\u202etfel", "left\\u202etfel"),
        ("\u2067isolate\u2069", "\\u2067isolate\\u2069"),
    ],
)
def test_control_characters_are_shown_and_not_obeyed(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize("command", [["check"], ["questions"], ["study"], ["explain"]], ids=" ".join)
def test_no_control_character_of_a_sheet_reaches_the_terminal(tmp_path: Path, command: list[str]) -> None:
    sheet = tmp_path / "hostile.md"
    sheet.write_text(HOSTILE, "utf-8")
    code, out, err = run(*command, f"{sheet}:7" if command == ["explain"] else str(sheet))
    assert code in (0, 1)
    assert out + err
    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(out + err)


def test_error_messages_show_control_characters_too() -> None:
    body = "from quizgen.finding import QuizgenError\nraise QuizgenError('\\x1b[31m')"
    assert run("sample", body=body) == (1, "", "␛[31m\n")
