"""A session a line at a time: what is said and heard, and that the log holds the same as from the screen."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from session_cases import Play
from steps import facts

from decks.progress.opening import backup_files, backups_of
from decks.progress.store import Store
from tui.cli import quizgen
from tui.lines import HELP, study

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent

SHEET = """---
title: Petrograd
---

- [Lev Kamenev]{.who} broke [party discipline]{.what} on [18 October 1917]{.when}. {#kamenev}
  > Old Style.
- [Marie Curie]{.who also="Maria Skłodowska"} discovered [radium]{.what}. {#curie}
"""

WHO = "Who broke party discipline on 18 October 1917?"

THREE = """\
- [Ada]{.who} wrote the first program in 1843. {#f1}
- [Ben]{.who} wrote the second program in 1844. {#f2}
- [Cleo]{.who} wrote the third program in 1845. {#f3}
"""


pytestmark = pytest.mark.usefixtures("folders")


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.md"
    path.write_text(SHEET, "utf-8")
    return path


class Held:
    """A session held over a sheet: what was said, and what was written down."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.play = Play(folder)
        self._capsys = capsys

    def __call__(self, sheet: str, said: str, options: str = "") -> list[str]:
        """The lines of a session in which the person says this."""
        self.play.write(sheet)
        self.play.do(f"begin {options}")
        study(self.play.now, io.StringIO(said))
        return self._capsys.readouterr().out.splitlines()


@pytest.fixture
def held(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Held]:
    one = Held(tmp_path, capsys)
    yield one
    one.play.close()


def test_lines_ask_then_show_then_take_the_grade(held: Held) -> None:
    assert held(facts(1), "\n3\n") == [
        "1 card. Think, then press Enter. ? shows what else can be said, q stops.",
        "",
        "1 to go.",
        "Who drew map 1?",
        "Enter shows the answer: ",
        "Answer: Ada",
        "Ada drew map 1.",
        "1 Again today, 2 Hard 1 d, 3 Good 2 d, 4 Easy 7 d: ",
        "",
        "1 card asked: 1 known at once.",
    ]
    held.play.do("log grade 3")
    held.play.do("due f1 in 2")


def test_lines_end_with_what_to_look_at_again_and_where_it_stands(held: Held) -> None:
    lines = held(facts(3), "\nn\n\ny\n\nn\n\ny\n\ny\n")
    assert lines[-5:] == [
        "3 cards asked: 1 known at once.",
        "Due tomorrow: 2 cards.",
        "To look at again:",
        f"{held.play.path}:5: Who drew map 1? Ada",
        f"{held.play.path}:7: Who drew map 3? Cleo",
    ]


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("", "0 cards asked: 0 known at once, 3 to go."),
        ("q\n", "0 cards asked: 0 known at once, 3 to go."),
        ("\n", "0 cards asked: 0 known at once, 3 to go."),
        ("\nq\n", "0 cards asked: 0 known at once, 3 to go."),
        ("\ny\n", "1 card asked: 1 known at once, 2 to go."),
        ("\ny\nQuit", "1 card asked: 1 known at once, 2 to go."),
        ("\nY\n\nGOOD\n\n\n", "3 cards asked: 3 known at once."),
        ("\n4\n\neasy\n\n2", "3 cards asked: 3 known at once."),
    ],
)
def test_session_ends_with_a_summary_however_it_ends(said: str, end: str, held: Held) -> None:
    assert end in held(facts(3), said)


def test_enter_gives_the_grade_that_is_suggested(held: Held) -> None:
    held(facts(2), "\n\n\n\n")
    held.play.do("log grade 3, grade 3")


@pytest.mark.parametrize("said", ["?\n", "maybe\n", "f 8\n", "f\n", "r\n", "5\n", f"f {'7' * 5000}\n"])
@pytest.mark.parametrize("shown", ["", "\n"])
def test_what_is_not_understood_is_answered_with_what_can_be_said(said: str, shown: str, held: Held) -> None:
    lines = held(facts(1), f"{shown}{said}")
    assert "\n".join(lines).count(HELP) == 1
    held.play.do("log nothing")


def test_a_grade_before_the_answer_is_not_taken(held: Held) -> None:
    lines = held(facts(1), "3\n")
    assert HELP.splitlines()[0] in lines
    held.play.do("log nothing")


@pytest.mark.parametrize("shown", ["", "\n"])
def test_everything_that_a_key_does_can_be_said(shown: str, held: Held) -> None:
    lines = held(facts(3), f"{shown}m\nf 3\nb\ns\n\n4\n")
    assert "1 card asked: 1 known at once." in lines
    held.play.do("log mark 1, flag 3, bury 1, suspend 1, grade 4")


def test_what_was_done_is_taken_back(held: Held) -> None:
    lines = held(facts(2), "\n1\nu\nu\nq\n")
    assert "Taken back." in lines
    assert "There is nothing to take back." in lines
    assert lines.count("Who drew map 1?") >= 2
    held.play.do("log grade 1, undo")
    held.play.do("due f1 never")


def test_what_another_session_did_is_taken_back(held: Held) -> None:
    held(facts(2), "\n4\nq\n")
    lines = held(facts(2), "u\n\n2\nq\n")
    assert lines.index("Who drew map 2?") < lines.index("Taken back.") < lines.index("Who drew map 1?")
    held.play.do("log grade 4, undo, grade 2")


def test_a_choice_is_taken_by_its_number(held: Held) -> None:
    lines = held(THREE, "7\n3\n\nq\n", "mode=choice")
    assert [line for line in lines if line[1:3] == "  "][:3] == ["1  Ben", "2  Cleo", "3  Ada"]
    assert "Right." in lines
    held.play.do("log grade 3")


def test_a_number_of_thousands_of_digits_is_no_choice(held: Held) -> None:
    lines = held(THREE, f"{'1' * 5000}\nq\n", "mode=choice")
    assert HELP.splitlines()[0] in lines
    held.play.do("log nothing")


def test_a_wrong_choice_suggests_again(held: Held) -> None:
    lines = held(THREE, "1\n\nq\n", "mode=choice")
    assert "Not right." in lines
    held.play.do("log grade 1")


def test_an_answer_is_written_and_judged(held: Held) -> None:
    lines = held("- [Ada Lovelace]{.who} wrote it. {#f1}\n", "ada lovelace\n\n", "mode=typed")
    assert "Right." in lines
    held.play.do("log grade 3")


def test_a_slip_is_told(held: Held) -> None:
    lines = held("- [Ada Lovelace]{.who} wrote it. {#f1}\n", "Ada Lovelase\n\n", "mode=typed")
    assert "Right, with a slip." in lines
    held.play.do("log grade 3")


def test_the_student_has_the_last_word(held: Held) -> None:
    lines = held("- [Ada Lovelace]{.who} wrote it. {#f1}\n", "the countess\nr\n\n", "mode=typed")
    assert any(line.startswith("Not right.") and line.endswith("If it was, say r.") for line in lines)
    held.play.do("log grade 3")


def test_a_colon_says_what_is_no_answer(held: Held) -> None:
    held("- [Ada]{.who} wrote it. {#f1}\n- [Ben]{.who} read it. {#f2}\n", ":m\n:b\n:q\n", "mode=typed")
    held.play.do("log mark 1, bury 1")


def test_a_test_says_nothing_before_its_score(held: Held) -> None:
    sheet = "- [Ada]{.who} wrote it. {#f1}\n- [Ada]{.who} read it. {#f2}\n"
    lines = held(sheet, "Ada\nZoe\n", "mode=typed purpose=test")
    before = lines[: lines.index("Score: 1 of 2, 50 %.")]
    assert not any(line.startswith(("Answer", "Right", "Not right")) for line in before)
    held.play.do("log test 3, test 1")


DISPUTED = "- [Ada]{.who} wrote it. {#f1}\n- [Ada]{.who} read it. {#f2}\n- [Ada]{.who} sold it. {#f3}\n"
SAID = "the countess\nBenjamin\nAda\n"


@pytest.mark.parametrize(
    ("said", "log", "scores"),
    [
        ("r\n\n", "test 1, test 1, test 3, undo, test 3", [33, 67]),
        ("\nR\n", "test 1, test 1, test 3, undo, test 3", [33, 67]),
        ("r\nr\nr\n", "test 1, test 1, test 3, undo, test 3, undo, test 3", [33, 67, 100]),
        ("perhaps\nq\n", "test 1, test 1, test 3", [33]),
        ("", "test 1, test 1, test 3", [33]),
    ],
)
def test_after_a_test_the_student_has_the_last_word(
    said: str, log: str, scores: list[int], held: Held
) -> None:
    lines = held(DISPUTED, SAID + said, "mode=typed purpose=test")
    told = [line for line in lines if line.startswith("Score")]
    assert told == [f"Score: {1 + place} of 3, {score} %." for place, score in enumerate(scores)]
    assert "You wrote: Benjamin" in lines or not said
    held.play.do(f"log {log}")


def test_no_last_word_after_a_test_where_every_answer_was_right(held: Held) -> None:
    lines = held("- [Ada]{.who} wrote it. {#f1}\n", "Ada\nr\n", "mode=typed purpose=test")
    assert lines[-1] == "Score: 1 of 1, 100 %."


def test_a_last_word_that_is_not_saved_is_told_and_the_score_stays(held: Held) -> None:
    held.play.write(DISPUTED)
    held.play.do("begin mode=typed purpose=test")

    class Heard(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if line == "r\n":
                held.play.do("locked")
            return line

    study(held.play.now, Heard(f"{SAID}r\n"))
    said = held._capsys.readouterr().out
    assert "so this was not saved; " in said
    assert "Score: 2 of 3" not in said
    held.play.do("unlocked")
    held.play.do("log test 1, test 1, test 3")


def test_cram_names_no_intervals(held: Held) -> None:
    lines = held(facts(1), "\n1\n\n3\n", "purpose=cram")
    assert lines.count("1 Again, 2 Hard, 3 Good, 4 Easy: ") == 2
    held.play.do("log cram 1, cram 3")
    held.play.do("due f1 never")


def test_an_answer_that_changed_is_told(held: Held) -> None:
    held("- [Ada]{.who} wrote it. {#f1}\n", "\n4\n")
    lines = held("- [Grace]{.who} wrote it. {#f1}\n", "\n3\n", "purpose=cram")
    assert "The answer has changed since you last saw it. It was: Ada" in lines


def test_a_leech_is_told(held: Held) -> None:
    held(facts(1), "\n3\n")
    held.play.do("later 9 days")
    lines = held(facts(1), "\n1\n", "leech=1")
    assert any(line.startswith("A leech: ") for line in lines)
    held.play.do("log grade 3, grade 1, suspend 1")


def test_what_is_not_saved_is_told_and_can_be_said_again(held: Held) -> None:
    held.play.write(facts(1))
    held.play.do("begin")

    class Heard(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if line == "3\n":
                held.play.do("locked")
            if line == "4\n":
                held.play.do("unlocked")
            return line

    study(held.play.now, Heard("\n3\n4\n"))
    assert "so this was not saved; " in held._capsys.readouterr().out
    held.play.do("log grade 4")


def test_an_undo_that_is_not_saved_is_told_and_nothing_else(held: Held) -> None:
    held.play.write(facts(2))
    held.play.do("begin")

    class Heard(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if line == "u\n":
                held.play.do("locked")
            return line

    study(held.play.now, Heard("\n3\nu\n"))
    said = held._capsys.readouterr().out
    assert "so this was not saved; " in said
    assert "There is nothing to take back." not in said
    held.play.do("unlocked")
    held.play.do("log grade 3")


def test_another_windows_grade_is_told(held: Held) -> None:
    held.play.write(facts(2))
    held.play.do("begin")

    class Heard(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if line == "1\n":
                held.play.do("elsewhere easy f1")
            return line

    study(held.play.now, Heard("\n1\n\n3\n"))
    assert "Another window graded this card meanwhile; its grade counts.\n" in held._capsys.readouterr().out
    held.play.do("log grade 4, grade 3")


def test_text_of_a_sheet_is_shown_letter_for_letter_and_moves_no_cursor(held: Held) -> None:
    lines = held("- [the [b]]{.what} \x1b[2Jstands in [/red] and [blank]. {#f1}\n", "\nq\n")
    assert not any("\x1b" in line for line in lines)
    assert any("[/red] and [blank]" in line for line in lines)


def test_interrupt_passes_through_after_the_summary(held: Held) -> None:
    class Interrupting(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            raise KeyboardInterrupt

    held.play.write(facts(2))
    held.play.do("begin")
    with pytest.raises(KeyboardInterrupt):
        study(held.play.now, Interrupting())
    assert held._capsys.readouterr().out.endswith("0 cards asked: 0 known at once, 2 to go.\n")


# The command


def test_command_asks_the_questions_of_a_sheet(sheet: Path) -> None:
    done = CliRunner().invoke(quizgen, ["study", str(sheet)], input="\ny\n" * 5)
    assert done.exit_code == 0, done.output
    assert f"5 to go.\n{WHO}\nEnter shows the answer: \nAnswer: Lev Kamenev\n" in done.output
    assert "Lev Kamenev broke party discipline on 18 October 1917.\nOld Style.\n" in done.output
    assert "Also right: Maria Skłodowska\n" in done.output
    assert "5 cards asked: 5 known at once.\n" in done.output


def test_command_keeps_what_was_said(sheet: Path, tmp_path: Path) -> None:
    CliRunner().invoke(quizgen, ["study", str(sheet), "--plain"], input="\n4\n\n1\n")
    with Store.open(tmp_path / "data/progress.db", create=False) as store:
        events = list(store.events())
    assert [(event.kind, event.card, event.rating) for event in events] == [
        ("grade", "sheet/kamenev/who", 4),
        ("grade", "sheet/curie/who", 1),
    ]


def backups(tmp_path: Path) -> list[Path]:
    return backup_files(tmp_path / "data/progress.db")


def test_command_keeps_a_backup_of_what_was_saved(sheet: Path, tmp_path: Path) -> None:
    for said in ("q\n", "\n4\n", "q\n"):
        CliRunner().invoke(quizgen, ["study", str(sheet)], input=said)
    assert len(backups(tmp_path)) == 1


def test_command_says_where_no_backup_could_be_made(sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    backups_of(tmp_path / "data/progress.db").write_text("a file in the folder's place", "utf-8")
    done = CliRunner().invoke(quizgen, ["study", str(sheet)], input="\n4\n")
    assert done.exit_code == 0, done.output
    assert "no backup could be made: " in done.stderr


def test_doctor_does_not_take_lost_progress_for_none(sheet: Path, tmp_path: Path) -> None:
    assert "nothing has been studied yet" in CliRunner().invoke(quizgen, ["doctor"]).output
    CliRunner().invoke(quizgen, ["study", str(sheet)], input="\n4\n")
    (tmp_path / "data/progress.db").unlink()
    done = CliRunner().invoke(quizgen, ["doctor"])
    assert done.exit_code == 1
    assert "quizgen doctor --restore" in done.output


@pytest.mark.skipif(sys.platform == "win32", reason="a Windows shell closes no standard input")
def test_without_a_standard_input_nobody_is_there(sheet: Path) -> None:
    command = f'"{sys.executable}" -m tui study "{sheet}" <&-'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("0 cards asked: 0 known at once, 5 to go.\n")


def test_command_says_where_in_the_sheet_a_missed_card_stands(sheet: Path) -> None:
    done = CliRunner().invoke(quizgen, ["study", str(sheet), "--limit", "1"], input="\nn\n\ny\n")
    assert f"To look at again:\n{sheet}:5: {WHO} Lev Kamenev\n" in done.output


def test_limit_asks_so_many_and_no_more(sheet: Path) -> None:
    done = CliRunner().invoke(quizgen, ["study", str(sheet), "--limit", "2"], input="\ny\n" * 9)
    assert "2 cards asked: 2 known at once.\n" in done.output


def test_shuffle_gives_another_order_and_the_same_one_for_the_same_seed(sheet: Path) -> None:
    def order(*options: str) -> list[str]:
        done = CliRunner().invoke(quizgen, ["study", str(sheet), "--cram", *options], input="\ny\n" * 5)
        return [line for line in done.output.splitlines() if line.startswith("Answer: ")]

    shuffled = [order("--shuffle", "--seed", str(seed)) for seed in range(4)]
    assert shuffled == [order("--shuffle", "--seed", str(seed)) for seed in range(4)]
    assert all(sorted(one) == sorted(order()) for one in shuffled)
    assert len({tuple(one) for one in shuffled}) > 1


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--seed", "1"], "give --shuffle as well"),
        (["--cram", "--test"], "--cram and --test are different sessions"),
        (["--ahead", "0"], "0 is not in the range"),
        (["--new", "9" * 20], "is not in the range"),
        (["--reviews", "9" * 20], "is not in the range"),
        (["--limit", "9" * 20], "is not in the range"),
        (["--ahead", "9" * 20], "is not in the range"),
        (["--mode", "choise"], "'choise' is not one of"),
    ],
)
def test_what_does_not_go_together_is_a_usage_error(options: list[str], complaint: str, sheet: Path) -> None:
    done = CliRunner().invoke(quizgen, ["study", str(sheet), *options])
    assert done.exit_code == 2
    assert complaint in done.output


def test_an_exam_that_is_over_is_told(sheet: Path) -> None:
    done = CliRunner().invoke(quizgen, ["study", str(sheet), "--exam", "2001-01-01"])
    assert done.exit_code == 1
    assert "2001-01-01: this day is over; " in done.output


def test_sheet_without_questions_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    path.write_text("---\ntitle: Plain\n---\n\n- Nothing is tagged here. {#plain}\n", "utf-8")
    done = CliRunner().invoke(quizgen, ["study", str(path)])
    assert done.exit_code == 1
    assert "there is nothing to study; tag " in done.output


def test_good_facts_of_a_sheet_with_a_mistake_are_studied_and_the_mistake_is_told(sheet: Path) -> None:
    sheet.write_text(f"{SHEET}- [Ada]{{.whom}} wrote. {{#ada}}\n", "utf-8")
    done = CliRunner().invoke(quizgen, ["study", str(sheet)], input="\ny\n" * 5)
    assert done.exit_code == 1
    assert "5 cards asked: 5 known at once." in done.output
    assert f"{sheet}:8:" in done.output


@pytest.mark.skipif(sys.platform == "win32", reason="a Windows process cannot be sent Ctrl-C alone")
def test_ctrl_c_ends_with_the_summary_and_exit_code_130(sheet: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "study", str(sheet)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert any(line.strip() == WHO for line in process.stdout)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert process.returncode == 130
    assert out.endswith("0 cards asked: 0 known at once, 5 to go.\n")
    assert err.strip() == ""
