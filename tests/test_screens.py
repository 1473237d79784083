"""Every screen of the study app as a person reads it, comfortable and small; and what its keys do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from screens import DAY, Clock, compare, desk, play, screen_text, settled
from textual.widgets import Input

from decks.places import config_file
from decks.study.deeds import batch, put
from decks.study.options import Options
from quizgen.finding import QuizgenError
from tui.app.app import StudyApp
from tui.app.decks import DecksScreen
from tui.app.keys import KEYS
from tui.settings import load

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

SIZES = ((80, 24), (40, 12))

OCTOBER = """---
title: Petrograd, October 1917
calendar: julian
source: A history of Russia
tags: [history]
---

# Kamenev's dissent

- [Lev Kamenev]{.who} broke [party discipline]{.what} on [18 October 1917]{.when}. {#dissent}
  > Old Style; 31 October in the Gregorian calendar.
- [Lenin]{.who also="Vladimir Lenin"} called [Kamenev]{.who} a strike-breaker. {#blame}

# The Smolny Institute

- [The Petrograd Soviet]{.who} had its seat in [the Smolny Institute]{.where}. {#seat}
- [Trotsky]{.who} led [the Military Revolutionary Committee]{.what}. {#committee}
"""

HOSTILE = """---
title: "[b]Brackets[/red] {x} \\e[31m"
---

- [\\[b\\]Bold\\[/b\\]]{.who} wrote \\[/red\\] and \\[blank\\] of `printf "\\033[31m"` in [東京]{.where}. {#one}
- [كتاب]{.what} is the Arabic word for a book, `a[b](c)`. {#two}
"""


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize(
    ("name", "options", "keys"),
    [
        ("question", Options(), ""),
        ("answer", Options(), "space"),
        ("second-answer", Options(), "space 1 space"),
        ("choice", Options(mode="choice"), ""),
        ("choice-answer", Options(mode="choice"), "1"),
        ("typed", Options(mode="typed"), ""),
        ("typed-right", Options(mode="typed"), "L e v space K a m e n e v enter"),
        ("typed-slip", Options(mode="typed"), "L e v space K a m e n n e v enter"),
        ("typed-other", Options(mode="typed"), "T r o t s k y enter"),
        ("typed-insisted", Options(mode="typed"), "T r o t s k y enter r"),
        ("cram", Options(purpose="cram", seed=1), "space"),
        ("marked", Options(), "f f m"),
        ("about", Options(), "space 3 u i"),
        ("help", Options(), "question_mark"),
        ("summary", Options(new=2), "space 1 space 3 space 3"),
        ("summary-early", Options(), "space 2 q"),
        ("summary-nothing", Options(new=0), ""),
        ("summary-test", Options(purpose="test", limit=2, seed=1), "1 2"),
        ("decks", Options(), "space 3 f2"),
        ("options", Options(), "f2 o"),
        ("exam", Options(), "f2 x"),
        ("lost-cards", Options(), "f2 l"),
    ],
)
def test_a_screen_reads_as_it_did(
    tmp_path: Path, rewrite: bool, name: str, options: Options, keys: str, columns: int, rows: int
) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in keys.split():
            await pilot.press(key)
            await settled(pilot)
        await pilot.app.animator.wait_until_complete()
        compare(pilot.app, f"{name}-{columns}x{rows}", rewrite)

    with desk(tmp_path, {"october.md": OCTOBER}, options=options) as laid:
        play(StudyApp(laid, laid.session()), act, columns=columns, rows=rows)


@pytest.mark.parametrize(("columns", "rows"), [*SIZES, (20, 6)])
def test_whatever_a_sheet_says_stands_there_letter_for_letter(
    tmp_path: Path, columns: int, rows: int
) -> None:
    seen: list[str] = []

    async def act(pilot: Pilot[None]) -> None:
        for key in ("", "space", *["down"] * 40):
            if key:
                await pilot.press(key)
            await settled(pilot)
            seen.append(screen_text(pilot.app))

    with desk(tmp_path, {"hostile.md": HOSTILE}) as laid:
        play(StudyApp(laid, laid.session(cards=["hostile/one/who"])), act, columns=columns, rows=rows)
    words = {word for screen in seen for word in screen.split()}
    for letters in ("[/red]", "[blank]", '"\\033[31m"', "東京.", "[b]Bold[/b]"):
        assert any(
            letters in word or letters in "".join(screen.split()) for word in words for screen in seen
        ), letters


def test_arabic_stands_there_in_the_order_of_its_letters(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("space")
        await settled(pilot)
        assert "كتاب" in screen_text(pilot.app)

    with desk(tmp_path, {"hostile.md": HOSTILE}) as laid:
        play(StudyApp(laid, laid.session(cards=["hostile/two/what"])), act)


def test_a_grade_gives_the_interval_that_stood_on_it(tmp_path: Path) -> None:
    clock = Clock()

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("space")
        await settled(pilot)
        promised = {button.rating: button.interval for button in laid.session().buttons}
        await pilot.press("4")
        await settled(pilot)
        state = laid.store.state("october/dissent/who")
        assert state.interval == promised[4]
        assert f"{promised[4]} d" in before[0]

    before: list[str] = []

    async def first(pilot: Pilot[None]) -> None:
        await pilot.press("space")
        await settled(pilot)
        before.append(screen_text(pilot.app))

    with desk(tmp_path, {"october.md": OCTOBER}, clock=clock) as laid:
        play(StudyApp(laid, laid.session()), first)
        play(StudyApp(laid, laid.session()), act)


def test_a_click_on_a_grade_is_that_grade(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("space")
        await settled(pilot)
        await pilot.click("#grade2")
        await settled(pilot)

    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        play(StudyApp(laid, laid.session()), act)
        assert [event.rating for event in laid.store.history("october/dissent/who")] == [2]


def test_the_missed_of_a_test_can_be_studied(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        for _ in range(3):
            await pilot.press("x", "enter")
            await settled(pilot)
        missed = laid.store.connection.execute("SELECT count(*) FROM event WHERE rating = 1").fetchone()[0]
        assert missed > 0
        await pilot.press("w")
        await settled(pilot)
        assert f"0 done · {missed} to go" in screen_text(pilot.app)

    with desk(
        tmp_path, {"october.md": OCTOBER}, options=Options(mode="typed", purpose="test", limit=3)
    ) as laid:
        play(StudyApp(laid, laid.session()), act)


@pytest.mark.parametrize(("columns", "rows"), [*SIZES, (20, 6)])
def test_after_a_test_the_student_was_right(tmp_path: Path, rewrite: bool, columns: int, rows: int) -> None:
    async def act(pilot: Pilot[None]) -> None:
        for _ in range(3):
            await pilot.press("x", "enter")
        await settled(pilot)
        compare(pilot.app, f"summary-disputed-{columns}x{rows}", rewrite)
        await pilot.press("down", "r")
        await settled(pilot)
        assert [event.kind for event in laid.store.events()].count("undo") == 1
        assert "1 of 3, 33" in screen_text(pilot.app)
        await pilot.press("r", "r", "r")
        await settled(pilot)
        assert "3 of 3, 100" in screen_text(pilot.app)
        await pilot.press("u")
        await settled(pilot)
        assert "party" in screen_text(pilot.app)
        await pilot.press("x", "enter")
        await settled(pilot)
        assert "2 of 3, 67" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DecksScreen)

    options = Options(mode="typed", purpose="test", limit=3, seed=1)
    with desk(tmp_path, {"october.md": OCTOBER}, options=options) as laid:
        play(StudyApp(laid, laid.session()), act, columns=columns, rows=rows)


def test_what_was_done_yesterday_can_be_taken_back_today(tmp_path: Path) -> None:
    clock = Clock()

    async def grade(pilot: Pilot[None]) -> None:
        await pilot.press("space", "1")
        await settled(pilot)

    async def undo(pilot: Pilot[None]) -> None:
        await pilot.press("u")
        await settled(pilot)
        assert "Who broke party discipline" in screen_text(pilot.app)

    with desk(tmp_path, {"october.md": OCTOBER}, clock=clock) as laid:
        play(StudyApp(laid, laid.session()), grade)
        clock.at += DAY
        play(StudyApp(laid, laid.session()), undo)
        assert laid.store.state("october/dissent/who").is_new


def test_a_key_of_the_configuration_takes_the_place_of_the_usual_one(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("x")
        await settled(pilot)
        assert "18 October 1917" in screen_text(pilot.app)
        await pilot.press("question_mark")
        await settled(pilot)
        line = next(line for line in screen_text(pilot.app).splitlines() if "session.reveal" in line)
        assert line.split() == ["x", "show", "session.reveal"]

    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        laid.settings = replace(laid.settings, keys={"session.reveal": "x"})
        play(StudyApp(laid, laid.session(cards=["october/dissent/when"])), act)


def test_the_ids_of_keys_are_unique() -> None:
    ids = [key.id for key in KEYS]
    assert sorted(ids) == sorted(set(ids))


def test_our_own_mistake_is_told_by_the_command_line_and_not_by_a_screen_of_code(tmp_path: Path) -> None:
    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        app = StudyApp(laid, laid.session())

        async def act(pilot: Pilot[None]) -> None:
            pilot.app.call_later(lambda: 1 / 0)
            await pilot.pause()

        with pytest.raises(ZeroDivisionError):
            play(app, act)
        assert isinstance(app.fault(), ZeroDivisionError)


def edited(folder: Path, old: str, new: str) -> None:
    sheet = folder / "october.md"
    sheet.write_text(sheet.read_text("utf-8").replace(old, new), "utf-8")


def test_a_flag_given_in_the_list_is_in_no_grades_way(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("space", "f3")
        await settled(pilot)
        await pilot.press("m", "q")
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)

    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        play(StudyApp(laid, laid.session()), act)
        assert [event.kind for event in laid.store.history("october/dissent/who")] == ["mark", "grade"]


def test_a_sheet_that_another_window_read_anew_is_studied_all_the_same(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        edited(tmp_path, "a strike-breaker", "a strikebreaker")
        with laid.another_library():
            pass
        await pilot.press("f2")
        await settled(pilot)
        await pilot.press("space")
        await settled(pilot)
        assert "0 done · 9 to go" in screen_text(pilot.app)

    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        play(StudyApp(laid), act)


def test_an_exam_too_far_off_is_refused_and_locks_nothing(tmp_path: Path) -> None:
    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        for day in (date(2099, 1, 1), date(2001, 1, 1)):
            with pytest.raises(QuizgenError, match="give the day of an exam that is to come"):
                laid.set_exam(laid.shelf.sheets, day)
        assert laid.store.exams() == {}
        assert laid.session().asked is not None


def test_what_goes_wrong_in_a_thread_is_told(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        (tmp_path / "progress.db").rename(tmp_path / "elsewhere.db")
        await pilot.press("f2")
        await settled(pilot)
        await pilot.pause(0.3)
        assert "progress.db" in "".join(screen_text(pilot.app).replace("▌", "").split())

    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        play(StudyApp(laid, laid.session()), act, columns=120, notes=True)


def test_enter_twice_at_once_answers_one_card(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("L", "e", "v")
        typed = pilot.app.screen.query_one("#typed", Input)
        for _ in range(2):
            typed.post_message(Input.Submitted(typed, "Lev"))
        await settled(pilot)

    with desk(tmp_path, {"october.md": OCTOBER}, options=Options(mode="typed", purpose="test")) as laid:
        play(StudyApp(laid, laid.session()), act)
        assert len(list(laid.store.events(("test",)))) == 1


def test_an_answer_that_was_left_can_be_gone_on_with(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("L", "escape")
        await settled(pilot)
        assert "write" in screen_text(pilot.app).splitlines()[-1]
        await pilot.press("enter", "e", "v", "enter")
        await settled(pilot)
        assert "You wrote: Lev" in screen_text(pilot.app)

    with desk(tmp_path, {"october.md": OCTOBER}, options=Options(mode="typed")) as laid:
        play(StudyApp(laid, laid.session()), act)


def test_an_answer_mended_after_it_was_judged_is_judged_anew(tmp_path: Path) -> None:
    with desk(tmp_path, {"october.md": OCTOBER}, options=Options(mode="typed")) as laid:
        session = laid.session(cards=["october/dissent/who"])
        session.answer("Leo Kamenev")
        assert session.suggested == 1
        edited(tmp_path, "[Lev Kamenev]", "[Leo Kamenev]")
        laid.take(laid.compiled_anew())
        session.refresh(laid.shelf.sheets)
        assert session.suggested == 3


def test_a_card_looked_at_before_its_answer_keeps_it(tmp_path: Path) -> None:
    clock = Clock()

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(*"Lev", "enter", "1")
        await settled(pilot)
        clock.at += DAY

    async def look(pilot: Pilot[None]) -> None:
        await pilot.press("escape", "i")
        await settled(pilot)
        assert "Answered" in screen_text(pilot.app)
        assert "Lev" not in screen_text(pilot.app)

    with desk(tmp_path, {"october.md": OCTOBER}, options=Options(mode="typed"), clock=clock) as laid:
        play(StudyApp(laid, laid.session(cards=["october/dissent/who"])), act)
        play(StudyApp(laid, laid.session(cards=["october/dissent/who"])), look)


def test_names_of_files_cannot_steer_the_terminal_and_many_notes_are_few(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await settled(pilot)
        said = "".join(screen_text(pilot.app).split())
        assert "\x1b" not in said
        assert "␛]0;pwned" in said
        assert "…and47more" in said

    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        laid.notes += ["a\x1b]0;pwned\x07.md:3:1: [b]wrong[/b]; mend it"] * 50
        play(StudyApp(laid, laid.session()), act, notes=True)


def test_undo_of_thousands_is_left_to_their_list(tmp_path: Path) -> None:
    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        cards = [card.id for card in laid.library.all()]
        put(laid.store, "flag", cards, "2", laid.clock(), 4, batch())
        with pytest.raises(QuizgenError, match="at once"):
            laid.session().undo()
        assert laid.store.state(cards[0]).flag == 2


def test_a_buried_card_stays_away_from_an_exam(tmp_path: Path) -> None:
    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        laid.set_exam(laid.shelf.sheets, date(2025, 11, 1))
        session = laid.session()
        assert session.asked is not None
        buried = session.asked.card.id
        session.bury()
        again = laid.session()
        assert again.asked is not None
        assert again.asked.card.id != buried


def test_a_theme_that_was_chosen_is_there_the_next_time(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await settled(pilot)
        assert not config_file().exists()
        pilot.app.theme = "nord"
        await settled(pilot)

    with desk(tmp_path, {"october.md": OCTOBER}) as laid:
        play(StudyApp(laid, laid.session()), act)
    assert load(config_file(), tmp_path).theme == "nord"
