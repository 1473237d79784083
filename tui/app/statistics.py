"""Statistics on the screen: one page at a time, of everything or of one deck."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from decks.study.statistics import statistics
from quizgen.finding import QuizgenError
from tui.app import words
from tui.app.keyline import KeyLine
from tui.app.keys import bindings
from tui.app.present import Present
from tui.pages import PAGES
from tui.plots import DRAWN

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from decks.library import Shelved
    from decks.study.statistics import Statistics
    from tui.desk import Desk

EVERYTHING = -1
"""Stands for all that was studied, where a deck is a number."""

_DRAWN = re.compile(f"([{''.join(sorted(DRAWN))}]+)")


class Figures(VerticalScroll, inherit_bindings=False):
    """What scrolls; left and right are left to the pages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "up", show=False),
        Binding("down,j", "scroll_down", "down", show=False),
        Binding("pageup", "page_up", "page up", show=False),
        Binding("pagedown,space", "page_down", "page down", show=False),
        Binding("home", "scroll_home", "start", show=False),
        Binding("end", "scroll_end", "end", show=False),
    ]


class StatisticsScreen(Present[None]):
    """Counts in a thread of its own, then shows page by page."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("statistics"))
    AUTO_FOCUS = "#figures"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.page = 0
        self.scope = EVERYTHING
        """`EVERYTHING`, or the number of the deck that is looked at."""
        self._counted: dict[int, Statistics] = {}

    def compose(self) -> ComposeResult:
        """The pages, what is counted, the figures, the keys."""
        with Horizontal(id="where"):
            yield Static(id="pages", markup=False)
        with Figures(id="figures"):
            yield Static("Counting …", id="figure", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin to count."""
        self._look()

    def on_resize(self) -> None:
        """Fit the new width, once everything has its place."""
        self.call_after_refresh(self._draw)

    def _look(self) -> None:
        """Show what is looked at, after counting it where that was not done yet."""
        if self.scope not in self._counted:
            self.query_one("#figure", Static).update("Counting …")
            scope = self.scope
            self.run_worker(lambda: self._count(scope), thread=True, exclusive=True)
        self._draw()

    def _count(self, scope: int) -> None:
        sheets = tuple(one for one in self.desk.shelf.sheets if scope in (EVERYTHING, one.number))
        try:
            with self.desk.another_store() as store:
                found = statistics(
                    store, sheets, self.desk.options.scheduler, self.desk.today, whole_log=scope == EVERYTHING
                )
        except QuizgenError as error:
            self.found(self._fail, str(error))
        else:
            self.found(self._take, scope, found)

    def _take(self, scope: int, found: Statistics) -> None:
        self._counted[scope] = found
        self._draw()

    def _fail(self, error: str) -> None:
        if self.is_attached:
            self.query_one("#figure", Static).update(Content(words.shown(error)))

    def _draw(self) -> None:
        if not self.is_attached:
            return
        page, wide = PAGES[self.page], self.size.width >= WIDE
        self.query_one("#pages", Static).update(_names(self.page) if wide else _one(self.page))
        found = self._counted.get(self.scope)
        if found is not None:
            figures = self.query_one("#figures", Figures)
            lines = page.lines(found, figures.scrollable_content_region.width, True)
            title = f"{page.title} · {self._scope_name()}"
            text = Content("\n").join([Content(title).stylize("bold"), Content(""), *map(_drawn, lines)])
            self.query_one("#figure", Static).update(text)

    def _scope_name(self) -> str:
        if self.scope == EVERYTHING:
            return "everything you studied"
        titles = {one.number: one.title for one in self.desk.shelf.sheets}
        return words.shown(titles.get(self.scope, "a deck that was read anew; d chooses again"))

    def action_next(self) -> None:
        """Turn to the next page."""
        self.action_turn((self.page + 1) % len(PAGES))

    def action_before(self) -> None:
        """Turn to the page before."""
        self.action_turn((self.page - 1) % len(PAGES))

    def action_turn(self, page: int) -> None:
        """Turn to a page, from 0."""
        self.page = page
        self.query_one("#figures", Figures).scroll_home(animate=False)
        self._draw()

    def action_deck(self) -> None:
        """Choose what is looked at: everything, or a deck."""
        self.app.push_screen(ScopeScreen(self.desk.shelf.sheets, self.scope), self._choose)

    def _choose(self, scope: int | None) -> None:
        if scope is not None:
            self.scope = scope
            self._look()


class ScopeScreen(ModalScreen[int | None], Present[int | None]):
    """Everything, or one of the decks."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,d", "dismiss", "back")]

    def __init__(self, sheets: tuple[Shelved, ...], scope: int) -> None:
        super().__init__()
        self.scopes = (EVERYTHING, *(sheet.number for sheet in sheets))
        self.titles = ("Everything you studied", *(words.shown(sheet.title) for sheet in sheets))
        self.scope = scope

    def compose(self) -> ComposeResult:
        """A list, with what is looked at now chosen."""
        yield OptionList(*(Option(Content(title)) for title in self.titles), id="scopes", markup=False)

    def on_mount(self) -> None:
        """Begin at what is looked at now."""
        self.query_one("#scopes", OptionList).highlighted = (
            self.scopes.index(self.scope) if self.scope in self.scopes else 0
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the one that was chosen."""
        self.dismiss(self.scopes[event.option_index])


def _names(shown: int) -> Content:
    """All pages, the one that is shown between marks; a click turns to one."""
    parts = [
        Content.styled(f"[{page.name}]" if number == shown else f" {page.name} ", _leads_to(number))
        for number, page in enumerate(PAGES)
    ]
    return Content("").join(parts)


def _one(shown: int) -> Content:
    """The page that is shown, and marks to click for the others."""
    before, behind = (shown - 1) % len(PAGES), (shown + 1) % len(PAGES)
    name = f" {shown + 1}/{len(PAGES)} {PAGES[shown].name} "
    return Content.assemble(
        Content.styled("‹ ", _leads_to(before)), name, Content.styled(" ›", _leads_to(behind))
    )


def _leads_to(page: int) -> Style:
    return Style.from_meta({"@click": f"screen.turn({page})"})


def _drawn(line: str) -> Content:
    """A line with what is drawn in the colour of the theme; what it says needs no colour."""
    parts = _DRAWN.split(line)
    return Content.assemble(
        *((part, "$primary") if number % 2 else part for number, part in enumerate(parts))
    )


WIDE = sum(len(page.name) + 2 for page in PAGES) + 2
"""Cells from which all names of pages stand side by side."""
