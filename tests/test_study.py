"""A study session: what the session knows, and how it is held one line at a time."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from decks.card import Card
from decks.session import Session, apart
from tui.cli import quizgen
from tui.lines import study

ROOT = Path(__file__).parent.parent

SHEET = """---
title: Petrograd
---

- [Lev Kamenev]{.who} broke [party discipline]{.what} on [18 October 1917]{.when}. {#kamenev}
  > Old Style.
- [Marie Curie]{.who also="Maria Skłodowska"} discovered [radium]{.what}. {#curie}
"""

WHO = "Who broke party discipline on 18 October 1917?"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.md"
    path.write_text(SHEET, "utf-8")
    return path


def cards(number: int) -> list[Card]:
    return [
        Card(
            id=f"sheet/f{index}/who",
            form="open",
            prompt=f"Who is {index}?",
            answer=f"Ada {index}",
            sentence=f"Ada {index} is {index}.",
            blank=(0, 5),
            origin=f"sheet.md:{index}",
        )
        for index in range(1, number + 1)
    ]


def go(session: Session, grades: str) -> str:
    """Grade the cards that come up, one by one, and say which came up: `y` right, `n` wrong."""
    seen = ""
    for grade in grades:
        assert session.card is not None
        seen += session.card.answer[-1]
        session.reveal()
        session.grade(grade == "y")
    return seen


@pytest.mark.parametrize(
    ("number", "grades", "seen"),
    [
        (3, "yyy", "123"),
        (3, "nyyy", "1231"),
        (3, "nynyy", "12313"),
        (3, "ynnnyy", "123232"),
        (1, "nnny", "1111"),
    ],
)
def test_cards_come_in_order_and_wrong_ones_again_until_they_are_known(
    number: int, grades: str, seen: str
) -> None:
    session = Session(cards(number))
    assert go(session, grades) == seen
    assert session.card is None
    assert session.known == session.total == number
    assert session.summary().left == 0


def test_summary_counts_a_card_once_and_names_what_was_missed_in_the_order_it_was_missed() -> None:
    session = Session(cards(4))
    go(session, "ynynnyy")
    summary = session.summary()
    assert (summary.asked, summary.known, summary.left) == (4, 2, 0)
    assert [card.answer for card in summary.missed] == ["Ada 2", "Ada 4"]


def test_summary_in_the_middle_says_what_is_left() -> None:
    session = Session(cards(4))
    go(session, "yn")
    summary = session.summary()
    assert (summary.asked, summary.known, summary.left) == (2, 1, 3)


def test_nothing_is_revealed_until_it_is_asked_for() -> None:
    session = Session(cards(2))
    assert not session.revealed
    session.reveal()
    assert session.revealed
    session.grade(right=True)
    assert not session.revealed


def test_grade_before_the_answer_was_seen_is_refused_and_changes_nothing() -> None:
    session = Session(cards(2))
    with pytest.raises(ValueError, match="after it was revealed"):
        session.grade(right=True)
    assert session.card == cards(2)[0]
    assert session.summary().asked == 0


def test_cards_of_one_fact_stand_apart_and_none_is_lost() -> None:
    ids = ["s/a/who", "s/a/what", "s/a/when", "s/b/who", "s/c/who", "s/c/what", "t/a/who"]
    dealt = apart(replace(cards(1)[0], id=id_) for id_ in ids)
    assert [card.id for card in dealt] == [
        *("s/a/who", "s/b/who", "s/c/who", "t/a/who"),
        *("s/a/what", "s/c/what"),
        "s/a/when",
    ]


def test_session_without_cards_is_over_from_the_start() -> None:
    session = Session([])
    assert session.card is None
    with pytest.raises(ValueError, match="over"):
        session.reveal()


def held(number: int, said: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines of a session in which the person says this."""
    study(Session(cards(number)), io.StringIO(said))
    return capsys.readouterr().out.splitlines()


def test_lines_ask_then_show_then_take_the_grade(capsys: pytest.CaptureFixture[str]) -> None:
    assert held(1, "\ny\n", capsys)[1:] == [
        "",
        "1 to go.",
        "Who is 1?",
        "Enter shows the answer: ",
        "Answer: Ada 1",
        "Ada 1 is 1.",
        "Did you know it? [y/n/q] ",
        "",
        "1 card asked: 1 known at once.",
    ]


def test_lines_end_with_what_to_look_at_again_and_where_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    lines = held(3, "\nn\n\ny\n\nn\n\ny\n\ny\n", capsys)
    assert lines[-4:] == [
        "3 cards asked: 1 known at once.",
        "To look at again:",
        "sheet.md:1: Who is 1? Ada 1",
        "sheet.md:3: Who is 3? Ada 3",
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
        ("\nY\n\nYES\n\ny", "3 cards asked: 3 known at once."),
    ],
)
def test_session_ends_with_a_summary_however_it_ends(
    said: str, end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert held(3, said, capsys)[-1] == end


def test_anything_but_a_grade_is_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    lines = held(1, "\nmaybe\n\ny\n", capsys)
    assert lines.count("Please type y, n or q, and press Enter.") == 2
    assert lines[-1] == "1 card asked: 1 known at once."


def test_what_is_typed_before_the_answer_is_not_taken_for_a_grade(capsys: pytest.CaptureFixture[str]) -> None:
    assert held(1, "n\ny\n", capsys)[-1] == "1 card asked: 1 known at once."


def test_interrupt_passes_through_after_the_summary(capsys: pytest.CaptureFixture[str]) -> None:
    class Interrupting(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        study(Session(cards(2)), Interrupting())
    assert capsys.readouterr().out.endswith("0 cards asked: 0 known at once, 2 to go.\n")


def test_command_asks_the_questions_of_a_sheet(sheet: Path) -> None:
    done = CliRunner().invoke(quizgen, ["study", str(sheet)], input="\ny\n" * 5)
    assert done.exit_code == 0, done.output
    assert f"5 to go.\n{WHO}\nEnter shows the answer: \nAnswer: Lev Kamenev\n" in done.output
    assert "Lev Kamenev broke party discipline on 18 October 1917.\nOld Style.\n" in done.output
    assert "Also right: Maria Skłodowska\n" in done.output
    assert done.output.endswith("5 cards asked: 5 known at once.\n")


def test_command_says_where_in_the_sheet_a_missed_card_stands(sheet: Path) -> None:
    done = CliRunner().invoke(quizgen, ["study", str(sheet), "--limit", "1"], input="\nn\n\ny\n")
    assert done.output.endswith(f"To look at again:\n{sheet}:5: {WHO} Lev Kamenev\n")


def test_limit_asks_so_many_and_no_more(sheet: Path) -> None:
    done = CliRunner().invoke(quizgen, ["study", str(sheet), "--limit", "2"], input="\ny\n" * 9)
    assert done.output.endswith("2 cards asked: 2 known at once.\n")


def test_shuffle_gives_another_order_and_the_same_one_for_the_same_seed(sheet: Path) -> None:
    def order(*options: str) -> list[str]:
        done = CliRunner().invoke(quizgen, ["study", str(sheet), *options], input="\ny\n" * 5)
        return [line for line in done.output.splitlines() if line.startswith("Answer: ")]

    shuffled = [order("--shuffle", "--seed", str(seed)) for seed in range(4)]
    assert shuffled == [order("--shuffle", "--seed", str(seed)) for seed in range(4)]
    assert all(sorted(one) == sorted(order()) for one in shuffled)
    assert any(one != order() for one in shuffled)


def test_seed_without_shuffle_is_a_usage_error(sheet: Path) -> None:
    done = CliRunner().invoke(quizgen, ["study", str(sheet), "--seed", "1"])
    assert done.exit_code == 2
    assert "give --shuffle as well" in done.output


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
