"""What the days to come will ask: plans, simulations, and by which habits they go."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from screens import desk, play, screen_text, settled
from studying import CARDS, SHEET, TODAY, event, grade, season
from test_import_budget import modules_loaded_by
from test_stats_command import documented, keys

from decks.progress.store import Store
from decks.scheduling.exam import Plan, PlannedDay
from decks.scheduling.student import Habits
from decks.study.exam import course
from decks.study.habits import LEAST, habits
from decks.study.options import Options
from quizgen.finding import QuizgenError
from quizgen.selection import Selection
from tui.app.app import StudyApp
from tui.cli import quizgen
from tui.planned import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result
    from textual.pilot import Pilot

    from tui.desk import Desk

EXAM = date.fromordinal(TODAY + 20)


@pytest.fixture
def laid(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, {"sheet.md": SHEET}) as found:
        yield found


def plan(*arguments: str) -> Result:
    return CliRunner().invoke(quizgen, ["plan", *arguments])


def test_course_has_a_day_for_each_until_the_exam_and_every_card_but_those_put_away(laid: Desk) -> None:
    laid.store.append(event("suspend", CARDS[0], TODAY, value="1"))
    found = course(laid.store, laid.shelf.sheets, Options(), TODAY, EXAM)
    assert [one.day for one in found.days] == list(range(TODAY, TODAY + 20))
    assert sum(one.new for one in found.days) == len(CARDS) - 1
    assert (found.unmet, found.without) == (0, 0.0)
    assert found.recall > 0.85


def test_course_is_of_the_cards_that_are_wanted_and_keeps_to_the_limit(laid: Desk) -> None:
    wanted = Options(selection=Selection(sections=("Dissent",)))
    found = course(laid.store, laid.shelf.sheets, wanted, TODAY, EXAM, daily=1)
    assert sum(one.new for one in found.days) == 3
    assert found.daily == 1


def test_course_to_a_day_too_far_off_is_refused(laid: Desk) -> None:
    with pytest.raises(QuizgenError, match="days off"):
        course(laid.store, laid.shelf.sheets, Options(), TODAY, date(2040, 1, 1))


@pytest.mark.parametrize(
    ("made", "day", "said"),
    [
        (
            Plan((PlannedDay(TODAY, 8, 0), PlannedDay(TODAY + 1, 2, 10)), 12, 0.931, 0.12, 0),
            date(2025, 10, 20),
            "Until 20 October: 2 days, 12 cards a day at most (8 new at first, then reviews).\n"
            "Expected recall on that day: 93 % (without study 12 %).",
        ),
        (
            Plan((PlannedDay(TODAY, 0, 1),), 1, 0.9, 0.8, 0),
            date(2026, 6, 1),
            "Until 1 June 2026: 1 day, 1 card a day at most.\n"
            "Expected recall on that day: 90 % (without study 80 %).",
        ),
        (
            Plan((PlannedDay(TODAY, 1, 0),), 1, 0.5, 0.0, 7),
            date(2025, 10, 19),
            "Until 19 October: 1 day, 1 card a day at most (1 new at first, then reviews).\n"
            "Expected recall on that day: 50 % (without study 0 %).\n"
            "For 7 new cards there is no time; plan more cards a day.",
        ),
        (
            Plan((), 0, 0.8, 0.8, 0),
            date(2025, 10, 18),
            "The exam is today: nothing is left to plan. Expected recall: 80 %.",
        ),
        (
            Plan((PlannedDay(TODAY, 0, 0),), 0, 0.0, 0.0, 0),
            date(2025, 10, 19),
            "There is no card to plan for.",
        ),
    ],
)
def test_plan_is_told_in_words(made: Plan, day: date, said: str) -> None:
    assert told(made, TODAY, day) == said


def test_screen_of_the_exam_tells_the_plan_while_the_day_is_written(laid: Desk) -> None:
    async def go(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("x", *EXAM.isoformat())
        await settled(pilot)
        assert "Until 7 November: 20 days," in screen_text(pilot.app)
        await pilot.press(*["backspace"] * 10, *"2099-01-01")
        await settled(pilot)
        assert "days off" in screen_text(pilot.app)

    play(StudyApp(laid), go)


def test_habits_are_those_of_most_until_there_are_answers_enough(laid: Desk) -> None:
    for card in CARDS:
        grade(laid.store, card, TODAY, 4)
    assert habits(laid.store) == Habits()


def test_habits_are_the_students_own_and_what_came_again_the_same_day_is_no_part_of_them(laid: Desk) -> None:
    for number in range(LEAST):
        grade(laid.store, f"sheet/f{number}/who", TODAY - 9, 1 if number % 2 else 3, seconds=30)
        if number % 2:
            grade(laid.store, f"sheet/f{number}/who", TODAY - 9, 3, hour=9, seconds=100)
        grade(laid.store, f"sheet/f{number}/who", TODAY, 2 if number % 4 else 4, seconds=4)
    assert habits(laid.store) == Habits((0.5, 0.0, 0.5, 0.0), (0.75, 0.0, 0.25), 4.0, 30.0)


def test_command_says_what_each_day_asks_and_sets_retentions_side_by_side(sheet: str) -> None:
    done = plan(sheet, "--days", "3")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[0].startswith("As it is set: 20 new cards and 200 reviews a day at most, to know 90 % of")
    assert lines[2].split() == ["day", "new", "reviews", "left", "over", "minutes", "known"]
    assert lines[3].split()[4:6] == ["5", "0"]
    assert [line.partition("  ")[0] for line in lines[-4:]] == ["80 %", "85 %", "90 %, as set", "95 %"]


def test_command_compares_what_it_is_told_to(sheet: str) -> None:
    found = json.loads(
        plan(
            sheet, "--days", "4", "--retention", "0.8", "--new", "1", "--new", "2", "--format", "json"
        ).stdout
    )
    assert found["cards"] == 5
    assert [one["new"] for one in found["now"]["days"]] == [5, 0, 0, 0]
    assert [(one["retention"], [day["new"] for day in one["days"]]) for one in found["others"]] == [
        (0.8, [1, 1, 1, 1]),
        (0.8, [2, 2, 1, 0]),
    ]


def test_today_has_what_is_left_of_it(sheet: str, tmp_path: Path) -> None:
    today = date.today().toordinal()
    with Store.open(tmp_path / "data" / "progress.db") as store:
        for card in CARDS[:3]:
            grade(store, card, today - 9, 3)
        # One that is due, and a new one.
        grade(store, CARDS[0], today, 3)
        grade(store, CARDS[3], today, 3)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("new = 2\nreviews = 2\nrollover = 0\n", "utf-8")
    days = json.loads(plan(sheet, "--days", "2", "--format", "json").stdout)["now"]["days"]
    assert (days[0]["new"], days[0]["reviews"], days[0]["left"], days[1]["new"]) == (1, 1, 1, 0)


def test_command_goes_by_the_settings(sheet: str, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("new = 2\nretention = 0.83\n", "utf-8")
    found = json.loads(plan(sheet, "--days", "2", "--format", "json").stdout)
    assert [one["new"] for one in found["now"]["days"]] == [2, 2]
    assert [one["retention"] for one in found["others"]] == [0.8, 0.83, 0.85, 0.9, 0.95]


def test_weeks_take_the_place_of_days_where_there_are_many(sheet: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "data" / "progress.db") as store:
        season(store, CARDS, 60, today=date.today().toordinal())
    lines = plan(sheet, "--days", "40").stdout.splitlines()
    assert lines[2].startswith("week from")
    assert lines.index("") == 1
    assert lines[3:].index("") == 6


def test_keys_of_the_json_are_those_that_the_documentation_names(sheet: str) -> None:
    exam = (date.today() + timedelta(days=9)).isoformat()
    ahead, for_exam = (
        json.loads(plan(sheet, *arguments, "--format", "json").stdout) for arguments in ((), ("--exam", exam))
    )
    named = documented("quizgen plan --format json")
    assert keys(ahead["now"], "now") | {"cards"} == named - {"now", "others"}
    assert {"now", "others", "cards"} == ahead.keys()
    assert keys(ahead["others"][0], "now") == keys(ahead["now"], "now")
    assert keys(for_exam) == documented("With `--exam`")


def test_it_loads_nothing_heavy_but_numpy(sheet: str, tmp_path: Path) -> None:
    assert plan(sheet).exit_code == 0
    loaded = modules_loaded_by(["-m", "tui", "plan", sheet], tmp_path)
    assert "numpy" in loaded
    assert loaded.isdisjoint("textual pydantic markdown_it lemminflect rich faker genanki yaml".split())


def test_command_plans_for_an_exam_day_by_day(sheet: str) -> None:
    exam = (date.today() + timedelta(days=9)).isoformat()
    lines = plan(sheet, "--exam", exam, "--reviews", "2").stdout.splitlines()
    assert lines[0].startswith("Until ")
    assert "2 cards a day at most" in lines[0]
    assert len(lines) in (13, 14)  # the study day is yesterday's until the morning
    found = json.loads(plan(sheet, "--exam", exam, "--format", "json").stdout)
    assert found["exam"] == exam
    assert sum(day["new"] for day in found["days"]) == 5


def test_an_exam_that_is_over_is_refused(sheet: str) -> None:
    done = plan(sheet, "--exam", "2020-01-01")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "2020-01-01: this day is over" in done.stderr


def test_an_exam_and_a_simulation_at_once_is_a_usage_error(sheet: str) -> None:
    done = plan(sheet, "--exam", "2099-01-01", "--new", "3")
    assert done.exit_code == 2
    assert "leave out --days, --retention and --new" in done.stderr
