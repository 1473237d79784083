"""A table of cards of any length: it asks for the pages that are looked at, and for no others."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.app.chosen import Chosen
from tui.app.columns import COLUMNS, fitted, layout, sorted_title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events

    from decks.library.listing import Row
    from tui.app.columns import Column

    Pages = Callable[[int, int], Sequence[Row]]
    """Gives so many rows from one on (from 0), or fewer where the list ends."""

PAGE = 128
"""Rows that are asked for at once."""

KEPT = 8
"""Pages that are remembered, those looked at last."""

CURSOR, CHOSEN = "▸", "●"
"""Before the row with the cursor, and before those that are chosen: neither is told by colour alone."""

GUTTER = 3
"""Cells before the first column."""

NARROW = 60
"""Cells below which a table has no room for an empty one beside the signs."""


class Table(ScrollView, inherit_bindings=False):
    """Rows under a heading that stays; a cursor, and any number of chosen rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--heading",
        "table--cursor",
        "table--chosen",
        "table--quiet",
    }
    DEFAULT_CSS = """
    Table { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    Table > .table--heading { text-style: bold underline; color: $text-muted; }
    Table > .table--cursor { background: $foreground 12%; }
    Table:focus > .table--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    Table > .table--chosen { text-style: bold; }
    Table > .table--quiet { color: $text-muted; }
    """
    ALLOW_SELECT = False
    can_focus = True

    cursor: reactive[int] = reactive(0, repaint=False)
    """The row that deeds are done to, from 0."""

    class Moved(Message):
        """The cursor is on another row, or its row says something else now."""

    class Changed(Message):
        """Other rows are chosen."""

    class Opened(Message):
        """The row with the cursor was clicked twice."""

    class Sorted(Message):
        """The title of a column was clicked."""

        def __init__(self, order: str) -> None:
            super().__init__()
            self.order = order

    def __init__(self, columns: Sequence[Column] = COLUMNS, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns = columns
        self.count = 0
        self.chosen = Chosen()
        self.today = 0
        self._order = ("", False)
        self._ask: Pages = lambda start, count: ()
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    # What it is about

    def show(
        self,
        pages: Pages,
        count: int,
        *,
        today: int = 0,
        order: str = "",
        descending: bool = False,
        at: int = 0,
    ) -> None:
        """Show another list of so many rows, with the cursor on one of them. `today` is a study day."""
        self._ask, self.count, self.today, self._order = pages, count, today, (order, descending)
        self._pages.clear()
        self.virtual_size = Size(self._room.width, count + 1)
        self.cursor = max(0, min(at, count - 1))
        self._follow()
        self.refresh()
        self.post_message(self.Moved())

    def reread(self) -> None:
        """Ask anew for the rows of the same list: something about them has changed."""
        self._pages.clear()
        self.refresh()
        self.post_message(self.Moved())

    def row(self, number: int) -> Row | None:
        """A row of the list, None where there is none."""
        if not 0 <= number < self.count:
            return None
        start = number - number % PAGE
        page = self._pages.get(start)
        if page is None:
            page = self._pages[start] = self._ask(start, PAGE)
            while len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(start)
        return page[number - start] if number - start < len(page) else None

    @property
    def current(self) -> Row | None:
        """The row with the cursor."""
        return self.row(self.cursor)

    @property
    def lines(self) -> int:
        """How many rows can be seen at once."""
        return max(1, self._room.height - 1)

    # What is done

    def move(self, rows: int) -> None:
        """Move the cursor down, or with a number below 0 up."""
        self.go(self.cursor + rows)

    def go(self, row: int) -> None:
        """Move the cursor to a row, or to that end of the list which is nearer to it."""
        self.cursor = max(0, min(row, self.count - 1))

    def toggle(self) -> None:
        """Choose the row with the cursor, or no longer."""
        if (row := self.current) is not None:
            self._choose(row, on=row.id not in self.chosen)

    def extend(self, rows: int) -> None:
        """Choose the row with the cursor and go on by so many, which are chosen as well."""
        self.extend_to(self.cursor + rows)

    def extend_to(self, row: int) -> None:
        """Choose all rows from the one with the cursor up to another, and go there."""
        end = max(0, min(row, self.count - 1))
        for number in range(min(self.cursor, end), max(self.cursor, end) + 1):
            if (one := self.row(number)) is not None:
                self.chosen.put(one.id, on=True)
        self.cursor = end
        self._changed()

    def choose_all(self) -> None:
        """Choose every row, or where every one is chosen, none."""
        if self.chosen.count(self.count) == self.count:
            self.chosen.clear()
        else:
            self.chosen.choose_all()
        self._changed()

    def choose_none(self) -> None:
        """Choose none any more."""
        self.chosen.clear()
        self._changed()

    def _choose(self, row: Row, *, on: bool) -> None:
        self.chosen.put(row.id, on=on)
        self._changed()

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Changed())

    def watch_cursor(self) -> None:
        """Keep the cursor where it can be seen."""
        self._follow()
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Keep the cursor where it can be seen; the columns follow by themselves."""
        self.virtual_size = Size(self._room.width, self.count + 1)
        self._follow()

    def _follow(self) -> None:
        top = round(self.scroll_y)
        top = max(self.cursor - self.lines + 1, min(top, self.cursor))
        if top != round(self.scroll_y):
            self.scroll_to(y=top, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Click a row to go there, its left edge to choose it, with Shift all up to it; twice to open it."""
        if event.y == 0:
            if (column := self._column_at(event.x)) is not None:
                self.post_message(self.Sorted(column.order))
            return
        number = round(self.scroll_y) + event.y - 1
        if number >= self.count:
            return
        if event.shift:
            self.extend_to(number)
            return
        self.cursor = number
        if event.x < self._gutter:
            self.toggle()
        elif event.chain == 2:
            self.post_message(self.Opened())

    def _column_at(self, x: int) -> Column | None:
        end = self._gutter
        for column, width in self._layout():
            end += width + 1
            if x < end:
                return column
        return None

    # How it looks

    @property
    def _room(self) -> Size:
        """What the scrollbar leaves."""
        return self.scrollable_content_region.size

    @property
    def _gutter(self) -> int:
        return GUTTER if self._room.width >= NARROW else GUTTER - 1

    def _layout(self) -> list[tuple[Column, int]]:
        return layout(max(1, self._room.width - self._gutter), self.columns)

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the heading, or a row."""
        width = self._room.width
        if y == 0:
            style = self.get_component_rich_style("table--heading")
            titles = [fitted(sorted_title(column, *self._order), wide) for column, wide in self._layout()]
            return Strip([Segment(" " * self._gutter + " ".join(titles), style)]).crop_extend(0, width, style)
        number = round(self.scroll_y) + y - 1
        row = self.row(number)
        if row is None:
            return Strip.blank(width, self.rich_style)
        cells = [fitted(column.text(row, self.today), wide) for column, wide in self._layout()]
        edge = (CURSOR if number == self.cursor else " ") + (CHOSEN if row.id in self.chosen else " ")
        style = self._style(number, row)
        return Strip([Segment(edge.ljust(self._gutter) + " ".join(cells), style)]).crop_extend(
            0, width, style
        )

    def _style(self, number: int, row: Row) -> Style:
        if number == self.cursor:
            return self.get_component_rich_style("table--cursor")
        if row.id in self.chosen:
            return self.get_component_rich_style("table--chosen")
        return self.get_component_rich_style("table--quiet") if row.suspended else self.rich_style
