"""The table of cards: its cells, its columns, what is chosen, and how it asks for rows."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App

from decks.library import Library
from decks.library.listing import ORDERS, Listing, Row
from decks.progress.store import Store
from quizgen.finding import QuizgenError
from tests.screens import play, screen_text
from tui.app.chosen import Chosen
from tui.app.columns import COLUMNS, clipped, due, fitted, layout, signs
from tui.app.listed import SORTS, became, finished, standing
from tui.app.lists import Lists, Wanted
from tui.app.table import KEPT, PAGE, Table

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.app import ComposeResult
    from textual.pilot import Pilot

TODAY = 739_000


def row(number: int, **more: Any) -> Row:
    given_: dict[str, Any] = {
        "sheet": 1, "position": number, "id": f"s/f{number}/who", "prompt": f"Who is {number:,}?",
        "answer": f"Ada {number}", "section": (), "ask": "who", "due": 0, "interval": 0, "stability": 0.0,
        "difficulty": 0.0, "repetitions": 0, "lapses": 0, "flag": 0, "marked": False, "suspended": False, "buried": 0,
    }  # fmt: skip
    return Row(**(given_ | more))


# Cells


@pytest.mark.parametrize(
    ("text", "width", "cell"),
    [
        ("radium", 6, "radium"),
        ("radium", 8, "radium  "),
        ("radium", 5, "radi…"),
        ("radium", 1, "…"),
        ("", 3, "   "),
        ("革命家", 6, "革命家"),
        ("革命家", 5, "革命…"),
        ("革命家", 4, "革… "),
        ("革命家", 1, "…"),
        ("e\u0301te\u0301", 3, "e\u0301te\u0301"),
        ("e\u0301te\u0301s", 3, "e\u0301t…"),
        ("a\u0301\u0302bc", 2, "a\u0301\u0302…"),
        ("كتاب الجبر", 5, "كتاب…"),
        ("[b]bold[/b] [/red]", 20, "[b]bold[/b] [/red]  "),
        ("\x1b[31mred", 8, "␛[31mred"),
        ("a\tb", 6, "a   b "),
        ("two\nlines", 9, "two↵lines"),
        ("two\r\nlines", 9, "two↵lines"),
        ("\u202eevil", 12, "\\u202eevil  "),
    ],
)
def test_a_cell_has_the_text_letter_for_letter_and_its_width(text: str, width: int, cell: str) -> None:
    assert fitted(text, width) == cell


LETTERS = st.one_of(st.text(), st.text("ab革é\u0301\u200d\ufe0f👩☂ \x1b\t[]/"))


@given(LETTERS, st.integers(1, 30))
def test_a_cell_is_one_line_of_just_its_width_whatever_the_text(text: str, width: int) -> None:
    cell = fitted(text, width)
    assert cell_len(cell) == width
    assert "\n" not in cell and "\x1b" not in cell and "\t" not in cell


def test_of_a_page_of_text_only_the_beginning_is_looked_at() -> None:
    assert fitted("x" * 10_000_000, 5) == "xxxx…"
    assert fitted("e" + "\u0301" * 10_000_000, 5).rstrip().endswith("…")


@pytest.mark.parametrize(
    ("text", "width", "lines", "said"),
    [
        ("short", 10, 2, "short"),
        ("two short lines", 10, 2, "two short\nlines"),
        ("two short lines and more", 10, 2, "two short\nlines and…"),
        ("one line and more", 10, 1, "one line…"),
        ("", 10, 2, ""),
        ("[/red] x", 10, 1, "[/red] x"),
    ],
)
def test_a_text_that_is_clipped_says_so(text: str, width: int, lines: int, said: str) -> None:
    assert clipped(text, width, lines) == said


@pytest.mark.parametrize("width", [*range(1, 140), 400])
def test_columns_fill_the_width_and_none_is_without_room(width: int) -> None:
    there = layout(width)
    assert there[0][0].order == "prompt"
    assert all(wide >= 1 for _, wide in there)
    assert sum(wide for _, wide in there) + len(there) - 1 == width


@pytest.mark.parametrize(
    ("width", "orders"),
    [
        (17, "prompt"),
        (37, "prompt due"),
        (76, "prompt answer due interval flag"),
        (120, "prompt answer section due interval lapses flag"),
    ],
)
def test_the_wider_the_more_columns(width: int, orders: str) -> None:
    assert " ".join(column.order for column, _ in layout(width)) == orders


def test_whatever_is_sorted_by_has_words_and_every_column_can_be_sorted_by() -> None:
    assert set(SORTS) == set(ORDERS)
    assert {column.order for column in COLUMNS} <= set(ORDERS)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "new"),
        ({"repetitions": 1, "due": TODAY}, "today"),
        ({"repetitions": 1, "due": TODAY + 3}, "in 3 d"),
        ({"repetitions": 1, "due": TODAY - 321}, "10.5 mo ago"),
        ({"repetitions": 1, "due": TODAY, "suspended": True}, "suspended"),
        ({"buried": TODAY}, "buried"),
        ({"buried": TODAY - 1}, "new"),
    ],
)
def test_when_a_card_comes_again_is_said_in_words(more: dict[str, Any], said: str) -> None:
    assert due(row(1, **more), TODAY) == said
    assert len(said) <= next(column.width for column in COLUMNS if column.order == "due")


def test_flag_and_mark_are_signs_not_colours() -> None:
    assert [signs(row(1)), signs(row(1, flag=2)), signs(row(1, flag=7, marked=True))] == ["", "⚑2", "⚑7 ★"]


def test_what_is_listed_is_counted() -> None:
    assert standing(3, 3) == "3 cards"
    assert standing(1, 1) == "1 card"
    assert standing(1_234, 1_000_000, chosen=2, order="due", descending=True) == (
        "1,234 of 1,000,000 cards · 2 chosen · by due ▼"
    )


def test_what_became_of_a_card_is_said_in_words() -> None:
    assert became("suspend", "1") == "suspended"
    assert became("flag", "3") == "flag 3"
    assert became("flag", "0") == "no flag"
    assert became("grade", "", 3) == "Good"


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("", ""),
        ("radium", "radium"),
        ("radium ask:", "radium"),
        ("radium -ask:", "radium"),
        ("ask:when", "ask:when"),
        ('radium tag:"', "radium"),
        ('radium "', "radium"),
        ("radium -", "radium"),
        ('"first war"', '"first war"'),
        ("12:", "12:"),
    ],
)
def test_a_word_of_the_search_line_that_is_only_begun_is_not_looked_for(line: str, whole: str) -> None:
    assert finished(line) == whole


# What is chosen


def test_all_but_some_are_chosen_without_naming_all() -> None:
    chosen = Chosen()
    chosen.put("a", on=True)
    assert "a" in chosen and "b" not in chosen and chosen.count(10) == 1
    chosen.choose_all()
    chosen.put("b", on=False)
    assert "a" in chosen and "b" not in chosen and chosen.count(10) == 9
    chosen.put("b", on=True)
    assert "b" in chosen and chosen.count(10) == 10
    chosen.clear()
    assert "a" not in chosen and chosen.count(10) == 0


# The table itself


class Bare(App[None]):
    """A table over rows that are made when they are asked for."""

    CSS: ClassVar[str] = "Table { width: 100%; height: 100%; }"

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.asked: list[tuple[int, int]] = []
        self.heard: list[str] = []

    def compose(self) -> ComposeResult:
        yield Table()

    @property
    def table(self) -> Table:
        return self.query_one(Table)

    def on_mount(self) -> None:
        self.table.show(self.page, self.count, today=TODAY, order="prompt")

    def page(self, start: int, count: int) -> list[Row]:
        self.asked.append((start, count))
        return [row(number) for number in range(start, min(self.count, start + count))]

    def on_table_opened(self) -> None:
        self.heard.append("opened")

    def on_table_sorted(self, event: Table.Sorted) -> None:
        self.heard.append(event.order)


def see(count: int, act: Callable[[Pilot[None], Bare], Awaitable[None]], **size: int) -> Bare:
    app = Bare(count)
    play(app, lambda pilot: act(pilot, app), **size)
    return app


def cursor_line(app: Bare) -> str:
    return next(line for line in screen_text(app).splitlines() if line.startswith("▸"))


def test_a_million_rows_are_shown_by_asking_for_a_few() -> None:
    async def act(pilot: Pilot[None], app: Bare) -> None:
        assert screen_text(app).splitlines()[0].split() == ["Question▲", "Answer", "Due", "Interval", "Flag"]
        assert cursor_line(app).split()[:4] == ["▸", "Who", "is", "0?"]
        app.table.go(999_999)
        await pilot.pause()
        assert "Who is 999,999?" in cursor_line(app)
        assert screen_text(app).splitlines()[-1] == cursor_line(app)
        app.table.go(500_000)
        await pilot.pause()
        assert "Who is 500,000?" in cursor_line(app)

    app = see(1_000_000, act)
    assert len(app.asked) <= 5
    assert all(count == PAGE and start % PAGE == 0 for start, count in app.asked)


def test_only_the_pages_looked_at_last_are_remembered() -> None:
    async def act(pilot: Pilot[None], app: Bare) -> None:
        for number in range(20):
            app.table.row(number * PAGE)
        asked = len(app.asked)
        app.table.row(19 * PAGE)
        assert len(app.asked) == asked
        app.table.row(0)
        assert len(app.asked) == asked + 1
        assert len(app.table._pages) == KEPT

    see(100 * PAGE, act)


def test_the_cursor_stays_in_the_list_and_on_the_screen() -> None:
    async def act(pilot: Pilot[None], app: Bare) -> None:
        for rows, at in ((-5, 0), (30, 30), (1_000, 99), (1, 99), (-90, 9), (-1_000, 0)):
            app.table.move(rows)
            await pilot.pause()
            assert app.table.cursor == at
            assert f"Who is {at}?" in cursor_line(app)
        await pilot.resize_terminal(40, 6)
        app.table.go(50)
        await pilot.resize_terminal(40, 4)
        await pilot.pause()
        assert "Who is 50?" in cursor_line(app)

    see(100, act)


def test_an_empty_list_has_a_heading_and_no_cursor() -> None:
    async def act(pilot: Pilot[None], app: Bare) -> None:
        app.table.move(1)
        app.table.toggle()
        app.table.extend(1)
        assert app.table.cursor == 0 and app.table.current is None
        assert len(screen_text(app).strip().splitlines()) == 1

    see(0, act)


def test_the_wheel_scrolls_and_leaves_the_cursor_where_it_is() -> None:
    async def act(pilot: Pilot[None], app: Bare) -> None:
        app.table.scroll_to(y=40, animate=False)
        await pilot.pause()
        assert screen_text(app).splitlines()[1].split()[2] == "40?"
        assert app.table.cursor == 0

    see(100, act)


def test_the_mouse_goes_to_a_row_chooses_opens_and_sorts() -> None:
    async def act(pilot: Pilot[None], app: Bare) -> None:
        await pilot.click(Table, offset=(20, 4))
        assert app.table.cursor == 3
        await pilot.click(Table, offset=(0, 6))
        assert app.table.cursor == 5
        assert list(app.table.chosen.named) == ["s/f5/who"]
        await pilot.click(Table, offset=(20, 8), shift=True)
        assert app.table.chosen.count(100) == 3
        await pilot.click(Table, offset=(20, 2), times=2)
        await pilot.click(Table, offset=(5, 0))
        await pilot.click(Table, offset=(60, 0))
        await pilot.pause()
        assert app.heard == ["opened", "prompt", "due"]

    see(100, act)


def test_chosen_rows_are_told_by_a_sign() -> None:
    async def act(pilot: Pilot[None], app: Bare) -> None:
        app.table.toggle()
        app.table.extend(2)
        app.table.move(2)
        await pilot.pause()
        edges = [line[:3] for line in screen_text(app).splitlines()[1:6]]
        assert edges == [" ● ", " ● ", " ● ", "   ", "▸  "]
        app.table.choose_all()
        app.table.toggle()
        await pilot.pause()
        edges = [line[:3] for line in screen_text(app).splitlines()[1:6]]
        assert edges == [" ● ", " ● ", " ● ", " ● ", "▸  "]
        assert app.table.chosen.count(100) == 99
        app.table.choose_all()
        assert app.table.chosen.count(100) == 100
        app.table.choose_all()
        assert app.table.chosen.count(100) == 0

    see(100, act)


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 24), (20, 6), (300, 3)])
def test_no_screen_is_too_small(size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[None], app: Bare) -> None:
        app.table.move(50)
        await pilot.pause()
        lines = screen_text(app).split("\n")
        assert len(lines) == size[1]
        assert all(cell_len(line) <= size[0] for line in lines)

    see(100, act, columns=size[0], rows=size[1])


# Lists made behind the one that is shown

SHEET = "---\ntitle: Radium\n---\n\n" + "".join(
    f"- [Person {number}]{{.who}} found [thing {number}]{{.what}}.\n" for number in range(30)
)


@pytest.fixture
def lists(tmp_path: Path) -> Iterator[Lists]:
    (tmp_path / "radium.md").write_text(SHEET, "utf-8")
    with Library.open(tmp_path / "library.db") as library, Store.open(tmp_path / "progress.db"):
        shelf = library.compile([str(tmp_path / "radium.md")])
        made = Lists(library.path, shelf, tmp_path / "progress.db")
        yield made
        made.close()


def test_the_list_that_is_shown_stays_until_it_is_turned(lists: Lists) -> None:
    assert lists.front.count == 60
    wanted = Wanted("ask:who")
    lists.want(wanted)
    assert lists.make(wanted)
    assert lists.front.count == 60 and len(lists.front.page(0, 100)) == 60
    lists.turn()
    assert lists.front.count == 30 and len(lists.front.page(0, 100)) == 30


def test_a_list_that_nobody_wants_any_more_is_not_made(lists: Lists) -> None:
    old, new = Wanted("ask:who"), Wanted("ask:who")
    lists.want(old)
    lists.want(new)
    assert not lists.make(old)
    assert lists.make(new)


def test_a_search_line_that_cannot_be_read_is_an_error_and_the_next_works(lists: Lists) -> None:
    wrong, right = Wanted("is:foo"), Wanted("is:new")
    lists.want(wrong)
    with pytest.raises(QuizgenError, match="is: cannot be foo"):
        lists.make(wrong)
    lists.want(right)
    assert lists.make(right)


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


def test_who_works_for_what_is_no_longer_wanted_is_stopped(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    real = Listing._fill

    def fill(self: Listing, *rest: Any) -> None:
        if begun.is_set():
            real(self, *rest)
        else:
            begun.set()
            self._connection.execute(ENDLESS).fetchone()

    monkeypatch.setattr(Listing, "_fill", fill)
    old, new = Wanted("a"), Wanted("ask:what")
    came: list[bool] = []
    lists.want(old)
    thread = threading.Thread(target=lambda: came.append(lists.make(old)))
    thread.start()
    assert begun.wait(10)
    lists.want(new)
    assert lists.make(new)
    thread.join(10)
    assert came == [False]
    lists.turn()
    assert lists.front.count == 30
