"""All cards on one screen: found, sorted, put away and taken back with keys, and shown letter for letter."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from decks.progress.event import Event
from decks.progress.state import CardState
from decks.progress.store import NotSavedError
from decks.study import deeds
from tests.screens import Clock, compare, desk, play, screen_text, settled
from tui.app import cards as module
from tui.app.app import StudyApp
from tui.app.cards import CardsScreen
from tui.app.oneof import OneOfScreen
from tui.app.session import SessionScreen
from tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from tui.desk import Desk

OCTOBER = """---
title: October
---

# The party

- [Lev Kamenev]{.who} broke [party discipline]{.what} on [18 October 1917]{.when}. {#kamenev}
- [Vladimir Lenin]{.who} returned to [Petrograd]{.where} in [April 1917]{.when}. {#lenin}

# The war

- [Aleksandr Kerensky]{.who} led [the government]{.what} from [July 1917]{.when}. {#kerensky}
- [Marie Skłodowska]{.who} discovered [radium]{.what} in [1898]{.when}. {#curie}
"""

HOSTILE = """---
title: Hostile [b] [/red]
---

# 革命 [red]

- [習近平國家主席同志]{.who} broke [中華人民共和國的黨的紀律和傳統規則]{.what} in [1917]{.when}. {#cjk}
- [Zoe\u0308 e\u0301e\u0301 Ło\u0301dz\u0301]{.who} found [the `[b]bold[/b]` and the `[/red]` signs]{.what}. {#marks}
- [محمد بن موسى الخوارزمي]{.who} wrote [كتاب الجبر]{.what} in [820]{.when}. {#arab}
- [Lev Kamenev]{.who} broke [a discipline so long that not every word of it can stand on one line]{.what}. {#long}
- [A `\x9b31m` code]{.who} found [`a\tb`]{.what}. {#codes}
"""


def see(
    folder: Path,
    act: Callable[[Pilot[Any], CardsScreen], Awaitable[None]],
    sheets: dict[str, str] | None = None,
    *,
    prepare: Callable[[Desk], object] = lambda _: None,
    settings: Settings | None = None,
    columns: int = 80,
    rows: int = 24,
) -> None:
    """The app with the list of decks, and on top of it all cards."""

    async def go(pilot: Pilot[Any]) -> None:
        await pilot.press("f3")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CardsScreen)
        await act(pilot, pilot.app.screen)

    with desk(folder, sheets or {"october.md": OCTOBER}, settings=settings) as laid:
        prepare(laid)
        play(StudyApp(laid), go, columns=columns, rows=rows)


def state(screen: CardsScreen, card: str) -> CardState:
    return screen.desk.store.state(card)


def said(screen: CardsScreen) -> str:
    return str(screen.query_one("#said").render())


def listed(screen: CardsScreen) -> list[str]:
    assert screen.lists is not None
    return [row.id.removeprefix("october/") for row in screen.lists.front.page(0, 100)]


def known(laid: Desk) -> None:
    """Some cards that are not new: due, late, far away, suspended, flagged."""
    scheduler = laid.options.scheduler
    for number, (card, ago) in enumerate(
        {
            "october/kamenev/who": 2,
            "october/kamenev/what": 9,
            "october/lenin/who": 0,
            "october/curie/who": 30,
        }.items()
    ):
        now = Clock()()
        at = now.at - ago * 86_400_000
        event = Event("grade", card, at, 0, now.day(4) - ago, rating=1 + number, scheduler=scheduler.id)
        laid.store.append(event, scheduler=scheduler)
    for kind, card, value in (
        ("suspend", "october/kamenev/when", "1"),
        ("bury", "october/lenin/where", "1"),
        ("flag", "october/lenin/when", "2"),
        ("mark", "october/lenin/when", "1"),
    ):
        now = Clock()()
        laid.store.append(Event(kind, card, now.at, 0, now.day(4), value=value))


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12), (20, 6), (130, 30)])
def test_how_it_looks(tmp_path: Path, rewrite: bool, columns: int, rows: int) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("down", "space")
        await settled(pilot)
        compare(pilot.app, f"cards-{columns}x{rows}", rewrite)

    see(tmp_path, act, prepare=known, columns=columns, rows=rows)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_text_of_a_sheet_is_shown_letter_for_letter(
    tmp_path: Path, rewrite: bool, columns: int, rows: int
) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        compare(pilot.app, f"cards-hostile-{columns}x{rows}", rewrite)
        for _ in range(screen.table.count):
            await pilot.press("down")
            assert "\x1b" not in screen_text(pilot.app) and "\x9b" not in screen_text(pilot.app)

    see(tmp_path, act, {"hostile.md": HOSTILE}, columns=columns, rows=rows)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_how_the_search_line_looks(tmp_path: Path, rewrite: bool, columns: int, rows: int) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("slash")
        await settled(pilot)
        compare(pilot.app, f"cards-hint-{columns}x{rows}", rewrite)
        await pilot.press(*"is", "colon", *"du")
        await settled(pilot)
        compare(pilot.app, f"cards-wrong-{columns}x{rows}", rewrite)

    see(tmp_path, act, columns=columns, rows=rows)


def test_what_is_written_is_looked_for_with_every_letter(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        assert said(screen) == "12 cards"
        await pilot.press("slash", *"sklod")
        await settled(pilot)
        assert listed(screen) == ["curie/who", "curie/what", "curie/when"]
        assert said(screen) == "3 of 12 cards"
        await pilot.press("space", *"ask", "colon", *"what", "enter")
        await settled(pilot)
        assert listed(screen) == ["curie/what"]
        assert screen.focused is screen.table
        await pilot.press("slash", *"nobody")
        await settled(pilot)
        assert listed(screen) == []
        assert "No card is like that." in screen_text(pilot.app)

    see(tmp_path, act)


def test_a_wrong_search_line_is_a_sentence_and_the_list_stays(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("slash", *"ask", "colon", *"wen")
        await settled(pilot)
        assert said(screen) == "✗ ask: cannot be wen; did you mean ask:when?"
        assert len(listed(screen)) == 12
        await pilot.press("left", "left", "h")
        await settled(pilot)
        assert said(screen) == "4 of 12 cards"

    see(tmp_path, act)


def test_markup_in_the_search_line_is_text(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        screen.query_one(Input).value = "is:[/red]"
        await settled(pilot)
        assert "[/red]" in said(screen)
        screen.query_one(Input).value = '"[/red]'
        await settled(pilot)
        assert "cannot be searched for" in said(screen)

    see(tmp_path, act)


def test_letters_are_letters_while_the_search_line_is_written_and_arrows_move(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("slash", *"sumRq", "ctrl+u")
        await settled(pilot)
        assert pilot.app.screen is screen
        await pilot.press("down", "down", "pagedown")
        assert screen.table.cursor == 11
        assert screen.desk.store.undoable() is None
        await pilot.press("escape")
        assert screen.focused is screen.table
        await pilot.press("q")
        await settled(pilot)
        assert pilot.app.screen is not screen

    see(tmp_path, act)


def test_the_list_is_sorted_by_what_is_chosen_and_turned(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("o")
        await settled(pilot)
        assert isinstance(pilot.app.screen, OneOfScreen)
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        assert listed(screen)[:2] == ["kamenev/when", "curie/when"]
        assert said(screen).endswith("by answer ▲")
        assert "Answer▲" in screen_text(pilot.app)
        await pilot.press("O")
        await settled(pilot)
        assert listed(screen)[-2:] == ["curie/when", "kamenev/when"]
        assert said(screen).endswith("by answer ▼")
        await pilot.click("#cards", offset=(5, 0))
        await settled(pilot)
        assert said(screen).endswith("by question ▲")

    see(tmp_path, act)


def test_keys_move_the_cursor(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        for key, at in (
            ("j", 1), ("down", 2), ("k", 1), ("up", 0), ("up", 0), ("end", 11), ("down", 11), ("home", 0),
            ("G", 11), ("g", 0), ("pagedown", 11), ("pageup", 0),
        ):  # fmt: skip
            await pilot.press(key)
            assert screen.table.cursor == at, key

    see(tmp_path, act)


def test_deeds_are_done_to_the_card_at_the_cursor_and_seen_at_once(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        card = "october/kamenev/what"
        await pilot.press("down", "s")
        assert state(screen, card).suspended and said(screen) == "Suspended"
        assert "suspended" in screen_text(pilot.app).splitlines()[4]
        assert screen.table.cursor == 1
        await pilot.press("s", "b")
        assert not state(screen, card).suspended and state(screen, card).buried == screen.desk.today
        await pilot.press("b", "m", "f", "f")
        assert not state(screen, card).buried
        assert (state(screen, card).marked, state(screen, card).flag) == (True, 2)
        await pilot.pause()
        assert "⚑2 ★" in screen_text(pilot.app)
        await pilot.press("7", "m")
        assert (state(screen, card).marked, state(screen, card).flag) == (False, 7)
        await pilot.press("0")
        assert state(screen, card).flag == 0 and said(screen) == "No flag"
        await pilot.press("down")
        await pilot.pause()
        assert said(screen) == "12 cards"

    see(tmp_path, act)


def test_undo_says_what_it_took_back_also_of_a_session_before(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("s", "u")
        assert said(screen) == "Taken back: suspended: Who broke party discipline on 18 October 1917?"
        assert not state(screen, "october/kamenev/who").suspended
        for _ in range(8):
            await pilot.press("u")
        assert said(screen) == "Taken back: Again: Who broke party discipline on 18 October 1917?"
        await pilot.press("u")
        assert said(screen) == "There is nothing to take back."

    see(tmp_path, act, prepare=known)


def test_a_card_begins_anew_only_after_asking(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        for answer in (("enter",), ("escape",)):
            await pilot.press("R", *answer)
            await settled(pilot)
            assert not state(screen, "october/kamenev/who").is_new
        await pilot.press("R", "down", "enter")
        await settled(pilot)
        assert state(screen, "october/kamenev/who").is_new
        await pilot.press("u")
        assert not state(screen, "october/kamenev/who").is_new

    see(tmp_path, act, prepare=known)


def test_a_deed_is_done_to_all_that_are_chosen_and_taken_back_at_once(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("space", "shift+down", "s")
        await settled(pilot)
        suspended = [card for card in listed(screen) if state(screen, f"october/{card}").suspended]
        assert suspended == ["kamenev/who", "kamenev/what", "kamenev/when"]
        assert said(screen) == "3 cards: suspended"
        await pilot.press("up", "s")
        await settled(pilot)
        assert said(screen) == "3 cards: no longer suspended"
        await pilot.press("0")
        await settled(pilot)
        assert said(screen) == "All of them are so already: no flag"
        await pilot.press("u", "u")
        await settled(pilot)
        assert said(screen) == "Taken back: suspended: 3 cards"
        await pilot.press("escape", "a", "space", "3")
        await settled(pilot)
        assert said(screen) == "11 cards: flag 3"
        assert [state(screen, f"october/{card}").flag for card in listed(screen)].count(0) == 1
        await pilot.press("escape")
        assert pilot.app.screen is screen and said(screen) == "12 cards"

    see(tmp_path, act)


def test_a_deed_to_many_is_stopped_by_escape_and_what_was_done_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deeds, "AT_ONCE", 1)

    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        seen: list[str] = []
        real = deeds.put

        def put(*args: Any) -> int:
            seen.append(said(screen))
            if len(seen) == 4:
                screen.call_later(screen.action_leave)
            return real(*args)

        monkeypatch.setattr(deeds, "put", put)
        await pilot.press("a", "s")
        await settled(pilot)
        assert seen[2] == "2 of 12 … Escape stops."
        done = sum(state(screen, f"october/{card}").suspended for card in listed(screen))
        assert 4 <= done < 12
        assert said(screen) == f"{done} cards: suspended"
        monkeypatch.setattr(deeds, "put", real)
        await pilot.press("u")
        await settled(pilot)
        assert not any(state(screen, f"october/{card}").suspended for card in listed(screen))

    see(tmp_path, act)


def test_what_cannot_be_saved_is_told_and_nothing_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = NotSavedError("progress.db: the disk is full, [/red] so this was not saved")

    def full(*_: Any) -> int:
        raise error

    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        monkeypatch.setattr(deeds, "put", full)
        for keys in (("s",), ("a", "m"), ("3",)):
            await pilot.press(*keys)
            await settled(pilot)
        assert [one.message for one in pilot.app._notifications] == [str(error)] * 3
        assert said(screen) == "12 cards · 12 chosen"
        assert screen.desk.store.undoable() is None and not screen.busy

    see(tmp_path, act)


def test_what_is_no_longer_listed_is_no_longer_chosen(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("a", "slash", *"radium", "enter")
        await settled(pilot)
        assert screen.table.chosen.count(3) == 0
        await pilot.press("m")
        assert [state(screen, f"october/{card}").marked for card in listed(screen)].count(True) == 1

    see(tmp_path, act)


def test_a_card_stays_in_the_list_until_the_next_search(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("slash", *"is", "colon", *"suspended", "enter")
        await settled(pilot)
        assert listed(screen) == ["kamenev/when"]
        await pilot.press("s")
        assert listed(screen) == ["kamenev/when"]
        assert not state(screen, "october/kamenev/when").suspended

    see(tmp_path, act, prepare=known)


def test_what_is_listed_is_studied_in_its_order(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("slash", *"ask", "colon", *"when", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        session = pilot.app.screen
        assert isinstance(session, SessionScreen)
        assert session.session.left == 4
        assert session.session.asked is not None
        assert session.session.asked.card.id == "october/kamenev/when"

    see(tmp_path, act)


def test_only_so_many_are_studied_and_the_chosen_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STUDIED", 3)

    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("end", "space", "enter")
        await settled(pilot)
        session = pilot.app.screen
        assert isinstance(session, SessionScreen)
        assert session.session.left == 1
        await pilot.press("f3", "enter")
        await settled(pilot)
        session = pilot.app.screen
        assert isinstance(session, SessionScreen)
        assert session.session.left == 3

    see(tmp_path, act)


def test_a_double_click_tells_all_about_a_card(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.click("#cards", offset=(10, 3), times=2)
        await settled(pilot)
        assert "october/kamenev/when" in screen_text(pilot.app)
        await pilot.press("q")
        await settled(pilot)
        assert pilot.app.screen is screen and screen.table.cursor == 2

    see(tmp_path, act)


def test_an_edited_sheet_is_listed_anew_and_the_place_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        "text = path.read_text('utf-8').replace('# The party\\n',"
        " '# The party\\n\\n- [Ada Lovelace]{.who} wrote [a program]{.what}. {#ada}\\n')\n"
        "path.write_text(text.replace('radium', 'polonium'), 'utf-8')\n",
        "utf-8",
    )
    monkeypatch.setattr(
        "tui.app.editing.run",
        lambda *_: subprocess.run([sys.executable, str(editor), "october.md"], check=True) is not None,
    )

    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        await pilot.press("end", "up")
        row = screen.table.current
        assert row is not None and (row.id, row.answer) == ("october/curie/what", "radium")
        await pilot.press("e")
        await settled(pilot)
        await settled(pilot)
        assert said(screen) == "14 cards"
        row = screen.table.current
        assert row is not None and (row.id, row.answer) == ("october/curie/what", "polonium")

    see(tmp_path, act, settings=Settings(editor="true"))


def test_a_shelf_without_progress_or_with_two_sheets_shows_where_a_card_belongs(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        assert "October › The party · new" in screen_text(pilot.app)
        await pilot.press("end")
        await pilot.pause()
        assert "Hostile [b] [/red] › 革命 [red] · new" in screen_text(pilot.app)

    see(tmp_path, act, {"october.md": OCTOBER, "hostile.md": HOSTILE})


def test_leaving_while_a_search_goes_on_is_no_trouble(tmp_path: Path) -> None:
    async def act(pilot: Pilot[Any], screen: CardsScreen) -> None:
        for word in ("a", "ab", "is:new", "october", ""):
            screen.query_one(Input).value = word
        screen._sort_by("due")
        await pilot.press("q")
        await settled(pilot)
        await pilot.press("f3")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CardsScreen)
        assert said(pilot.app.screen) == "12 cards"

    see(tmp_path, act)
