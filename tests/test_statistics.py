"""Statistics: the figures of a log, their pages in words, and the screen that shows them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from screens import compare, desk, play, screen_text, settled
from studying import CARDS, SHEET, TODAY, event, grade, season

from decks.progress.done import Done
from decks.progress.figures import Buttons, Rate
from decks.scheduling.fsrs import Scheduler
from decks.study.statistics import COMING, YEAR, statistics
from tui.app.app import StudyApp
from tui.app.statistics import StatisticsScreen
from tui.pages import PAGES, printed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from decks.study.statistics import Statistics
    from tui.desk import Desk

OTHER = """---
title: The [Moon] and [red]more[/red]
---

- [Twelve]{.howmany} people have walked on [the Moon]{.where}. {#moonwalkers}
"""
"""Titles are data: nothing in one is markup."""


@pytest.fixture
def laid(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, {"sheet.md": SHEET, "moon.md": OTHER}) as found:
        yield found


def counted(laid: Desk, *, whole_log: bool = True, decks: int = 2) -> Statistics:
    return statistics(laid.store, laid.shelf.sheets[:decks], Scheduler(), TODAY, whole_log=whole_log)


def test_answers_are_counted_by_what_the_card_was_and_what_was_taken_back_is_not(laid: Desk) -> None:
    kamenev, curie = CARDS[0], CARDS[3]
    grade(laid.store, kamenev, TODAY - 10, 1, hour=9, seconds=20)
    grade(laid.store, kamenev, TODAY - 10, 3, hour=10, seconds=10)
    grade(laid.store, kamenev, TODAY - 1, 3, hour=19, seconds=4)
    grade(laid.store, curie, TODAY, 4, seconds=6)
    slip = grade(laid.store, CARDS[1], TODAY, 1)
    laid.store.undo(slip, slip.at + 1, 0, TODAY, "")
    found = counted(laid)
    assert found.today == Done(new=1)
    assert (found.totals.answers, found.totals.duration, found.totals.days) == (4, 40_000, 3)
    assert (found.totals.cards, found.totals.streak, found.totals.longest) == (2, 2, 2)
    assert len(found.year) == YEAR
    assert {back: number for back, number in enumerate(reversed(found.year)) if number} == {0: 1, 1: 1, 10: 2}
    assert found.hours[19] == Rate(1, 1)
    assert sum(rate.reviews for rate in found.hours) == 1
    assert found.buttons == Buttons((1, 0, 1, 1), (0, 0, 1, 0), (0, 0, 0, 0))
    assert [(one.month, one.young, one.mature) for one in found.retention] == [
        ("2025-10", Rate(1, 1), Rate(0, 0))
    ]


def test_what_comes_is_of_cards_that_are_there_and_not_suspended(laid: Desk) -> None:
    for card in (*CARDS[:2], "sheet/gone/who", "elsewhere/fact/who"):
        grade(laid.store, card, TODAY - 1, 3)
    laid.store.append(event("suspend", CARDS[1], TODAY, value="1"))
    found = counted(laid)
    assert len(found.coming) == COMING
    assert sum(found.coming) == 1
    assert [(one.begun, one.suspended, one.new) for one in found.decks] == [(2, 1, 3), (0, 0, 2)]


def test_of_some_decks_only_their_answers_are_counted(laid: Desk) -> None:
    grade(laid.store, CARDS[0], TODAY, 3)
    grade(laid.store, "moon/moonwalkers/where", TODAY - 1, 3)
    grade(laid.store, "elsewhere/fact/who", TODAY - 1, 3)
    assert counted(laid).totals.answers == 3
    assert counted(laid, whole_log=False).totals.answers == 2
    only = counted(laid, whole_log=False, decks=1)
    assert (only.totals.answers, only.totals.days, only.totals.cards) == (1, 1, 1)
    assert [one.sheet.id for one in only.decks] == ["sheet"]


def test_sections_stand_in_the_order_of_the_sheet_with_how_well_they_are_known(laid: Desk) -> None:
    grade(laid.store, CARDS[3], TODAY, 4)
    grade(laid.store, CARDS[4], TODAY - 300, 1)
    found = counted(laid)
    assert [(one.sheet.id, one.names, one.mastery.cards) for one in found.sections] == [
        ("sheet", ("Dissent",), 3),
        ("sheet", ("Physics", "Radium"), 2),
        ("moon", (), 2),
    ]
    dissent, radium, _ = (one.mastery for one in found.sections)
    assert (dissent.seen, dissent.firm, dissent.recall) == (0, 0, 0.0)
    assert (radium.seen, radium.firm) == (2, 1)
    assert 0.5 < radium.recall < 0.9


def test_figures_of_nothing_are_zero(laid: Desk) -> None:
    found = counted(laid)
    assert found.totals.answers == found.totals.streak == sum(found.year) == sum(found.coming) == 0
    text = "\n".join(printed(found, 80, drawn=True))
    assert "No answers in the last year." in text
    assert "Nothing has been graded yet." in text


def test_page_of_the_sections_leaves_out_those_not_begun_and_says_how_many(laid: Desk) -> None:
    grade(laid.store, CARDS[3], TODAY, 4)
    lines = sections_page(counted(laid))
    assert lines[2:5] == [
        "Petrograd",
        "Physics › Radium  1 of 2 firm, 1 begun, recall 100 %",
        "1 section not begun",
    ]


def sections_page(found: Statistics) -> list[str]:
    return next(page for page in PAGES if page.name == "Sections").lines(found, 80, False)


def test_pages_without_plots_draw_nothing(laid: Desk) -> None:
    season(laid.store, CARDS, 60)
    text = "\n".join(printed(counted(laid), 80, drawn=False))
    assert not set(text) & set("█▉▊▋▌▍▎▏░▒▓▁▂▃▄▅▆▇")
    assert "October 2025" in text


def test_text_of_a_sheet_cannot_move_the_cursor(laid: Desk) -> None:
    found = counted(laid)
    deck = replace(found.decks[0], sheet=replace(found.decks[0].sheet, title="a\x1b[2Jb\tc"))
    lines = next(page for page in PAGES if page.name == "Decks").lines(
        replace(found, decks=(deck,)), 80, True
    )
    assert lines[0].startswith("a␛[2Jb  c  0 due")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_every_page_of_the_screen(laid: Desk, columns: int, rows: int, rewrite: bool) -> None:
    season(laid.store, CARDS, 100, new=1)

    async def go(pilot: Pilot[None]) -> None:
        await pilot.press("f4")
        await settled(pilot)
        for page in PAGES:
            compare(pilot.app, f"statistics-{page.name.lower()}-{columns}x{rows}", rewrite)
            await pilot.press("tab")

    play(StudyApp(laid), go, columns=columns, rows=rows)


def test_keys_turn_pages_choose_a_deck_scroll_and_go_back(laid: Desk) -> None:
    season(laid.store, CARDS, 30)

    async def go(pilot: Pilot[None]) -> None:
        await pilot.press("s")
        await settled(pilot)
        assert "Today, and all in all · everything you studied" in screen_text(pilot.app)
        await pilot.press("left")
        assert "Sections · everything you studied" in screen_text(pilot.app)
        await pilot.press("d", "down", "down", "enter")
        await settled(pilot)
        assert "Sections · The [Moon] and [red]more[/red]" in screen_text(pilot.app)
        assert "1 section not begun" in screen_text(pilot.app)
        await pilot.press("right", "down", "q")
        assert not isinstance(pilot.app.screen, StatisticsScreen)

    play(StudyApp(laid), go)


def test_a_click_on_its_name_turns_to_a_page(laid: Desk) -> None:
    async def go(pilot: Pilot[None]) -> None:
        await pilot.press("f4")
        await settled(pilot)
        place = screen_text(pilot.app).split("\n")[0].index("Hours")
        await pilot.click(offset=(place, 0))
        await pilot.pause()
        assert "[Hours]" in screen_text(pilot.app)

    play(StudyApp(laid), go)


def test_every_word_can_be_scrolled_to_on_a_small_screen(laid: Desk) -> None:
    season(laid.store, CARDS, 30)

    async def go(pilot: Pilot[None]) -> None:
        await pilot.press("f4")
        await settled(pilot)
        seen = set[str]()
        for _ in range(40):
            seen |= set(screen_text(pilot.app).split())
            await pilot.press("down")
        assert set("Today In a row all Time spent On day Cards begun Answers Mondays)".split()) <= seen

    play(StudyApp(laid), go, columns=40, rows=12)


def test_damaged_progress_is_said_on_the_screen(laid: Desk) -> None:
    async def go(pilot: Pilot[None]) -> None:
        laid.store.close()
        laid.store.path.write_bytes(b"not a database" * 100)
        for beside in laid.store.path.parent.glob("progress.db-*"):
            beside.unlink()
        await pilot.press("f4")
        await settled(pilot)
        assert "doctor --restore" in " ".join(screen_text(pilot.app).split())

    play(StudyApp(laid), go)
